using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Operator.Pages;

/// <summary>Settings → Installation: for the operator only. For everybody else there is no such page.</summary>
public static class InstallationRoutes
{
    private const string Path = "/settings/installation";

    public static void MapInstallation(this RouteGroupBuilder pages)
    {
        var installation = pages.MapGroup(Path).RequireAuthorization();
        installation.MapGet(
            "",
            async (Viewer viewer, ShowInstallation show, CancellationToken ct) =>
                viewer.IsOperator
                    ? (IResult)new RazorComponentResult<InstallationPage>(new { View = await show.Run(ct) })
                    : Results.NotFound()
        );
        installation.MapPost(
            "/resume",
            async (HttpContext http, Viewer viewer, ResumeSending resume) =>
                viewer.IsOperator
                    ? AnswerToPost.With(http, viewer, await resume.Run(http.RequestAborted), "installation.resumed", Path, null, null)
                    : Results.NotFound()
        );
    }
}
