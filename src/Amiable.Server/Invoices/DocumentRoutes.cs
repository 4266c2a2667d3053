using Amiable.Platform.Http;
using Amiable.Ui;
using Microsoft.Net.Http.Headers;

namespace Amiable.Invoices;

/// <summary>Documents of invoices: given and shown to members, and to the customer who holds a link.</summary>
internal static class DocumentRoutes
{
    /// <summary>Where links in messages lead.</summary>
    public const string Public = "/documents";

    // The file, and what a form adds to it.
    private const long MostPosted = InvoiceDocument.MostBytes + 20_000;

    private const long MostReceived = 10L * InvoiceDocument.MostBytes;

    public static void MapDocuments(this RouteGroupBuilder pages)
    {
        var documents = pages.MapGroup("/invoices/{id:guid}/document").RequireAuthorization();
        documents.MapGet(
            "",
            async (Guid id, HttpContext http, ShowDocument show, CancellationToken ct) => Answer(http, (await show.Run(new(id), ct)).Value)
        );
        documents.MapPost("", Take).TakesAtMost(MostPosted, MostReceived, RefuseTooLarge);
        documents.MapPost(
            "/remove",
            async (Guid id, HttpContext http, Viewer viewer, RemoveDocument remove, CancellationToken ct) =>
                AnswerToPost.With(http, viewer, await remove.Run(new(id), ct), "documents.removed", $"/invoices/{id}", null, null)
        );
        pages.MapGet(
            Public + "/{key}",
            async (string key, HttpContext http, OpenDocumentLink open, CancellationToken ct) => Answer(http, await open.Run(key, ct))
        );
    }

    private static async Task<IResult> Take(Guid id, HttpContext http, Viewer viewer, AttachDocument attach, CancellationToken ct)
    {
        var file = (await http.Request.ReadFormAsync(ct)).Files["document"];
        var bytes = new byte[file is { Length: <= InvoiceDocument.MostBytes } ? file.Length : 0];
        if (file is { Length: > InvoiceDocument.MostBytes })
            return AnswerToPost.With(http, viewer, AttachDocument.TooLarge, "documents.attached", $"/invoices/{id}", null, null);
        if (file is not null)
            await using (var stream = file.OpenReadStream())
                await stream.ReadExactlyAsync(bytes, ct);
        var result = await attach.Run(new(id), file?.FileName ?? "", bytes, ct);
        return AnswerToPost.With(http, viewer, result, "documents.attached", $"/invoices/{id}", null, null);
    }

    private static async Task RefuseTooLarge(HttpContext http)
    {
        var viewer = http.RequestServices.GetRequiredService<Viewer>();
        var invoice = $"/invoices/{http.Request.RouteValues["id"]}";
        await AnswerToPost.With(http, viewer, AttachDocument.TooLarge, "documents.attached", invoice, null, null).ExecuteAsync(http);
    }

    // Never run in our pages' name, kept by nobody, and not for search engines.
    private static IResult Answer(HttpContext http, InvoiceDocument? document)
    {
        if (document is null)
            return Results.NotFound();
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
        headers.XFrameOptions = "SAMEORIGIN";
        headers.CacheControl = "no-store";
        headers["X-Robots-Tag"] = "noindex";
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName(document.FileName);
        headers.ContentDisposition = disposition.ToString();
        return Results.Bytes(document.Bytes, document.MediaType);
    }
}
