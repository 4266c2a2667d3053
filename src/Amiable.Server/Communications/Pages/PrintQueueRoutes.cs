using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Amiable.Communications.Pages;

/// <summary>Letters to print: the queue, its pages, and what was posted.</summary>
internal static class PrintQueueRoutes
{
    public const string Queue = "/communications/letters";
    public const string All = Queue + "/print";
    public const string Posted = Queue + "/posted";

    public static string PageOf(CommunicationId id) => $"{Queue}/{id.Value}/print";

    public static string TakeBackOf(CommunicationId id) => $"{Queue}/{id.Value}/take-back";

    public static void MapPrintQueue(this RouteGroupBuilder pages)
    {
        var group = pages.MapGroup(Queue).RequireAuthorization();
        group.MapGet("", async (ListLettersToPrint list, CancellationToken ct) => await Page(list, null, ct));
        group.MapGet(
            "/print",
            (HttpContext http, Viewer viewer, PrintLetters print, CancellationToken ct) => Print(null, http, viewer, print, ct)
        );
        group.MapGet(
            "/{id:guid}/print",
            (Guid id, HttpContext http, Viewer viewer, PrintLetters print, CancellationToken ct) => Print(new(id), http, viewer, print, ct)
        );
        group.MapPost("/posted", Mark);
        group.MapPost(
            "/{id:guid}/take-back",
            async (Guid id, [FromForm] int version, HttpContext http, Viewer viewer, TakeBackLetter takeBack, CancellationToken ct) =>
                AnswerToPost.With(http, viewer, await takeBack.Run(new(id), version, ct), "post.said.taken-back", Queue, Queue, Queue)
        );
    }

    private static async Task<IResult> Mark(
        HttpContext http,
        Viewer viewer,
        PostLetters post,
        ListLettersToPrint list,
        CancellationToken ct
    )
    {
        var form = await http.Request.ReadFormAsync(ct);
        var letters = form["letter"].Select(Chosen).OfType<(CommunicationId, int)>().ToList();
        if (Typed.Day(form["on"]) is not { } on)
            return await Page(list, new Invalid("on", "post.no-day", "Give the day it was posted."), ct);
        var result = await post.Run(letters, on, ct);
        if (result.Problem is { } problem)
            return await Page(list, problem, ct);
        Toasts.Leave(http, viewer.T.Count("post.said.posted", letters.Count));
        return Results.LocalRedirect(Queue);
    }

    private static (CommunicationId, int)? Chosen(string? value) =>
        value?.Split(':') is [var id, var version] && Guid.TryParse(id, out var guid) && int.TryParse(version, out var number)
            ? (new CommunicationId(guid), number)
            : null;

    private static async Task<IResult> Page(ListLettersToPrint list, Problem? problem, CancellationToken ct) =>
        new RazorComponentResult<LettersPage>(new { Queue = await list.Run(ct), Problem = problem })
        {
            StatusCode = AnswerToPost.StatusOf(problem),
        };

    private static async Task<IResult> Print(CommunicationId? id, HttpContext http, Viewer viewer, PrintLetters print, CancellationToken ct)
    {
        var printed = await print.Run(id, ct);
        if (printed.Value is { } pdf)
        {
            http.Response.Headers.CacheControl = "no-store";
            var day = viewer.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            return Results.File(pdf, "application/pdf", id is null ? $"{viewer.T["post.file"]}-{day}.pdf" : null);
        }
        if (printed.Problem is NotFound)
            return Results.NotFound();
        Toasts.Warn(http, viewer.T.Of(printed.Problem!));
        return Results.LocalRedirect(Queue);
    }
}
