using System.ComponentModel;
using Amiable.Import.Pages;
using Amiable.Invoices;
using Amiable.Platform.Api;
using Amiable.Platform.Http;

namespace Amiable.Import.Prepared;

/// <summary>Invoices that are prepared for a member to look at, in the public API.</summary>
public static class PreparedApi
{
    private const string Example = """
        {
          "importId": "mail-2026-03-02-17", "accountName": "Papeterie Amandier", "number": "FA-90210",
          "issuedDate": {"year": 2026, "month": 3, "day": 1}, "dueDate": {"year": 2026, "month": 3, "day": 31},
          "totalAmount": 1200.50, "currency": {"code": "EUR"}
        }
        """;

    public static void MapPreparedApi(this RouteGroupBuilder api) =>
        api.Area("Imports", Scopes.InvoicesRead, Scopes.InvoicesAll)
            .Post("/invoice-uploads", "prepare-invoice-upload", "Prepare an invoice for a member to look at and upload", Prepare)
            .Answers<PreparedInvoiceJson>()
            .For(Example)
            .Says(
                "Nothing is created. link leads a member who is signed in to a page with these values, to correct them and to choose the document; it is open for 15 "
                    + "minutes and can be used once. The same importId is the same invoice: with the values sent last, open anew, and once uploaded with "
                    + "the invoice it became."
            );

    private static async Task<IResult> Prepare(
        Body<PreparedInvoiceWrite> body,
        PrepareInvoice prepare,
        PublicAddress address,
        HttpContext http,
        TryAgain tryAgain,
        CancellationToken ct
    ) =>
        (await tryAgain.IfOvertaken(() => prepare.Run(body.Value.ImportId, body.Value.Values, ct))).Or(
            p => ApiAnswer.Ok(PreparedInvoiceJson.Of(p, address.Link(http, PreparedRoutes.Address(p.Id)))),
            InvoicesApi.Fields
        );
}

/// <summary>What is known of an invoice; what is missing, the member fills in.</summary>
public sealed record PreparedInvoiceWrite
{
    [Description("Yours, for this invoice: up to 200 characters.")]
    public required string ImportId { get; init; }

    [Description("Who owes it; without one, the member chooses.")]
    public Guid? AccountId { get; init; }

    [Description("The name of the customer on the document, where the account is not known.")]
    public string? AccountName { get; init; }

    [Description("As it is on the document; unique within the account.")]
    public string? Number { get; init; }

    public string? PoNumber { get; init; }
    public DateJson? IssuedDate { get; init; }
    public DateJson? DueDate { get; init; }

    [Description("Tax included; above zero.")]
    public decimal? TotalAmount { get; init; }

    public decimal? TaxAmount { get; init; }
    public CurrencyJson? Currency { get; init; }

    internal PreparedValues Values =>
        new()
        {
            Account = AccountId,
            AccountName = AccountName,
            Number = Number,
            PurchaseOrder = PoNumber,
            IssuedOn = IssuedDate?.Day,
            DueOn = DueDate?.Day,
            Total = TotalAmount,
            Tax = TaxAmount,
            Currency = Currency?.Code,
        };
}

/// <summary>An invoice that is prepared, as the API writes it.</summary>
public sealed record PreparedInvoiceJson
{
    public required Guid Id { get; init; }
    public required string ImportId { get; init; }

    [Description("Where a member looks at it and uploads the document; null once that is done.")]
    public string? Link { get; init; }

    [Description("Until when the link is open; null once the document is uploaded.")]
    public DateTimeOffset? ExpiresAt { get; init; }

    [Description("When the document was uploaded; null until then.")]
    public DateTimeOffset? UploadedAt { get; init; }

    [Description("The invoice it became.")]
    public Guid? InvoiceId { get; init; }

    public static PreparedInvoiceJson Of(PreparedInvoice prepared, Uri link) =>
        new()
        {
            Id = prepared.Id.Value,
            ImportId = prepared.ImportId,
            Link = prepared.UploadedAt is null ? link.ToString() : null,
            ExpiresAt = prepared.UploadedAt is null ? prepared.ExpiresAt : null,
            UploadedAt = prepared.UploadedAt,
            InvoiceId = prepared.InvoiceId?.Value,
        };
}
