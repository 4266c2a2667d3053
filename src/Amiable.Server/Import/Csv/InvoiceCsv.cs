namespace Amiable.Import.Csv;

/// <summary>Reads a ledger of invoices from a CSV file. Nothing is saved: what is read is shown first.</summary>
public static class InvoiceCsv
{
    private const int SampleRows = 200;

    /// <summary>Reads a file. A file too large is refused before it is read where its length is known, else as soon as it is.</summary>
    /// <param name="file">Read from where it stands; not closed.</param>
    /// <param name="options">What is known or decided about the file.</param>
    /// <param name="length">How long it says it is, where the stream cannot tell (Content-Length).</param>
    /// <param name="ct">Stops the reading of the stream.</param>
    public static async Task<Result<CsvReading>> Read(Stream file, CsvOptions options, long? length = null, CancellationToken ct = default)
    {
        var bytes = await UploadedBytes.Read(file, length, options.MostBytes, ct);
        return bytes.Problem is { } problem ? problem : Read(bytes.Value, options);
    }

    /// <summary>Reads a file that is in memory.</summary>
    public static Result<CsvReading> Read(ReadOnlyMemory<byte> file, CsvOptions options)
    {
        if (file.Length > options.MostBytes)
            return UploadedBytes.TooLarge(options.MostBytes);
        if (!Currencies.IsKnown(options.DefaultCurrency) && options.DefaultCurrency != CsvOptions.NoCurrency)
            return new Invalid(
                "currency",
                "currency-unknown",
                $"\"{RowError.Shorten(options.DefaultCurrency)}\" is no currency; write its ISO code, as in EUR."
            );
        var opened = CsvTable.Open(file, options.Mapping?.Values);
        if (opened.Value is not { } table)
            return opened.Problem!;
        var mapped = ColumnMapping.Of(table, [.. table.Rows().Take(SampleRows)], options.Mapping);
        if (mapped.Value is not { } mapping)
            return NoRows(table) ?? mapped.Problem!;
        var survey = new ColumnSurvey(mapping);
        if (survey.Of(table, options.MostRows) is { } problem)
            return problem;
        var dates = DateForms.Decide(survey.Dates, options.DateForm);
        if (dates.Value is null)
            return dates.Problem!;
        var amounts = AmountForms.Decide(survey.Amounts, table.Delimiter, options.DecimalMark);
        return amounts.Value is null ? amounts.Problem! : Read(table, mapping, survey.RowCount, dates.Value, amounts.Value, options);
    }

    /// <summary>What a file looks like before anything in it is read: for the form on which a person says which column is which.</summary>
    public static Result<CsvLook> Look(ReadOnlyMemory<byte> file, int rows = 20)
    {
        var opened = CsvTable.Open(file);
        if (opened.Value is not { } table)
            return opened.Problem!;
        List<CsvRow> sample = [.. table.Rows().Take(Math.Max(rows, SampleRows))];
        return NoRows(table) is { } problem
            ? problem
            : new CsvLook(table, ColumnMapping.Guess(table.Headers, sample), [.. sample.Take(rows)]);
    }

    private static Invalid? NoRows(CsvTable table) =>
        table.Rows().Any()
            ? null
            : new("file", "file-has-no-rows", $"The file has a header on line {table.HeaderLine} but no rows under it.");

    private static CsvReading Read(
        CsvTable table,
        ColumnMapping mapping,
        int rowCount,
        DateForms dates,
        AmountForms amounts,
        CsvOptions options
    )
    {
        var (errors, notices) = (new RowErrors(), new ImportNotices());
        var cells = new RowCells(mapping, dates, amounts, options.DefaultCurrency, errors, notices);
        var reader = new RowReader(table, mapping, cells, options, notices);
        var seen = new SeenInvoices(mapping.NameOf(InvoiceField.Number), errors);
        foreach (var row in table.Rows())
        {
            if (reader.Read(row) is { } invoice)
                seen.Add(invoice);
        }
        var all = seen.All.ToList();
        var invoices = options.AsOf is { } asOf ? all.FindAll(invoice => invoice.IssuedOn <= asOf) : all;
        SayWhatWasAssumed(notices, mapping, dates, amounts, seen.Repeated);
        return new()
        {
            Columns = table.Columns,
            Mapping = mapping,
            Encoding = table.Encoding,
            Delimiter = table.Delimiter,
            DateForm = dates.FormOf(InvoiceField.IssuedOn),
            DecimalMark = amounts.MarkOf(InvoiceField.Total),
            RowCount = rowCount,
            Invoices = invoices,
            Errors = errors.Kept,
            ErrorCount = errors.Count,
            Notices = [.. mapping.Notices, .. notices.All],
            NotYetIssued = all.Count - invoices.Count,
            Repeated = seen.Repeated,
        };
    }

    private static void SayWhatWasAssumed(ImportNotices notices, ColumnMapping mapping, DateForms dates, AmountForms amounts, int repeated)
    {
        if (!mapping.Has(InvoiceField.DueOn))
            notices.Add("no-due-dates", "The file has no column of due dates: the invoices are not chased until they have one.");
        if (dates.IsAssumed)
            notices.Add(
                "dates-assumed-day-first",
                "No date of the file shows whether the day or the month comes first; the day is assumed."
            );
        if (amounts.IsAssumed)
            notices.Add(
                "amounts-assumed",
                "No amount of the file shows whether a point or a comma begins the cents; the file's delimiter decided."
            );
        if (repeated > 0)
            notices.Add("rows-repeated", $"{repeated} rows repeat an earlier one word for word and were left out.", repeated);
    }
}

/// <summary>A file before it is read.</summary>
/// <param name="Table">Its columns, encoding and delimiter.</param>
/// <param name="Guess">Which column seems to be which; <see cref="ColumnMapping.Missing"/> says what a person must choose.</param>
/// <param name="Sample">Its first rows.</param>
public sealed record CsvLook(CsvTable Table, ColumnMapping Guess, IReadOnlyList<CsvRow> Sample);
