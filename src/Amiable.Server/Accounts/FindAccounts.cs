using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>
/// The accounts somebody may mean: by name, legal name or a number of theirs. Those whose name begins so come first, then those with such words, then
/// those with it inside of a word.
/// </summary>
public sealed class FindAccounts(AppDb db, FullText fullText)
{
    public async Task<IReadOnlyList<FoundAccount>> Run(SoughtWords sought, int most, CancellationToken ct)
    {
        var ids = await BestFirst.Of(
            most,
            () => ByName(sought, most, ct),
            () => fullText.WithWords<AccountId>(Searchable.Accounts, sought, most, ct),
            () => fullText.WithParts<AccountId>(Searchable.Accounts, sought, most, ct)
        );
        var accounts = await db.Accounts.AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        return [.. ids.Where(accounts.ContainsKey).Select(id => new FoundAccount(id, accounts[id].Name, accounts[id].Details))];
    }

    // In any spelling, with any legal form: the shortest name, which is the most of what was typed, first.
    private async Task<List<AccountId>> ByName(SoughtWords sought, int most, CancellationToken ct)
    {
        var key = CompanyName.MatchKey(sought.Text);
        return key.Length == 0
            ? []
            : await db.Accounts.BeginningWith(a => a.MatchKey, key).ThenBy(a => a.Id).Select(a => a.Id).Take(most).ToListAsync(ct);
    }
}

public sealed record FoundAccount(AccountId Id, string Name, AccountDetails Details);
