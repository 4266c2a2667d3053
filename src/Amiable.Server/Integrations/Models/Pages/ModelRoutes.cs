using Amiable.Errands;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Integrations.Models.Pages;

/// <summary>Settings → Agent → Language model.</summary>
internal static class ModelRoutes
{
    public const string Path = "/settings/agent/model";

    public static void MapModel(this RouteGroupBuilder settings)
    {
        var model = settings.MapGroup(Path);
        model.MapGet("", (ShowModel show, CancellationToken ct) => Page(show, ct));
        // What a trial found is shown at the address that was posted to; asked for again, there is nothing to show.
        model.MapGet("/{deed}", () => Results.LocalRedirect(Path));
        model.MapPost("", Save);
        model.MapPost("/try", async (TryModel attempt, ShowModel show, HttpContext http) => await Try(attempt, show, http));
        model.MapPost(
            "/measure",
            async (StartErrand start, CancellationToken ct) =>
                Results.LocalRedirect(
                    $"/errands/{(await start.Run(ErrandKind.MeasureModel, StartErrand.Everything, TimeSpan.Zero, ct)).Value!.Id.Value}"
                )
        );
        model.MapPost(
            "/remove",
            async (RemoveModel remove, HttpContext http, Viewer viewer) =>
                AnswerToPost.With(
                    http,
                    viewer,
                    await remove.Run(Version(http.Request.Form), CancellationToken.None),
                    "model.removed",
                    Path,
                    null,
                    null
                )
        );
    }

    private static async Task<IResult> Save(HttpContext http, SaveModel save, TryModel attempt, ShowModel show, Viewer viewer)
    {
        var form = http.Request.Form;
        var read = ModelForm.Read(form, viewer.T.Reader);
        var problem = read.Problem ?? (await save.Run(Version(form), read.Value!, CancellationToken.None)).Problem;
        if (problem is not null)
            return await Page(show, http.RequestAborted, problem);
        if (form["then"] == "try")
            return await Try(attempt, show, http);
        Toasts.Leave(http, viewer.T["model.saved"]);
        return Results.LocalRedirect(Path);
    }

    private static async Task<IResult> Try(TryModel attempt, ShowModel show, HttpContext http)
    {
        var tried = await attempt.Run(http.RequestAborted);
        return await Page(show, http.RequestAborted, tried.Problem, tried.Value);
    }

    private static async Task<IResult> Page(ShowModel show, CancellationToken ct, Problem? problem = null, AskedOnce? trial = null) =>
        new RazorComponentResult<ModelPage>(
            new
            {
                View = await show.Run(ct),
                Problem = problem,
                Trial = trial,
            }
        )
        {
            StatusCode = AnswerToPost.StatusOf(problem),
        };

    private static int Version(IFormCollection form) => int.TryParse(form["version"], out var version) ? version : 0;
}
