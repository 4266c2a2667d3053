namespace Amiable.Import.Csv;

/// <summary>Which column of a table is which field of an invoice.</summary>
public sealed class ColumnMapping
{
    private readonly Dictionary<InvoiceField, int> _columns;
    private readonly IReadOnlyList<string> _names;

    internal ColumnMapping(Dictionary<InvoiceField, int> columns, IReadOnlyList<string> names, IReadOnlyList<ImportNotice> notices) =>
        (_columns, _names, Notices) = (columns, names, notices);

    public IReadOnlyDictionary<InvoiceField, int> Columns => _columns;

    /// <summary>Columns whose name says one thing and whose cells another.</summary>
    public IReadOnlyList<ImportNotice> Notices { get; }

    /// <summary>Field name → column name, as <see cref="CsvOptions.Mapping"/> takes it: what a form shows and sends back.</summary>
    public IReadOnlyDictionary<string, string> Names => _columns.ToDictionary(c => InvoiceFields.NameOf(c.Key), c => _names[c.Value]);

    public bool Has(InvoiceField field) => _columns.ContainsKey(field);

    /// <summary>The name of the field's column; empty when it has none.</summary>
    public string NameOf(InvoiceField field) => _columns.TryGetValue(field, out var column) ? _names[column] : "";

    /// <summary>Guesses from the names of the columns, in seven languages; what the cells hold can only speak against a name.</summary>
    public static ColumnMapping Guess(IReadOnlyList<string> headers, IReadOnlyList<CsvRow> sample) =>
        new ColumnGuess(headers, headers, sample).Guess(new Dictionary<InvoiceField, int?>());

    /// <summary>Guesses what was not chosen.</summary>
    /// <param name="table">The table.</param>
    /// <param name="sample">Some of its rows.</param>
    /// <param name="chosen">Field name → column name; an empty column name leaves the field without one.</param>
    /// <returns>A problem when a name is unknown, or a field no invoice can do without has no column.</returns>
    public static Result<ColumnMapping> Of(CsvTable table, IReadOnlyList<CsvRow> sample, IReadOnlyDictionary<string, string>? chosen)
    {
        var fixedColumns = new Dictionary<InvoiceField, int?>();
        foreach (var (name, column) in chosen ?? new Dictionary<string, string>())
        {
            if (InvoiceFields.Find(name) is not { } field)
                return UnknownField(name);
            var found = Find(table, column);
            if (found is null && column.Trim().Length > 0)
                return UnknownColumn(table, name, column);
            fixedColumns[field] = found;
        }
        var mapping = new ColumnGuess(table.Headers, table.Columns, sample).Guess(fixedColumns);
        return mapping.Missing() is { Count: > 0 } missing ? MissingColumns(table, missing) : mapping;
    }

    /// <summary>The fields without which there is no invoice and that have no column. A due date may be missing: it is asked for later.</summary>
    public IReadOnlyList<InvoiceField> Missing()
    {
        var missing = new List<InvoiceField>();
        if (!Has(InvoiceField.Account) && !Has(InvoiceField.AccountId))
            missing.Add(InvoiceField.Account);
        foreach (var field in (ReadOnlySpan<InvoiceField>)[InvoiceField.Number, InvoiceField.IssuedOn, InvoiceField.Total])
        {
            if (!Has(field))
                missing.Add(field);
        }
        return missing;
    }

    private static int? Find(CsvTable table, string column)
    {
        column = column.Trim();
        for (var same = 0; same < 2; same++)
        {
            for (var i = 0; i < table.Columns.Count; i++)
            {
                var name = table.Columns[i];
                if (
                    same == 0
                        ? name.Equals(column, StringComparison.OrdinalIgnoreCase)
                        : column.Length > 0 && HeaderWords.Fold(name) == HeaderWords.Fold(column)
                )
                    return i;
            }
        }
        return null;
    }

    private static Invalid UnknownField(string name) =>
        new(
            "mapping",
            "mapping-unknown-field",
            $"There is no field \"{RowError.Shorten(name)}\". Fields: {string.Join(", ", Enum.GetValues<InvoiceField>().Select(InvoiceFields.NameOf))}."
        );

    private static Invalid UnknownColumn(CsvTable table, string field, string column) =>
        new(
            "mapping",
            "mapping-unknown-column",
            $"The file has no column \"{RowError.Shorten(column)}\" to take {RowError.Shorten(field)} from. Its columns: {Listed(table)}."
        );

    private static Invalid MissingColumns(CsvTable table, IReadOnlyList<InvoiceField> missing) =>
        new(
            "mapping",
            "columns-missing",
            $"No column was found for {string.Join(", ", missing.Select(InvoiceFields.NameOf))}. The header on line {table.HeaderLine} has: {Listed(table)}. "
                + "Choose which column is which."
        );

    private static string Listed(CsvTable table)
    {
        const int most = 40;
        var names = string.Join(", ", table.Columns.Take(most).Select(name => $"\"{name}\""));
        return table.Columns.Count > most ? $"{names} and {table.Columns.Count - most} more" : names;
    }
}
