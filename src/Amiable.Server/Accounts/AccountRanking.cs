using System.Linq.Expressions;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>Chooses and sorts accounts in the database: only the page that is shown leaves it.</summary>
internal sealed class AccountRanking(AppDb db, AccountFilter filter, string currency, DateOnly day)
{
    // Up to here it is quicker to name the accounts one by one than to let the database look for them anew in every part of a query.
    private const int Few = 5000;

    // Before and after every account there is.
    private static readonly AccountId First = new(Guid.Empty);
    private static readonly AccountId Last = new(new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff"));

    private List<AccountId>? _few;

    // What the limit alone lets through, where that is little: the database looks it up once, in an index.
    private IQueryable<AccountId>? _limit;
    private Expression<Func<Account, bool>>? _matches;
    private bool _isReady;

    /// <summary>One row of the order: the account and what it is sorted by.</summary>
    internal sealed class Row
    {
        public AccountId Id { get; init; }
        public string Text { get; init; } = "";
        public long Figure { get; init; }
        public DateOnly Due { get; init; }
    }

    /// <summary>The rows after, or before, a place in the order of the list.</summary>
    public async Task<Page<Row>> Read(string? after, string? before, int size, CancellationToken ct)
    {
        await GetReady(ct);
        return filter.Order switch
        {
            AccountOrder.Name => await new Keyset<Row>(filter.Descending)
                .By(r => r.Text)
                .By(r => r.Id)
                .Read(Chosen().Select(a => new Row { Id = a.Id, Text = a.MatchKey }), after, before, size, ct),
            // The most days are those since the first date.
            AccountOrder.Oldest => await new Keyset<Row>(!filter.Descending)
                .By(r => r.Due)
                .By(r => r.Id)
                .Read(Limited(db.AccountStandings.Select(s => new Row { Id = s.AccountId, Due = s.OldestDue })), after, before, size, ct),
            AccountOrder.Overdue => await ReadParts(
                filter.Only == AccountsOnly.Overdue ? [(1, Late())] : [(1, Late()), (0, NotLate())],
                after,
                before,
                size,
                ct
            ),
            _ => await ReadParts([(1, Balances(b => b.Minor > 0)), (0, Even()), (-1, Balances(b => b.Minor < 0))], after, before, size, ct),
        };
    }

    /// <summary>All that the filter lets through, some at a time, in the order of their ids: that does not change while they do.</summary>
    public async Task<IReadOnlyList<AccountId>> ReadIds(AccountId? after, int size, CancellationToken ct)
    {
        await GetReady(ct);
        var byId = new Keyset<Row>().By(r => r.Id);
        var from = after is { } last ? byId.Place(new() { Id = last }) : null;
        var page = await byId.Read(Limited(db.AccountStandings.Select(s => new Row { Id = s.AccountId })), from, null, size, ct);
        return [.. page.Rows.Select(r => r.Id)];
    }

    public async Task<int> Count(CancellationToken ct)
    {
        await GetReady(ct);
        return _few is { } few ? few.Count
            : _matches is null && Standing is { } standing ? await db.AccountStandings.CountAsync(standing, ct)
            : await Chosen().CountAsync(ct);
    }

    /// <summary>
    /// A list in parts, the highest figures first: above nothing, nothing, below nothing. Each part is an index walked in order, where all of them together
    /// would be sorted anew for every page.
    /// </summary>
    private async Task<Page<Row>> ReadParts(
        (int Sign, IQueryable<Row> Rows)[] parts,
        string? after,
        string? before,
        int size,
        CancellationToken ct
    )
    {
        var order = new Keyset<Row>(filter.Descending).By(r => r.Figure).By(r => r.Id);
        var place = order.Key<long>(after, 0) is not null ? after : before;
        var from = order.Key<long>(place, 0);
        var backwards = from is not null && place == before;
        List<Row> found = [];
        // From the highest figure down, or from the lowest up.
        var down = filter.Descending != backwards;
        foreach (var (sign, rows) in down ? parts : parts.Reverse())
        {
            if (found.Count > size)
                break;
            if (from is { } figure && (down ? sign > Math.Sign(figure) : sign < Math.Sign(figure)))
                continue;
            var (keyset, at) = sign == 0 ? InNone(order, place, from, backwards) : (order, place);
            var some = (await keyset.Read(rows, backwards ? null : at, backwards ? at : null, size + 1 - found.Count, ct)).Rows;
            found = backwards ? [.. some, .. found] : [.. found, .. some];
        }
        var more = found.Count > size;
        if (more)
            found.RemoveAt(backwards ? 0 : size);
        var (hasBefore, hasAfter) = backwards ? (more, true) : (from is not null, more);
        return new(
            found,
            hasBefore && found.Count > 0 ? order.Place(found[0]) : null,
            hasAfter && found.Count > 0 ? order.Place(found[^1]) : null
        );
    }

    // Where every figure is nothing, only the id decides. Whoever comes from below begins at the end.
    private (Keyset<Row>, string?) InNone(Keyset<Row> order, string? place, long? from, bool backwards)
    {
        var byId = new Keyset<Row>(filter.Descending).By(r => r.Id);
        var id =
            from == 0 ? order.Key<AccountId>(place, 1)
            : !backwards ? null
            : filter.Descending ? First
            : Last;
        return (byId, id is { } at ? byId.Place(new() { Id = at }) : null);
    }

    private IQueryable<Row> Balances(Expression<Func<AccountBalance, bool>> which) =>
        Limited(
            db.AccountBalances.Where(b => b.Currency == currency).Where(which).Select(b => new Row { Id = b.AccountId, Figure = b.Minor })
        );

    /// <summary>Those that neither owe nor are owed anything in this currency.</summary>
    private IQueryable<Row> Even() =>
        Limited(
            db.AccountStandings.Where(s =>
                    !db.AccountBalances.Any(b => b.AccountId == s.AccountId && b.Currency == currency && b.Minor != 0)
                )
                .Select(s => new Row { Id = s.AccountId })
        );

    /// <summary>Those with overdue invoices, and how many. Which these are depends on the day: they are counted anew.</summary>
    private IQueryable<Row> Late()
    {
        var overdue = db.Invoices.IgnoreAutoIncludes().Overdue(day);
        if (_few is { } few)
            overdue = overdue.Where(i => EF.Parameter(few).Contains(i.AccountId));
        // Whoever is late is among those that are overdue.
        else if (_matches is not null || filter.Only is not (AccountsOnly.All or AccountsOnly.Overdue))
        {
            var chosen = _limit ?? Chosen().Select(a => a.Id);
            overdue = overdue.Where(i => chosen.Contains(i.AccountId));
        }
        return overdue.GroupBy(i => i.AccountId).Select(g => new Row { Id = g.Key, Figure = g.Count() });
    }

    private IQueryable<Row> NotLate() =>
        Limited(db.AccountStandings.Where(s => s.OldestDue >= day).Select(s => new Row { Id = s.AccountId }));

    private IQueryable<Row> Limited(IQueryable<Row> rows)
    {
        if (_few is { } few)
            return rows.Where(r => EF.Parameter(few).Contains(r.Id));
        if (_limit is { } limit)
            return rows.Where(r => limit.Contains(r.Id));
        if (_matches is null && Standing is { } standing)
        {
            var standings = db.AccountStandings.Where(standing);
            return rows.Where(r => standings.Any(s => s.AccountId == r.Id));
        }
        var chosen = Chosen();
        return filter.Only != AccountsOnly.All || _matches is not null ? rows.Where(r => chosen.Any(a => a.Id == r.Id)) : rows;
    }

    /// <summary>The accounts the filter lets through.</summary>
    private IQueryable<Account> Chosen() =>
        _few is { } few ? db.Accounts.Where(a => EF.Parameter(few).Contains(a.Id))
        : _matches is { } matches ? Allowed(db.Accounts.Where(matches))
        : Allowed(db.Accounts);

    private IQueryable<Account> Allowed(IQueryable<Account> found)
    {
        if (filter.Only == AccountsOnly.Paused)
            return found.Where(a => a.PausedOn != null && (a.PausedUntil == null || a.PausedUntil >= day));
        if (Standing is not { } standing)
            return found;
        var standings = db.AccountStandings.Where(standing);
        return found.Where(a => standings.Any(s => s.AccountId == a.Id));
    }

    private Expression<Func<AccountStanding, bool>>? Standing =>
        filter.Only switch
        {
            AccountsOnly.Overdue => s => s.OldestDue < day,
            AccountsOnly.Disputed => s => s.Disputed > 0,
            AccountsOnly.Unreachable => s => s.Reachable == 0,
            _ => null,
        };

    /// <summary>Looks up what is searched for, and names the accounts one by one where only few come into question.</summary>
    private async Task GetReady(CancellationToken ct)
    {
        if (_isReady)
            return;
        _isReady = true;
        if (SoughtWords.Of(filter.Search) is { Text: { Length: > 0 } text } && filter.Among is null)
        {
            var found = await AccountsFound.Find(db, text, ct);
            if (found.Few is { } few)
                _few = await Narrowed(few, null, ct);
            else
                _matches = found.Matches;
        }
        if (_few is not null)
            return;
        if (filter.Among is { } among)
            _few = await Narrowed(among.Select(id => new AccountId(id)), null, ct);
        else if (filter.Only != AccountsOnly.All && await Limits().Take(Few + 1).CountAsync(ct) <= Few)
            if (_matches is null)
                _limit = Limits();
            else
                (_few, _matches) = (await Narrowed(await Limits().ToListAsync(ct), _matches, ct), null);
    }

    /// <summary>Those of them that the filter lets through.</summary>
    private async Task<List<AccountId>> Narrowed(IEnumerable<AccountId> ids, Expression<Func<Account, bool>>? matches, CancellationToken ct)
    {
        List<AccountId> some = [.. ids];
        if (filter.Only == AccountsOnly.All && matches is null && filter.Among is null)
            return some;
        var found = Allowed(db.Accounts.Where(a => EF.Parameter(some).Contains(a.Id)));
        return await (matches is null ? found : found.Where(matches)).Select(a => a.Id).ToListAsync(ct);
    }

    /// <summary>What the limit alone lets through, from an index.</summary>
    private IQueryable<AccountId> Limits() =>
        filter.Only == AccountsOnly.Paused ? Allowed(db.Accounts).OrderBy(a => a.Id).Select(a => a.Id)
        : filter.Only == AccountsOnly.Overdue
            ? db.AccountStandings.Where(Standing!).OrderBy(s => s.OldestDue).ThenBy(s => s.AccountId).Select(s => s.AccountId)
        : db.AccountStandings.Where(Standing!).OrderBy(s => s.AccountId).Select(s => s.AccountId);
}
