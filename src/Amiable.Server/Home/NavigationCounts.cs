using Amiable.Ui;

namespace Amiable.Home;

/// <summary>Gives every page its figures in the navigation. Comes after sign-in.</summary>
public static class NavigationCounts
{
    public static void UseNavigationCounts(this IApplicationBuilder app) =>
        app.Use(
            async (http, next) =>
            {
                var viewer = http.RequestServices.GetRequiredService<Viewer>();
                if (viewer.IsSignedIn && ShowsNavigation(http))
                    viewer.Counts = await http.RequestServices.GetRequiredService<CountWhatWaits>().Run(http.RequestAborted);
                await next(http);
            }
        );

    // What htmx swaps into a panel has none. A form that comes back with an error has.
    private static bool ShowsNavigation(HttpContext http) =>
        http.GetEndpoint() is not null
        && http.Request.Headers["HX-Target"] != "panel"
        && (
            http.Request.Headers.ContainsKey("HX-Request")
            || http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        );
}
