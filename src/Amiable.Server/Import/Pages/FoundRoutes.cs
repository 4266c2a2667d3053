using Amiable.Documents;
using Amiable.Errands;
using Amiable.Import.Dropped;
using Amiable.Platform.Http;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Amiable.Import.Pages;

/// <summary>What was found in files: the list, the document beside what was read of it, and what a member says to it.</summary>
internal static class FoundRoutes
{
    public const string Path = "/import/documents";

    public static void MapFoundDocuments(this RouteGroupBuilder import)
    {
        var documents = import.MapGroup("/documents");
        documents.MapGet(
            "",
            async (HttpContext http, ListFound list, CancellationToken ct) =>
                new RazorComponentResult<FoundPage>(
                    new { List = await list.Run(http.Request.Query["after"], http.Request.Query["before"], ct) }
                )
        );
        documents.MapChosenLess("/take-certain", ErrandKind.TakeDocuments);
        documents.MapGet("/{id:guid}", async (Guid id, ShowFound show, CancellationToken ct) => await Review(id, show, null, ct));
        documents.MapGet("/{id:guid}/take", (Guid id) => Results.LocalRedirect($"{Path}/{id}"));
        documents.MapPost("/{id:guid}/take", Take);
        documents.MapPost(
            "/{id:guid}/discard",
            async (Guid id, HttpContext http, Viewer viewer, DiscardFound discard, ShowFound show, CancellationToken ct) =>
                (await discard.Run(new(id), ct)).Problem is { } problem
                    ? await Review(id, show, problem, ct)
                    : await Onward(id, http, viewer, "found.discarded", show, ct)
        );
        documents.MapGet("/{id:guid}/file", File);
        documents.MapGet(
            "/{id:guid}/pages/{page:int}",
            async (Guid id, int page, ShowFoundFile show, HttpContext http, CancellationToken ct) =>
            {
                if (page is < 1 or > 1_000 || (await show.Page(new(id), page, ct)).Value is not { } picture)
                    return Results.NotFound();
                http.Response.Headers.CacheControl = "private, max-age=600";
                return Results.Bytes(picture, "image/png");
            }
        );
    }

    // Long work about no chosen rows: done within a moment, or shown how far it is.
    private static void MapChosenLess(this RouteGroupBuilder group, string action, ErrandKind kind) =>
        group.MapPost(
            action,
            async (StartErrand start, CancellationToken ct) =>
                Results.LocalRedirect(
                    ErrandRoutes.AddressOf((await start.Run(kind, StartErrand.Everything, TimeSpan.FromSeconds(2), ct)).Value!)
                )
        );

    private static async Task<IResult> Take(
        Guid id,
        HttpContext http,
        Viewer viewer,
        TakeInvoices take,
        ShowFound show,
        CancellationToken ct
    )
    {
        var form = await http.Request.ReadFormAsync(ct);
        return (await take.Run(new(id), FoundForm.Read(form, viewer.T.Reader), ct)).Problem is { } problem
            ? await Review(id, show, problem, ct)
            : await Onward(id, http, viewer, "found.taken", show, ct);
    }

    // To the next one that waits; after the last, back to the list.
    private static async Task<IResult> Onward(Guid id, HttpContext http, Viewer viewer, string said, ShowFound show, CancellationToken ct)
    {
        Toasts.Leave(http, viewer.T[said]);
        return Results.LocalRedirect((await show.Run(new(id), ct)).Value?.Next is { } next ? $"{Path}/{next.Value}" : Path);
    }

    private static async Task<IResult> Review(Guid id, ShowFound show, Problem? problem, CancellationToken ct) =>
        (await show.Run(new(id), ct)).Value is { } view
            ? new RazorComponentResult<ReviewPage>(new { View = view, Problem = problem }) { StatusCode = AnswerToPost.StatusOf(problem) }
            : Results.NotFound();

    // A stranger's file is never shown in our pages' name: pictures are, everything else is downloaded.
    private static async Task<IResult> File(Guid id, ShowFoundFile show, HttpContext http, CancellationToken ct)
    {
        if ((await show.Run(new(id), ct)).Value is not { } file)
            return Results.NotFound();
        var type = PictureType.Of(file.Bytes);
        var disposition = new ContentDispositionHeaderValue(type is null ? "attachment" : "inline");
        disposition.SetHttpFileName(file.Name.Split('!', '/')[^1]);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'";
        http.Response.Headers.CacheControl = "private, max-age=600";
        return Results.Bytes(file.Bytes, type ?? "application/octet-stream");
    }
}
