using System.ComponentModel;
using Amiable.Accounts;
using Amiable.Platform.Api;

namespace Amiable.Invoices;

/// <summary>What customers say about paying, in the public API.</summary>
public static class DeclarationsApi
{
    private static readonly Dictionary<string, string> Fields = new() { ["on"] = "receivedDate" };

    public static void MapDeclarationsApi(this RouteGroupBuilder api)
    {
        const string All = "/accounts/{accountId:guid}/payment-declarations";
        var declarations = api.Area("Payment declarations", Scopes.AccountsRead, Scopes.DunningManage);
        declarations
            .Get(All, "list-payment-declarations", "List promises and announced payments", List)
            .Answers<ListJson<DeclarationJson>>()
            .Says("What is waited for first, then the newest; up to 100.");
        declarations
            .Post(All + "/{declarationId:guid}/resolve", "resolve-payment-declaration", "Say how one ended", Resolve)
            .Answers<DeclarationJson>()
            .For("""{"resolution": "ResumeAuthorized", "note": "They asked us to go on."}""")
            .Says(
                "PaymentReceived records a payment of what its invoices still owe; InvoicesSettled is refused while one of them is open; ResumeAuthorized "
                    + "and Rejected let follow-ups go on."
            );
    }

    private static async Task<IResult> List(Guid accountId, LookUpAccount lookUp, ListDeclarations list, CancellationToken ct) =>
        (await lookUp.Run(new(accountId), ct)).Problem is { } problem
            ? ApiProblem.Of(problem)
            : ApiAnswer.Ok(ListJson.Of([.. (await list.Run(new(accountId), ct)).Select(DeclarationJson.Of)]));

    private static async Task<IResult> Resolve(
        Guid accountId,
        Guid declarationId,
        Body<ResolutionWrite> body,
        ResolveDeclaration resolve,
        ListDeclarations list,
        TryAgain tryAgain,
        CancellationToken ct
    )
    {
        var (said, id) = (body.Value, new PaymentDeclarationId(declarationId));
        var done = await tryAgain.IfOvertaken(() =>
            resolve.Run(id, said.Resolution, said.Note, said.ReceivedDate?.Day, ct, new AccountId(accountId))
        );
        return done.Problem is { } problem ? ApiProblem.Of(problem, Fields)
            : (await list.Run(new(accountId), ct)).FirstOrDefault(d => d.Declaration.Id == id) is { } line
                ? ApiAnswer.Ok(DeclarationJson.Of(line))
            : Results.NoContent();
    }
}

/// <summary>A promise or an announced payment, as the API writes it.</summary>
public sealed record DeclarationJson
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }

    [Description("\"We will pay on…\", \"we have paid on…\", or payment in instalments that was agreed.")]
    public required DeclarationKind Kind { get; init; }

    public required IReadOnlyList<DeclaredInvoiceJson> Invoices { get; init; }

    [Description("The day promised, or on which the payment is said to have left.")]
    public DateJson? Date { get; init; }

    [Description("Of payment in instalments: what was agreed, in order.")]
    public required IReadOnlyList<InstalmentJson> Instalments { get; init; }

    [Description("Of the transfer or cheque, as it was written.")]
    public string? Reference { get; init; }

    [Description("What its invoices still owe, while it is waited for.")]
    public required IReadOnlyList<AmountJson> RemainingAmounts { get; init; }

    [Description("Whether the day promised has passed without the payment.")]
    public required bool IsPast { get; init; }

    [Description("The message that says so.")]
    public Guid? CommunicationId { get; init; }

    public required DateTimeOffset NotedAt { get; init; }

    [Description("How it ended; null while it is waited for.")]
    public DeclarationResolution? Resolution { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }
    public string? Note { get; init; }

    public static DeclarationJson Of(DeclarationLine line)
    {
        var said = line.Declaration;
        return new()
        {
            Id = said.Id.Value,
            AccountId = said.AccountId.Value,
            Kind = said.Kind,
            Invoices = [.. said.Invoices.Select(i => new DeclaredInvoiceJson(i.Id.Value, i.Number))],
            Date = DateJson.Of(said.On),
            Instalments = [.. said.Parts.Select(p => new InstalmentJson(new DateJson(p.On), AmountJson.Of(p.Amount), p == line.NextPart))],
            Reference = said.Reference,
            RemainingAmounts = [.. line.Owed.Select(AmountJson.Of)],
            IsPast = line.IsPast,
            CommunicationId = said.CommunicationId?.Value,
            NotedAt = said.NotedAt,
            Resolution = said.Resolution,
            ResolvedAt = said.ResolvedAt,
            Note = said.Note,
        };
    }
}

public sealed record InstalmentJson(
    DateJson Date,
    AmountJson Amount,
    [property: Description("Whether it is the one that is waited for.")] bool IsNext
);

public sealed record DeclaredInvoiceJson(Guid InvoiceId, string Number);

public sealed record ResolutionWrite
{
    [Description("InvoicesSettled, PaymentReceived, ResumeAuthorized or Rejected.")]
    public required DeclarationResolution Resolution { get; init; }

    [Description("What is to be said about it, in up to 500 characters.")]
    public string? Note { get; init; }

    [Description("With PaymentReceived: the day of the payment; today without one.")]
    public DateJson? ReceivedDate { get; init; }
}
