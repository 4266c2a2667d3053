using Amiable.Errands;
using Amiable.SavedFilters;
using Amiable.Ui;

namespace Amiable.Home;

/// <summary>Gives every page what its frame shows: figures, long work, the filters a member keeps. Comes after sign-in.</summary>
public static class NavigationCounts
{
    public static void UseNavigationCounts(this IApplicationBuilder app) =>
        app.Use(
            async (http, next) =>
            {
                var viewer = http.RequestServices.GetRequiredService<Viewer>();
                if (viewer.IsSignedIn && ShowsNavigation(http))
                    await Fill(viewer, http);
                await next(http);
            }
        );

    private static async Task Fill(Viewer viewer, HttpContext http)
    {
        var (services, ct) = (http.RequestServices, http.RequestAborted);
        viewer.Counts = await services.GetRequiredService<CountWhatWaits>().Run(ct);
        viewer.UnderWay = await services.GetRequiredService<ListErrandsUnderWay>().Run(ct);
        if (FilteredList.Around(http.Request.Path.Value) is { } list)
            viewer.Filters = new(
                list.Path,
                list.Canonical(http.Request.QueryString.Value),
                await services.GetRequiredService<ListSavedFilters>().Run(list, ct)
            );
    }

    // What htmx swaps into a panel has none. A form that comes back with an error has.
    private static bool ShowsNavigation(HttpContext http) =>
        http.GetEndpoint() is not null
        && http.Request.Headers["HX-Target"] != "panel"
        && (
            http.Request.Headers.ContainsKey("HX-Request")
            || http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        );
}
