using System.Globalization;
using Amiable.Accounts;
using Amiable.FormalNotices.Pages;
using Amiable.Platform.Http;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.FormalNotices;

/// <summary>The formal notices to an account: preparing one, its page, its PDF, and the day it was posted.</summary>
internal static class FormalNoticeRoutes
{
    public static string Of(AccountId account) => $"/accounts/{account.Value}/notices";

    public static string Of(AccountId account, FormalNoticeId notice) => $"{Of(account)}/{notice.Value}";

    public static void MapFormalNotices(this RouteGroupBuilder pages)
    {
        var notices = pages.MapGroup("/accounts/{id:guid}/notices").RequireAuthorization();
        notices.MapGet("", (Guid id, ListFormalNotices list, CancellationToken ct) => List(new(id), list, null, ct));
        notices.MapPost("", Prepare);
        var one = notices.MapGroup("/{notice:guid}");
        one.MapGet("", (Guid id, Guid notice, ShowFormalNotice show, CancellationToken ct) => Show(new(id), new(notice), show, null, ct));
        one.MapGet(
            "/letter",
            async Task<IResult> (Guid id, Guid notice, ShowFormalNotice show, CancellationToken ct) =>
                (await show.Run(new(id), new(notice), ct)).Value is { } view ? new MailBody(view.Notice.Page) : Results.NotFound()
        );
        one.MapGet("/print", Print);
        one.MapPost("/posted", Posted);
    }

    private static async Task<IResult> Prepare(
        Guid id,
        HttpContext http,
        Viewer viewer,
        PrepareFormalNotice prepare,
        ListFormalNotices list,
        CancellationToken ct
    )
    {
        var form = await http.Request.ReadFormAsync(ct);
        var chosen = form["invoices"].Select(i => Guid.TryParse(i, out var invoice) ? new InvoiceId(invoice) : (InvoiceId?)null);
        var days = int.TryParse(form["days"], CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        var prepared = await prepare.Run(new(id), [.. chosen.OfType<InvoiceId>().Distinct()], days, ct);
        if (prepared.Problem is { } problem)
            return await List(new(id), list, problem, ct);
        Toasts.Leave(http, viewer.T["notice-page.said.prepared"]);
        return Results.LocalRedirect(Of(new(id), prepared.Value));
    }

    private static async Task<IResult> Posted(
        Guid id,
        Guid notice,
        HttpContext http,
        Viewer viewer,
        PostFormalNotice post,
        ShowFormalNotice show,
        CancellationToken ct
    )
    {
        var form = await http.Request.ReadFormAsync(ct);
        var posted = await post.Run(new(id), new(notice), Typed.Day(form["postedOn"]), ct);
        if (posted.Problem is { } problem)
            return await Show(new(id), new(notice), show, problem, ct);
        Toasts.Leave(http, viewer.T["account.done.formal-notice"]);
        return Results.LocalRedirect(AccountAddress(id));
    }

    private static async Task<IResult> Print(
        Guid id,
        Guid notice,
        HttpContext http,
        Viewer viewer,
        PrintFormalNotice print,
        CancellationToken ct
    )
    {
        var printed = await print.Run(new(id), new(notice), ct);
        if (printed.Problem is NotFound)
            return Results.NotFound();
        if (printed.Value is { } pdf)
        {
            http.Response.Headers.CacheControl = "no-store";
            return Results.File(pdf, "application/pdf");
        }
        Toasts.Warn(http, viewer.T.Of(printed.Problem!));
        return Results.LocalRedirect(Of(new(id), new(notice)));
    }

    private static string AccountAddress(Guid id) => Accounts.Pages.AccountAddress.Of(new(id));

    private static async Task<IResult> List(AccountId id, ListFormalNotices list, Problem? problem, CancellationToken ct) =>
        (await list.Run(id, ct)).Value is { } notices
            ? new RazorComponentResult<NoticesPage>(new { Notices = notices, Problem = problem })
            {
                StatusCode = AnswerToPost.StatusOf(problem),
            }
            : Results.NotFound();

    private static async Task<IResult> Show(
        AccountId id,
        FormalNoticeId notice,
        ShowFormalNotice show,
        Problem? problem,
        CancellationToken ct
    ) =>
        (await show.Run(id, notice, ct)).Value is { } view
            ? new RazorComponentResult<NoticePage>(new { View = view, Problem = problem }) { StatusCode = AnswerToPost.StatusOf(problem) }
            : Results.NotFound();
}
