using Amiable.Platform.Api;

namespace Amiable.Credits;

/// <summary>Credit notes and what they settle, in the public API.</summary>
public static class CreditNotesApi
{
    private const string Example = """
        {
          "accountId": "0199a1de-0000-7000-8000-000000000001", "number": "A-2026-0007",
          "issuedDate": {"year": 2026, "month": 3, "day": 1}, "totalAmount": 120.00, "currency": {"code": "EUR"}
        }
        """;

    private const string Part = """
        {"creditNoteId": "0199a1de-0000-7000-8000-000000000003", "invoiceId": "0199a1de-0000-7000-8000-000000000002", "amount": 20.00}
        """;

    private static readonly Dictionary<string, string> Fields = new() { ["issued"] = "issuedDate", ["amount"] = "totalAmount" };

    public static void MapCreditNotesApi(this RouteGroupBuilder api)
    {
        const string One = "/credit-notes/{creditNoteId:guid}";
        var notes = api.Area("Credit notes", Scopes.CreditNotesRead, Scopes.CreditNotesAll);
        notes.Get("/credit-notes", "list-credit-notes", "List credit notes", List).Answers<ListJson<CreditNoteJson>>();
        notes
            .Post("/credit-notes", "create-credit-note", "Create a credit note", Create)
            .Answers<CreditNoteJson>(201)
            .For(Example)
            .Says(
                "It is set against the account's open invoices of its currency, due longest first; what is left lowers the balance. 409 with "
                    + "facts.creditNoteId when the account has a credit note of that number."
            );
        notes.Get(One, "get-credit-note", "Get a credit note", Get).Answers<CreditNoteJson>();
        notes.Delete(One, "delete-credit-note", "Delete a credit note", Remove).AnswersNothing().Says("What it settled is owed again.");
        notes
            .Post("/credit-allocations", "allocate-credit", "Set part of a credit note against an invoice", Allocate)
            .Answers<CreditNoteJson>()
            .For(Part);
        notes
            .Post("/credit-allocations/remove", "remove-credit-allocation", "Take back part of what it settled", Release)
            .Answers<CreditNoteJson>()
            .For(Part);
    }

    private static async Task<IResult> List(
        Paging paging,
        WalkCreditNotes walk,
        Guid? accountId,
        string? number,
        CreditStatus? status,
        CancellationToken ct
    )
    {
        if (status is { } asked && !Enum.IsDefined(asked))
            return ApiProblem.Of(new Invalid("status", "invalid-value", "Ask for Open, PartiallyAllocated or Settled."));
        AccountId? account = accountId is { } id ? new(id) : null;
        var page = await walk.Run(new(account, number, status), paging.After, paging.First, ct);
        return ApiAnswer.Ok(ListJson.Of(page, paging, CreditNoteJson.Of));
    }

    private static async Task<IResult> Get(Guid creditNoteId, LookUpCreditNote lookUp, CancellationToken ct) =>
        (await lookUp.Run(new(creditNoteId), ct)).Or(n => ApiAnswer.Ok(CreditNoteJson.Of(n)));

    private static async Task<IResult> Create(
        Body<CreditNoteWrite> body,
        AddCreditNote add,
        LookUpCreditNote lookUp,
        CurrentOrganization organization,
        TryAgain tryAgain,
        CancellationToken ct
    )
    {
        if (body.Value.OrganizationId is { } asked && asked != organization.Id.Value)
            return ApiProblem.Of(new NotFound("organization"));
        var added = await tryAgain.IfOvertaken(() => add.Run(new(body.Value.AccountId), body.Value.Draft, ct));
        return added.Problem is { } problem
            ? ApiProblem.Of(problem, Fields)
            : (await lookUp.Run(added.Value, ct)).Or(n => ApiAnswer.Created($"/credit-notes/{added.Value.Value}", CreditNoteJson.Of(n)));
    }

    private static async Task<IResult> Remove(Guid creditNoteId, DeleteCredit delete, TryAgain tryAgain, CancellationToken ct) =>
        (await tryAgain.IfOvertaken(() => delete.Run(new(creditNoteId), CreditKind.CreditNote, ct))).OrNothing();

    private static async Task<IResult> Allocate(
        Body<AllocationWrite> body,
        AllocateCreditNote allocate,
        LookUpCreditNote lookUp,
        TryAgain tryAgain,
        CancellationToken ct
    )
    {
        var part = body.Value;
        var done = await tryAgain.IfOvertaken(() => allocate.Run(new(part.CreditNoteId), new(part.InvoiceId), part.Amount, ct));
        return done.Problem is { } problem ? ApiProblem.Of(problem) : await Get(part.CreditNoteId, lookUp, ct);
    }

    private static async Task<IResult> Release(
        Body<AllocationWrite> body,
        RemoveAllocation remove,
        LookUpCreditNote lookUp,
        TryAgain tryAgain,
        CancellationToken ct
    )
    {
        var part = body.Value;
        var done = await tryAgain.IfOvertaken(() => remove.Run(new(part.CreditNoteId), new(part.InvoiceId), part.Amount, ct));
        return done.Problem is { } problem ? ApiProblem.Of(problem) : await Get(part.CreditNoteId, lookUp, ct);
    }
}
