using System.Net;
using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Tasks;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Crash;

/// <summary>What breaks around a server that goes on: its database, its clock.</summary>
public sealed class FaultsTests
{
    [Fact]
    public async Task A_database_that_stops_while_a_message_leaves_and_returns_learns_that_it_left()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "About a database server.");
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        walk.GoTo("2026-03-16T09:00Z");
        await walk.Plan();
        var message = await walk.GoToItsMoment(roux);
        var browser = await walk.Server.SignedIn(walk.Server.Us);
        var watcher = walk.Server.CreateClient();
        (HttpStatusCode Ready, HttpStatusCode Live, HttpStatusCode Page) seen = default;
        walk.Server.Mailbox.OnFirstSending = async () =>
        {
            TestDatabase.Stop(walk.Server.Data);
            seen = (await Status(watcher, "/health/ready"), await Status(watcher, "/health/live"), await Status(browser, "/accounts"));
            _ = Task.Run(async () =>
            {
                await Task.Delay(TimeSpan.FromSeconds(2));
                TestDatabase.Return(walk.Server.Data);
            });
        };

        await walk.Send();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK, HttpStatusCode.InternalServerError), seen);
        Assert.Equal(CommunicationStatus.Sent, (await walk.Communications(roux)).Single(c => c.Id == message.Id).Status);
        Assert.Single(walk.Server.Mailbox.Sent);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await Status(watcher, "/health/ready"), await Status(browser, "/accounts")));

        static async Task<HttpStatusCode> Status(HttpClient client, string path) => (await client.GetAsync(path)).StatusCode;
    }

    [Fact]
    public async Task What_was_taken_for_a_dead_ones_and_left_after_all_is_sent_and_nobody_is_asked_any_more()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        walk.GoTo("2026-03-16T09:00Z");
        await walk.Plan();
        var message = await walk.GoToItsMoment(roux);
        // The clock jumps, or the process slept, while the mail server took it.
        walk.Server.Mailbox.OnFirstSending = async () =>
        {
            walk.Server.Clock.Advance(TimeSpan.FromMinutes(11));
            await walk.Server.As(
                walk.Server.Us,
                async s =>
                {
                    await s.GetRequiredService<NoteUncertain>().Run(default);
                    return true;
                }
            );
            Assert.Equal(TaskKind.UncertainDelivery, Assert.Single(await walk.Tasks()).Kind);
        };

        await walk.Send();

        Assert.Equal(CommunicationStatus.Sent, (await walk.Communications(roux)).Single(c => c.Id == message.Id).Status);
        Assert.NotNull(Assert.Single(await walk.Tasks()).EndedAt);
        Assert.Equal(1, await walk.Ask(db => db.ArchivedMimes.CountAsync(m => m.CommunicationId == message.Id)));
        Assert.Single(walk.Server.Mailbox.Sent);
    }

    [Fact]
    public async Task A_clock_that_jumps_back_and_forward_sends_nothing_twice_and_loses_no_step()
    {
        string[] undisturbed;
        await using (var walk = await Walk.From("2026-03-09"))
        {
            var roux = await walk.Server.Account();
            await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
            await walk.Through("2026-04-20");
            undisturbed = await walk.Sent(roux);
        }
        await using var jumping = await Walk.From("2026-03-09");
        var account = await jumping.Server.Account();
        await jumping.Server.Invoice(account, "F-1", dueOn: "2026-03-13");
        await jumping.Through("2026-03-25");
        var before = jumping.Server.Mailbox.Sent.Count;
        foreach (var jump in new[] { "2026-03-11T10:00Z", "2025-11-03T10:00Z", "2026-03-24T15:00Z" })
        {
            jumping.GoTo(jump);
            for (var beat = 0; beat < 3; beat++)
            {
                await jumping.Plan();
                await jumping.Send();
            }
            Assert.Equal(before, jumping.Server.Mailbox.Sent.Count);
        }
        jumping.GoTo("2026-03-25T22:00Z");
        await jumping.Through("2026-04-20");

        Assert.Equal(undisturbed, await jumping.Sent(account));
    }
}
