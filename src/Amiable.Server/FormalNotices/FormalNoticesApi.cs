using Amiable.Platform.Api;

namespace Amiable.FormalNotices;

/// <summary>Formal notices to an account, in the public API. As on their page, a call prepares the letter and records the day; a member signs and posts it, and nothing leaves.</summary>
public static class FormalNoticesApi
{
    private const string OfAccount = "/accounts/{accountId:guid}/formal-notices";

    private const string Example = """
        {"invoiceIds": ["0199a1de-0000-7000-8000-000000000002"], "businessDays": 8}
        """;

    private static readonly Dictionary<string, string> Fields = new()
    {
        ["invoices"] = "invoiceIds",
        ["days"] = "businessDays",
        ["postedOn"] = "postedDate",
    };

    public static void MapFormalNoticesApi(this RouteGroupBuilder api)
    {
        const string One = OfAccount + "/{formalNoticeId:guid}";
        var notices = api.Area("Formal notices", Scopes.CommunicationsRead, Scopes.DunningManage);
        notices
            .Get(OfAccount, "list-formal-notices", "List the formal notices to an account", List)
            .Answers<ListJson<FormalNoticeJson>>()
            .Says(
                "In the order in which they were prepared. The status Waiting means that it was prepared and nobody said that it was posted."
            );
        notices
            .Post(OfAccount, "prepare-formal-notice", "Prepare a formal notice", Prepare)
            .Answers<FormalNoticeJson>(201)
            .For(Example)
            .Says(
                "Written from the ledger, and kept as it is; one that waited until then is replaced. It is a letter that the token's member prints, signs and posts: "
                    + "nothing leaves by this call or later. It asks for overdue invoices that are not in dispute and not promised; an account without a postal "
                    + "address, or one whose free credit covers them, is refused."
            );
        notices
            .Get(One, "get-formal-notice", "Get a formal notice", Get)
            .Answers<FormalNoticeJson>()
            .Says(
                "hasChanged says whether the ledger is another one since: then it is printed no more, and another one is to be prepared."
            );
        notices
            .Get(One + "/document", "get-formal-notice-document", "Download the letter to sign", Document)
            .AnswersFile("application/pdf")
            .Fails(409)
            .Says("409 when it no longer says what the ledger says, and where the installation has no Chromium to print with.");
        notices
            .Put(One + "/posted-date", "record-formal-notice-posted", "Say when it was posted", Posted)
            .Answers<FormalNoticeJson>()
            .For("""{"postedDate": {"year": 2026, "month": 3, "day": 2}}""")
            .Says("Only after a person put it into the post. The task that recommended it ends, and the agent waits for its effect.");
    }

    private static async Task<IResult> List(Guid accountId, Paging paging, WalkFormalNotices walk, CancellationToken ct) =>
        (await walk.Run(new(accountId), paging.After, paging.First, ct)).Or(page =>
            ApiAnswer.Ok(ListJson.Of(page, paging, n => FormalNoticeJson.Of(n)))
        );

    private static async Task<IResult> Get(Guid accountId, Guid formalNoticeId, ShowFormalNotice show, CancellationToken ct) =>
        (await show.Run(new(accountId), new(formalNoticeId), ct)).Or(v => ApiAnswer.Ok(FormalNoticeJson.Of(v.Notice, v.HasChanged)));

    private static async Task<IResult> Prepare(
        Guid accountId,
        Body<FormalNoticeWrite> body,
        PrepareFormalNotice prepare,
        ShowFormalNotice show,
        CancellationToken ct
    )
    {
        var asked = body.Value;
        var prepared = await prepare.Run(
            new(accountId),
            [.. asked.InvoiceIds.Distinct().Select(i => new InvoiceId(i))],
            asked.BusinessDays,
            ct
        );
        return prepared.Problem is { } problem
            ? ApiProblem.Of(problem, Fields)
            : (await show.Run(new(accountId), prepared.Value, ct)).Or(v =>
                ApiAnswer.Created(
                    $"/accounts/{accountId}/formal-notices/{prepared.Value.Value}",
                    FormalNoticeJson.Of(v.Notice, v.HasChanged)
                )
            );
    }

    private static async Task<IResult> Posted(
        Guid accountId,
        Guid formalNoticeId,
        Body<PostedDateWrite> body,
        PostFormalNotice post,
        ShowFormalNotice show,
        TryAgain tryAgain,
        CancellationToken ct
    )
    {
        var day = body.Value.PostedDate.Day;
        var posted = await tryAgain.IfOvertaken(() => post.Run(new(accountId), new(formalNoticeId), day, ct));
        return posted.Problem is { } problem ? ApiProblem.Of(problem, Fields) : await Get(accountId, formalNoticeId, show, ct);
    }

    private static async Task<IResult> Document(Guid accountId, Guid formalNoticeId, PrintFormalNotice print, CancellationToken ct) =>
        (await print.Run(new(accountId), new(formalNoticeId), ct)).Or(pdf => Results.File(pdf, "application/pdf", $"{formalNoticeId}.pdf"));
}
