using System.Globalization;
using Amiable.Balances;
using Amiable.Insights.Pages;
using Amiable.Ui;
using Amiable.Ui.Sheets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Insights;

/// <summary>Where the money is, and what comes in.</summary>
public static class InsightsPages
{
    public static void MapInsights(this RouteGroupBuilder pages)
    {
        var insights = pages.MapGroup("").RequireAuthorization();
        insights.MapGet(
            "/insights",
            async (string? currency, string? weeks, ShowInsights show, CancellationToken ct) =>
                new RazorComponentResult<InsightsPage>(new { View = await show.Run(currency, ct), Weeks = WeeksOf(weeks) })
        );
        insights.MapPost(
            "/insights/renew",
            async (HttpContext http, Viewer viewer, RenewInsights renew, CancellationToken ct) =>
            {
                Toasts.Leave(http, viewer.T[await renew.Run(ct) ? "insights.renewed" : "insights.will-be-renewed"]);
                return Results.LocalRedirect("/insights");
            }
        );
        MapAged(insights);
    }

    private static void MapAged(RouteGroupBuilder insights)
    {
        insights.MapGet(
            "/insights/aged",
            async (string? currency, string? after, string? before, ShowInsights show, ListAgedAccounts list, CancellationToken ct) =>
            {
                var view = await show.Run(currency, ct);
                return new RazorComponentResult<AgedPage>(new { View = view, List = await list.Run(view.Currency, after, before, ct) });
            }
        );
        insights.MapSheets(
            "/insights/aged",
            format =>
                async (string? currency, Viewer viewer, ShowInsights show, ListAgedAccounts list, CancellationToken ct) =>
                    SheetAnswer.Of(
                        format,
                        viewer,
                        "aged-balance",
                        viewer.T["insights.aged.title"],
                        AgedColumns.All,
                        list.Run((await show.Run(currency, ct)).Currency, ct),
                        ct
                    )
        );
    }

    /// <summary>How many weeks back one may look.</summary>
    internal static readonly int[] Spans = [13, 26, 52];

    private static int WeeksOf(string? weeks) => Spans.FirstOrDefault(s => s.ToString(CultureInfo.InvariantCulture) == weeks, Spans[1]);
}
