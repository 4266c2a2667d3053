using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>A page of accounts with what they owe, what goes out next and how they stand: a handful of queries, however many accounts there are.</summary>
public sealed class ListAccounts(AppDb db, Today today)
{
    public const int PageSize = 50;

    public async Task<AccountList> Run(AccountFilter filter, string? after, string? before, CancellationToken ct, int size = PageSize)
    {
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var day = today.For(organization);
        var page = await new AccountRanking(db, filter, organization.Currency, day).Read(after, before, size, ct);
        var lines = await Describe([.. page.Rows.Select(r => r.Id)], day, ct);
        return new(filter, lines, page.Before, page.After, organization.Currency);
    }

    private async Task<IReadOnlyList<AccountLine>> Describe(AccountId[] ids, DateOnly day, CancellationToken ct)
    {
        var accounts = await db.Accounts.AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        var owed = (await ReadOwed(ids, day, ct)).ToLookup(o => o.Id);
        var credit = (await ReadCredit(ids, ct)).ToLookup(o => o.Id);
        var reachable = await db
            .AccountStandings.Where(s => ids.Contains(s.AccountId) && s.Reachable > 0)
            .Select(s => s.AccountId)
            .ToListAsync(ct);
        var waiting = await ReadWaiting(ids, ct);
        return
        [
            .. ids.Where(accounts.ContainsKey)
                .Select(id =>
                    Line(accounts[id], [.. owed[id]], [.. credit[id]], reachable.Contains(id), waiting.GetValueOrDefault(id), day)
                ),
        ];
    }

    private static AccountLine Line(Account account, List<Owed> owed, List<Owed> credit, bool isReachable, WaitingLine? next, DateOnly day)
    {
        List<Money> outstanding =
        [
            .. from part in owed.Concat(credit)
            group part by part.Currency into c
            orderby c.Key
            select new Money(c.Sum(part => part.Minor), c.Key),
        ];
        var promised = owed.Min(o => o.Promised);
        var state =
            account.IsPausedOn(day) ? AccountState.Paused
            : !outstanding.Any(o => o.IsPositive) ? AccountState.NothingOwed
            : !isReachable && next is null or { Channel: Channel.Email } ? AccountState.NoValidContact
            : owed.Any(o => o.Disputed > 0) ? AccountState.InDispute
            : promised is not null ? AccountState.Promised
            : AccountState.InFollowUp;
        return new()
        {
            Id = account.Id,
            Name = account.Name,
            City = account.Details.City,
            Country = account.Details.Country,
            Outstanding = outstanding,
            OverdueInvoices = owed.Sum(o => o.Late),
            OldestDaysOverdue = owed.Min(o => o.Oldest) is { } oldest ? Math.Max(0, day.DayNumber - oldest.DayNumber) : 0,
            Next = next,
            State = state,
            StateUntil = state switch
            {
                AccountState.Paused => account.PausedUntil,
                AccountState.Promised => promised,
                _ => null,
            },
        };
    }

    private Task<List<Owed>> ReadOwed(AccountId[] ids, DateOnly day, CancellationToken ct) =>
        db
            .Invoices.IgnoreAutoIncludes()
            .Counted()
            .Where(i => ids.Contains(i.AccountId))
            .GroupBy(i => new { i.AccountId, i.Total.Currency })
            .Select(g => new Owed
            {
                Id = g.Key.AccountId,
                Currency = g.Key.Currency,
                Minor = g.Sum(i => i.Total.Minor - i.Settled.Minor),
                Late = g.Count(i => i.DueOn < day),
                Oldest = g.Min(i => i.DueOn),
                Disputed = g.Count(i => i.DisputedOn != null),
                Promised = g.Min(i => i.PromisedOn >= day ? i.PromisedOn : null),
            })
            .ToListAsync(ct);

    private Task<List<Owed>> ReadCredit(AccountId[] ids, CancellationToken ct) =>
        db
            .Credits.Where(c => ids.Contains(c.AccountId) && c.Used.Minor < c.Amount.Minor)
            .GroupBy(c => new { c.AccountId, c.Amount.Currency })
            .Select(g => new Owed
            {
                Id = g.Key.AccountId,
                Currency = g.Key.Currency,
                Minor = g.Sum(c => c.Used.Minor - c.Amount.Minor),
            })
            .ToListAsync(ct);

    private async Task<Dictionary<AccountId, WaitingLine>> ReadWaiting(AccountId[] ids, CancellationToken ct)
    {
        var waiting = await db
            .Communications.Where(c =>
                ids.Contains(c.AccountId)
                && (
                    c.Status == CommunicationStatus.Draft
                    || c.Status == CommunicationStatus.AwaitingApproval
                    || c.Status == CommunicationStatus.Scheduled
                )
            )
            .Select(c => new
            {
                c.AccountId,
                c.SendAt,
                c.SendOn,
                c.Stage,
                c.Tone,
                c.Status,
                c.Channel,
            })
            .ToListAsync(ct);
        return waiting
            .GroupBy(c => c.AccountId)
            .Select(g => g.MinBy(c => c.SendAt)!)
            .ToDictionary(c => c.AccountId, c => new WaitingLine(c.SendOn, c.Stage ?? Stage.Overdue, c.Tone, c.Status, c.Channel));
    }

    private sealed record Owed
    {
        public AccountId Id { get; init; }
        public string Currency { get; init; } = "";
        public long Minor { get; init; }
        public int Late { get; init; }
        public DateOnly? Oldest { get; init; }
        public int Disputed { get; init; }
        public DateOnly? Promised { get; init; }
    }
}
