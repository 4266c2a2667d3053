using Amiable.Invoices;
using Amiable.Platform.Api;

namespace Amiable.Import;

/// <summary>Many invoices at once, in the public API.</summary>
public static class ImportApi
{
    private const string Example = """
        {"rows": [{
          "accountSource": {"connectionId": "our-erp", "sourceId": "C-1042"}, "number": "FA-90210",
          "issuedDate": {"year": 2026, "month": 3, "day": 1}, "dueDate": {"year": 2026, "month": 3, "day": 31},
          "totalAmount": 1200.50, "paidAmount": 0, "currency": {"code": "EUR"}
        }]}
        """;

    public static void MapImportApi(this RouteGroupBuilder api)
    {
        var invoices = api.Area("Invoices", Scopes.InvoicesRead, Scopes.InvoicesAll);
        invoices
            .Post("/invoices/bulk", "upsert-invoices", "Add or update up to 1,000 invoices", Bulk)
            .Answers<RowResultsJson>()
            .For(Example)
            .Says(
                "Known by their number within the account. Sent again, they change nothing; due date and what is paid are brought up to date; another "
                    + "total is refused. Each row is done for itself: one that is wrong stops no other."
            );
    }

    private static async Task<IResult> Bulk(BodyOfRows<InvoiceRow> body, UpsertInvoices upsert, CancellationToken ct) =>
        ApiAnswer.Ok(RowResultsJson.Of(await upsert.Run(body.Rows, ct), InvoicesApi.Fields));
}
