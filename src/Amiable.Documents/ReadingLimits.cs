namespace Amiable.Documents;

/// <summary>
/// How much work one file may cause. What goes over a limit is refused with a message that names it; the other files go on. The defaults are
/// generous for invoices (most have one to three pages and weigh under 1 MB) and small for a machine.
/// </summary>
public sealed record ReadingLimits
{
    public static readonly ReadingLimits Default = new();

    /// <summary>Of one file, and of one entry of an archive once unpacked.</summary>
    public long MostBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Of an archive or an e-mail as it comes.</summary>
    public long MostArchiveBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>Of an archive or an e-mail: files in it.</summary>
    public int MostEntries { get; init; } = 2_000;

    /// <summary>Of an archive or an e-mail: all its files together, unpacked.</summary>
    public long MostUnpackedBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>Of an entry above 1 MB: how many times its packed size it may be. XML reaches 30; only bombs go over 200.</summary>
    public int MostRatio { get; init; } = 200;

    /// <summary>Mails within mails that are opened: one that was forwarded, of one that was forwarded.</summary>
    public int MostNestedMails { get; init; } = 3;

    /// <summary>Elements within elements: invoices have about 10.</summary>
    public int MostXmlDepth { get; init; } = 100;

    /// <summary>Elements, and pieces of text between them: an invoice of 20,000 lines has about 2 million.</summary>
    public int MostXmlNodes { get; init; } = 4_000_000;

    /// <summary>Invoices in one XML file (FatturaPA allows many).</summary>
    public int MostInvoices { get; init; } = 1_000;

    /// <summary>Pages of a PDF whose words are read; what comes later is not read, and said.</summary>
    public int MostPages { get; init; } = 50;

    /// <summary>Pages recognised as pictures (about 2 to 4 s each): a scan's first pages.</summary>
    public int MostScannedPages { get; init; } = 8;

    /// <summary>Width times height of a picture, in pixels: A3 at 300 dots per inch has 17 million.</summary>
    public long MostPixels { get; init; } = 100_000_000;

    /// <summary>Of one run of an outside program (pdftotext, pdfdetach, tesseract for one page).</summary>
    public TimeSpan ProgramTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What one outside program may print or write.</summary>
    public long MostProgramOutput { get; init; } = 64 * 1024 * 1024;

    /// <summary>Of one file from its bytes to its readings.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(2);
}
