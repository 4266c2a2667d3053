using Amiable.Accounts;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.LatePayment;

/// <summary>The overdue invoices of accounts, with what was paid of them and on which day the money came.</summary>
public sealed class ReadSettledParts(AppDb db)
{
    public async Task<IReadOnlyList<(Invoice Invoice, IReadOnlyList<SettledPart> Parts)>> Run(
        IReadOnlyCollection<AccountId> ids,
        DateOnly day,
        CancellationToken ct
    )
    {
        var invoices = await db.Invoices.AsNoTracking().Overdue(day).Where(i => ids.Contains(i.AccountId)).ToListAsync(ct);
        var credits = invoices.SelectMany(i => i.Allocations).Select(a => a.CreditId).Distinct().ToList();
        var days = await db
            .Credits.Where(c => credits.Contains(c.Id))
            .Select(c => new { c.Id, c.On })
            .ToDictionaryAsync(c => c.Id, c => c.On, ct);
        return
        [
            .. invoices.Select(i =>
                (i, (IReadOnlyList<SettledPart>)[.. i.Allocations.Select(a => new SettledPart(days[a.CreditId], a.Amount))])
            ),
        ];
    }
}
