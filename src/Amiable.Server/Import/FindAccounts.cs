using Amiable.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Import;

/// <summary>Finds the account each document belongs to; who is not known becomes a new account. Nothing is saved.</summary>
public sealed class FindAccounts(AppDb db, Today today)
{
    public async Task<AccountsOfImport> Run(IReadOnlyList<ImportedInvoice> documents, CancellationToken ct)
    {
        // All are looked at, few are changed: only these are watched for changes.
        var found = new AccountsOfImport(await db.Accounts.AsNoTracking().OrderBy(a => a.Id).ToListAsync(ct));
        foreach (var document in documents)
            found.Place(document, () => Open(document), a => db.Attach(a));
        return found;
    }

    private Account Open(ImportedInvoice document)
    {
        var (street, postalCode, city) = PostalLines.Of(document.Address);
        var details = new AccountDetails
        {
            Name = document.AccountName,
            Country = document.Country,
            Street = street,
            PostalCode = postalCode,
            City = city,
        };
        return new(today.NewId<AccountId>(), details, today.Now, AccountsOfImport.SourceIdOf(document));
    }
}
