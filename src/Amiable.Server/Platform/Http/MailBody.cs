using System.Net.Mime;
using System.Text;

namespace Amiable.Platform.Http;

/// <summary>
/// The HTML of a message, to be shown in a frame of one of our pages. It runs no script, submits no form, opens no window and loads nothing
/// from anywhere, however it is opened and whoever wrote it. "allow-same-origin" only lets our page measure how tall it is.
/// </summary>
public sealed class MailBody(string html) : IResult
{
    public const string Policy =
        "sandbox allow-same-origin; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'; "
        + "form-action 'none'";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XFrameOptions = "SAMEORIGIN";
        headers.CacheControl = "no-store";
        return Results.Content(html, MediaTypeNames.Text.Html, Encoding.UTF8).ExecuteAsync(httpContext);
    }
}
