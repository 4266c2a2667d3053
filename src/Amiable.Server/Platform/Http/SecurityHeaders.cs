using Microsoft.Net.Http.Headers;

namespace Amiable.Platform.Http;

/// <summary>What every answer tells the browser not to do.</summary>
public static class SecurityHeaders
{
    /// <summary>Scripts and styles come from our own files only: no inline script, no inline style, no handler in an attribute.</summary>
    public const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                // At the last moment: the error handler starts its answer by clearing what was set before.
                http.Response.OnStarting(() => Set(http.Response.Headers, http.Request.IsHttps));
                return next();
            }
        );

    private static Task Set(IHeaderDictionary headers, bool isHttps)
    {
        // An answer may come with a stricter policy of its own: see MailBody.
        if (headers.TryAdd(HeaderNames.ContentSecurityPolicy, Policy))
            headers.XFrameOptions = "DENY";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] =
            "camera=(), geolocation=(), microphone=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // Who came over TLS once comes over TLS for a year (RFC 6797).
        if (isHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
        return Task.CompletedTask;
    }
}
