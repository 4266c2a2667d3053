using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>The invoices of an account, the last issued first.</summary>
public sealed class ListAccountInvoices(AppDb db, Today today)
{
    public async Task<AccountInvoices> Run(AccountId id, string? after, string? before, CancellationToken ct)
    {
        var rows = db.Invoices.IgnoreAutoIncludes().AsNoTracking().Where(i => i.AccountId == id);
        var page = await new Keyset<Invoice>(descending: true)
            .By(i => i.IssuedOn)
            .By(i => i.Id)
            .Read(rows, after, before, ListAccounts.PageSize, ct);
        return new(page, today.For(await db.Organizations.AsNoTracking().SingleAsync(ct)));
    }
}

public sealed record AccountInvoices(Page<Invoice> Page, DateOnly Today);
