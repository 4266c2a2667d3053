using Amiable.Credits;
using Amiable.Invoices;

namespace Amiable.Accounts;

/// <summary>
/// What is owed in one currency, by how long it has been due. Credit that is not set against an invoice is deducted where it would settle
/// first: from what is due longest, of the same account.
/// </summary>
/// <param name="NotDue">Due today or later, or without a due date; negative when credit is left over.</param>
/// <param name="UpTo30">1 to 30 calendar days past due.</param>
/// <param name="UpTo60">31 to 60 days.</param>
/// <param name="UpTo90">61 to 90 days.</param>
/// <param name="Older">More than 90 days.</param>
public sealed record AgedBalance(Money NotDue, Money UpTo30, Money UpTo60, Money UpTo90, Money Older)
{
    /// <summary>The currency of all five.</summary>
    public string Currency => NotDue.Currency;

    /// <summary>The outstanding balance.</summary>
    public Money Total => NotDue + UpTo30 + UpTo60 + UpTo90 + Older;

    /// <summary>What is past due, in percent of all, to two decimals; zero when nothing is owed, and at most a hundred: credit of one account may outweigh what is not due of others.</summary>
    public decimal OverdueRate =>
        Total.IsPositive ? Math.Min(100, Math.Round(100m * (Total - NotDue).Minor / Total.Minor, 2, MidpointRounding.AwayFromZero)) : 0;

    /// <summary>Nothing owed in that currency.</summary>
    public static AgedBalance Nothing(string currency)
    {
        var zero = Money.Zero(currency);
        return new(zero, zero, zero, zero, zero);
    }

    /// <summary>One for each currency that occurs, in the order of their codes, over any number of accounts.</summary>
    public static IReadOnlyList<AgedBalance> Of(IEnumerable<Invoice> invoices, IEnumerable<Credit> credits, DateOnly today)
    {
        var unused = credits.Where(c => c.Unused.IsPositive).ToLookup(c => (c.AccountId, c.Amount.Currency), c => c.Unused);
        var open = invoices.Where(i => i.CountsInBalance && !i.IsSettled).ToLookup(i => (i.AccountId, i.Total.Currency));
        return
        [
            .. open.Select(g => g.Key)
                .Union(unused.Select(g => g.Key))
                .GroupBy(key => key.Currency, key => Of(open[key], key.Currency, today).Less(unused[key].Sum(key.Currency)))
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => g.Aggregate(Nothing(g.Key), (sum, one) => sum + one)),
        ];
    }

    /// <summary>Deducts credit: the longest due first, what is left from what is not due.</summary>
    public AgedBalance Less(Money credit)
    {
        var older = Take(Older);
        var upTo90 = Take(UpTo90);
        var upTo60 = Take(UpTo60);
        var upTo30 = Take(UpTo30);
        return new(NotDue - credit, upTo30, upTo60, upTo90, older);

        Money Take(Money owed)
        {
            var part = Money.Min(owed, credit);
            credit -= part;
            return owed - part;
        }
    }

    /// <summary>Adds two of one currency.</summary>
    public static AgedBalance operator +(AgedBalance a, AgedBalance b) =>
        new(a.NotDue + b.NotDue, a.UpTo30 + b.UpTo30, a.UpTo60 + b.UpTo60, a.UpTo90 + b.UpTo90, a.Older + b.Older);

    /// <summary>Subtracts one of the same currency.</summary>
    public static AgedBalance operator -(AgedBalance a, AgedBalance b) =>
        new(a.NotDue - b.NotDue, a.UpTo30 - b.UpTo30, a.UpTo60 - b.UpTo60, a.UpTo90 - b.UpTo90, a.Older - b.Older);

    private static AgedBalance Of(IEnumerable<Invoice> open, string currency, DateOnly today)
    {
        var aged = open.ToLookup(i => i.DaysOverdue(today), i => i.Outstanding);
        return new(Between(0, 0), Between(1, 30), Between(31, 60), Between(61, 90), Between(91, int.MaxValue));

        Money Between(int from, int to) => aged.Where(g => g.Key >= from && g.Key <= to).SelectMany(g => g).Sum(currency);
    }
}
