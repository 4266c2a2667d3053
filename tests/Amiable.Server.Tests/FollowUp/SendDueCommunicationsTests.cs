using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.FollowUp;
using Amiable.Organizations;
using Amiable.Tasks;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.FollowUp;

/// <summary>The way of a message from its moment to the mailer, and everything that may stand in it.</summary>
public sealed class SendDueCommunicationsTests
{
    [Theory]
    [InlineData("anne roux@roux.example")]
    [InlineData("anne@roux.example\r\nBcc: x@evil.example")]
    public async Task A_message_that_cannot_be_put_into_a_mail_is_a_task_and_stops_nobody_else(string address)
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account(email: address);
        var berg = await walk.Server.Account("Berg", email: "pay@berg.example");
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Server.Invoice(berg, "F-2", dueOn: "2026-03-13");

        await walk.Through("2026-03-16");

        Assert.Equal(["pay@berg.example"], walk.Server.Mailbox.Sent.SelectMany(m => m.To));
        Assert.Equal(CommunicationStatus.Failed, Assert.Single(await walk.Communications(roux)).Status);
        Assert.Equal(TaskKind.DeliveryProblem, Assert.Single(await walk.Tasks()).Kind);
    }

    [Fact]
    public async Task A_name_cannot_smuggle_a_header_into_the_mail()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account(email: null);
        await walk.Server.Save(
            walk.Server.Us,
            new Contact(TestServer.New<ContactId>(), roux.Id, "Anne\r\nBcc: thief@evil.example", "anne@roux.example")
        );
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");

        await walk.Through("2026-03-16");

        Assert.All(
            walk.Server.Mailbox.Sent,
            m => Assert.DoesNotContain("\r\nBcc:", System.Text.Encoding.ASCII.GetString(m.Mime), StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public async Task A_refused_message_is_asked_about_until_a_member_has_solved_it_and_is_then_planned_again()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        walk.Server.Mailbox.Answer = _ => new(HandoverOutcome.RefusedForGood, [], "550 no such user");
        await walk.Through("2026-03-16");
        var task = Assert.Single(await walk.Tasks());
        Assert.Equal("550 no such user", task.Facts["reason"]);

        // Ending the task solves nothing: as long as the plan stands still, somebody is asked.
        await walk.Server.Do<CancelTask, Done>(u => u.Run(task.Id, default));
        await walk.Plan();
        task = Assert.Single(await walk.Tasks(), t => t.IsOpen);

        walk.Server.Mailbox.Answer = _ => Handover.Taken;
        await walk.Server.Do<AnswerTask, Done>(u => u.Run(task.Id, TaskAnswer.Done, default));
        await walk.Through("2026-03-17");
        Assert.Equal(["Tue 2026-03-17 Overdue Courteous F-1"], await walk.Sent(roux));
    }

    [Theory]
    [InlineData(Autonomy.Observe)]
    [InlineData(Autonomy.Approve)]
    public async Task From_the_moment_the_agent_is_trusted_less_nothing_leaves_unseen(Autonomy less)
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Plan();
        await walk.GoToItsMoment(roux);
        await Trust(walk, less); // and no plan runs in between

        Assert.Equal(0, await walk.Send());
        await walk.Through("2026-03-17");

        Assert.Empty(walk.Server.Mailbox.Sent);
        var expected = less == Autonomy.Observe ? CommunicationStatus.Draft : CommunicationStatus.AwaitingApproval;
        Assert.Equal(expected, (await walk.Waiting(roux)).Status);

        await Trust(walk, Autonomy.Auto);
        await walk.Through("2026-03-18");
        Assert.Single(walk.Server.Mailbox.Sent);
    }

    [Fact]
    public async Task What_a_member_approved_does_not_leave_while_the_agent_only_observes_and_stays_approved()
    {
        await using var walk = await Walk.From("2026-03-16", Autonomy.Approve);
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Plan();
        var waiting = await walk.Waiting(roux);
        await walk.Server.Do<ApproveCommunication, Done>(u => u.Run(waiting.Id, waiting.Version, default));
        await Trust(walk, Autonomy.Observe);

        await walk.Through("2026-03-16");
        Assert.Empty(walk.Server.Mailbox.Sent);
        var button = await walk.Server.As(
            walk.Server.Us,
            async s =>
            {
                var message = await walk.Waiting(roux);
                return await s.GetRequiredService<SendCommunicationNow>().Run(message.Id, message.Version, default);
            }
        );
        Assert.IsType<Refused>(button.Problem);

        await Trust(walk, Autonomy.Approve);
        await walk.Through("2026-03-17");
        Assert.Single(walk.Server.Mailbox.Sent);
    }

    [Fact]
    public async Task A_new_bank_account_is_in_the_next_message_even_when_that_is_written_already()
    {
        await using var walk = await Walk.From("2026-03-16");
        await Bank(walk, "FR7630006000011234567890189");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Plan();
        await walk.GoToItsMoment(roux);
        await Bank(walk, "DE89370400440532013000");

        await walk.Send();
        await walk.Through("2026-03-17");

        var text = Assert.Single(walk.Server.Mailbox.Sent).Text();
        Assert.Contains("DE89 3704 0044 0532 0130 00", text, StringComparison.Ordinal);
        Assert.DoesNotContain("FR76", text, StringComparison.Ordinal);
        Assert.Empty(await walk.Tasks());
    }

    [Fact]
    public async Task An_edited_message_that_names_the_old_bank_account_stops_and_stays_with_a_person()
    {
        await using var walk = await Walk.From("2026-03-16");
        await Bank(walk, "FR7630006000011234567890189");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Plan();
        var waiting = await walk.Waiting(roux);
        var to = waiting.Recipients.Select(r => r.Contact).ToList();
        await walk.Server.Do<EditCommunication, Done>(u =>
            u.Run(
                waiting.Id,
                new(TestServer.Day("2026-03-17"), new(10, 0), waiting.Subject, waiting.Text + "\n\nMerci !", to, [], waiting.Version),
                default
            )
        );
        await Bank(walk, "DE89370400440532013000");

        await walk.Through("2026-03-18", everyHours: 2);

        Assert.Empty(walk.Server.Mailbox.Sent);
        Assert.Equal(CommunicationStatus.AwaitingApproval, (await walk.Waiting(roux)).Status);
        Assert.Equal(TaskKind.UnexplainedFigure, Assert.Single(await walk.Tasks()).Kind);
    }

    [Fact]
    public async Task Far_more_than_usual_stops_until_a_member_lets_it_go_and_is_asked_once()
    {
        await using var walk = await Walk.From("2026-03-16");
        await walk.Store(async db =>
            (await db.Organizations.SingleAsync()).Follow(FollowUpPolicy.Standard with { UsualVolume = 2, UnusualVolumeFactor = 1 })
        );
        for (var i = 0; i < 6; i++)
            await walk.Server.Invoice(
                await walk.Server.Account($"Company {i}", email: $"pay@company{i}.example"),
                $"F-{i}",
                dueOn: "2026-03-13"
            );
        await walk.Plan();
        walk.GoTo("2026-03-16T14:00Z");
        await walk.Send();
        await walk.Through("2026-03-16", everyHours: 1);
        Assert.Equal(2, walk.Server.Mailbox.Sent.Count);
        var task = Assert.Single(await walk.Tasks());
        Assert.Equal(TaskKind.UnusualVolume, task.Kind);

        walk.GoTo("2026-03-17T07:00Z");
        await walk.Plan();
        await walk.Server.Do<AnswerTask, Done>(u => u.Run(task.Id, TaskAnswer.LetThemGo, default));
        await walk.Through("2026-03-17", everyHours: 1);

        Assert.Equal(6, walk.Server.Mailbox.Sent.Count);
        Assert.Single(await walk.Tasks());
    }

    [Fact]
    public async Task Whoever_closes_the_browser_while_a_message_leaves_does_not_make_it_uncertain()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        walk.GoTo("2026-03-16T09:00Z");
        await walk.Plan();
        var waiting = await walk.Waiting(roux);
        using var gone = new CancellationTokenSource();
        walk.Server.Mailbox.OnFirstSending = gone.CancelAsync;

        var result = await walk.Server.As(
            walk.Server.Us,
            s => s.GetRequiredService<SendCommunicationNow>().Run(waiting.Id, waiting.Version, gone.Token)
        );

        Assert.Null(result.Problem);
        Assert.Equal(CommunicationStatus.Sent, (await walk.Communications(roux)).Single(c => c.Id == waiting.Id).Status);
    }

    [Fact]
    public async Task One_account_that_cannot_be_planned_stops_nobody_else()
    {
        await using var walk = await Walk.From("2026-03-16");
        var broken = await walk.Server.Account("A comes first");
        await walk.Server.Invoice(broken, "", dueOn: "2026-03-13"); // no message can name it
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");

        var counts = await walk.Plan();
        await walk.Through("2026-03-16");

        Assert.Equal((1, 1), (counts.Failed, counts.Scheduled));
        Assert.Single(await walk.Sent(roux));
    }

    private static Task<int> Trust(Walk walk, Autonomy autonomy) =>
        walk.Store(async db => (await db.Organizations.SingleAsync()).Trust(autonomy));

    private static Task<int> Bank(Walk walk, string iban) =>
        walk.Store(async db =>
        {
            var us = await db.Organizations.SingleAsync();
            Assert.Null(us.Describe(us.Profile with { Bank = new("Duvernay Conseil", iban) }));
        });
}
