using Amiable.Help.Pages;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Amiable.Help;

/// <summary>The guide, in the language of the reader.</summary>
public static class HelpRoutes
{
    public const string Path = "/help";

    public static void MapHelp(this RouteGroupBuilder pages)
    {
        var help = pages.MapGroup(Path).RequireAuthorization();
        help.MapGet("", (Viewer viewer, ShowGuidePage show) => Answer(show.Run(viewer.Language, null)));
        help.MapGet("/{name}", (string name, Viewer viewer, ShowGuidePage show) => Answer(show.Run(viewer.Language, name)));
        help.MapGet(
            "/pictures/{language}/{name}",
            (string language, string name, HttpContext http, ShowGuidePicture show) =>
            {
                if (show.Run(language, name) is not { } picture)
                    return Results.NotFound();
                http.Response.Headers.CacheControl = "private, no-cache";
                return Results.Bytes(picture.Bytes, "image/webp", entityTag: new EntityTagHeaderValue($"\"{picture.Version}\""));
            }
        );
    }

    private static IResult Answer(GuidePage? page) =>
        page is null ? Results.NotFound() : new RazorComponentResult<HelpPage>(new { Guide = page });
}
