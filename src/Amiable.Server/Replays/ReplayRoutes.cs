using Amiable.Errands;
using Amiable.Replays.Pages;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Replays;

/// <summary>What the agent would have done over the last twelve months.</summary>
public static class ReplayRoutes
{
    public const string Path = "/insights/replay";

    // Of a small ledger it is over before one has looked away.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapReplay(this RouteGroupBuilder pages)
    {
        var replay = pages.MapGroup(Path).RequireAuthorization();
        replay.MapGet(
            "",
            async (string? after, string? before, HttpContext http, ShowReplay show, CancellationToken ct) =>
                new RazorComponentResult<ReplayPage>(new { View = await show.Run(ReplayFilter.Of(http.Request.Query), after, before, ct) })
        );
        replay.MapGet("/{id:guid}", Open);
        replay.MapPost("", Start);
    }

    private static async Task<IResult> Start(Viewer viewer, StartErrand start, CancellationToken ct)
    {
        if (UnderWay(viewer) is { } already)
            return Results.LocalRedirect($"/errands/{already.Id}");
        var started = await start.Run(ErrandKind.ReplayAgent, StartErrand.Everything, Patience, ct);
        return Results.LocalRedirect(started.Value is { IsOver: true, Left.Count: 0 } ? Path : ErrandRoutes.AddressOf(started.Value!));
    }

    private static async Task<IResult> Open(
        Guid id,
        string? after,
        string? before,
        HttpContext http,
        ShowReplayed showReplayed,
        ShowReplay show,
        CancellationToken ct
    )
    {
        if ((await showReplayed.Run(new(id), ct)).Value is not { } open)
            return Results.NotFound();
        if (Fragment.IsWanted(http))
            return new RazorComponentResult<ReplayedPanel>(new { View = open });
        var view = await show.Run(ReplayFilter.Of(http.Request.Query), after, before, ct);
        return new RazorComponentResult<ReplayPage>(new { View = view, Open = open });
    }

    /// <summary>A replay that goes on.</summary>
    internal static UnderWay? UnderWay(Viewer viewer) =>
        viewer.UnderWay.FirstOrDefault(u => u is { IsOver: false } && u.Kind == Words.Kebab(nameof(ErrandKind.ReplayAgent)));
}
