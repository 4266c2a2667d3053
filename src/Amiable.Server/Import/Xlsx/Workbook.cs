using System.IO.Compression;
using System.Xml;
using Amiable.Import.Csv;

namespace Amiable.Import.Xlsx;

/// <summary>
/// An XLSX workbook as the text of its ledger: the first sheet whose header we know, its dates as 2025-12-31, its numbers with a point.
/// From there on it is read like any CSV, by the same mapping. Read as a stream and under limits: a workbook is a zip that strangers made.
/// </summary>
internal static class Workbook
{
    /// <summary>Of XML in one part, unpacked: a sheet of a million rows of eight cells has about 400 MB.</summary>
    public const long MostXml = 500_000_000;

    /// <summary>How many times its packed size a part may be, beyond the first <see cref="AnyRatio"/> bytes; ledgers reach 30.</summary>
    public const int MostRatio = 100;

    public const long AnyRatio = 10_000_000;

    /// <summary>Of the text a sheet becomes, as of a CSV.</summary>
    public const long MostText = 100_000_000;

    private const int MostSheets = 50;
    private const int HeaderIsAmong = 10;

    public static bool IsOne(ReadOnlySpan<byte> file) =>
        Documents.Containers.FileShapes.Of(file) == Documents.Containers.FileShape.Workbook;

    /// <summary>The sheet as CSV in UTF-8 with commas, a line for each row of the sheet.</summary>
    public static Result<ReadOnlyMemory<byte>> Text(ReadOnlyMemory<byte> file)
    {
        try
        {
            using var zip = new ZipArchive(new Documents.Containers.ReadOnlyStream(file), ZipArchiveMode.Read);
            var parts = new WorkbookParts(zip);
            var sheets = parts.Sheets().Take(MostSheets).ToList();
            var cells = new CellTexts(parts.SharedTexts(), parts.DateStyles(), parts.CountsFrom1904());
            var ledger = sheets.Find(sheet => Knows(parts, sheet, cells)) ?? sheets.Find(sheet => First(parts, sheet, cells, 1).Any());
            return ledger is null
                ? new Invalid("file", "file-is-empty", "The workbook is empty.")
                : SheetText.Of(parts.Rows(ledger, cells));
        }
        catch (WorkbookTooLargeException)
        {
            return UploadedBytes.TooLarge(MostText);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or IOException or ArgumentException or NotSupportedException)
        {
            return new Invalid("file", "file-is-broken", "This workbook is damaged. Open it in Excel, save it again, and upload that.");
        }
    }

    private static bool Knows(WorkbookParts parts, string sheet, CellTexts cells) =>
        First(parts, sheet, cells, HeaderIsAmong).Any(row => row.Cells.Count(ColumnNames.Knows) >= 2);

    private static IEnumerable<SheetRow> First(WorkbookParts parts, string sheet, CellTexts cells, int rows) =>
        parts.Rows(sheet, cells).Where(row => row.Cells.Any(cell => cell.Length > 0)).Take(rows);
}

/// <summary>More came out of a workbook than any ledger holds.</summary>
internal sealed class WorkbookTooLargeException : Exception;

/// <summary>A row of a sheet.</summary>
/// <param name="Number">From 1, as Excel shows it.</param>
/// <param name="Cells">From the first column on; empty where nothing stands.</param>
internal readonly record struct SheetRow(int Number, IReadOnlyList<string> Cells);
