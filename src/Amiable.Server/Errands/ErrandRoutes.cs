using Amiable.Errands.Pages;
using Amiable.Platform.Http;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Errands;

/// <summary>Long work: what goes on, how far it is, and what came of it.</summary>
public static class ErrandRoutes
{
    // Longer than this nobody should look at a button that was pressed.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapErrands(this RouteGroupBuilder pages)
    {
        var work = pages.MapGroup("/errands").RequireAuthorization();
        work.MapGet(
            "",
            async (ListErrands list, CancellationToken ct) => new RazorComponentResult<ErrandsPage>(new { Errands = await list.Run(ct) })
        );
        work.MapGet(
            "/{id:guid}",
            async (Guid id, ShowErrand show, CancellationToken ct) =>
                (await show.Run(new(id), ct)).Value is { } errand
                    ? new RazorComponentResult<ErrandPage>(new { Errand = errand })
                    : (IResult)Results.NotFound()
        );
    }

    public static string AddressOf(Errand errand) => $"/errands/{errand.Id.Value}";

    /// <summary>A button over the rows chosen in a list: done within a moment and said, or shown how far it is.</summary>
    /// <param name="group">The routes of the list.</param>
    /// <param name="action">Where it posts.</param>
    /// <param name="list">Where to go when it is done and nobody says where else.</param>
    /// <param name="kind">What is done.</param>
    public static void MapChosen(this RouteGroupBuilder group, string action, string list, ErrandKind kind) =>
        group.MapPost(
            "/" + action,
            async (IFormCollection form, HttpContext http, Viewer viewer, StartErrand start, CancellationToken ct) =>
            {
                var next = LocalPath.Or(form["next"], list);
                var started = await start.Run(kind, ErrandForm.Of(form), Patience, ct);
                if (started.Problem is { } problem)
                    Toasts.Warn(http, viewer.T.Of(problem));
                else if (started.Value!.IsOver)
                    Say(http, viewer.T, started.Value);
                else
                    return Results.LocalRedirect(AddressOf(started.Value));
                return Results.LocalRedirect(next);
            }
        );

    private static void Say(HttpContext http, Words t, Errand errand)
    {
        var done = t.Count($"errand.{Words.Kebab(errand.Kind.ToString())}.done", errand.Done);
        if (errand.Left.Count == 0)
        {
            Toasts.Leave(http, done);
            return;
        }
        var why = string.Join(" ", errand.Left.Reasons.Select(r => t.Of(r.Why)).Distinct().Take(3));
        Toasts.Warn(http, t.Count("errand.left", errand.Left.Count, done, why));
    }
}
