using System.Globalization;
using Amiable.Channels.Pages;
using Amiable.Ui;

namespace Amiable.Channels;

/// <summary>Settings → Channels: who posts the letters.</summary>
internal static class PostingRoutes
{
    public const string Path = ChannelsRoutes.Path + "/posting";

    public static void Map(RouteGroupBuilder channels)
    {
        channels.MapGet("/posting", () => Results.LocalRedirect(ChannelsRoutes.Path));
        channels.MapGet("/posting/try", () => Results.LocalRedirect(ChannelsRoutes.Path));
        channels.MapPost("/posting", Save);
        channels.MapPost("/posting/try", (TryPosting attempt, ChannelsPages show, HttpContext http) => Try(attempt, show, http));
        channels.MapPost("/posting/stop", Stop);
    }

    private static async Task<IResult> Save(HttpContext http, SavePosting save, TryPosting attempt, ChannelsPages show, Viewer viewer)
    {
        var form = http.Request.Form;
        if ((await save.Run(Version(form), Entry(form), http.RequestAborted)).Problem is { } problem)
            return await show.Page(http.RequestAborted, problem, "posting");
        if (form["then"] == "try")
            return await Try(attempt, show, http);
        Toasts.Leave(http, viewer.T["posting.saved"]);
        return Results.LocalRedirect(ChannelsRoutes.Path);
    }

    private static async Task<IResult> Try(TryPosting attempt, ChannelsPages show, HttpContext http)
    {
        var tried = await attempt.Run(http.RequestAborted);
        return await show.Page(http.RequestAborted, tried.Problem, "posting", posting: tried.Value);
    }

    private static async Task<IResult> Stop(HttpContext http, StopPosting stop, Viewer viewer) =>
        AnswerToPost.With(
            http,
            viewer,
            await stop.Run(Version(http.Request.Form), http.RequestAborted),
            "posting.stopped",
            ChannelsRoutes.Path,
            null,
            null
        );

    private static PostingEntry Entry(IFormCollection form) =>
        new()
        {
            Address = form["serviceAddress"].ToString(),
            Client = form["client"].ToString(),
            Secret = form["secret"].ToString(),
            Organisation = form["organisation"].ToString(),
            Product = Typed.Choice<PostingProduct>(form["product"]),
            IsInColour = form["colour"] == "true",
            IsDuplex = form["duplex"] == "true",
            MostCost = decimal.TryParse(
                form["mostCost"].ToString().Replace(',', '.'),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var most
            )
                ? most
                : null,
            Currency = form["currency"].ToString(),
        };

    private static int Version(IFormCollection form) => int.TryParse(form["version"], out var version) ? version : 0;
}
