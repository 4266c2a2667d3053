using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Credits;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Replays;

/// <summary>Reads what the ledger tells of accounts over time, some at a time.</summary>
public sealed class ReadPasts(AppDb db)
{
    private static readonly AccountEventKind[] Told =
    [
        AccountEventKind.Disputed,
        AccountEventKind.DisputeSettled,
        AccountEventKind.Paused,
        AccountEventKind.Resumed,
    ];

    // A message so long before no longer holds another one up.
    private const int DaysOfDistance = 60;

    /// <param name="organization">Whose accounts.</param>
    /// <param name="ids">Which.</param>
    /// <param name="from">The first day that is looked at: what was over before is not read.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<PastRead>> Run(
        Organization organization,
        IReadOnlyList<AccountId> ids,
        DateOnly from,
        CancellationToken ct
    )
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(organization.TimeZone);
        var accounts = await db.Accounts.AsNoTracking().Where(a => ids.Contains(a.Id)).ToListAsync(ct);
        var invoices = await Invoices(ids, from, ct);
        var credits = (await Credits(ids, invoices, from, ct)).ToLookup(c => c.AccountId);
        var contacts = (await db.Contacts.AsNoTracking().Where(c => ids.Contains(c.AccountId)).ToListAsync(ct)).ToLookup(c => c.AccountId);
        var events = (await Events(ids, ct)).ToLookup(e => e.AccountId);
        var words = (
            await db.PaymentDeclarations.AsNoTracking().Where(d => ids.Contains(d.AccountId)).OrderBy(d => d.NotedAt).ToListAsync(ct)
        ).ToLookup(d => d.AccountId);
        var byHand = (await ByHand(ids, from, ct)).ToLookup(m => m.Account, m => m.On);
        var first = await FirstInvoices(ids, ct);
        var byAccount = invoices.ToLookup(i => i.AccountId);
        return
        [
            .. accounts.Select(account =>
                PastOfAccount.Of(
                    new(
                        organization,
                        account,
                        zone,
                        first.GetValueOrDefault(account.Id, account.CreatedAt),
                        [.. byAccount[account.Id]],
                        [.. credits[account.Id]],
                        [.. contacts[account.Id]],
                        [.. events[account.Id]],
                        [.. words[account.Id]],
                        [.. byHand[account.Id].Order()]
                    )
                )
            ),
        ];
    }

    private Task<Dictionary<AccountId, DateTimeOffset>> FirstInvoices(IReadOnlyList<AccountId> ids, CancellationToken ct) =>
        db
            .Invoices.Where(i => ids.Contains(i.AccountId))
            .GroupBy(i => i.AccountId)
            .Select(g => new { g.Key, At = g.Min(i => i.CreatedAt) })
            .ToDictionaryAsync(g => g.Key, g => g.At, ct);

    private Task<List<AccountEvent>> Events(IReadOnlyList<AccountId> ids, CancellationToken ct) =>
        db.AccountEvents.AsNoTracking().Where(e => ids.Contains(e.AccountId) && Told.Contains(e.Kind)).OrderBy(e => e.At).ToListAsync(ct);

    // Open then, or known since: what was settled before and not touched since says nothing.
    private Task<List<Invoice>> Invoices(IReadOnlyList<AccountId> ids, DateOnly from, CancellationToken ct)
    {
        var instant = new DateTimeOffset(from.AddDays(-1), default, default);
        return db
            .Invoices.AsNoTracking()
            .Where(i => ids.Contains(i.AccountId) && (i.Settled.Minor < i.Total.Minor || i.IssuedOn >= from || i.UpdatedAt >= instant))
            .ToListAsync(ct);
    }

    private async Task<List<Credit>> Credits(IReadOnlyList<AccountId> ids, List<Invoice> invoices, DateOnly from, CancellationToken ct)
    {
        var instant = new DateTimeOffset(from.AddDays(-1), default, default);
        var credits = await db
            .Credits.AsNoTracking()
            .Where(c => ids.Contains(c.AccountId) && (c.On >= from || c.CreatedAt >= instant || c.Used.Minor < c.Amount.Minor))
            .ToListAsync(ct);
        var known = credits.Select(c => c.Id).ToHashSet();
        List<CreditId> missing =
        [
            .. invoices.SelectMany(i => i.Allocations).Select(a => a.CreditId).Distinct().Where(id => !known.Contains(id)),
        ];
        foreach (var some in missing.Chunk(500))
            credits.AddRange(await db.Credits.AsNoTracking().Where(c => some.Contains(c.Id)).ToListAsync(ct));
        return credits;
    }

    private async Task<List<(AccountId Account, DateOnly On)>> ByHand(IReadOnlyList<AccountId> ids, DateOnly from, CancellationToken ct)
    {
        var since = from.AddDays(-DaysOfDistance);
        var sent = await db
            .Communications.Where(c => ids.Contains(c.AccountId) && c.Origin == Origin.Member && c.SentAt != null && c.SendOn >= since)
            .Select(c => new { c.AccountId, c.SendOn })
            .ToListAsync(ct);
        return [.. sent.Select(c => (c.AccountId, c.SendOn))];
    }
}

/// <summary>The rows of one account.</summary>
/// <param name="FirstInvoiceAt">When its first invoice was entered: from then on its ledger is kept here.</param>
internal sealed record PastRows(
    Organization Organization,
    Account Account,
    TimeZoneInfo Zone,
    DateTimeOffset FirstInvoiceAt,
    IReadOnlyList<Invoice> Invoices,
    IReadOnlyList<Credit> Credits,
    IReadOnlyList<Contact> Contacts,
    IReadOnlyList<AccountEvent> Events,
    IReadOnlyList<PaymentDeclaration> Words,
    IReadOnlyList<DateOnly> ByHand
);

/// <summary>The past of an account, its business days, and what of it is not told well enough.</summary>
public sealed record PastRead(AccountPast Past, string? Country, string? Region, LeftOutOfReplay Left);
