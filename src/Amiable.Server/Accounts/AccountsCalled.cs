using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>
/// The accounts with a text in their name, in any spelling. Where they are few they are known one by one, from an index; where they are many, whoever
/// reads a list compares its rows in its own order and soon has a page of them. Both give the same.
/// </summary>
internal sealed class AccountsCalled
{
    /// <summary>More are not named one by one: by then comparing is as quick.</summary>
    public const int Most = 2000;

    /// <summary>Of up to so many accounts, all that is theirs is quicker looked up and sorted than found in the order of a list.</summary>
    public const int MostSorted = 300;

    private readonly AppDb _db;
    private readonly string _text;
    private readonly string _key;

    private AccountsCalled(AppDb db, string text)
    {
        (_db, _text, _key) = (db, text, CompanyName.MatchKey(text));
        var (like, key) = (LikePattern.Containing(_text), LikePattern.Containing(_key));
        Matches = a =>
            EF.Functions.Like(a.Name, like, LikePattern.Escape)
            || (key != LikePattern.Anything && EF.Functions.Like(a.MatchKey, key, LikePattern.Escape));
    }

    /// <summary>Whether an account is called so, for the database to say.</summary>
    public Expression<Func<Account, bool>> Matches { get; }

    /// <summary>Null when there are many.</summary>
    public IReadOnlyList<AccountId>? Few { get; private set; }

    public IQueryable<Account> All =>
        Few is { } few ? _db.Accounts.Where(a => EF.Parameter(few).Contains(a.Id)) : _db.Accounts.Where(Matches);

    public static async Task<AccountsCalled> Find(AppDb db, string text, CancellationToken ct)
    {
        var called = new AccountsCalled(db, SoughtWords.Of(text).Text);
        called.Few = await called.FindFew(ct);
        return called;
    }

    private async Task<List<AccountId>?> FindFew(CancellationToken ct)
    {
        if (_text.Length == 0)
            return [];
        if (await Likely(ct) is { } likely)
            return await _db.Accounts.Where(a => EF.Parameter(likely).Contains(a.Id)).Where(Matches).Select(a => a.Id).ToListAsync(ct);
        // Too short for the index of parts, or too many: the names stand in an index of their own, which is read until there are enough.
        var first = await _db
            .Accounts.Where(Matches)
            .OrderBy(a => a.MatchKey)
            .ThenBy(a => a.Id)
            .Select(a => a.Id)
            .Take(Most + 1)
            .ToListAsync(ct);
        return first.Count <= Most ? first : null;
    }

    private async Task<List<AccountId>?> Likely(CancellationToken ct)
    {
        var fullText = new FullText(_db);
        if (await fullText.Containing<AccountId>(Searchable.Accounts, "Name", _text, Most, ct) is not { } named)
            return null;
        if (_key.Length == 0)
            return named;
        var spelt = await fullText.Containing<AccountId>(Searchable.Spellings, "MatchKey", _key, Most, ct);
        return spelt is null ? null : [.. named.Union(spelt)];
    }
}
