using Amiable.Platform.Http;
using Amiable.Ui;

namespace Amiable.Organizations.Pages;

/// <summary>The logo: to be seen, given and taken away.</summary>
internal static class LogoRoutes
{
    public const string Upload = ProfileRoutes.Path + "/logo";

    // The file, and what a form adds to it.
    private const long MostPosted = Logo.MostBytes + 20_000;

    private const long MostReceived = 40L * Logo.MostBytes;

    public static void MapLogo(this RouteGroupBuilder settings)
    {
        settings.MapGet(LogoAddress.Path, Picture);
        settings.MapPost(Upload, Take).TakesAtMost(MostPosted, MostReceived, RefuseTooLarge);
        settings.MapPost(
            Upload + "/remove",
            async (HttpContext http, Viewer viewer, RemoveLogo remove, CancellationToken ct) =>
                AnswerToPost.With(http, viewer, await remove.Run(ct), "profile.logo-removed", ProfileRoutes.Path, null, null)
        );
    }

    private static async Task<IResult> Picture(string? v, HttpContext http, ShowLogo show, CancellationToken ct)
    {
        if ((await show.Run(ct)).Value is not { } logo)
            return Results.NotFound();
        // Only members see it, so only their own browser keeps it. An address that names another picture is kept by nobody.
        http.Response.Headers.CacheControl = v == logo.Hash ? "private, max-age=31536000, immutable" : "no-store";
        return Results.Bytes(logo.Bytes, logo.ContentType);
    }

    private static async Task<IResult> Take(HttpContext http, Viewer viewer, SetLogo set, ShowProfile show, CancellationToken ct)
    {
        var file = (await http.Request.ReadFormAsync(ct)).Files["logo"];
        if (file is null || file.Length == 0)
            return await ProfileRoutes.Page(show, null, ct, new Invalid("logo", "logo.missing", "Choose a picture first."));
        if (file.Length > Logo.MostBytes)
            return await ProfileRoutes.Page(show, null, ct, Logo.TooLarge);
        var bytes = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(bytes, ct);
        if ((await set.Run(bytes, ct)).Problem is { } problem)
            return await ProfileRoutes.Page(show, null, ct, problem);
        Toasts.Leave(http, viewer.T["profile.logo-saved"]);
        return Results.LocalRedirect(ProfileRoutes.Path);
    }

    private static async Task RefuseTooLarge(HttpContext http)
    {
        var show = http.RequestServices.GetRequiredService<ShowProfile>();
        await (await ProfileRoutes.Page(show, null, http.RequestAborted, Logo.TooLarge)).ExecuteAsync(http);
    }
}
