using Amiable.Documents;
using Amiable.Import.Csv;

namespace Amiable.Import;

/// <summary>A table (CSV, XLSX) as readings, a row each, the same as those of documents: what the table does not say stays unsaid.</summary>
internal static class TableReadings
{
    // Columns are recognised by their names and contents, which is right nearly always; a person confirms the mapping once.
    private const double Sure = Finding.Certain;

    public static IReadOnlyList<DocumentReading> Of(ReadOnlyMemory<byte> file)
    {
        var read = InvoiceCsv.Read(file, new() { DefaultCurrency = CsvOptions.NoCurrency });
        if (read.Value is not { } table)
            return
            [
                new() { Problems = [new((read.Problem as Invalid)?.Code ?? "table-unreadable", read.Problem!.Message, Refuses: true)] },
            ];
        var knowsPayments = SourceKnows.Of(table.Mapping).Payments;
        var rows = table.Invoices.Select(invoice => (invoice.Line, Reading: Of(invoice, knowsPayments)));
        var wrong = table.Errors.GroupBy(e => e.Line).Select(line => (Line: line.Key, Reading: Of(line)));
        return [.. rows.Concat(wrong).OrderBy(row => row.Line).Select(row => row.Reading)];
    }

    private static DocumentReading Of(ImportedInvoice row, bool knowsPayments) =>
        new()
        {
            Kind = Found(row.Kind == ImportedKind.CreditNote ? DocumentKind.CreditNote : DocumentKind.Invoice),
            Number = Found(row.Number),
            IssuedOn = Found(row.IssuedOn),
            DueOn = row.DueOn is { } due ? Found(due) : null,
            Total = Found(row.Total.Major),
            Tax = row.Tax is { } tax ? Found(tax.Major) : null,
            Paid = knowsPayments ? Found(row.Paid.Major) : null,
            Currency = row.Total.Currency == CsvOptions.NoCurrency ? null : Found(row.Total.Currency),
            PurchaseOrder = Text(row.PurchaseOrder),
            IsDirectDebit = row.IsDirectDebit ? Found(true) : null,
            Buyer = new()
            {
                Name = Found(row.AccountName),
                VatNumber = Text(row.VatNumber),
                RegistrationNumber = Text(row.RegistrationNumber),
                Country = Text(row.Country),
                Email = Text(row.ContactEmail),
                ContactName = Text(row.ContactName),
            },
            Problems =
                row.Total.Currency == CsvOptions.NoCurrency
                    ? [new("currency-missing", $"Line {row.Line}: the table does not say in which currency its amounts are.", "currency")]
                    : [],
        };

    private static DocumentReading Of(IEnumerable<RowError> line) =>
        new() { Problems = [.. line.Select(e => new DocumentProblem(e.Code, e.Message, Refuses: true))] };

    private static Finding<T> Found<T>(T value) => new(value, FieldSource.Table, Sure);

    private static Finding<string>? Text(string? text) => text is null ? null : Found(text);
}
