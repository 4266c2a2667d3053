using Amiable.Communications;
using Amiable.Credits;
using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>An account that owes, was written to, and says nothing.</summary>
/// <param name="Messages">How many were sent since it was last heard of.</param>
/// <param name="HeardAt">When it last answered or paid; null for never.</param>
/// <param name="Owed">Net of unallocated credit, one amount a currency.</param>
public sealed record SilentAccount(
    AccountId Id,
    string Name,
    int Messages,
    DateTimeOffset LastMessageAt,
    DateTimeOffset? HeardAt,
    DateOnly OldestDue,
    IReadOnlyList<Money> Owed
);

/// <summary>The accounts that are silent, as <see cref="Silence"/> says, in the order in which they became known.</summary>
public sealed class ListSilentAccounts(AppDb db, Today today)
{
    // Made once: reading a place out of a row is compiled.
    private static readonly Keyset<Account> InOrder = new Keyset<Account>().By(a => a.Id);

    public async Task<Page<SilentAccount>> Run(string? after, int size, CancellationToken ct)
    {
        var day = today.For(await db.Organizations.AsNoTracking().SingleAsync(ct));
        var page = await InOrder.Read(Silent(day), after, null, size, ct);
        List<AccountId> ids = [.. page.Rows.Select(a => a.Id)];
        var sent = (
            await Sent().Where(c => ids.Contains(c.AccountId)).Select(c => new { c.AccountId, At = c.SentAt!.Value }).ToListAsync(ct)
        ).ToLookup(c => c.AccountId, c => c.At);
        var heard = (
            await Answers().Where(c => ids.Contains(c.AccountId)).Select(c => new { c.AccountId, At = c.CreatedAt }).ToListAsync(ct)
        )
            .Concat(
                await Payments().Where(p => ids.Contains(p.AccountId)).Select(p => new { p.AccountId, At = p.CreatedAt }).ToListAsync(ct)
            )
            .ToLookup(h => h.AccountId, h => h.At);
        var standings = await db
            .AccountStandings.Where(s => ids.Contains(s.AccountId))
            .ToDictionaryAsync(s => s.AccountId, s => s.OldestDue, ct);
        var owed = (await db.AccountBalances.AsNoTracking().Where(b => ids.Contains(b.AccountId) && b.Minor != 0).ToListAsync(ct)).ToLookup(
            b => b.AccountId
        );
        return page.Select(account =>
        {
            DateTimeOffset? last = heard[account.Id].Any() ? heard[account.Id].Max() : null;
            return new SilentAccount(
                account.Id,
                account.Name,
                sent[account.Id].Count(at => last is null || at >= last),
                sent[account.Id].Max(),
                last,
                standings[account.Id],
                [.. owed[account.Id].OrderBy(b => b.Currency, StringComparer.Ordinal).Select(b => new Money(b.Minor, b.Currency))]
            );
        });
    }

    // What Silence says, for the database to say of a hundred thousand.
    private IQueryable<Account> Silent(DateOnly day) =>
        db
            .Accounts.AsNoTracking()
            .Where(a => db.AccountStandings.Any(s => s.AccountId == a.Id && s.OldestDue < day))
            .Where(a =>
                Sent()
                    .Count(c =>
                        c.AccountId == a.Id
                        && !Answers().Any(r => r.AccountId == a.Id && r.CreatedAt > c.SentAt)
                        && !Payments().Any(p => p.AccountId == a.Id && p.CreatedAt > c.SentAt)
                    ) >= Silence.Messages
            );

    private IQueryable<Communication> Sent() =>
        db.Communications.Where(c =>
            (c.Status == CommunicationStatus.Sent || c.Status == CommunicationStatus.Delivered) && c.SentAt != null
        );

    private IQueryable<Communication> Answers() => db.Communications.Where(c => c.Status == CommunicationStatus.Received && !c.IsAutomatic);

    private IQueryable<Credit> Payments() => db.Credits.Where(c => c is Payment);
}
