using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Organizations.Pages;

/// <summary>Settings → Profile.</summary>
internal static class ProfileRoutes
{
    public const string Path = "/settings/profile";

    public static void MapProfile(this RouteGroupBuilder settings)
    {
        settings.MapGet(Path, (ShowProfile show, CancellationToken ct) => Page(show, null, ct));
        settings.MapPost(Path, Save);
        settings.MapGet(
            Path + "/regions",
            (string? country) => new RazorComponentResult<ProfileRegion>(new { Country = country?.ToUpperInvariant() })
        );
    }

    private static async Task<IResult> Save(HttpContext http, Viewer viewer, EditProfile edit, ShowProfile show, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var version = int.TryParse(form["version"], out var given) ? given : 0;
        // What waits is written anew to its end, even if the browser does not wait for it.
        if ((await edit.Run(version, ProfileForm.Of(form), CancellationToken.None)).Problem is { } problem)
            return await Page(show, problem, ct);
        Toasts.Leave(http, viewer.T["profile.saved"]);
        return Results.LocalRedirect(Path);
    }

    /// <summary>The page; with the problem for which its form, or that of the logo, came back.</summary>
    public static async Task<IResult> Page(ShowProfile show, Problem? problem, CancellationToken ct, Problem? ofLogo = null) =>
        new RazorComponentResult<ProfilePage>(
            new
            {
                View = await show.Run(ct),
                Problem = problem,
                LogoProblem = ofLogo,
            }
        )
        {
            StatusCode = AnswerToPost.StatusOf(problem ?? ofLogo),
        };
}
