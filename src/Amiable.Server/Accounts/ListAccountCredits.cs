using Amiable.Credits;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>The payments, or the credit notes, of an account, the latest first.</summary>
public sealed class ListAccountCredits(AppDb db)
{
    public async Task<AccountCredits> Run(AccountId id, CreditKind kind, string? after, string? before, CancellationToken ct)
    {
        var rows = db.Credits.AsNoTracking().OfKind(kind).Where(c => c.AccountId == id);
        var order = new Keyset<Credit>(descending: true).By(c => c.On).By(c => c.Id);
        return new(kind, await order.Read(rows, after, before, ListAccounts.PageSize, ct));
    }
}

public sealed record AccountCredits(CreditKind Kind, Page<Credit> Page);
