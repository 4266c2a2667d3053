using Amiable.Import;
using Amiable.Platform.Api;

namespace Amiable.Invoices;

/// <summary>Invoices in the public API.</summary>
public static class InvoicesApi
{
    private const string Example = """
        {
          "accountId": "0199a1de-0000-7000-8000-000000000001", "number": "FA-90210", "poNumber": "PO-77",
          "issuedDate": {"year": 2026, "month": 3, "day": 1}, "dueDate": {"year": 2026, "month": 3, "day": 31},
          "totalAmount": 1200.50, "taxAmount": 200.08, "currency": {"code": "EUR"}
        }
        """;

    internal static readonly Dictionary<string, string> Fields = new()
    {
        ["issued"] = "issuedDate",
        ["due"] = "dueDate",
        ["dueOn"] = "dueDate",
        ["amount"] = "totalAmount",
        ["tax"] = "taxAmount",
        ["Tax"] = "taxAmount",
        ["paid"] = "paidAmount",
        ["paidOn"] = "paidDate",
        ["on"] = "paidDate",
        ["purchaseOrder"] = "poNumber",
        ["billedTo"] = "billingAddress",
        ["document"] = "file",
    };

    private static readonly string[] FlatNames =
    [
        "accountId",
        "number",
        "poNumber",
        .. new[] { "issuedDate", "dueDate", "paidDate" }.SelectMany(day => new[] { $"{day}[year]", $"{day}[month]", $"{day}[day]" }),
        "totalAmount",
        "taxAmount",
        "paidAmount",
        "currency[code]",
        .. new[] { "street", "postalCode", "city", "region", "country" }.Select(line => $"billingAddress[{line}]"),
        "sourceId",
    ];

    public static void MapInvoicesApi(this RouteGroupBuilder api)
    {
        const string One = "/invoices/{invoiceId:guid}";
        var invoices = api.Area("Invoices", Scopes.InvoicesRead, Scopes.InvoicesAll);
        invoices
            .Get("/invoices", "list-invoices", "List invoices", List)
            .Answers<ListJson<InvoiceJson>>()
            .Says("In the order in which they became known. updatedSince asks for what changed since an instant.");
        invoices
            .Post("/invoices", "create-invoice", "Create an invoice", Create)
            .Answers<InvoiceJson>(201)
            .For(Example)
            .TakesFile<InvoiceWrite>(FlatNames, "A PDF, PNG or JPEG of up to 10 MB; a base64 transfer encoding is honoured.")
            .Says(
                "As JSON, or as multipart/form-data with flattened names (issuedDate[year], billingAddress[street]) and the document, a PDF or an "
                    + "image of up to 10 MB, in the part \"file\". Unallocated credit of the account is set against it. 409 with facts.invoiceId when the "
                    + "account has an invoice of that number."
            );
        invoices.Get(One, "get-invoice", "Get an invoice", Get).Answers<InvoiceJson>();
        invoices
            .Delete(One, "delete-invoice", "Delete an invoice", Remove)
            .AnswersNothing()
            .Says("What settled it is free again. For what was cancelled rather than entered in error, create a credit note.");
        invoices
            .Put(One + "/paid-amount", "set-paid-amount", "Say how much of it is paid", Paid)
            .Answers<InvoiceJson>()
            .For("""{"paidAmount": 400.25, "paidDate": {"year": 2026, "month": 3, "day": 1}}""")
            .Says("In all, credit notes aside. More than is left gives credit notes free for other invoices; less takes payments back.");
        invoices
            .Get(One + "/document", "get-invoice-document", "Download its document", Document)
            .AnswersFile("application/pdf", "image/png", "image/jpeg");
    }

    private static async Task<IResult> List(
        Paging paging,
        WalkInvoices walk,
        Guid? accountId,
        string? number,
        InvoiceStatus? status,
        string? sourceId,
        DateTimeOffset? updatedSince,
        CancellationToken ct
    )
    {
        if (status is { } asked && !Enum.IsDefined(asked))
            return ApiProblem.Of(new Invalid("status", "invalid-value", "Ask for Issued, Overdue or Paid."));
        AccountId? account = accountId is { } id ? new(id) : null;
        var page = await walk.Run(new(account, number, status, sourceId, updatedSince), paging.After, paging.First, ct);
        return ApiAnswer.Ok(ListJson.Of(page, paging, InvoiceJson.Of));
    }

    private static async Task<IResult> Get(Guid invoiceId, LookUpInvoice lookUp, CancellationToken ct) =>
        (await lookUp.Run(new(invoiceId), ct)).Or(i => ApiAnswer.Ok(InvoiceJson.Of(i)));

    private static async Task<IResult> Create(
        Body<InvoiceWrite> body,
        AddInvoiceWithDocument add,
        LookUpInvoice lookUp,
        CurrentOrganization organization,
        TryAgain tryAgain,
        CancellationToken ct
    )
    {
        if (body.Value.OrganizationId is { } asked && asked != organization.Id.Value)
            return ApiProblem.Of(new NotFound("organization"));
        (string, byte[])? file = body.File is { } sent ? (sent.Name, sent.Bytes) : null;
        var added = await tryAgain.IfOvertaken(() => add.Run(new(body.Value.AccountId), body.Value.Draft, file, ct));
        return added.Problem is { } problem
            ? ApiProblem.Of(problem, Fields)
            : (await lookUp.Run(added.Value, ct)).Or(i => ApiAnswer.Created($"/invoices/{added.Value.Value}", InvoiceJson.Of(i)));
    }

    private static async Task<IResult> Remove(Guid invoiceId, DeleteInvoice delete, TryAgain tryAgain, CancellationToken ct) =>
        (await tryAgain.IfOvertaken(() => delete.Run(new(invoiceId), ct))).OrNothing();

    private static async Task<IResult> Paid(
        Guid invoiceId,
        Body<PaidAmountWrite> body,
        EditPaidAmount edit,
        LookUpInvoice lookUp,
        TryAgain tryAgain,
        CancellationToken ct
    )
    {
        var known = await lookUp.Run(new(invoiceId), ct);
        if (known.Value is not { Today: var today })
            return ApiProblem.Of(known.Problem!);
        var said = new EditPaidAmount.Paid(
            body.Value.PaidAmount,
            body.Value.PaidDate?.Day ?? today,
            AccountCredits.Imported,
            CreditGivesWay: true
        );
        var edited = await tryAgain.IfOvertaken(() => edit.Run(new(invoiceId), said, ct));
        return edited.Problem is { } problem ? ApiProblem.Of(problem, Fields) : await Get(invoiceId, lookUp, ct);
    }

    private static async Task<IResult> Document(Guid invoiceId, ShowDocument show, CancellationToken ct) =>
        (await show.Run(new(invoiceId), ct)).Or(d => Results.File(d.Bytes, d.MediaType, d.FileName));
}
