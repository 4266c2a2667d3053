using System.Diagnostics;
using System.Globalization;
using Amiable.Channels;
using Amiable.Communications;
using Amiable.Mail.Connections;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tests.Crash;

/// <summary>
/// Several processes send from one database, and one after the other is killed and replaced: nothing is lost, nothing leaves twice, and whoever has little to send
/// does not wait for who has much. AMIABLE_TEST_MESSAGES says how many; a few hundred without it.
/// </summary>
public sealed class KillSeveralProcessesTests
{
    private const int Processes = 3;

    // In percent of all messages.
    private static readonly int[] Load = [60, 20, 12, 8];

    private static readonly int Messages = int.Parse(
        Environment.GetEnvironmentVariable("AMIABLE_TEST_MESSAGES") is { Length: > 0 } many ? many : "300",
        CultureInfo.InvariantCulture
    );

    [Fact]
    public async Task Of_several_processes_that_are_killed_at_random_none_loses_a_message_or_sends_one_twice()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "Several processes share a PostgreSQL database.");
        await using var installation = await Installation.Make();
        // Where there are few, each takes so long that somebody is killed in the middle of them.
        await using var sink = new Sink(TimeSpan.FromMilliseconds(Messages < 1000 ? 400 : 60));
        var due = new Dictionary<OrganizationId, HashSet<CommunicationId>>();
        foreach (var share in Load)
        {
            var id = TestServer.New<OrganizationId>();
            due[id] = await DueMessages.Prepare(installation, id, Messages * share / 100, secrets => To(sink, secrets));
        }

        var clock = Stopwatch.StartNew();
        var kills = await SendAndKill(installation, due, sink);

        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills in {clock.Elapsed.TotalSeconds:0} s.");
        await AssertOnce(installation, due, sink);
        AssertFair(due, sink);
    }

    private static async Task<int> SendAndKill(
        Installation installation,
        Dictionary<OrganizationId, HashSet<CommunicationId>> due,
        Sink sink
    )
    {
        var random = new Random(20261123);
        var (kills, clock) = (0, Stopwatch.StartNew());
        var running = Enumerable.Range(0, Processes).Select(_ => Serve(installation)).ToList();
        while (await Waiting(installation, due) > 0)
        {
            // They start as slowly as the machine is busy: somebody has to be at work when one is killed.
            for (
                var before = sink.Taken.Count;
                sink.Taken.Count < before + Messages / (Messages < 1000 ? 5 : 20) && await Waiting(installation, due) > 0;

            )
                await Pause(50, clock);
            await Pause(random.Next(Messages < 1000 ? 500 : 3000), clock);
            var one = random.Next(Processes);
            Assert.False(running[one].HasExited, "A server ended by itself.");
            await Installation.Kill(running[one]);
            kills++;
            running[one] = Serve(installation);
        }
        // What was in the hands of the dead is found when their claims are over.
        while (await Open(installation, due) > 0)
            await Pause(500, clock);
        await Task.WhenAll(running.Select(Installation.Kill));
        Assert.InRange(kills, 2, 1000);
        return kills;
    }

    private static async Task Pause(int milliseconds, Stopwatch clock)
    {
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(10), "They do not get on.");
        await Task.Delay(milliseconds);
    }

    private static async Task AssertOnce(Installation installation, Dictionary<OrganizationId, HashSet<CommunicationId>> due, Sink sink)
    {
        var taken = sink.Taken.Select(t => t.Message).ToLookup(m => m);
        Assert.All(taken, t => Assert.Single(t)); // nothing twice
        Assert.Subset(due.Values.SelectMany(ids => ids).Select(id => id.Value).ToHashSet(), taken.Select(t => t.Key).ToHashSet());
        var uncertain = 0;
        foreach (var (organization, ids) in due)
        {
            var statuses = await Statuses(installation, organization, ids);
            Assert.Equal(ids.Count, statuses.Count);
            Assert.Subset(
                new HashSet<CommunicationStatus> { CommunicationStatus.Sent, CommunicationStatus.Uncertain },
                statuses.Values.ToHashSet()
            );
            Assert.All(statuses.Where(s => s.Value == CommunicationStatus.Sent), s => Assert.True(taken.Contains(s.Key.Value))); // nothing lost
            var doubtful = statuses.Where(s => s.Value == CommunicationStatus.Uncertain).Select(s => (CommunicationId?)s.Key).ToHashSet();
            var asked = await installation.For<AppDb, List<CommunicationId?>>(
                organization,
                db =>
                    db.Tasks.Where(t => t.Kind == TaskKind.UncertainDelivery && t.EndedAt == null)
                        .Select(t => t.CommunicationId)
                        .ToListAsync()
            );
            // Each is asked about, once.
            Assert.Equal(doubtful.Count, asked.Count);
            Assert.True(doubtful.SetEquals(asked));
            uncertain += doubtful.Count;
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{Messages} due, {taken.Count} came, none twice, {uncertain} uncertain.");
    }

    /// <summary>Whoever has least is done well before who has most, though all began at once.</summary>
    private static void AssertFair(Dictionary<OrganizationId, HashSet<CommunicationId>> due, Sink sink)
    {
        var order = sink.Taken.ToDictionary(t => t.Message, t => t.Order);
        long LastOf(HashSet<CommunicationId> ids) => ids.Where(id => order.ContainsKey(id.Value)).Max(id => order[id.Value]);
        var (least, most) = (due.Values.MinBy(ids => ids.Count)!, due.Values.MaxBy(ids => ids.Count)!);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"The last of {least.Count} was number {LastOf(least)}, the last of {most.Count} number {LastOf(most)}."
        );
        Assert.True(LastOf(least) < LastOf(most) * 3 / 4, "Who has little waited for who has much.");
    }

    private static MailChannel To(Sink sink, Amiable.Platform.Secrets.SecretBox secrets) =>
        new(TestServer.New<MailChannelId>(), ReplyKeys.New(secrets))
        {
            Smtp = new()
            {
                Host = "127.0.0.1",
                Port = sink.Port,
                Encryption = Encryption.None,
            },
        };

    private static Process Serve(Installation installation) =>
        installation.Start(
            "--urls",
            "http://127.0.0.1:0",
            "--Pace:Send",
            "00:00:01",
            "--Pace:Plan",
            "01:00:00",
            "--Pace:ClaimLasts",
            "00:00:10"
        );

    private static Task<int> Waiting(Installation installation, Dictionary<OrganizationId, HashSet<CommunicationId>> due) =>
        Count(installation, due, CommunicationStatus.Scheduled);

    // In one question: what stood in the line of the dead waits again.
    private static Task<int> Open(Installation installation, Dictionary<OrganizationId, HashSet<CommunicationId>> due) =>
        Count(installation, due, CommunicationStatus.Scheduled, CommunicationStatus.Sending);

    private static async Task<int> Count(
        Installation installation,
        Dictionary<OrganizationId, HashSet<CommunicationId>> due,
        params CommunicationStatus[] statuses
    )
    {
        var count = 0;
        foreach (var (organization, ids) in due)
            count += await installation.For<AppDb, int>(
                organization,
                db => db.Communications.CountAsync(c => ids.Contains(c.Id) && statuses.Contains(c.Status))
            );
        return count;
    }

    private static Task<Dictionary<CommunicationId, CommunicationStatus>> Statuses(
        Installation installation,
        OrganizationId organization,
        HashSet<CommunicationId> of
    ) =>
        installation.For<AppDb, Dictionary<CommunicationId, CommunicationStatus>>(
            organization,
            db => db.Communications.Where(c => of.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Status)
        );
}
