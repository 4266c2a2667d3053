using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Mail.DeliveryReports;
using Amiable.Tasks;
using Amiable.Tests.Stories;
using Amiable.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Communications;

/// <summary>Which reports are believed, and what follows from them at once.</summary>
public sealed class RecordDeliveryTests
{
    [Fact]
    public async Task A_forged_report_changes_nothing()
    {
        await using var walk = await Walk.From("2026-03-16");
        var (roux, sent) = await Sent(walk);
        var hers = Hard(sent);

        DeliveryReport[] forged =
        [
            hers with
            {
                OriginalMessageId = $"{Guid.CreateVersion7():N}@duvernay.example",
            }, // no message
            hers with
            {
                OriginalMessageId = "newsletter-7@duvernay.example",
            }, // somebody else's
            hers with
            {
                Recipient = "bob@roux.example",
            }, // never written to
            hers with
            {
                Recipient = "bob@roux.example",
                OriginalMessageId = null,
            },
            hers with
            {
                Recipient = null,
                OriginalMessageId = null,
            },
            hers with
            {
                Kind = ReportKind.AutoReply,
            },
        ];

        Assert.False(await Report(walk, forged));
        // The message of another organization.
        Assert.False(
            await walk.Server.As(
                walk.Server.SomebodyElse,
                s => s.GetRequiredService<RecordDelivery>().Run([hers, hers with { OriginalMessageId = null }], walk.Now, default)
            )
        );
        var message = Assert.Single(await walk.Communications(roux), c => c.Id == sent.Id);
        Assert.Equal((CommunicationStatus.Sent, 0), (message.Status, message.Deliveries.Count));
        Assert.True((await walk.Ask(db => db.Contacts.SingleAsync())).CanReceive);
        Assert.Empty(await walk.Tasks());
    }

    [Fact]
    public async Task The_same_report_twice_is_heard_once()
    {
        await using var walk = await Walk.From("2026-03-16");
        var (roux, sent) = await Sent(walk);

        Assert.True(await Report(walk, Hard(sent), Hard(sent)));
        var first = Assert.Single(await walk.Communications(roux), c => c.Id == sent.Id);
        Assert.True(await Report(walk, Hard(sent)));

        var again = Assert.Single(await walk.Communications(roux), c => c.Id == sent.Id);
        Assert.Equal(first.Version, again.Version);
        Assert.Single(again.Deliveries);
        Assert.Single(await walk.Tasks());
    }

    [Fact]
    public async Task A_report_that_names_no_message_is_about_the_last_one_to_that_address_within_two_weeks()
    {
        await using var walk = await Walk.From("2026-03-16");
        var (roux, sent) = await Sent(walk);
        walk.GoTo("2026-04-20T08:00Z");
        Assert.False(await Report(walk, Hard(sent) with { OriginalMessageId = null }));

        walk.GoTo("2026-03-20T08:00Z");
        Assert.True(await Report(walk, Hard(sent) with { OriginalMessageId = null, Recipient = "Anne@Roux.example" }));
        Assert.Equal(CommunicationStatus.Bounced, (await walk.Communications(roux)).Single(c => c.Id == sent.Id).Status);
    }

    [Fact]
    public async Task What_is_our_own_fault_stops_the_plan_until_a_person_has_looked_and_leaves_the_contact_alone()
    {
        await using var walk = await Walk.From("2026-03-16");
        var (roux, sent) = await Sent(walk);

        await Report(walk, Hard(sent) with { Reason = DeliveryReason.AuthFailure, Diagnostic = "550 5.7.26 DMARC" });
        await walk.Through("2026-03-31");

        Assert.Single(walk.Server.Mailbox.Sent);
        Assert.True((await walk.Ask(db => db.Contacts.SingleAsync())).CanReceive);
        var task = Assert.Single(await walk.Tasks());
        Assert.Equal((TaskKind.DeliveryProblem, "550 5.7.26 DMARC"), (task.Kind, task.Facts["reason"]));

        await walk.Server.Do<AnswerTask, Done>(u => u.Run(task.Id, TaskAnswer.Done, default));
        await walk.Through("2026-04-01");
        Assert.Equal(["Mon 2026-03-16 Overdue Courteous F-1", "Wed 2026-04-01 Overdue Courteous F-1"], await walk.Sent(roux));
    }

    [Fact]
    public async Task What_is_our_own_fault_also_holds_what_was_planned_before_it_came_back()
    {
        await using var walk = await Walk.From("2026-03-16");
        var (roux, sent) = await Sent(walk);
        await walk.Through("2026-03-19");
        var planned = await walk.Waiting(roux);

        await Report(walk, Hard(sent) with { Reason = DeliveryReason.AuthFailure, Diagnostic = "550 5.7.26 DMARC" });
        Assert.Equal("EarlierFailed", (await walk.Waiting(roux)).StatusReason);
        await walk.Through(planned.SendOn.AddDays(7).ToString("yyyy-MM-dd", null));

        Assert.Single(walk.Server.Mailbox.Sent);
        Assert.Equal((planned.Id, "EarlierFailed"), ((await walk.Waiting(roux)).Id, (await walk.Waiting(roux)).StatusReason));

        var task = Assert.Single(await walk.Tasks());
        await walk.Server.Do<AnswerTask, Done>(u => u.Run(task.Id, TaskAnswer.Done, default));
        Assert.Null((await walk.Waiting(roux)).StatusReason);
        await walk.Through(planned.SendOn.AddDays(14).ToString("yyyy-MM-dd", null));
        Assert.True(walk.Server.Mailbox.Sent.Count > 1);
    }

    [Fact]
    public async Task Nobody_knows_whether_it_left_until_a_report_about_it_comes()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        walk.Server.Mailbox.Answer = _ => new(HandoverOutcome.Unknown, [], "connection lost after the final dot");
        await walk.Through("2026-03-20");
        var uncertain = Assert.Single(await walk.Communications(roux), c => c.Status == CommunicationStatus.Uncertain);
        Assert.Equal(TaskKind.UncertainDelivery, Assert.Single(await walk.Tasks()).Kind);

        await Report(walk, Hard(uncertain) with { Kind = ReportKind.Delivered, Reason = DeliveryReason.Delivered });

        Assert.Equal(CommunicationStatus.Delivered, (await walk.Communications(roux)).Single(c => c.Id == uncertain.Id).Status);
        Assert.False(Assert.Single(await walk.Tasks()).IsOpen);
    }

    [Fact]
    public async Task What_left_for_some_and_not_yet_for_others_is_not_sent_twice()
    {
        await using var walk = await Walk.From("2026-03-16");
        walk.Server.Mailbox.Answer = m =>
            new(HandoverOutcome.Taken, [new(m.At, m.To[0], DeliveryKind.Delayed, "4.2.2", "MailboxFull", "452 full")], "");
        var (roux, sent) = await Sent(walk);
        await walk.Through("2026-03-27");

        Assert.Single(walk.Server.Mailbox.Sent);
        Assert.Equal("452 full", Assert.Single((await walk.Communications(roux)).Single(c => c.Id == sent.Id).Deliveries).Said);
    }

    [Fact]
    public async Task While_an_answer_is_unread_only_a_member_sends_and_after_it_was_read_the_agent_goes_on()
    {
        await using var walk = await Walk.From("2026-03-16");
        var (roux, berg) = (await walk.Server.Account(), await walk.Server.Account("Berg", email: "pay@berg.example"));
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Server.Invoice(berg, "F-2", dueOn: "2026-03-13");
        foreach (var account in new[] { roux, berg })
            await walk.Server.Save(
                walk.Server.Us,
                new HumanTask(
                    TestServer.New<HumanTaskId>(),
                    TaskKind.UnclearReply,
                    $"reply {account.Id.Value:N}",
                    account.Id,
                    new Dictionary<string, string>(),
                    walk.Now
                )
            );
        await walk.Through("2026-03-16", everyHours: 2);
        Assert.Empty(walk.Server.Mailbox.Sent);
        Assert.Equal(
            ("UnreadAnswer", CommunicationStatus.Scheduled),
            ((await walk.Waiting(roux)).StatusReason, (await walk.Waiting(roux)).Status)
        );

        walk.GoTo("2026-03-17T09:00Z");
        var waiting = await walk.Waiting(roux);
        await walk.Server.Do<SendCommunicationNow, Done>(u => u.Run(waiting.Id, waiting.Version, default));
        Assert.Equal(["anne@roux.example"], Assert.Single(walk.Server.Mailbox.Sent).To);

        var id = await TaskOf(walk, berg);
        await walk.Server.Do<AnswerTask, Done>(u => u.Run(id, TaskAnswer.Done, default));
        Assert.Null((await walk.Waiting(berg)).StatusReason);
        await walk.Through("2026-03-17", everyHours: 1);
        Assert.Equal(2, walk.Server.Mailbox.Sent.Count);
    }

    [Fact]
    public void Every_reason_has_words_and_a_fault()
    {
        foreach (var language in Words.Spoken)
            Assert.All(
                Enum.GetValues<DeliveryReason>(),
                r => Assert.True(Words.For(language).Has($"delivery-reason.{Words.Kebab(r.ToString())}"), $"{language} {r}")
            );
        // The two libraries do not know each other: what one calls hard, the other takes for the fault of the address.
        Assert.All(
            Enum.GetValues<DeliveryReason>(),
            r =>
                Assert.Equal(
                    new DeliveryReport(ReportKind.Failed, null, null, null, r, null, "").IsHard,
                    new DeliveryNews(default, "", DeliveryKind.Failed, null, r.ToString(), "").Fault() == DeliveryFault.Address
                )
        );
        Assert.Equal(
            15,
            Enum.GetValues<DeliveryReason>()
                .Count(r => new DeliveryNews(default, "", DeliveryKind.Failed, null, r.ToString(), "").Fault() == DeliveryFault.Ours)
        );
    }

    private static async Task<HumanTaskId> TaskOf(Walk walk, Account account) =>
        (await walk.Tasks()).Single(t => t.AccountId == account.Id).Id;

    private static async Task<(Account, Communication)> Sent(Walk walk)
    {
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Through("2026-03-16");
        walk.GoTo("2026-03-17T08:00Z");
        return (roux, Assert.Single(await walk.Communications(roux), c => c.SentAt is not null));
    }

    private static DeliveryReport Hard(Communication sent) =>
        new(
            ReportKind.Failed,
            "anne@roux.example",
            "5.1.1",
            "550",
            DeliveryReason.UserUnknown,
            $"{sent.Id.Value:N}@duvernay.example",
            "550 5.1.1 no such user"
        );

    private static Task<bool> Report(Walk walk, params DeliveryReport[] reports) =>
        walk.Server.As(walk.Server.Us, s => s.GetRequiredService<RecordDelivery>().Run(reports, walk.Now, default));
}
