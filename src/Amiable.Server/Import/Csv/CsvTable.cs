using CsvHelper;

namespace Amiable.Import.Csv;

/// <summary>One row of a table.</summary>
/// <param name="Line">The line on which it begins, from 1; a cell before it may have spanned lines.</param>
/// <param name="Cells">As many as the row has, trimmed.</param>
/// <param name="Quotes">What is wrong with its quotes.</param>
/// <param name="QuoteLine">Where the quote that is never closed stands; 0 when all are.</param>
public sealed record CsvRow(int Line, string[] Cells, QuoteTrouble Quotes = QuoteTrouble.None, int QuoteLine = 0)
{
    public bool IsBlank => Array.TrueForAll(Cells, cell => cell.Length == 0);
}

/// <summary>How the quotes of a row fail.</summary>
public enum QuoteTrouble
{
    None,

    /// <summary>A quote stands where none may, and the row spans lines: nobody knows where its cells end.</summary>
    AcrossLines,

    /// <summary>A quote is opened and never closed: the rest of the file is in one cell.</summary>
    NeverClosed,
}

/// <summary>
/// The cells of a file. Rows are read again from the bytes each time they are asked for: deciding how a column writes its dates needs one
/// pass, reading it another, and a hundred megabytes of bytes are lighter than the same as strings.
/// </summary>
public sealed class CsvTable
{
    // As many as a sheet of Excel has. A row of a hundred million commas must not become as many texts.
    private const int MostColumns = 16_384;
    private const int HeaderIsAmong = 10;
    private const string Workbook = "XLSX";

    private readonly ReadOnlyMemory<byte> _rows;
    private readonly int _linesBefore;

    /// <summary>"UTF-8", "UTF-16" or "Windows-1252"; "XLSX" of a workbook.</summary>
    public string Encoding { get; }

    public bool IsWorkbook => Encoding == Workbook;

    public char Delimiter { get; }

    /// <summary>Unique names: a blank one is "Column 3", a repeated one "Amount (2)".</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>The names as the file has them.</summary>
    public IReadOnlyList<string> Headers { get; private set; } = [];

    public int HeaderLine { get; private set; }

    private CsvTable(FileText text, Delimiter delimiter)
    {
        (Encoding, Delimiter) = (text.Encoding, delimiter.Character);
        _rows = text.Utf8[delimiter.SkippedBytes..];
        _linesBefore = delimiter.SkippedBytes > 0 ? 1 : 0;
    }

    /// <summary>Opens a file: finds its encoding, its delimiter and its header.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="wanted">Column names a person has chosen: the row that has them is the header.</param>
    public static Result<CsvTable> Open(ReadOnlyMemory<byte> file, IEnumerable<string>? wanted = null)
    {
        if (FileSigns.Refusal(file.Span) is { } refusal)
            return refusal;
        var isWorkbook = Xlsx.Workbook.IsOne(file.Span);
        if (!isWorkbook && file.Span.StartsWith("PK"u8))
            return new Invalid(
                "file",
                "file-is-broken",
                "This workbook is damaged, or is none. Open it in Excel, save it again, and upload that."
            );
        var decoded = isWorkbook ? OfWorkbook(file) : TextEncodings.Decode(file);
        if (decoded.Value is not { } text)
            return decoded.Problem!;
        if (text.Utf8.Span.Trim(" \t\r\n\x1A"u8).IsEmpty)
            return new Invalid("file", "file-is-empty", "The file is empty.");
        var table = new CsvTable(text, isWorkbook ? new(',', 0) : Delimiters.Find(text.Utf8));
        table.FindHeader([.. wanted ?? []]);
        return table.Headers.Count > MostColumns
            ? new Invalid(
                "file",
                "file-has-too-many-columns",
                $"Line {table.HeaderLine} has more than {MostColumns} columns. This is no ledger."
            )
            : table;
    }

    private static Result<FileText> OfWorkbook(ReadOnlyMemory<byte> file)
    {
        var sheet = Xlsx.Workbook.Text(file);
        return sheet.Problem is { } problem ? problem : new FileText(sheet.Value, Workbook);
    }

    /// <summary>The rows after the header, blank ones left out.</summary>
    public IEnumerable<CsvRow> Rows() => Read().Where(row => row.Line > HeaderLine && !row.IsBlank);

    internal static CsvReaderOptions ReaderOptions(char delimiter, Action<CsvMalformedRecord>? onMalformed) =>
        new()
        {
            Separator = delimiter,
            HasHeader = false,
            TrackLineNumbers = true,
            TrimWhitespace = true,
            TrimInsideQuotes = true,
            PoolStrings = true,
            OnMalformedRecord = onMalformed,
        };

    private IEnumerable<CsvRow> Read()
    {
        CsvMalformedReason? malformed = null;
        using var reader = CsvReader.Create(_rows, ReaderOptions(Delimiter, record => malformed = record.Reason));
        while (reader.Read())
        {
            var cells = new string[Math.Min(reader.FieldCount, MostColumns + 1)];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = Cell(reader.GetString(i));
            var line = (int)reader.LineNumber + _linesBefore;
            yield return malformed is { } reason ? WithTrouble(reader, line, cells, reason) : new CsvRow(line, cells);
            malformed = null;
        }
    }

    // Excel writes ="00123" to keep the zeros of a number; every other formula is just text.
    private static string Cell(string cell)
    {
        cell = cell.Trim().Trim('\u001A');
        return cell.Length > 3 && cell.StartsWith("=\"", StringComparison.Ordinal) && cell.EndsWith('"') && cell.Count('"') == 2
            ? cell[2..^1]
            : cell;
    }

    private static CsvRow WithTrouble(CsvReader reader, int line, string[] cells, CsvMalformedReason reason)
    {
        var raw = reader.RawRecord;
        if (reason == CsvMalformedReason.UnterminatedQuote)
        {
            var before = raw.Length - reader.GetRawSpan(reader.FieldCount - 1).Length;
            return new(line, cells, QuoteTrouble.NeverClosed, line + TextEncodings.LineAt(raw, before) - 1);
        }
        return new(line, cells, raw.IndexOfAny((byte)'\r', (byte)'\n') >= 0 ? QuoteTrouble.AcrossLines : QuoteTrouble.None);
    }

    // Ledgers are printed with a title above the header ("Open items on 31/12/2025"): the header is the row whose names are known.
    private void FindHeader(HashSet<string> wanted)
    {
        var normalized = wanted.Select(HeaderWords.Squash).ToHashSet();
        var first = Read().Where(row => !row.IsBlank).Take(HeaderIsAmong).ToList();
        var header =
            first
                .Select(row =>
                    (
                        Row: row,
                        Known: row.Cells.Take(ColumnGuess.NamesLookedAt)
                            .Count(cell => normalized.Contains(HeaderWords.Squash(cell)) || ColumnNames.Knows(cell))
                    )
                )
                .Where(row => row.Known > 0)
                .OrderByDescending(row => row.Known)
                .FirstOrDefault()
                .Row
            ?? first.Find(row => row.Cells.Count(cell => cell.Length > 0) > 1)
            ?? first.FirstOrDefault();
        Headers = header?.Cells ?? [];
        HeaderLine = header?.Line ?? 0;
        Columns = Unique(Headers);
    }

    private static string[] Unique(IReadOnlyList<string> headers)
    {
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var names = new string[headers.Count];
        for (var i = 0; i < names.Length; i++)
        {
            var name = headers[i].Length == 0 ? $"Column {i + 1}" : RowError.Shorten(headers[i]);
            var times = seen[name] = seen.GetValueOrDefault(name) + 1;
            names[i] = times == 1 ? name : $"{name} ({times})";
        }
        return names;
    }
}
