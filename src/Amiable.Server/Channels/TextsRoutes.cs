using Amiable.Channels.Pages;
using Amiable.Ui;

namespace Amiable.Channels;

/// <summary>Settings → Channels: the provider of text messages.</summary>
internal static class TextsRoutes
{
    public const string Path = ChannelsRoutes.Path + "/texts";

    public static void MapTexts(this RouteGroupBuilder channels)
    {
        channels.MapGet("/texts", () => Results.LocalRedirect(ChannelsRoutes.Path));
        channels.MapPost("/texts", Save);
        channels.MapPost("/texts/stop", Stop);
    }

    private static async Task<IResult> Save(HttpContext http, SaveTexts save, ChannelsPages show, Viewer viewer)
    {
        var form = http.Request.Form;
        var price = form["price"].ToString();
        var entry = new TextEntry(
            form["address"].ToString(),
            form["accountSid"].ToString(),
            form["token"].ToString(),
            form["sender"].ToString(),
            string.IsNullOrWhiteSpace(price) ? null : Typed.Amount(price, viewer.Reader) ?? -1,
            form["currency"].ToString()
        );
        if ((await save.Run(Version(form), entry, http.RequestAborted)).Problem is { } problem)
            return await show.Page(http.RequestAborted, problem, "texts");
        Toasts.Leave(http, viewer.T["texts.saved"]);
        return Results.LocalRedirect(ChannelsRoutes.Path);
    }

    private static async Task<IResult> Stop(HttpContext http, StopTexts stop, Viewer viewer) =>
        AnswerToPost.With(
            http,
            viewer,
            await stop.Run(Version(http.Request.Form), http.RequestAborted),
            "texts.stopped",
            ChannelsRoutes.Path,
            null,
            null
        );

    private static int Version(IFormCollection form) => int.TryParse(form["version"], out var version) ? version : 0;
}
