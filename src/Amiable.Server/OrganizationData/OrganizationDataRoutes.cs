using Amiable.OrganizationData.Pages;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Amiable.OrganizationData;

/// <summary>Settings → Data.</summary>
internal static class OrganizationDataRoutes
{
    public const string Path = "/settings/data";

    public static void MapOrganizationData(this RouteGroupBuilder settings)
    {
        var data = settings.MapGroup(Path);
        data.MapGet("", (ShowOrganizationData show, CancellationToken ct) => Page(show, null, ct));
        data.MapGet("/export", Export);
        data.MapPost(
            "/delete",
            async ([FromForm] string? confirm, HttpContext http, AskForDeletion ask, ShowOrganizationData show, Viewer viewer) =>
            {
                var asked = await ask.Run(confirm ?? "", http.RequestAborted);
                return asked.Problem is { } problem
                    ? await Page(show, problem, http.RequestAborted)
                    : AnswerToPost.With(http, viewer, asked, "data.deletion-asked", Path, null, null);
            }
        );
        data.MapPost(
            "/keep",
            async (HttpContext http, KeepOrganization keep, Viewer viewer) =>
                AnswerToPost.With(http, viewer, await keep.Run(http.RequestAborted), "data.kept", Path, null, null)
        );
    }

    private static IResult Export(ExportOrganization export, Viewer viewer) =>
        Results.Stream(
            answer => export.Run(answer, files => ExportReadme.For(viewer, files), default),
            "application/zip",
            ExportReadme.FileName(viewer)
        );

    private static async Task<IResult> Page(ShowOrganizationData show, Problem? problem, CancellationToken ct) =>
        new RazorComponentResult<DataPage>(new { View = await show.Run(ct), Problem = problem })
        {
            StatusCode = AnswerToPost.StatusOf(problem),
        };
}
