using Amiable.Home.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Home;

/// <summary>The first screen.</summary>
public static class HomePages
{
    public static void MapHome(this RouteGroupBuilder pages) =>
        pages
            .MapGet(
                "/",
                async (ShowHome show, CancellationToken ct) => new RazorComponentResult<HomePage>(new { View = await show.Run(ct) })
            )
            .RequireAuthorization();
}
