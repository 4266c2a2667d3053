using System.Globalization;
using Amiable.Errands;
using Amiable.FollowUp;
using Amiable.Inbound;
using Amiable.Platform.Http;
using Amiable.Ui;
using Amiable.Ui.Sheets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Amiable.Communications.Pages;

/// <summary>The communications: list and panel, what can be done with one, and with many.</summary>
public static class CommunicationRoutes
{
    public static void MapCommunications(this RouteGroupBuilder pages)
    {
        var group = pages.MapGroup("/communications").RequireAuthorization();
        group.MapGet(
            "",
            async (
                HttpContext http,
                ListCommunications list,
                CountUnmatched unmatched,
                CountLettersToPrint letters,
                CountChosenMessages countChosen,
                CancellationToken ct
            ) =>
                new RazorComponentResult<CommunicationsPage>(
                    new
                    {
                        List = await list.Run(FilterOf(http), After(http), Before(http), ct),
                        Filter = FilterOf(http),
                        Unmatched = await unmatched.Run(ct),
                        Letters = await letters.Run(ct),
                        Asked = await Chosen(http, countChosen, ct),
                    }
                )
        );
        pages.MapSheets(
            "/communications",
            format =>
                (HttpContext http, Viewer viewer, ExportCommunications export, CancellationToken ct) =>
                    SheetAnswer.Of(
                        format,
                        viewer,
                        "communications",
                        viewer.T["communications.title"],
                        CommunicationColumns.For(viewer),
                        CommunicationColumns.PerCurrency(export.Run(FilterOf(http), ct)),
                        ct
                    )
        );
        group.MapGet("/{id:guid}", Show);
        group.MapGet(
            "/{id:guid}/body",
            async (Guid id, ShowBody show, CancellationToken ct) =>
                await show.Run(new(id), ct) is { Problem: null } body ? new MailBody(body.Value!) : Results.NotFound()
        );
        group.MapGet(
            "/{id:guid}/mime",
            async (Guid id, ShowArchivedMime show, CancellationToken ct) =>
                await show.Run(new(id), ct) is { Problem: null } mime
                    ? Results.File(mime.Value!, "message/rfc822", $"{id}.eml")
                    : Results.NotFound()
        );
        pages.MapLetters();
        pages.MapTextMessages();
        pages.MapPrintQueue();
        group.MapEdit();
        MapActions(group);
    }

    private static async Task<ChosenAsked?> Chosen(HttpContext http, CountChosenMessages count, CancellationToken ct)
    {
        ErrandKind? kind = http.Request.Query["ask"].ToString() switch
        {
            "approve-chosen" => ErrandKind.ApproveMessages,
            "cancel-chosen" => ErrandKind.CancelMessages,
            _ => null,
        };
        var order = ErrandForm.Chosen(http, "/communications");
        return kind is { } asked ? new(http.Request.Query["ask"]!, await count.Run(asked, order, ct), order) : null;
    }

    private static async Task<IResult> Show(
        Guid id,
        HttpContext http,
        ShowCommunication show,
        ListCommunications list,
        CountUnmatched unmatched,
        CountLettersToPrint letters,
        CancellationToken ct
    )
    {
        var shown = await show.Run(new(id), FilterOf(http), ct);
        if (shown.Value is not { } view)
            return Results.NotFound();
        if (Fragment.IsWanted(http))
            return view.Message.Status == CommunicationStatus.Received
                ? new RazorComponentResult<ReceivedPanel>(new { View = view })
                : new RazorComponentResult<CommunicationPanel>(new { View = view });
        return new RazorComponentResult<CommunicationsPage>(
            new
            {
                List = await list.Run(FilterOf(http), After(http), Before(http), ct),
                Filter = FilterOf(http),
                Unmatched = await unmatched.Run(ct),
                Letters = await letters.Run(ct),
                Open = view,
            }
        );
    }

    private static void MapActions(RouteGroupBuilder group)
    {
        group.MapChosen("approve", "/communications", ErrandKind.ApproveMessages);
        group.MapChosen("cancel", "/communications", ErrandKind.CancelMessages);
        group.MapPost(
            "/{id:guid}/approve",
            async ([AsParameters] Act act, [FromForm] string? last, ApproveCommunication approve, CancellationToken ct) =>
                act.Answer(
                    await approve.Run(new(act.Id), act.Version, ct),
                    last == "true" ? "communication.said.approved-last" : "communication.said.approved"
                )
        );
        group.MapPost(
            "/{id:guid}/cancel",
            async ([AsParameters] Act act, CancelCommunication cancel, CancellationToken ct) =>
                act.Answer(await cancel.Run(new(act.Id), act.Version, ct), "communication.said.cancelled")
        );
        group.MapPost(
            "/{id:guid}/send-now",
            async ([AsParameters] Act act, SendCommunicationNow send, CancellationToken ct) =>
                act.Answer(await send.Run(new(act.Id), act.Version, ct), "communication.said.sent")
        );
        group.MapPost(
            "/{id:guid}/rewrite",
            async ([AsParameters] Act act, LetAgentRewrite rewrite, CancellationToken ct) =>
                act.Answer(await rewrite.Run(new(act.Id), act.Version, ct), "communication.said.rewritten")
        );
    }

    /// <summary>What every button about one communication posts, and where it leads.</summary>
    internal readonly record struct Act(
        Guid Id,
        [FromForm(Name = "version")] int Version,
        [FromForm(Name = "next")] string? Next,
        [FromForm(Name = "back")] string? Back,
        HttpContext Http,
        Viewer Viewer
    )
    {
        /// <param name="said">The key of what was done.</param>
        public IResult Answer(Result<Done> result, string said) =>
            AnswerToPost.With(Http, Viewer, result, said, $"/communications/{Id}", Next, Back);
    }

    private static CommunicationFilter FilterOf(HttpContext http) => CommunicationFilter.OfQuery(http.Request.QueryString.Value);

    private static string? After(HttpContext http) => http.Request.Query["after"];

    private static string? Before(HttpContext http) => http.Request.Query["before"];
}
