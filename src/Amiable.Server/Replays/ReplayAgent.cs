using Amiable.Accounts;
using Amiable.Errands;
using Amiable.FollowUp;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Replays;

/// <summary>
/// What the agent would have written over the last twelve months, account after account, and what of it would have been wrong. It reads the ledger and writes down
/// what it found; nothing is sent, and nothing of the ledger changes.
/// </summary>
public sealed class ReplayAgent(AppDb db, ReadPasts readPasts, Today today)
{
    /// <summary>More accounts than these are not looked at: so many, evenly chosen, show what all of them would.</summary>
    public const int MostAccounts = 4000;
    private const int AtATime = 100;
    private const int DeletedAtATime = 5000;

    public async Task Run(ErrandSteps steps, CancellationToken ct)
    {
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var to = today.For(organization).AddDays(-1);
        var from = to.AddYears(-1).AddDays(1);
        // What broke off earlier.
        await Forget(db.Replays.Where(r => r.DoneAt == null), ct);
        var replay = new Replay(today.NewId<ReplayId>(), today.Now);
        db.Replays.Add(replay);
        await db.SaveChangesAsync(ct);

        var all = await db.Accounts.Select(a => a.Id).ToListAsync(ct);
        var chosen = Sample(all);
        var sums = new AddUpReplay(from, to);
        await steps.Expect(chosen.Count);
        foreach (var some in chosen.Chunk(AtATime))
        {
            await Replay(replay.Id, organization, some, from, to, sums, ct);
            await steps.Advance(some.Length);
        }

        db.Attach(replay);
        replay.IsDone(sums.Figures(from, to, organization.Policy, all.Count), today.Now);
        await db.SaveChangesAsync(ct);
        await Forget(db.Replays.Where(r => r.Id != replay.Id && r.DoneAt != null), ct);
    }

    /// <summary>Evenly over all: accounts known for long, and those that came lately.</summary>
    internal static IReadOnlyList<AccountId> Sample(List<AccountId> all)
    {
        all.Sort((a, b) => a.Value.CompareTo(b.Value));
        return all.Count <= MostAccounts
            ? all
            : [.. Enumerable.Range(0, MostAccounts).Select(i => all[(int)((long)i * all.Count / MostAccounts)])];
    }

    private async Task Replay(
        ReplayId replay,
        Organization organization,
        AccountId[] some,
        DateOnly from,
        DateOnly to,
        AddUpReplay sums,
        CancellationToken ct
    )
    {
        Dictionary<(string?, string?), BusinessCalendar> calendars = [];
        foreach (var read in await readPasts.Run(organization, some, from, ct))
        {
            if (!calendars.TryGetValue((read.Country, read.Region), out var calendar))
                calendars[(read.Country, read.Region)] = calendar = BusinessCalendar.For(
                    read.Country,
                    read.Region,
                    organization.BlackoutDays
                );
            var messages = ReplayAccount.Between(read.Past, organization.Policy, calendar, from, to);
            sums.Add(read.Past, messages, read.Left);
            foreach (var message in messages.Where(sums.Lists))
                db.ReplayedMessages.Add(new(today.NewId<ReplayedMessageId>(), replay, read.Past.AccountId, message));
        }
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    // In pieces: others write meanwhile.
    private async Task Forget(IQueryable<Replay> which, CancellationToken ct)
    {
        foreach (var id in await which.Select(r => r.Id).ToListAsync(ct))
        {
            while (
                await db.ReplayedMessages.Where(m => m.ReplayId == id).OrderBy(m => m.Id).Take(DeletedAtATime).ExecuteDeleteAsync(ct) > 0
            ) { }
            await db.Replays.Where(r => r.Id == id).ExecuteDeleteAsync(ct);
        }
    }
}
