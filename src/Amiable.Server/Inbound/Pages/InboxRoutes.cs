using Amiable.Accounts;
using Amiable.Accounts.Pages;
using Amiable.Platform.Http;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Amiable.Inbound.Pages;

/// <summary>The mails nobody knows the account of, and what came with those that are known.</summary>
public static class InboxRoutes
{
    private const string Page = "/communications/inbox";

    public static void MapInbox(this RouteGroupBuilder pages)
    {
        var inbox = pages.MapGroup(Page).RequireAuthorization();
        inbox.MapGet(
            "",
            async (HttpContext http, ListInbox list, CancellationToken ct) =>
                new RazorComponentResult<InboxPage>(new { List = await Listed(http, list, ct) })
        );
        inbox.MapGet("/{id:guid}", Show);
        inbox.MapGet("/{id:guid}/account", Pick);
        MapAnswers(inbox);
        MapParts(inbox);
        MapParts(pages.MapGroup("/communications").RequireAuthorization());
    }

    /// <summary>Whose it is, or nobody's.</summary>
    private static void MapAnswers(RouteGroupBuilder inbox)
    {
        inbox.MapPost(
            "/{id:guid}/assign",
            async (
                Guid id,
                [FromForm] Guid? account,
                [FromForm] string? contact,
                HttpContext http,
                AssignInboundMail assign,
                Viewer viewer
            ) =>
                AnswerToPost.With(
                    http,
                    viewer,
                    await assign.Run(
                        new(id),
                        account is { } chosen ? new AccountId(chosen) : null,
                        contact is not null,
                        http.RequestAborted
                    ),
                    "inbox.said.assigned",
                    Page,
                    next: null,
                    $"{Page}/{id}"
                )
        );
        inbox.MapPost(
            "/{id:guid}/set-aside",
            async (Guid id, HttpContext http, SetInboundMailAside setAside, Viewer viewer) =>
                AnswerToPost.With(http, viewer, await setAside.Run(new(id), http.RequestAborted), "inbox.said.set-aside", Page, null, null)
        );
    }

    /// <summary>What a mail consists of, by its own identity or by that of the communication made of it.</summary>
    private static void MapParts(RouteGroupBuilder group)
    {
        group.MapGet(
            "/{id:guid}/layout",
            async (Guid id, ShowInboundBody show, CancellationToken ct) =>
                await show.Run(id, ct) is { Problem: null } body ? new MailBody(body.Value!) : Results.NotFound()
        );
        group.MapGet(
            "/{id:guid}/original",
            async (Guid id, ShowOriginal show, CancellationToken ct) =>
                await show.Run(id, ct) is { Problem: null } original
                    ? new StrangersFile(original.Value!, "message/rfc822", $"{id}.eml")
                    : Results.NotFound()
        );
        group.MapGet(
            "/{id:guid}/files/{n:int}",
            async (Guid id, int n, ShowInboundFile show, CancellationToken ct) =>
                await show.Run(id, n, ct) is { Value: { } found }
                    ? new StrangersFile(found.Content, found.File.MediaType, found.File.FileName)
                    : Results.NotFound()
        );
    }

    private static async Task<IResult> Show(
        Guid id,
        Guid? account,
        HttpContext http,
        ShowInboundMail show,
        ListInbox list,
        CancellationToken ct
    )
    {
        var shown = await show.Run(new(id), account is { } picked ? new AccountId(picked) : null, ct);
        if (shown.Value is not { } view)
            return Results.NotFound();
        return Fragment.IsWanted(http)
            ? new RazorComponentResult<InboxPanel>(new { View = view })
            : new RazorComponentResult<InboxPage>(new { List = await Listed(http, list, ct), Open = view });
    }

    /// <summary>Whose it is, when none of those proposed is right: chosen by name, then confirmed beside the mail.</summary>
    private static async Task<IResult> Pick(
        Guid id,
        Guid? account,
        string? q,
        ShowInboundMail show,
        PickAccount pick,
        Viewer viewer,
        CancellationToken ct
    )
    {
        if ((await show.Run(new(id), picked: null, ct)).Value is not { } view)
            return Results.NotFound();
        if (account is { } chosen)
            return Results.LocalRedirect($"{Page}/{id}?account={chosen}");
        return new RazorComponentResult<PickAccountPage>(
            new
            {
                Title = viewer.T["inbox.pick-title", view.FromName.Length > 0 ? view.FromName : view.FromAddress],
                Current = Nav.Communications,
                Found = await pick.Run(q, ct),
                Search = q,
            }
        );
    }

    private static Task<Inbox> Listed(HttpContext http, ListInbox list, CancellationToken ct) =>
        list.Run(http.Request.Query["after"], http.Request.Query["before"], ct);
}
