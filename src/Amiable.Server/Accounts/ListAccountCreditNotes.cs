using Amiable.Credits;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>The credit notes of an account, the last issued first.</summary>
public sealed class ListAccountCreditNotes(AppDb db)
{
    public async Task<AccountCreditNotes> Run(AccountId id, string? after, string? before, CancellationToken ct)
    {
        var rows = db.Credits.OfType<CreditNote>().AsNoTracking().Where(c => c.AccountId == id);
        return new(
            await new Keyset<CreditNote>(descending: true).By(c => c.On).By(c => c.Id).Read(rows, after, before, ListAccounts.PageSize, ct)
        );
    }
}

public sealed record AccountCreditNotes(Page<CreditNote> Page);
