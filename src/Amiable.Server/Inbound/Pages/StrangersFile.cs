using Microsoft.Net.Http.Headers;

namespace Amiable.Inbound.Pages;

/// <summary>A file that somebody sent: it is saved, never shown, and whatever it is, it runs nothing and loads nothing.</summary>
internal sealed class StrangersFile(ReadOnlyMemory<byte> content, string mediaType, string fileName) : IResult
{
    public const string Policy = "sandbox; default-src 'none'; frame-ancestors 'none'";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-store";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        headers.ContentDisposition = disposition.ToString();
        return Results.Bytes(content, mediaType).ExecuteAsync(httpContext);
    }
}
