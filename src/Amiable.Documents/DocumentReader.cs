using System.Text.RegularExpressions;
using Amiable.Documents.Containers;
using Amiable.Documents.EInvoices;
using Amiable.Documents.Pages;
using TextReader = Amiable.Documents.Text.TextReader;

namespace Amiable.Documents;

/// <summary>
/// Reads whatever somebody drops: e-invoices, PDFs with and without data in them, scans, archives of all of these and e-mails with them. It looks at the
/// content and never at the name; what cannot be read says why, and the others go on.
/// </summary>
public static class DocumentReader
{
    private const int MostSignatures = 3;

    /// <summary>At least one reading for each file; an archive, or an e-mail, is many files.</summary>
    /// <param name="fileName">As somebody calls it.</param>
    /// <param name="file">The whole file.</param>
    /// <param name="options">Limits and choices.</param>
    /// <param name="ct">Cancels; nothing else is ever thrown.</param>
    public static async Task<IReadOnlyList<FileReading>> Read(
        string fileName,
        ReadOnlyMemory<byte> file,
        ReadingOptions options,
        CancellationToken ct = default
    )
    {
        var readings = new List<FileReading>();
        foreach (var entry in Unpacking.Open(fileName, file, options))
            readings.AddRange(
                entry.Problem is { } problem ? [Refused(entry.Name, problem)] : await ReadOne(entry.Name, entry.Bytes, options, ct)
            );
        return readings;
    }

    // One file has its time; whatever a damaged one makes a reader stumble over is a message about that file, and no more.
    private static async Task<IReadOnlyList<FileReading>> ReadOne(
        string name,
        ReadOnlyMemory<byte> file,
        ReadingOptions options,
        CancellationToken ct
    )
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(options.Limits.Time);
        try
        {
            var shape = FileShapes.Of(file.Span);
            var readings = await ReadShape(name, file, shape, options, deadline.Token);
            return FileNames.Misleads(name, shape) is { } odd ? [.. readings.Select(r => WithFirst(r, odd))] : readings;
        }
        // A pattern has a second of the clock, which a busy machine may spend elsewhere.
        catch (Exception e) when (e is RegexMatchTimeoutException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return [Refused(name, new("too-slow", "This document takes too long to read.", Refuses: true))];
        }
    }

    private static async Task<IReadOnlyList<FileReading>> ReadShape(
        string name,
        ReadOnlyMemory<byte> file,
        FileShape shape,
        ReadingOptions options,
        CancellationToken ct
    )
    {
        var isTable = shape is FileShape.Text or FileShape.Workbook;
        if (file.Length > options.Limits.MostBytes && !isTable)
            return [Refused(name, Archive.FileTooLarge(options.Limits))];
        return shape switch
        {
            FileShape.Xml => Data(name, EInvoiceReader.Read(file, options.Limits)),
            FileShape.SignedFile => Signed(name, file, options),
            FileShape.Pdf => await Pdf(name, file, options, ct),
            FileShape.Picture => [Pages(name, await PicturePages.Read(file, options.Limits, ct))],
            _ when isTable && options.Tables is { } tables =>
            [
                .. tables(file).Select(r => new FileReading(name, r, Source(r, FieldSource.Table))),
            ],
            _ => [Refused(name, FileNames.Unreadable(shape))],
        };
    }

    private static List<FileReading> Data(string name, IReadOnlyList<DocumentReading> readings) =>
        [.. readings.Select(r => new FileReading(name, r, Source(r, FieldSource.Xml)))];

    private static List<FileReading> Signed(string name, ReadOnlyMemory<byte> file, ReadingOptions options)
    {
        for (var layer = 0; layer < MostSignatures && FileShapes.Of(file.Span) == FileShape.SignedFile; layer++)
        {
            if (Containers.SignedFile.Content(file) is not { } content)
                return
                [
                    Refused(
                        name,
                        new("signed-broken", "This signed file (p7m) is damaged, or its document is in another file.", Refuses: true)
                    ),
                ];
            file = content;
        }
        return FileShapes.Of(file.Span) == FileShape.Xml
            ? Data(name, EInvoiceReader.Read(file, options.Limits))
            : [Refused(name, new("signed-other", "There is no e-invoice in this signed file (p7m).", Refuses: true))];
    }

    private static async Task<IReadOnlyList<FileReading>> Pdf(
        string name,
        ReadOnlyMemory<byte> file,
        ReadingOptions options,
        CancellationToken ct
    )
    {
        if (options.IgnoresEmbeddedXml)
            return [Pages(name, await PdfPages.Read(file, options.Limits, ct))];
        var embedded = await PdfAttachments.Xml(file, options.Limits, ct);
        if (embedded.Problem is { } problem)
            return [Refused(name, problem)];
        DocumentProblem? unread = null;
        foreach (var (_, bytes) in embedded.Files)
        {
            var readings = EInvoiceReader.Read(bytes, options.Limits);
            if (!readings[0].IsRefused)
                return Data(name, await WithPages(readings, file, options.Limits, ct));
            // The data say what the document is: an order has pages, too, and its total is no debt.
            if (readings[0].Problems[0].Code == "not-an-invoice")
                return Data(name, readings);
            unread ??= readings[0].Problems[0];
        }
        var page = Pages(name, await PdfPages.Read(file, options.Limits, ct));
        return [unread is null || unread.Code == "xml-unknown" ? page : WithFirst(page, Unread(unread))];
    }

    // Pictures are not recognised only to compare: that takes seconds, and the data win anyhow.
    private static async Task<IReadOnlyList<DocumentReading>> WithPages(
        IReadOnlyList<DocumentReading> data,
        ReadOnlyMemory<byte> pdf,
        ReadingLimits limits,
        CancellationToken ct
    )
    {
        if (data.Count != 1)
            return data;
        var text = await PdfPages.Read(pdf, limits with { MostScannedPages = 0 }, ct);
        return text.IsScan || text.Pages.Count == 0 ? data : [PageComparison.Join(data[0], TextReader.Read(text.Pages, FieldSource.Text))];
    }

    private static FileReading Pages(string name, PdfText text)
    {
        if (text.Pages.Count == 0)
            return new(name, new() { Problems = text.Problems }, null);
        var source = text.IsScan ? FieldSource.Ocr : FieldSource.Text;
        var reading = TextReader.Read(text.Pages, source);
        var turns = text.Pages.Where(page => page.Turn > 0).ToDictionary(page => page.Number, page => page.Turn);
        return new(name, reading with { Problems = [.. text.Problems, .. reading.Problems], Turns = turns }, source) { Pages = text.Pages };
    }

    private static FieldSource? Source(DocumentReading reading, FieldSource source) => reading.IsRefused ? null : source;

    private static FileReading WithFirst(FileReading reading, DocumentProblem problem) =>
        reading with
        {
            Reading = reading.Reading with { Problems = [problem, .. reading.Reading.Problems] },
        };

    private static DocumentProblem Unread(DocumentProblem why) =>
        new("embedded-xml-unreadable", $"The data in this PDF could not be read, so its words were: {why.Message}") { Values = [why.Code] };

    internal static FileReading Refused(string name, DocumentProblem problem) => new(name, new() { Problems = [problem] }, null);
}
