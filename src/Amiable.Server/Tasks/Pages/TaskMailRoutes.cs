using Amiable.Platform.Http;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Tasks.Pages;

/// <summary>Which mails about tasks somebody gets: a member's choices, and the link "no more of these" in each mail.</summary>
internal static class TaskMailRoutes
{
    public static void MapTaskMails(this RouteGroupBuilder pages)
    {
        pages
            .MapPost(
                "/you/task-mails",
                async (HttpContext http, Viewer viewer, ChooseTaskMails choose, CancellationToken ct) =>
                    AnswerToPost.With(
                        http,
                        viewer,
                        await choose.Run(Read(await http.Request.ReadFormAsync(ct)), ct),
                        "task-mails.saved",
                        "/you#task-mails",
                        null,
                        null
                    )
            )
            .RequireAuthorization();
        pages.MapGet(
            StopToken.Root + "/{token}",
            async Task<IResult> (string token, ShowStop show) =>
                (await show.Run(token)).Value is { } scope ? new RazorComponentResult<StopPage>(new { Scope = scope }) : Results.NotFound()
        );
    }

    /// <summary>Posted by mail programs (RFC 8058), which have no cookie: the link itself says who may.</summary>
    public static void MapStopping(this IEndpointRouteBuilder app) =>
        app.MapPost(
                StopToken.Root + "/{token}",
                async Task<IResult> (string token, HttpContext http, StopTaskMails stop, CancellationToken ct) =>
                {
                    var all = http.Request.HasFormContentType && (await http.Request.ReadFormAsync(ct))["what"] == "all";
                    return (await stop.Run(token, all, ct)).Value is { } scope
                        ? new RazorComponentResult<StopPage>(
                            new
                            {
                                Scope = scope,
                                Done = true,
                                All = all,
                            }
                        )
                        : Results.NotFound();
                }
            )
            .AllowAnonymous()
            .DisableAntiforgery()
            .ExcludeFromDescription();

    private static TaskMails Read(IFormCollection form) =>
        new()
        {
            AtOnce = form["atOnce"] == "true",
            Digest = form["digest"] == "true",
            Hour = int.TryParse(form["hour"], out var hour) ? hour : -1,
            // What is not ticked is not wanted.
            Without = [.. TaskMailsForm.Kinds.Where(kind => !form["kinds"].Contains($"{kind}"))],
        };
}
