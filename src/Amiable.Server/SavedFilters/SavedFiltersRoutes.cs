using Amiable.Platform.Http;
using Amiable.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Amiable.SavedFilters;

/// <summary>Saving, renaming and deleting; each leads back to the list.</summary>
public static class SavedFiltersRoutes
{
    public static void MapSavedFilters(this RouteGroupBuilder pages)
    {
        var filters = pages.MapGroup("/saved-filters").RequireAuthorization();
        filters.MapPost(
            "",
            async (
                [FromForm] string? list,
                [FromForm] string? name,
                [FromForm] string? query,
                HttpContext http,
                Viewer viewer,
                SaveFilter save,
                CancellationToken ct
            ) =>
                FilteredList.At(list) is { } place
                    ? Answer(
                        http,
                        viewer,
                        await save.Run(place, name, query, ct),
                        "filters.said.saved",
                        place.Path + place.Canonical(query)
                    )
                    : Results.NotFound()
        );
        MapChanges(filters);
    }

    private static void MapChanges(RouteGroupBuilder filters)
    {
        filters.MapPost(
            "/{id:guid}/rename",
            async (
                Guid id,
                [FromForm] string? name,
                [FromForm] string? back,
                HttpContext http,
                Viewer viewer,
                RenameFilter rename,
                CancellationToken ct
            ) => Answer(http, viewer, await rename.Run(new(id), name, ct), "filters.said.renamed", back)
        );
        filters.MapPost(
            "/{id:guid}/delete",
            async (Guid id, [FromForm] string? back, HttpContext http, Viewer viewer, DeleteFilter delete, CancellationToken ct) =>
                Answer(http, viewer, await delete.Run(new(id), ct), "filters.said.deleted", back)
        );
    }

    private static IResult Answer(HttpContext http, Viewer viewer, Result<Done> result, string said, string? back) =>
        AnswerToPost.With(http, viewer, result, said, LocalPath.Or(back, "/"), null, back);
}
