using Amiable.Accounts.Pages;
using Amiable.Errands;
using Amiable.Payments;
using Amiable.Ui;
using Amiable.Ui.Sheets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Amiable.Accounts;

/// <summary>The screens of accounts: the list, and one account with what can be done about it.</summary>
public static class AccountsPages
{
    // Questions on the page of an account; their forms post to an address of the same name.
    private static readonly string[] Questions = ["pause", "payment", "formal-notice", "delete"];

    public static void MapAccounts(this RouteGroupBuilder pages)
    {
        var accounts = pages.MapGroup("").RequireAuthorization();
        accounts.MapGet("/accounts", List);
        accounts.MapChosen("accounts/pause", "/accounts", ErrandKind.PauseAccounts);
        accounts.MapChosen("accounts/resume", "/accounts", ErrandKind.ResumeAccounts);
        accounts.MapSheets(
            "/accounts",
            format =>
                ([AsParameters] Asked asked, HttpContext http, Viewer viewer, ExportAccounts export, CancellationToken ct) =>
                    SheetAnswer.Of(
                        format,
                        viewer,
                        "accounts",
                        viewer.T["accounts.title"],
                        AccountColumns.For(viewer),
                        AccountColumns.PerCurrency(export.Run(asked.Filter with { Among = ErrandForm.Ids(http) }, ct)),
                        ct
                    )
        );
        accounts.MapGet("/accounts/new", () => new RazorComponentResult<AddAccountPage>());
        accounts.MapPost("/accounts/new", Add);
        accounts.MapGet(
            "/accounts/regions",
            (string? country) => new RazorComponentResult<RegionField>(new { Country = country?.ToUpperInvariant() })
        );
        accounts.MapGet(
            "/accounts/{id:guid}",
            ([AsParameters] AccountPageParts parts, Guid id) => parts.Show(new(id), AccountTab.Timeline)
        );
        accounts.MapGet(
            "/accounts/{id:guid}/{tab}",
            async Task<IResult> ([AsParameters] AccountPageParts parts, Guid id, string tab) =>
                Questions.Contains(tab) ? Results.LocalRedirect($"{AccountAddress.Of(new(id))}?ask={tab}")
                : Enum.GetValues<AccountTab>().Any(t => Typed.Choice(t) == tab) ? await parts.Show(new(id), Typed.Choice<AccountTab>(tab))
                : Results.NotFound()
        );
        MapActions(accounts.MapGroup("/accounts/{id:guid}"));
        accounts.MapPromises();
        accounts.MapPeople();
    }

    /// <summary>What an address asks of the list.</summary>
    internal readonly record struct Asked(string? Only, string? Q, string? Sort, string? After, string? Before)
    {
        public AccountFilter Filter => AccountFilter.Of(Only, Q, Sort);
    }

    private static async Task<IResult> List(
        [AsParameters] Asked asked,
        HttpContext http,
        ListAccounts list,
        CountAccounts count,
        CountChosenAccounts countChosen,
        CancellationToken ct
    )
    {
        // The search box takes the list only out of what comes back.
        var isListOnly = http.Request.Headers["HX-Target"] == "list";
        return new RazorComponentResult<AccountsPage>(
            new
            {
                List = await list.Run(asked.Filter, asked.After, asked.Before, ct),
                Counts = isListOnly ? null : await count.Run(ct),
                Asked = await Chosen(http, countChosen, ct),
            }
        );
    }

    private static async Task<ChosenAsked?> Chosen(HttpContext http, CountChosenAccounts count, CancellationToken ct)
    {
        if (http.Request.Query["ask"].ToString() is not ("pause-chosen" or "resume-chosen"))
            return null;
        var order = ErrandForm.Chosen(http, "/accounts");
        return new(http.Request.Query["ask"]!, await count.Run(order, ct), order);
    }

    private static async Task<IResult> Add(HttpContext http, Viewer viewer, AddAccount add, CancellationToken ct)
    {
        var added = await add.Run(DetailsForm.Of(await http.Request.ReadFormAsync(ct)), ct);
        if (added.Problem is { } problem)
            return new RazorComponentResult<AddAccountPage>(new { Problem = problem }) { StatusCode = Status(problem) };
        Toasts.Leave(http, viewer.T["accounts.added"]);
        return Results.LocalRedirect(AccountAddress.Of(added.Value, AccountTab.Details));
    }

    private static void MapActions(RouteGroupBuilder account)
    {
        account.MapAction<EditAccount>(
            "details",
            AccountTab.Details,
            (edit, id, form, _, ct) => edit.Run(id, int.TryParse(form["version"], out var version) ? version : 0, DetailsForm.Of(form), ct)
        );
        account.MapAction<PauseFollowUps>(
            "pause",
            AccountTab.Timeline,
            (pause, id, form, _, ct) => pause.Run(id, Reason(form["reason"]), form["note"], Typed.Day(form["until"]), ct)
        );
        account.MapAction<ResumeFollowUps>("resume", AccountTab.Timeline, (resume, id, _, _, ct) => resume.Run(id, ct));
        account.MapAction<RecordPayment>(
            "payment",
            AccountTab.Timeline,
            async (record, id, form, reader, ct) =>
                (
                    await record.Run(
                        id,
                        Typed.Amount(form["amount"], reader) ?? 0,
                        form["currency"].ToString().Trim().ToUpperInvariant(),
                        Typed.Day(form["on"]),
                        form["reference"],
                        ct
                    )
                ).Problem
                    is { } problem
                    ? problem
                    : new Done()
        );
        account.MapAction<RecordFormalNotice>(
            "formal-notice",
            AccountTab.Timeline,
            (record, id, form, _, ct) => record.Run(id, Typed.Day(form["postedOn"]), ct)
        );
        account.MapPost(
            "/delete",
            async (
                [AsParameters] AccountPageParts parts,
                Guid id,
                [FromForm] string? confirm,
                DeleteAccount delete,
                CancellationToken ct
            ) =>
            {
                if ((await delete.Run(new(id), confirm ?? "", ct)).Problem is { } problem)
                    return await parts.Show(new(id), AccountTab.Timeline, "delete", problem);
                Toasts.Leave(parts.Http, parts.Viewer.T["account.done.delete"]);
                return Results.LocalRedirect("/accounts");
            }
        );
    }

    private static void MapAction<TUseCase>(
        this RouteGroupBuilder account,
        string action,
        AccountTab tab,
        Func<TUseCase, AccountId, IFormCollection, Reader, CancellationToken, Task<Result<Done>>> run
    )
        where TUseCase : class =>
        account.MapPost(
            "/" + action,
            async ([AsParameters] AccountPageParts parts, Guid id, TUseCase useCase, CancellationToken ct) =>
            {
                var form = await parts.Http.Request.ReadFormAsync(ct);
                if ((await run(useCase, new(id), form, parts.Viewer.Reader, ct)).Problem is { } problem)
                    return await parts.Show(new(id), tab, action, problem);
                Toasts.Leave(parts.Http, parts.Viewer.T[$"account.done.{action}"]);
                return Results.LocalRedirect(AccountAddress.Of(new(id), tab));
            }
        );

    private static PauseReason Reason(string? text) =>
        Enum.TryParse<PauseReason>(text, out var reason) && Enum.IsDefined(reason) ? reason : PauseReason.Other;

    internal static int Status(Problem problem) => problem is ChangedMeanwhile or AccountKnown ? 409 : 422;
}
