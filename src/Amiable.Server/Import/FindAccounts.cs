using Amiable.Accounts;
using Amiable.Contacts;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Import;

/// <summary>
/// Finds the account each document belongs to: by source id, then registration or VAT number, then normalised name. What is not known becomes a
/// new account; an address that is not known becomes a contact.
/// </summary>
public sealed class FindAccounts(AppDb db, Today today)
{
    public async Task<AccountsOfImport> Run(IReadOnlyList<ImportedInvoice> documents, CancellationToken ct)
    {
        var known = await db.Accounts.ToListAsync(ct);
        var found = new AccountsOfImport(known);
        foreach (var document in documents)
            if (found.Find(document) is not { } account)
                Take(found, document);
            else
                found.Remember(document, account);

        var ids = found.All.Select(a => a.Id).ToHashSet();
        var contacts = (await db.Contacts.ToListAsync(ct)).Where(c => ids.Contains(c.AccountId)).ToLookup(c => c.AccountId);
        foreach (
            var group in documents
                .Where(d => d.ContactEmail is not null)
                .GroupBy(d => (found.Of(d).Id, Email: d.ContactEmail!.ToLowerInvariant()))
        )
            if (
                !contacts[group.Key.Id].Any(c => string.Equals(c.Email, group.Key.Email, StringComparison.OrdinalIgnoreCase))
                && EmailAddress.IsValid(group.First().ContactEmail!)
            )
                AddContact(found, group.First(), group.Key.Id, hasOthers: contacts[group.Key.Id].Any());
        return found;
    }

    private void Take(AccountsOfImport found, ImportedInvoice document)
    {
        var details = new AccountDetails
        {
            Name = document.AccountName,
            Country = document.Country,
            Language = document.Language,
            RegistrationNumber = document.RegistrationNumber,
            VatNumber = document.VatNumber,
        };
        var account = new Account(today.NewId<AccountId>(), details, today.Now, document.AccountSourceId);
        db.Accounts.Add(account);
        found.Add(account);
        found.Remember(document, account);
    }

    private void AddContact(AccountsOfImport found, ImportedInvoice document, AccountId account, bool hasOthers) =>
        db.Contacts.Add(
            new(
                today.NewId<ContactId>(),
                account,
                document.ContactName ?? "",
                document.ContactEmail,
                isPrimary: !hasOthers && found.IsFirstContact(account)
            )
        );
}

/// <summary>The accounts an import is about.</summary>
public sealed class AccountsOfImport
{
    private readonly Dictionary<string, Account> _byKey = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<ImportedInvoice, Account> _of = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Account> _all = [];
    private readonly HashSet<AccountId> _withContact = [];

    public AccountsOfImport(IEnumerable<Account> known)
    {
        foreach (var account in known)
            Index(account);
    }

    /// <summary>How many did not exist before.</summary>
    public int New { get; private set; }

    public IReadOnlyCollection<Account> All => _all;

    /// <summary>Those that existed before.</summary>
    public IEnumerable<Account> Known => _all.Where(a => a.Version > 0);

    public Account Of(ImportedInvoice document) => _of[document];

    public Account? Find(ImportedInvoice document)
    {
        // A source id that is not known yet may belong to an account that was entered by hand, but never to one of another source id.
        var byNumber =
            Get("vat", document.VatNumber)
            ?? Get("reg", document.RegistrationNumber)
            ?? Get("name", CompanyName.MatchKey(document.AccountName));
        return document.AccountSourceId is null
            ? byNumber
            : Get("source", document.AccountSourceId) ?? (byNumber?.SourceId is null ? byNumber : null);
    }

    public void Add(Account account)
    {
        Index(account);
        New++;
    }

    public void Remember(ImportedInvoice document, Account account)
    {
        _of[document] = account;
        _all.Add(account);
    }

    /// <summary>Whether no contact was added to this account in this import so far.</summary>
    public bool IsFirstContact(AccountId account) => _withContact.Add(account);

    private void Index(Account account)
    {
        Put("source", account.SourceId, account);
        Put("vat", account.Details.VatNumber, account);
        Put("reg", account.Details.RegistrationNumber, account);
        Put("name", account.MatchKey, account);
    }

    private Account? Get(string kind, string? value) =>
        string.IsNullOrWhiteSpace(value) ? null : _byKey.GetValueOrDefault($"{kind}:{value.Trim()}");

    private void Put(string kind, string? value, Account account)
    {
        if (!string.IsNullOrWhiteSpace(value))
            _byKey.TryAdd($"{kind}:{value.Trim()}", account);
    }
}
