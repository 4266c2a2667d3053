using Amiable.Search.Pages;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Search;

/// <summary>Search as a page of its own, and as what the box that opens everywhere shows.</summary>
public static class SearchRoutes
{
    private const int OnPage = 10;
    private const int InBox = 5;

    public static void MapSearch(this RouteGroupBuilder pages)
    {
        var search = pages.MapGroup("/search").RequireAuthorization();
        search.MapGet(
            "",
            async ([AsParameters] Asked asked, SearchEverything search, CancellationToken ct) =>
                new RazorComponentResult<SearchPage>(new { Found = await asked.Search(search, OnPage, ct) })
        );
        search.MapGet(
            "/hits",
            async ([AsParameters] Asked asked, SearchEverything search, CancellationToken ct) =>
                new RazorComponentResult<Hits>(new { Found = await asked.Search(search, InBox, ct) })
        );
    }

    /// <summary>What was typed, read the reader's way.</summary>
    internal readonly record struct Asked(string? Q, Viewer Viewer)
    {
        public Task<FoundEverything> Search(SearchEverything search, int most, CancellationToken ct)
        {
            var sought = SoughtWords.Of(Q);
            var amount = Typed.AmountAndCurrency(sought.Text, Viewer.Reader) is { } money
                ? new SoughtAmount(money.Amount, money.Currency)
                : null;
            return search.Run(sought, amount, Viewer.T, most, ct);
        }
    }
}
