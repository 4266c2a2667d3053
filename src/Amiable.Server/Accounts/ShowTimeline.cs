using Amiable.Communications;
using Amiable.Credits;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>What happened with an account, in one column: read from what each feature keeps, so that it cannot tell another story.</summary>
public sealed class ShowTimeline(AppDb db)
{
    private const int Most = 60;

    /// <param name="id">Whose.</param>
    /// <param name="until">The last day told; null for the newest.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<AccountTimeline> Run(AccountId id, DateOnly? until, CancellationToken ct)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(await db.ReadTimeZone(ct));
        var last = until ?? DateOnly.MaxValue;
        var end = until is { } day ? StartOf(day.AddDays(1), zone) : DateTimeOffset.MaxValue;
        DateOnly DayOf(DateTimeOffset at) => SendWindow.LocalDay(at, zone);

        var messages = await Messages(id, end, ct);
        List<TimelineEntry> past =
        [
            .. await Issued(id, last, ct),
            .. await Credited(id, last, ct),
            .. messages
                .Where(m => !m.Status.IsWaiting())
                .Select(m => new TimelineEntry.Message(DayOf(m.SentAt ?? m.SendAt), m.SentAt ?? m.SendAt, m)),
        ];
        var events = db.AccountEvents.AsNoTracking().Where(e => e.AccountId == id && e.At < end);
        foreach (var happened in await events.OrderByDescending(e => e.At).Take(Most).ToListAsync(ct))
            past.Add(new TimelineEntry.Happened(DayOf(happened.At), happened.At, happened));
        foreach (var task in await db.Tasks.AsNoTracking().Where(t => t.AccountId == id).ToListAsync(ct))
        {
            past.Add(new TimelineEntry.Asked(DayOf(task.CreatedAt), task.CreatedAt, task, Ended: false));
            if (task.EndedAt is { } ended)
                past.Add(new TimelineEntry.Asked(DayOf(ended), ended, task, Ended: true));
        }
        if (await db.Accounts.Where(a => a.Id == id).Select(a => (DateTimeOffset?)a.CreatedAt).SingleOrDefaultAsync(ct) is { } created)
            past.Add(new TimelineEntry.Added(DayOf(created), created));

        var (told, earlier) = Cut([.. past.Where(e => e.Day <= last).OrderByDescending(e => e.Day).ThenByDescending(e => e.At)]);
        return new(
            until is null
                ?
                [
                    .. messages
                        .Where(m => m.Status.IsWaiting())
                        .OrderByDescending(m => m.SendAt)
                        .Select(m => new TimelineEntry.Message(DayOf(m.SendAt), m.SendAt, m)),
                ]
                : [],
            told,
            earlier,
            until is null
        );
    }

    // Whole days only, so that the next piece can begin with a day.
    private static (IReadOnlyList<TimelineEntry>, DateOnly?) Cut(List<TimelineEntry> all)
    {
        if (all.Count <= Most)
            return (all, null);
        var first = all[Most].Day;
        var whole = all.TakeWhile(e => e.Day > first).ToList();
        return whole.Count > 0 ? (whole, first) : ([.. all.TakeWhile(e => e.Day == first)], first.AddDays(-1));
    }

    private Task<List<Communication>> Messages(AccountId id, DateTimeOffset end, CancellationToken ct) =>
        db
            .Communications.AsNoTracking()
            .Where(c => c.AccountId == id && c.SendAt < end)
            .OrderByDescending(c => c.SendAt)
            .Take(Most + 1)
            .ToListAsync(ct);

    private async Task<IEnumerable<TimelineEntry>> Issued(AccountId id, DateOnly last, CancellationToken ct) =>
        (
            await db
                .Invoices.IgnoreAutoIncludes()
                .AsNoTracking()
                .Where(i => i.AccountId == id && i.IssuedOn <= last)
                .OrderByDescending(i => i.IssuedOn)
                .Take(Most + 1)
                .ToListAsync(ct)
        ).Select(i => new TimelineEntry.Issued(i.IssuedOn, i.Id, i.Number, i.Total, i.DueOn));

    private async Task<IEnumerable<TimelineEntry>> Credited(AccountId id, DateOnly last, CancellationToken ct)
    {
        var credits = await db
            .Credits.AsNoTracking()
            .Where(c => c.AccountId == id && c.On <= last)
            .OrderByDescending(c => c.On)
            .Take(Most + 1)
            .ToListAsync(ct);
        var ids = credits.Select(c => c.Id).ToList();
        var settled = (
            await db
                .Invoices.IgnoreAutoIncludes()
                .Where(i => i.AccountId == id)
                .SelectMany(
                    i => i.Allocations,
                    (i, a) =>
                        new
                        {
                            a.CreditId,
                            i.Id,
                            i.Number,
                            IsPaid = i.Settled.Minor >= i.Total.Minor,
                        }
                )
                .Where(s => ids.Contains(s.CreditId))
                .ToListAsync(ct)
        ).ToLookup(s => s.CreditId, s => new Settled(s.Id, s.Number, s.IsPaid));
        return credits.Select(c => new TimelineEntry.Credited(
            c.On,
            c.Id,
            c.Kind,
            (c as CreditNote)?.Number,
            c.Amount,
            [.. settled[c.Id].OrderBy(s => s.Number, StringComparer.Ordinal)]
        ));
    }

    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
