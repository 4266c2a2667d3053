using Amiable.Contacts;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>Chooses and sorts accounts in the database: only the page that is shown leaves it.</summary>
internal sealed class AccountRanking(AppDb db, AccountFilter filter, string currency, DateOnly day)
{
    // A shorter text is in nearly every number and address: it would find everything, slowly.
    private const int ShortestNumber = 3;

    // Up to here it is quicker to name the accounts one by one than to let the database look for them anew in every part of a query.
    private const int Few = 1000;

    private List<AccountId>? _few;

    /// <summary>One row of the order: the account and what it is sorted by.</summary>
    internal sealed class Row
    {
        public AccountId Id { get; init; }
        public string Text { get; init; } = "";
        public long Figure { get; init; }
    }

    /// <summary>The rows after, or before, a place in the order of the list.</summary>
    public async Task<Page<Row>> Read(string? after, string? before, int size, CancellationToken ct)
    {
        if (Candidates() is { } candidates && await candidates.OrderBy(id => id).Take(Few + 1).ToListAsync(ct) is { Count: <= Few } few)
            _few = few;
        if (filter.Order == AccountOrder.Name)
            return await new Keyset<Row>(filter.Descending)
                .By(r => r.Text)
                .By(r => r.Id)
                .Read(Chosen().Select(a => new Row { Id = a.Id, Text = a.MatchKey }), after, before, size, ct);

        var byFigure = new Keyset<Row>(filter.Descending).By(r => r.Figure).By(r => r.Id);
        if (filter.Descending && before is null)
        {
            // Nearly always the page is full of accounts that owe something, and those are fewer and quicker to sort than all.
            var page = await byFigure.Read(Owing().Where(r => r.Figure > 0), after, null, size, ct);
            if (page.After is not null)
                return page;
        }
        return await byFigure.Read(All(), after, before, size, ct);
    }

    /// <summary>All that the filter lets through, some at a time, in the order of their ids: that does not change while they do.</summary>
    public async Task<IReadOnlyList<AccountId>> ReadIds(AccountId? after, int size, CancellationToken ct)
    {
        var byId = new Keyset<Row>().By(r => r.Id);
        var from = after is { } last ? byId.Place(new() { Id = last }) : null;
        var page = await byId.Read(Chosen().Select(a => new Row { Id = a.Id }), from, null, size, ct);
        return [.. page.Rows.Select(r => r.Id)];
    }

    public Task<int> Count(CancellationToken ct) => Chosen().CountAsync(ct);

    /// <summary>Accounts with something open, with the figure they are sorted by.</summary>
    private IQueryable<Row> Owing()
    {
        var open = db.Invoices.IgnoreAutoIncludes().Counted();
        if (_few is { } few)
            open = open.Where(i => few.Contains(i.AccountId));
        else if (filter.Search is not null || filter.Only is not (AccountsOnly.All or AccountsOnly.Overdue))
        {
            var chosen = Chosen().Select(a => a.Id);
            open = open.Where(i => chosen.Contains(i.AccountId));
        }
        var owed = open.GroupBy(i => i.AccountId)
            .Select(g => new
            {
                Id = g.Key,
                Minor = g.Sum(i => i.Total.Currency == currency ? i.Total.Minor - i.Settled.Minor : 0),
                Late = g.Count(i => i.DueOn < day),
                Oldest = g.Min(i => i.DueOn),
            });
        if (filter.Only == AccountsOnly.Overdue)
            owed = owed.Where(o => o.Late > 0);
        return filter.Order switch
        {
            AccountOrder.Overdue => owed.Select(o => new Row { Id = o.Id, Figure = o.Late }),
            AccountOrder.Oldest => owed.Select(o => new Row
            {
                Id = o.Id,
                Figure = o.Oldest == null ? 0 : day.DayNumber - o.Oldest.Value.DayNumber,
            }),
            _ => from o in owed
            join c in Unused() on o.Id equals c.Id into credits
            from c in credits.DefaultIfEmpty()
            select new Row { Id = o.Id, Figure = o.Minor - ((long?)c.Figure ?? 0) },
        };
    }

    /// <summary>All chosen accounts; those with nothing open have the figure 0, or less when they are owed.</summary>
    private IQueryable<Row> All() =>
        filter.Order == AccountOrder.Outstanding
            ? from a in Chosen()
            join o in Owing() on a.Id equals o.Id into owing
            from o in owing.DefaultIfEmpty()
            join c in Unused() on a.Id equals c.Id into credits
            from c in credits.DefaultIfEmpty()
            select new Row { Id = a.Id, Figure = (long?)o.Figure ?? -((long?)c.Figure ?? 0) }
            : from a in Chosen()
            join o in Owing() on a.Id equals o.Id into owing
            from o in owing.DefaultIfEmpty()
            select new Row { Id = a.Id, Figure = (long?)o.Figure ?? 0 };

    private IQueryable<Row> Unused() =>
        db
            .Credits.Where(c => c.Used.Minor < c.Amount.Minor && c.Amount.Currency == currency)
            .GroupBy(c => c.AccountId)
            .Select(g => new Row { Id = g.Key, Figure = g.Sum(c => c.Amount.Minor - c.Used.Minor) });

    /// <summary>The accounts the filter lets through.</summary>
    private IQueryable<Account> Chosen()
    {
        var open = db.Invoices.IgnoreAutoIncludes().Counted();
        var found =
            _few is { } few ? db.Accounts.Where(a => few.Contains(a.Id))
            : filter.Search is { } text ? Found(text)
            : db.Accounts;
        return filter.Only switch
        {
            AccountsOnly.Overdue => found.Where(a => open.Any(i => i.AccountId == a.Id && i.DueOn < day)),
            AccountsOnly.Paused => found.Where(a => a.PausedOn != null && (a.PausedUntil == null || a.PausedUntil >= day)),
            AccountsOnly.Disputed => found.Where(a => open.Where(i => i.DisputedOn != null).Select(i => i.AccountId).Contains(a.Id)),
            AccountsOnly.Unreachable => found.Where(a =>
                !db.Contacts.Any(c => c.AccountId == a.Id && c.Email != null && c.EmailStatus == EmailStatus.Valid)
            ),
            _ => found,
        };
    }

    /// <summary>Those that come into question, when that is likely to be a small part; the rest of the filter is still to be applied.</summary>
    private IQueryable<AccountId>? Candidates() =>
        filter.Among?.Select(id => new AccountId(id)).ToList() is { } among ? db.Accounts.Where(a => among.Contains(a.Id)).Select(a => a.Id)
        : filter.Search is { } text ? FoundIds(text)
        : filter.Only == AccountsOnly.Paused ? db.Accounts.Where(a => a.PausedOn != null).Select(a => a.Id)
        : filter.Only == AccountsOnly.Disputed
            ? db.Invoices.IgnoreAutoIncludes().Counted().Where(i => i.DisputedOn != null).Select(i => i.AccountId).Distinct()
        : null;

    private IQueryable<Account> Found(string text)
    {
        var ids = FoundIds(text);
        return db.Accounts.Where(a => ids.Contains(a.Id));
    }

    /// <summary>By a part of the name in any spelling, of the number of an invoice, or of a contact's address.</summary>
    private IQueryable<AccountId> FoundIds(string text)
    {
        var (like, key) = (LikePattern.Containing(text), LikePattern.Containing(CompanyName.MatchKey(text)));
        var ids = db
            .Accounts.Where(a =>
                EF.Functions.Like(a.Name, like, LikePattern.Escape)
                || (key != LikePattern.Anything && EF.Functions.Like(a.MatchKey, key, LikePattern.Escape))
            )
            .Select(a => a.Id);
        if (text.Length < ShortestNumber)
            return ids;
        var numbers = db.Invoices.IgnoreAutoIncludes().Where(i => EF.Functions.Like(i.Number, like, LikePattern.Escape));
        var addresses = db.Contacts.Where(c => c.Email != null && EF.Functions.Like(c.Email, like, LikePattern.Escape));
        return ids.Union(numbers.Select(i => i.AccountId)).Union(addresses.Select(c => c.AccountId));
    }
}
