using Amiable.Credits;
using Amiable.Invoices;

namespace Amiable.Accounts;

/// <summary>What an account owes in one currency.</summary>
/// <param name="Outstanding">Open invoices less unallocated credit; negative when the account is owed.</param>
/// <param name="Overdue">The part of the open invoices that is past due, before unallocated credit.</param>
/// <param name="OverdueInvoices">How many invoices that is.</param>
/// <param name="OldestDaysOverdue">Calendar days since the oldest due date passed; zero when none did.</param>
public sealed record Balance(Money Outstanding, Money Overdue, int OverdueInvoices, int OldestDaysOverdue)
{
    /// <summary>One balance for each currency that occurs, in the order of their codes; nothing is converted or added up across.</summary>
    public static IReadOnlyList<Balance> Of(IEnumerable<Invoice> invoices, IEnumerable<Credit> credits, DateOnly today)
    {
        var counted = invoices.Where(i => i.CountsInBalance).ToList();
        var unused = credits.Where(c => c.Unused.IsPositive).Select(c => c.Unused).ToList();
        return
        [
            .. from currency in counted
                .Select(i => i.Total.Currency)
                .Concat(unused.Select(u => u.Currency))
                .Distinct()
                .Order(StringComparer.Ordinal)
            let open = counted.Where(i => i.Total.Currency == currency && !i.IsSettled).ToList()
            let overdue = open.Where(i => i.StatusOn(today) == InvoiceStatus.Overdue).ToList()
            select new Balance(
                open.Select(i => i.Outstanding).Sum(currency) - unused.Where(u => u.Currency == currency).Sum(currency),
                overdue.Select(i => i.Outstanding).Sum(currency),
                overdue.Count,
                overdue.Count == 0 ? 0 : overdue.Max(i => i.DaysOverdue(today))
            ),
        ];
    }
}
