namespace Amiable.Import.Csv;

/// <summary>The pass over a file that decides how its dates and amounts are written, and whether it can be read at all.</summary>
internal sealed class ColumnSurvey(ColumnMapping mapping)
{
    public Dictionary<InvoiceField, DateSurvey> Dates { get; } =
        InvoiceFields.Dates.Where(mapping.Has).ToDictionary(field => field, field => new DateSurvey(mapping.NameOf(field)));

    public Dictionary<InvoiceField, AmountSurvey> Amounts { get; } =
        InvoiceFields.Amounts.Where(mapping.Has).ToDictionary(field => field, field => new AmountSurvey(mapping.NameOf(field)));

    public int RowCount { get; private set; }

    public Problem? Of(CsvTable table, int mostRows)
    {
        foreach (var row in table.Rows())
        {
            if (row.Quotes == QuoteTrouble.NeverClosed)
                return NeverClosed(row);
            if (++RowCount > mostRows)
                return new Invalid("file", "file-has-too-many-rows", $"The file has more than {mostRows} rows. Split it.");
            foreach (var (field, survey) in Dates)
                survey.Add(row.Line, Cell(row, field));
            foreach (var (field, survey) in Amounts)
                survey.Add(row.Line, Cell(row, field));
        }
        return RowCount > 0
            ? null
            : new Invalid("file", "file-has-no-rows", $"The file has a header on line {table.HeaderLine} but no rows under it.");
    }

    private string Cell(CsvRow row, InvoiceField field) =>
        mapping.Columns[field] is var column && column < row.Cells.Length ? row.Cells[column] : "";

    private static Invalid NeverClosed(CsvRow row) =>
        new(
            "file",
            "quote-never-closed",
            $"A quote is opened on line {row.QuoteLine} (cell {row.Cells.Length}) and never closed, so the rest of the file is one cell. "
                + "Close it, or write a quote inside a text twice."
        );
}
