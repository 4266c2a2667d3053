using Amiable.Accounts;
using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Tasks;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tests.FollowUp;

/// <summary>Messages are claimed some at a time and leave after one another: whatever ends that in between, each is sent once or asked about.</summary>
public sealed class ClaimedTogetherTests
{
    [Fact]
    public async Task What_a_dead_process_had_begun_is_asked_about_and_what_it_had_in_line_leaves()
    {
        await using var walk = await Walk.From("2026-03-16");
        var accounts = await Due(walk, 3);
        walk.Server.Mailbox.Break = _ => new InvalidOperationException("The process dies.");
        await Assert.ThrowsAsync<InvalidOperationException>(walk.Send);
        Assert.Equal([CommunicationStatus.Sending, CommunicationStatus.Sending, CommunicationStatus.Sending], await Statuses(walk));

        // As long as nobody knows whether they have left, nothing follows them: only one waits for each account.
        await walk.Plan();
        Assert.Equal(3, (await Statuses(walk)).Count);

        walk.Server.Mailbox.Break = _ => null;
        walk.Server.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(2, await walk.Send());

        Assert.Equal([CommunicationStatus.Sent, CommunicationStatus.Sent, CommunicationStatus.Uncertain], await Statuses(walk));
        Assert.Equal(TaskKind.UncertainDelivery, Assert.Single(await walk.Tasks()).Kind);
        Assert.Equal(2, walk.Server.Mailbox.Sent.Select(m => m.Id).Distinct().Count());
        Assert.Equal(3, accounts.Count);
    }

    [Fact]
    public async Task When_the_mail_server_fails_who_stands_behind_waits_as_before()
    {
        await using var walk = await Walk.From("2026-03-16");
        await Due(walk, 3);
        var asked = 0;
        walk.Server.Mailbox.Answer = _ => ++asked == 2 ? new(HandoverOutcome.ServerFailed, [], "nobody there") : Handover.Taken;

        Assert.Equal(1, await walk.Send());

        Assert.Equal([CommunicationStatus.Scheduled, CommunicationStatus.Scheduled, CommunicationStatus.Sent], await Statuses(walk));
        var waiting = await walk.Ask(db => db.Communications.AsNoTracking().Where(c => c.SentAt == null).ToListAsync());
        Assert.Equal([0, 1], waiting.Select(c => c.Tries).Order());
        Assert.All(waiting, c => Assert.False(c.IsInLine));
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task Who_stands_in_line_counts_for_the_limit_of_the_hour()
    {
        await using var walk = await Walk.From("2026-03-16");
        await walk.Store(async db => (await db.Organizations.SingleAsync()).Follow(FollowUpPolicy.Standard with { MostPerHour = 2 }));
        await Due(walk, 5);

        Assert.Equal(2, await walk.Send());

        Assert.Equal(2, walk.Server.Mailbox.Sent.Count);
    }

    [Fact]
    public async Task What_a_member_cancels_elsewhere_does_not_keep_the_others()
    {
        await using var walk = await Walk.From("2026-03-16");
        var accounts = await Due(walk, 3);
        await walk.Store(async db =>
            (await db.Communications.FirstAsync(c => c.AccountId == accounts[1].Id)).Cancel("test", byMember: true)
        );

        Assert.Equal(2, await walk.Send());

        Assert.DoesNotContain(walk.Server.Mailbox.Sent, m => m.To.Contains("pay@company1.example"));
    }

    private static async Task<List<Account>> Due(Walk walk, int count)
    {
        List<Account> accounts = [];
        for (var i = 0; i < count; i++)
        {
            accounts.Add(await walk.Server.Account($"Company {i}", email: $"pay@company{i}.example"));
            await walk.Server.Invoice(accounts[i], $"F-{i}", dueOn: "2026-03-13");
        }
        walk.GoTo("2026-03-16T09:00Z");
        await walk.Plan();
        await walk.Ask(db => db.Communications.ExecuteUpdateAsync(set => set.SetProperty(c => c.SendAt, walk.Now)));
        return accounts;
    }

    private static Task<List<CommunicationStatus>> Statuses(Walk walk) =>
        walk.Ask(async db =>
            (await db.Communications.Select(c => c.Status).ToListAsync()).OrderBy(s => s.ToString(), StringComparer.Ordinal).ToList()
        );
}
