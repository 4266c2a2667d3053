namespace Amiable.Documents;

/// <summary>How documents are to be read.</summary>
public sealed record ReadingOptions
{
    public static readonly ReadingOptions Default = new();

    public ReadingLimits Limits { get; init; } = ReadingLimits.Default;

    /// <summary>Reads the words of a PDF even where it carries data: to measure how well words are read.</summary>
    public bool IgnoresEmbeddedXml { get; init; }

    /// <summary>Reads a table (CSV, XLSX), which this room cannot; null where tables are taken in at another door.</summary>
    public TableReader? Tables { get; init; }

    /// <summary>Opens an e-mail, which this room cannot; null where mails are taken in at another door.</summary>
    public MailOpener? Mails { get; init; }
}

/// <summary>Reads a table: a reading for each row, or one that refuses it.</summary>
public delegate IReadOnlyList<DocumentReading> TableReader(ReadOnlyMemory<byte> file);

/// <summary>Opens an e-mail: the files attached to it that may be documents, with their names.</summary>
public delegate IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> MailOpener(ReadOnlyMemory<byte> mail);
