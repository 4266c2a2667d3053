using Amiable.Accounts;
using Amiable.Balances;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Insights;

/// <summary>What Insights shows in one currency.</summary>
/// <param name="Currencies">In which there are figures; the one with most outstanding first.</param>
/// <param name="Aged">As of this moment.</param>
/// <param name="Largest">The accounts that owe most.</param>
/// <param name="Share">What these owe, of all: 0 to 1.</param>
/// <param name="DaysOutstanding">By count-back; null when sales do not say.</param>
/// <param name="Reckoned">What is reckoned now and then; null before the first time.</param>
public sealed record InsightsView(
    IReadOnlyList<string> Currencies,
    AgedBalance Aged,
    IReadOnlyList<OwingMost> Largest,
    decimal Share,
    decimal? DaysOutstanding,
    FiguresRead? Reckoned
)
{
    public string Currency => Aged.Currency;

    /// <summary>What is reckoned in this currency.</summary>
    public CurrencyFigures OfCurrency =>
        Reckoned?.Figures.Currencies.FirstOrDefault(c => c.Currency == Currency) ?? new() { Currency = Currency };
    public bool IsEmpty => Currencies.Count == 0;
}

/// <summary>An account among those that owe most.</summary>
public sealed record OwingMost(AccountId Id, string Name, Money Owes);

/// <summary>Where the money is and how it comes in. What is owed is read from what is kept as it changes, the rest from the figures reckoned last.</summary>
public sealed class ShowInsights(AppDb db, AgeBalances age, ReadFigures read)
{
    private const int Most = 10;

    /// <param name="currency">Null, or one without figures: that with most outstanding.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<InsightsView> Run(string? currency, CancellationToken ct)
    {
        var ledger = await age.Run(ct);
        var reckoned = await read.Run(ct);
        List<string> currencies =
        [
            .. ledger.Money.Aged.Select(a => a.Currency).Union(reckoned?.Figures.Currencies.Select(c => c.Currency) ?? []),
        ];
        var shown = currencies.Contains(currency ?? "") ? currency! : currencies.FirstOrDefault(ledger.Organization.Currency);
        var aged = ledger.Money.Aged.FirstOrDefault(a => a.Currency == shown) ?? AgedBalance.Nothing(shown);
        var largest = await Largest(shown, ct);
        return new(
            currencies,
            aged,
            largest,
            Outcomes.Concentration(largest.Select(l => l.Owes), aged.Total),
            CountBack.Days(aged.Total, reckoned?.Figures.Currencies.FirstOrDefault(c => c.Currency == shown)?.Sales ?? [], ledger.Today),
            reckoned
        );
    }

    private async Task<IReadOnlyList<OwingMost>> Largest(string currency, CancellationToken ct)
    {
        var balances = await db
            .AccountBalances.AsNoTracking()
            .Where(b => b.Currency == currency && b.Minor > 0)
            .OrderByDescending(b => b.Minor)
            .ThenByDescending(b => b.AccountId)
            .Take(Most)
            .ToListAsync(ct);
        List<AccountId> ids = [.. balances.Select(b => b.AccountId)];
        var names = await db.Accounts.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        return [.. balances.Select(b => new OwingMost(b.AccountId, names[b.AccountId], new(b.Minor, currency)))];
    }
}
