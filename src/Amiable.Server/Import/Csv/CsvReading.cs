namespace Amiable.Import.Csv;

/// <summary>A file understood: what it says, what in it could not be taken, and how it was read, for a person to confirm.</summary>
public sealed record CsvReading
{
    /// <summary>Column names as the file writes them; made unique, and named "Column 3" where blank.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    public required ColumnMapping Mapping { get; init; }

    /// <summary>"UTF-8", "UTF-16", "Windows-1252".</summary>
    public required string Encoding { get; init; }

    public required char Delimiter { get; init; }

    /// <summary>How the issue dates are written; the other date columns mostly share it.</summary>
    public required DateForm DateForm { get; init; }

    /// <summary>'.' or ','.</summary>
    public required char DecimalMark { get; init; }

    /// <summary>Data rows that are not blank.</summary>
    public required int RowCount { get; init; }

    /// <summary>In the order of the file.</summary>
    public required IReadOnlyList<ImportedInvoice> Invoices { get; init; }

    /// <summary>In the order found; the first <see cref="RowErrors.MostKept"/>.</summary>
    public required IReadOnlyList<RowError> Errors { get; init; }

    /// <summary>All errors, those not kept included.</summary>
    public required int ErrorCount { get; init; }

    public required IReadOnlyList<ImportNotice> Notices { get; init; }

    /// <summary>Invoices left out because they were issued after the as-of day.</summary>
    public int NotYetIssued { get; init; }

    /// <summary>Rows left out because an earlier one says exactly the same.</summary>
    public int Repeated { get; init; }

    /// <summary>Rows that were not taken because something is wrong with them. One row can have several errors, and one error concern two rows.</summary>
    public int LeftOut =>
        RowCount - Invoices.Count - NotYetIssued - Repeated - Notices.Where(n => n.Code == "totals-row").Sum(n => n.Count);
}

/// <summary>The errors of a file. A file can be wrong in every row: all are counted, the first are kept.</summary>
public sealed class RowErrors
{
    public const int MostKept = 1_000;

    private readonly List<RowError> _kept = [];

    public int Count { get; private set; }
    public IReadOnlyList<RowError> Kept => _kept;

    public void Add(int line, string column, string value, string code, string reason)
    {
        if (Count++ < MostKept)
            _kept.Add(RowError.At(line, column, value, code, reason));
    }
}

/// <summary>The notices of a file: one for each thing noticed, however many rows show it.</summary>
public sealed class ImportNotices
{
    private readonly Dictionary<(string Code, string Column), ImportNotice> _rows = [];
    private readonly List<ImportNotice> _file = [];

    public IReadOnlyList<ImportNotice> All => [.. _file, .. _rows.Values.Select(WithCount)];

    public void Add(string code, string message, int count = 0) => _file.Add(new(code, message, count));

    /// <summary>Says something about a row; only the first row of each kind is shown.</summary>
    public void AddRow(string code, string column, int line, string value, string reason)
    {
        _rows[(code, column)] = _rows.TryGetValue((code, column), out var seen)
            ? seen with
            {
                Count = seen.Count + 1,
            }
            : new(code, RowError.At(line, column, value, code, reason).Message, 1, column, line, RowError.Shorten(value));
    }

    private static ImportNotice WithCount(ImportNotice notice) =>
        notice.Count == 1 ? notice : notice with { Message = $"{notice.Message} The same holds for {notice.Count - 1} more." };
}
