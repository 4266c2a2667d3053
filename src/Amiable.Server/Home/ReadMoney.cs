using Amiable.Accounts;
using Amiable.Credits;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Home;

/// <summary>
/// What is overdue, what came in, what falls due and the aged balance, per currency. Few queries, over what is kept of each due date and each
/// account, so that a million invoices cost nothing.
/// </summary>
public sealed class ReadMoney(AppDb db)
{
    private const int Days = 7;
    private const int AccountsAtATime = 5_000;

    /// <param name="day">The organization's day.</param>
    /// <param name="own">The organization's currency: there is always a figure in it.</param>
    public async Task<MoneyView> Run(DateOnly day, string own, CancellationToken ct)
    {
        var sums = await Sums(day, ct);
        var accounts = await OverdueAccounts(day, ct);
        var received = await Received(day, ct);
        return new(
            Largest(own, sums.Where(s => s.OverdueCount > 0).Select(s => s.Overdue)),
            sums.Sum(s => s.OverdueCount),
            accounts,
            Largest(own, received.Select(r => r.Sum)),
            received.Sum(r => r.Count),
            Largest(own, sums.Where(s => s.SoonCount > 0).Select(s => s.Soon)),
            sums.Sum(s => s.SoonCount),
            await Aged(sums, day, ct)
        );
    }

    // The largest first; an exact comparison across currencies would need rates, and size is all that is asked here.
    private static Money[] Largest(string own, IEnumerable<Money> amounts)
    {
        var sorted = amounts.OrderByDescending(a => a.Major).ThenBy(a => a.Currency, StringComparer.Ordinal).ToArray();
        return sorted.Length > 0 ? sorted : [Money.Zero(own)];
    }

    private async Task<List<OpenSums>> Sums(DateOnly day, CancellationToken ct)
    {
        var (d30, d60, d90, soon) = (day.AddDays(-30), day.AddDays(-60), day.AddDays(-90), day.AddDays(Days));
        return await db
            .DueTotals.GroupBy(t => t.Currency)
            .Select(g => new OpenSums
            {
                Currency = g.Key,
                All = g.Sum(t => t.Minor),
                Late = g.Sum(t => t.DueOn < day ? t.Minor : 0),
                Over30 = g.Sum(t => t.DueOn < d30 ? t.Minor : 0),
                Over60 = g.Sum(t => t.DueOn < d60 ? t.Minor : 0),
                Over90 = g.Sum(t => t.DueOn < d90 ? t.Minor : 0),
                SoonMinor = g.Sum(t => t.DueOn >= day && t.DueOn <= soon ? t.Minor : 0),
                OverdueCount = g.Sum(t => t.DueOn < day ? t.Invoices : 0),
                SoonCount = g.Sum(t => t.DueOn >= day && t.DueOn <= soon ? t.Invoices : 0),
            })
            .ToListAsync(ct);
    }

    private Task<int> OverdueAccounts(DateOnly day, CancellationToken ct) =>
        db.StandingTotals.Where(t => t.OldestDue < day).SumAsync(t => t.Accounts, ct);

    private async Task<List<(Money Sum, int Count)>> Received(DateOnly day, CancellationToken ct)
    {
        var since = day.AddDays(-Days);
        var received = await db
            .Credits.OfType<Payment>()
            .Where(p => p.On > since && p.On <= day)
            .GroupBy(p => p.Amount.Currency)
            .Select(g => new
            {
                g.Key,
                Minor = g.Sum(p => p.Amount.Minor),
                Count = g.Count(),
            })
            .ToListAsync(ct);
        return [.. received.Select(r => (new Money(r.Minor, r.Key), r.Count))];
    }

    /// <summary>
    /// Unused credit is deducted within its account, from what is due longest: so of what is due for so long at least, as much as the account owes of
    /// that goes, and no more than its credit.
    /// </summary>
    private async Task<IReadOnlyList<AgedBalance>> Aged(List<OpenSums> sums, DateOnly day, CancellationToken ct)
    {
        var unused = db.Credits.Where(c => c.Used.Minor < c.Amount.Minor);
        var credit = await unused
            .GroupBy(c => c.Amount.Currency)
            .Select(g => new { g.Key, Minor = g.Sum(c => c.Amount.Minor - c.Used.Minor) })
            .ToDictionaryAsync(g => g.Key, g => g.Minor, ct);
        var covered = (await Covered(unused, day, ct)).ToDictionary(c => c.Currency);
        var all = sums.ToDictionary(s => s.Currency);
        return
        [
            .. all
                .Keys.Union(credit.Keys)
                .Select(c =>
                    (all.GetValueOrDefault(c) ?? Nothing(c)).Less(covered.GetValueOrDefault(c) ?? Nothing(c), credit.GetValueOrDefault(c))
                )
                .OrderByDescending(a => a.Total.Major)
                .ThenBy(a => a.Currency, StringComparer.Ordinal),
        ];
    }

    // Accounts with unused credit are few: only what these owe is looked at. They are named, since PostgreSQL takes every third account to have some, and
    // would read all that is open.
    private async Task<IEnumerable<OpenSums>> Covered(IQueryable<Credit> unused, DateOnly day, CancellationToken ct)
    {
        List<OpenSums> covered = [];
        foreach (var some in (await unused.Select(c => c.AccountId).Distinct().ToArrayAsync(ct)).Chunk(AccountsAtATime))
            covered.AddRange(await Covered(unused, some, day).ToListAsync(ct));
        return covered
            .GroupBy(c => c.Currency)
            .Select(g => new OpenSums
            {
                Currency = g.Key,
                Late = g.Sum(c => c.Late),
                Over30 = g.Sum(c => c.Over30),
                Over60 = g.Sum(c => c.Over60),
                Over90 = g.Sum(c => c.Over90),
            });
    }

    private IQueryable<OpenSums> Covered(IQueryable<Credit> unused, AccountId[] some, DateOnly day)
    {
        var (d30, d60, d90) = (day.AddDays(-30), day.AddDays(-60), day.AddDays(-90));
        var owed = db
            .Invoices.IgnoreAutoIncludes()
            .Counted()
            .Where(i => EF.Parameter(some).Contains(i.AccountId) && i.DueOn < day)
            .GroupBy(i => new { i.AccountId, i.Total.Currency })
            .Select(g => new
            {
                g.Key.AccountId,
                g.Key.Currency,
                Late = g.Sum(i => i.Total.Minor - i.Settled.Minor),
                Over30 = g.Sum(i => i.DueOn < d30 ? i.Total.Minor - i.Settled.Minor : 0),
                Over60 = g.Sum(i => i.DueOn < d60 ? i.Total.Minor - i.Settled.Minor : 0),
                Over90 = g.Sum(i => i.DueOn < d90 ? i.Total.Minor - i.Settled.Minor : 0),
            });
        return owed.Join(
                ByAccount(unused.Where(c => EF.Parameter(some).Contains(c.AccountId))),
                o => new { o.AccountId, o.Currency },
                c => new { c.AccountId, c.Currency },
                (o, c) => new { Owed = o, c.Minor }
            )
            .GroupBy(p => p.Owed.Currency)
            .Select(g => new OpenSums
            {
                Currency = g.Key,
                Late = g.Sum(p => Math.Min(p.Owed.Late, p.Minor)),
                Over30 = g.Sum(p => Math.Min(p.Owed.Over30, p.Minor)),
                Over60 = g.Sum(p => Math.Min(p.Owed.Over60, p.Minor)),
                Over90 = g.Sum(p => Math.Min(p.Owed.Over90, p.Minor)),
            });
    }

    private static IQueryable<UnusedCredit> ByAccount(IQueryable<Credit> unused) =>
        unused
            .GroupBy(c => new { c.AccountId, c.Amount.Currency })
            .Select(g => new UnusedCredit
            {
                AccountId = g.Key.AccountId,
                Currency = g.Key.Currency,
                Minor = g.Sum(c => c.Amount.Minor - c.Used.Minor),
            });

    private static OpenSums Nothing(string currency) => new() { Currency = currency };

    private sealed class UnusedCredit
    {
        public required AccountId AccountId { get; init; }
        public required string Currency { get; init; }
        public required long Minor { get; init; }
    }

    /// <summary>What the database adds up in one pass.</summary>
    private sealed class OpenSums
    {
        public required string Currency { get; init; }
        public long All { get; init; }
        public long Late { get; init; }
        public long Over30 { get; init; }
        public long Over60 { get; init; }
        public long Over90 { get; init; }
        public long SoonMinor { get; init; }
        public int OverdueCount { get; init; }
        public int SoonCount { get; init; }

        public Money Overdue => new(Late, Currency);
        public Money Soon => new(SoonMinor, Currency);

        public AgedBalance Less(OpenSums covered, long credit)
        {
            var (late, over30, over60, over90) = (
                Late - covered.Late,
                Over30 - covered.Over30,
                Over60 - covered.Over60,
                Over90 - covered.Over90
            );
            return new(Of(All - credit - late), Of(late - over30), Of(over30 - over60), Of(over60 - over90), Of(over90));
        }

        private Money Of(long minor) => new(minor, Currency);
    }
}

/// <summary>One amount a currency, the largest first, never added up across; with how many documents.</summary>
public sealed record MoneyView(
    IReadOnlyList<Money> Overdue,
    int OverdueInvoices,
    int OverdueAccounts,
    IReadOnlyList<Money> Received,
    int Payments,
    IReadOnlyList<Money> FallsDue,
    int FallingInvoices,
    IReadOnlyList<AgedBalance> Aged
);
