using Amiable.Accounts;

namespace Amiable.Import;

/// <summary>
/// The accounts an import is about. A source id decides; without one the VAT number, then the registration number, then the normalised name.
/// Two accounts for one customer do less harm than one for two: what speaks against a likeness wins.
/// </summary>
public sealed class AccountsOfImport
{
    private readonly Dictionary<string, Account?> _bySource = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<AccountId, Account> _byId = [];
    private readonly Dictionary<string, List<Account>> _byLikeness = new(StringComparer.Ordinal);
    private readonly Dictionary<ImportedInvoice, Account> _of = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Account> _all = [];
    private readonly HashSet<Account> _added = [];
    private readonly List<RowError> _errors = [];

    public AccountsOfImport(IEnumerable<Account> known)
    {
        foreach (var account in known)
            Index(account);
    }

    public IReadOnlyCollection<Account> All => _all;

    /// <summary>Those that did not exist before.</summary>
    public IReadOnlyCollection<Account> Added => _added;

    internal bool IsAdded(Account account) => _added.Contains(account);

    /// <summary>Those that existed before.</summary>
    public IEnumerable<Account> Known => _all.Except(_added);

    /// <summary>Documents of which nobody can tell whose they are.</summary>
    public IReadOnlyList<RowError> Errors => _errors;

    /// <summary>Whose the document is; null when nobody can tell.</summary>
    public Account? Of(ImportedInvoice document) => _of.GetValueOrDefault(document);

    public static string? SourceIdOf(ImportedInvoice document) =>
        string.IsNullOrWhiteSpace(document.AccountSourceId) ? null : document.AccountSourceId.Trim();

    /// <summary>Gives the document to the account it belongs to, or to a new one.</summary>
    /// <param name="document">The document.</param>
    /// <param name="open">Makes the new account.</param>
    /// <param name="take">Told of each account that existed before, when it is first found.</param>
    public void Place(ImportedInvoice document, Func<Account> open, Action<Account> take)
    {
        var found = Find(document, out var isAmbiguous);
        if (isAmbiguous)
        {
            _errors.Add(
                RowError.At(
                    document.Line,
                    "",
                    document.AccountName,
                    "account-ambiguous",
                    "names several accounts; give the customer number or VAT number in a column of its own."
                )
            );
            return;
        }
        if (found is null)
        {
            found = open();
            _added.Add(found);
            _all.Add(found);
        }
        else if (_all.Add(found))
            take(found);
        _of[document] = found;
        Complete(found, document);
    }

    private Account? Find(ImportedInvoice document, out bool isAmbiguous)
    {
        isAmbiguous = false;
        if (document.Account is { } chosen)
            return _byId.GetValueOrDefault(chosen);
        var id = SourceIdOf(document);
        if (id is not null && _bySource.TryGetValue(id, out var same) && same is not null)
            return same;
        foreach (var likeness in Likenesses(document.VatNumber, document.RegistrationNumber, document.AccountName))
        {
            // Who has another source id is somebody else, whatever the name.
            var alike = _byLikeness
                .GetValueOrDefault(likeness, [])
                .FindAll(a => (id is null || a.SourceId is null) && !Differ(a, document, likeness));
            if (alike.Count > 1)
                alike = alike.FindAll(a => string.Equals(a.Name, document.AccountName, StringComparison.OrdinalIgnoreCase))
                    is { Count: 1 } one
                    ? one
                    : alike;
            isAmbiguous = alike.Count > 1 && id is null;
            if (alike.Count > 0)
                return isAmbiguous ? null : alike[0];
        }
        return null;
    }

    // What a later row or a later file knows and an earlier one did not. Nothing that is known is changed.
    private void Complete(Account account, ImportedInvoice document)
    {
        if (SourceIdOf(document) is { } id)
            account.IsKnownToSourceAs(id);
        var details = account.Details;
        var more = details with
        {
            Name = details.Name == account.SourceId ? document.AccountName : details.Name,
            VatNumber = details.VatNumber ?? document.VatNumber,
            RegistrationNumber = details.RegistrationNumber ?? document.RegistrationNumber,
            Language = details.Language ?? document.Language,
        };
        if (more != details)
            account.Describe(more);
        Index(account);
    }

    private void Index(Account account)
    {
        _byId.TryAdd(account.Id, account);
        // Two connections may give one number to two customers: then it says nothing.
        if (account.SourceId is { } id && !_bySource.TryAdd(id, account) && _bySource[id] is { } other && other != account)
            _bySource[id] = null;
        foreach (var likeness in Likenesses(account.Details.VatNumber, account.Details.RegistrationNumber, account.Name))
        {
            if (!_byLikeness.TryGetValue(likeness, out var alike))
                _byLikeness[likeness] = alike = [];
            if (!alike.Contains(account))
                alike.Add(account);
        }
    }

    // A name of signs only ("***") has no key: it is its own.
    private static IEnumerable<string> Likenesses(string? vat, string? registration, string name)
    {
        if (CompanyNumbers.Bare(vat) is { Length: > 0 } bareVat)
            yield return $"vat {bareVat}";
        if (CompanyNumbers.Bare(registration) is { Length: > 0 } bareRegistration)
            yield return $"registration {bareRegistration}";
        var key = CompanyName.MatchKey(name);
        yield return $"name {(key.Length > 0 ? key : name.Trim())}";
    }

    // Two countries give the same register number to two companies.
    private static bool Differ(Account account, ImportedInvoice document, string likeness) =>
        likeness.StartsWith("registration", StringComparison.Ordinal)
            && account.Details.Country is { } a
            && document.Country is { } b
            && a != b
        || CompanyNumbers.Differ(account.Details.VatNumber, document.VatNumber)
        || CompanyNumbers.Differ(account.Details.RegistrationNumber, document.RegistrationNumber);
}
