using Amiable.Platform.Api;

namespace Amiable.Accounts;

/// <summary>Accounts in the public API.</summary>
public static class AccountsApi
{
    private const string Example = """
        {
          "fullName": "Papeterie Amandier", "currency": {"code": "EUR"}, "registrationNumber": "812345675", "vatNumber": "FR40812345675",
          "billingAddress": {"street": "12 rue des Forges", "postalCode": "69003", "city": "Lyon", "country": "FR"}, "language": "fr"
        }
        """;

    private static readonly Dictionary<string, string> Fields = new()
    {
        ["Name"] = "fullName",
        ["Street"] = "billingAddress.street",
        ["PostalCode"] = "billingAddress.postalCode",
        ["City"] = "billingAddress.city",
        ["Country"] = "billingAddress.country",
    };

    public static void MapAccountsApi(this RouteGroupBuilder api)
    {
        const string One = "/accounts/{accountId:guid}";
        var accounts = api.Area("Accounts", Scopes.AccountsRead, Scopes.AccountsAll);
        accounts
            .Get("/accounts", "list-accounts", "List accounts", List)
            .Answers<ListJson<AccountJson>>()
            .Says("In the order in which they became known. query looks for a part of the name.");
        accounts
            .Post("/accounts", "create-account", "Create an account", Create)
            .Answers<AccountJson>(201)
            .For(Example)
            .Says(
                "409 with facts.accountId when the company is known already, by its name in whatever spelling; numbers that differ are two companies."
            );
        accounts
            .Get("/accounts/silent", "list-silent-accounts", "List accounts that say nothing", ListSilent)
            .Answers<ListJson<SilentAccountJson>>()
            .Says(
                "Those that owe something overdue and were sent at least three messages since they last answered or paid. What a robot answers is no "
                    + "answer; what came back was not sent."
            );
        accounts.Get(One, "get-account", "Get an account", Get).Answers<AccountJson>();
        accounts
            .Put(One, "update-account", "Change an account", Update)
            .Answers<AccountJson>()
            .For(Example)
            .Says("What is not mentioned stays as it is; null empties it.");
        accounts.Delete(One, "delete-account", "Delete an account with all that belongs to it", Remove).AnswersNothing();
        accounts
            .Put(One + "/source", "link-account", "Say under which identity a connection knows it", Link)
            .Answers<AccountJson>()
            .For("""{"connectionId": "our-erp", "sourceId": "C-1042", "lastUpdate": "2026-03-02T08:00:00Z"}""")
            .Says("Sent again, it changes nothing. 409 when the connection knows another account by that identity.");
        accounts.Delete(One + "/source", "unlink-account", "No source knows it any more", Unlink).AnswersNothing();
        accounts
            .Post("/accounts/bulk", "upsert-accounts", "Add or change up to 1,000 accounts", Bulk)
            .Answers<RowResultsJson>()
            .For(
                """{"rows": [{"fullName": "Papeterie Amandier", "currency": {"code": "EUR"}, "source": {"connectionId": "our-erp", "sourceId": "C-1042"}}]}"""
            )
            .Says("Known by id, else by source, else by name. Each row is done for itself: one that is wrong stops no other.");

        var dunning = api.Area("Accounts", Scopes.AccountsRead, Scopes.DunningManage);
        dunning
            .Post(One + "/dunning/pause", "pause-account-dunning", "Let follow-ups rest", Pause)
            .Answers<AccountJson>()
            .For("""{"reason": "PaymentPlan", "until": {"year": 2099, "month": 12, "day": 31}}""")
            .Says("At once: what was scheduled is cancelled.");
        dunning.Post(One + "/dunning/resume", "resume-account-dunning", "Let follow-ups run again", Resume).Answers<AccountJson>();
    }

    private static async Task<IResult> List(
        Paging paging,
        WalkAccounts walk,
        string? query,
        string? connectionId,
        string? sourceId,
        DateTimeOffset? updatedSince,
        CancellationToken ct
    ) =>
        ApiAnswer.Ok(
            ListJson.Of(
                await walk.Run(new(query, connectionId, sourceId, updatedSince), paging.After, paging.First, ct),
                paging,
                AccountJson.Of
            )
        );

    private static async Task<IResult> ListSilent(Paging paging, ListSilentAccounts list, CancellationToken ct) =>
        ApiAnswer.Ok(ListJson.Of(await list.Run(paging.After, paging.First, ct), paging, SilentAccountJson.Of));

    private static async Task<IResult> Get(Guid accountId, LookUpAccount lookUp, CancellationToken ct) =>
        (await lookUp.Run(new(accountId), ct)).Or(a => ApiAnswer.Ok(AccountJson.Of(a)));

    private static async Task<IResult> Create(
        Body<AccountWrite> body,
        AddAccount add,
        LookUpAccount lookUp,
        CurrentOrganization organization,
        TryAgain tryAgain,
        CancellationToken ct
    )
    {
        if (body.Value.OrganizationId is { } asked && asked != organization.Id.Value)
            return ApiProblem.Of(new NotFound("organization"));
        var added = await tryAgain.IfOvertaken(() => add.Run(body.Value.Over(new() { Name = "" }, body.Mentions), ct));
        return added.Problem is { } problem
            ? ApiProblem.Of(problem, Fields)
            : (await lookUp.Run(added.Value, ct)).Or(a => ApiAnswer.Created($"/accounts/{added.Value.Value}", AccountJson.Of(a)));
    }

    private static async Task<IResult> Update(Guid accountId, Body<AccountWrite> body, ReviseAccount revise, CancellationToken ct) =>
        (await revise.Run(new(accountId), known => body.Value.Over(known, body.Mentions), ct)).Or(
            a => ApiAnswer.Ok(AccountJson.Of(a)),
            Fields
        );

    private static async Task<IResult> Remove(Guid accountId, DeleteAccount delete, TryAgain tryAgain, CancellationToken ct) =>
        (await tryAgain.IfOvertaken(() => delete.Run(new(accountId), ct))).OrNothing();

    private static async Task<IResult> Link(
        Guid accountId,
        Body<SourceWrite> body,
        LinkAccount link,
        LookUpAccount lookUp,
        TryAgain tryAgain,
        CancellationToken ct
    )
    {
        var (id, source) = (new AccountId(accountId), body.Value);
        var linked = await tryAgain.IfOvertaken(() => link.Run(id, source.ConnectionId, source.SourceId, source.LastUpdate, ct));
        return linked.Problem is { } problem ? ApiProblem.Of(problem) : await Get(accountId, lookUp, ct);
    }

    private static async Task<IResult> Unlink(Guid accountId, UnlinkAccount unlink, TryAgain tryAgain, CancellationToken ct) =>
        (await tryAgain.IfOvertaken(() => unlink.Run(new(accountId), ct))).OrNothing();

    private static async Task<IResult> Bulk(BodyOfRows<AccountRow> body, UpsertAccounts upsert, CancellationToken ct) =>
        ApiAnswer.Ok(RowResultsJson.Of(await upsert.Run(body.Rows, ct), Fields));

    private static async Task<IResult> Pause(
        Guid accountId,
        Body<PauseWrite> body,
        PauseFollowUps pause,
        LookUpAccount lookUp,
        TryAgain tryAgain,
        CancellationToken ct
    )
    {
        var asked = body.Value;
        var isKnown = Enum.TryParse<PauseReason>(asked.Reason, ignoreCase: true, out var reason) && !int.TryParse(asked.Reason, out _);
        var note = isKnown ? asked.Note : string.Join(". ", new[] { asked.Reason, asked.Note }.Where(t => !string.IsNullOrWhiteSpace(t)));
        var paused = await tryAgain.IfOvertaken(() =>
            pause.Run(new AccountId(accountId), isKnown ? reason : PauseReason.Other, note, asked.Until?.Day, ct)
        );
        return paused.Problem is { } problem ? ApiProblem.Of(problem) : await Get(accountId, lookUp, ct);
    }

    private static async Task<IResult> Resume(
        Guid accountId,
        ResumeFollowUps resume,
        LookUpAccount lookUp,
        TryAgain tryAgain,
        CancellationToken ct
    )
    {
        var resumed = await tryAgain.IfOvertaken(() => resume.Run(new AccountId(accountId), ct));
        return resumed.Problem is { } problem ? ApiProblem.Of(problem) : await Get(accountId, lookUp, ct);
    }
}
