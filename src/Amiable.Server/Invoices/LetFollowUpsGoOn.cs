using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>What was promised or announced for these invoices is no longer waited for. Part of the caller's work: the caller saves and plans.</summary>
public sealed class LetFollowUpsGoOn(AppDb db, CurrentMember member, Today today)
{
    public async Task Run(IReadOnlyList<InvoiceId> ids, DeclarationResolution why, string? note, CancellationToken ct)
    {
        var invoices = await db.Invoices.Where(i => ids.Contains(i.Id)).ToListAsync(ct);
        foreach (var invoice in invoices)
        {
            invoice.ForgetPromise();
            invoice.RestNoLonger();
        }
        List<AccountId> accounts = [.. invoices.Select(i => i.AccountId).Distinct()];
        var open = await db.PaymentDeclarations.Where(d => accounts.Contains(d.AccountId) && d.Resolution == null).ToListAsync(ct);
        foreach (var declaration in open.Where(d => d.Invoices.All(i => ids.Contains(i.Id))))
            declaration.Resolve(why, note, member.Name, today.Now);
    }
}
