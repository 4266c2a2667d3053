using Amiable.Platform.Http;
using Amiable.Platform.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Amiable.Ui;

/// <summary>How a browser wants its pages when no member has said so: language and colours, kept in two cookies.</summary>
public static class Preferences
{
    private const string Language = "language";
    private const string Theme = "theme";
    private static readonly string[] ForStrangers = ["/sign-in", "/sign-up", "/welcome", "/invitations", "/organizations/new"];

    /// <summary>Reads them into the <see cref="Viewer"/>. A member's own language, set later at the door, comes before these.</summary>
    public static void UsePreferences(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                var viewer = http.RequestServices.GetRequiredService<Viewer>();
                var asked = http.Request.Query[Language].ToString();
                // Pages of strangers offer the other language as a link.
                if (Words.Spoken.Contains(asked) && ForStrangers.Any(page => http.Request.Path.StartsWithSegments(page)))
                    Keep(http, Language, asked);
                viewer.Language = Words.Spoken.Contains(asked) ? asked : http.Request.Cookies[Language] ?? Spoken(http);
                viewer.Theme = (http.Request.Cookies[Theme]) is "light" or "dark" ? http.Request.Cookies[Theme] : null;
                return next();
            }
        );

    public static void MapPreferences(this IEndpointRouteBuilder pages) =>
        pages.MapPost(
            "/preferences",
            async ([FromForm] string? language, [FromForm] string? theme, [FromForm] string? returnTo, HttpContext http, Viewer viewer) =>
            {
                if (language is not null && Words.Spoken.Contains(language))
                {
                    Keep(http, Language, language);
                    // Theirs on every browser, from now on.
                    if (viewer.IsSignedIn)
                        await http.RequestServices.GetRequiredService<ReadScreensIn>().Run(language, http.RequestAborted);
                }
                if (theme is "light" or "dark")
                    Keep(http, Theme, theme);
                else if (theme is not null)
                    http.Response.Cookies.Delete(Theme);
                return Results.LocalRedirect(LocalPath.Or(returnTo, "/"));
            }
        );

    private static string Spoken(HttpContext http) =>
        http.Request.GetTypedHeaders()
            .AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.Value?.Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(language => language is not null && Words.Spoken.Contains(language))
        ?? Words.Fallback;

    private static void Keep(HttpContext http, string name, string value) =>
        http.Response.Cookies.Append(
            name,
            value,
            new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(365),
            }
        );
}
