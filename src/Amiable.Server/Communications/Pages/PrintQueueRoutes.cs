using Amiable.Errands;
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
    public const string Quote = Queue + "/quote";
    public const string Commission = Queue + "/commission";

    // A few letters are posted while one looks.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

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
        group.MapGet("/quote", () => Results.LocalRedirect(Queue));
        group.MapPost("/quote", ShowQuote);
        group.MapPost("/commission", Start);
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

    private static async Task<IResult> ShowQuote(HttpContext http, QuoteLetters quote, ListLettersToPrint list, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var chosen = form["letter"].Select(Chosen).OfType<(CommunicationId, int)>().ToList();
        if (chosen.Count == 0)
            return await Page(list, new Invalid("letter", "post.none-to-post", "Choose the letters that are to be posted."), ct);
        var quoted = await quote.Run(chosen, ct);
        return quoted.Value is { } it ? new RazorComponentResult<QuotePage>(new { Quote = it }) : await Page(list, quoted.Problem, ct);
    }

    private static async Task<IResult> Start(HttpContext http, Viewer viewer, StartErrand start, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var letters = form["letter"].Select(Confirmed).OfType<(CommunicationId, int, long)>().ToList();
        var started = await start.Run(ErrandKind.PostLetters, CommissionLetters.OrderFor(letters), Patience, ct);
        if (started.Problem is { } problem)
        {
            Toasts.Warn(http, viewer.T.Of(problem));
            return Results.LocalRedirect(Queue);
        }
        if (started.Value is not { IsOver: true, Left.Count: 0 })
            return Results.LocalRedirect(ErrandRoutes.AddressOf(started.Value!));
        Toasts.Leave(http, viewer.T.Count("errand.post-letters.done", started.Value.Done));
        return Results.LocalRedirect(Queue);
    }

    private static (CommunicationId, int, long)? Confirmed(string? value) =>
        value?.Split(':') is [var id, var version, var quoted]
        && Guid.TryParse(id, out var guid)
        && int.TryParse(version, out var number)
        && long.TryParse(quoted, out var minor)
            ? (new CommunicationId(guid), number, minor)
            : null;

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
