using System.Net;
using System.Text.RegularExpressions;
using Amiable.Accounts;
using Amiable.Channels;
using Amiable.Communications;
using Amiable.Mail.Mime;
using Amiable.Organizations;
using Amiable.Platform.Notices;
using Amiable.Referents;
using Amiable.Tests;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tasks;

/// <summary>From a task that is raised to the mails that tell of it.</summary>
public sealed partial class TaskMailTests
{
    private const string Claire = "claire@duvernay-conseil.example";
    private const string Julien = "julien@duvernay.example";

    private static async Task<(TestServer Server, Account Account)> Start()
    {
        var server = await People.Empty();
        server.Mailbox.Answer = _ => Handover.Taken;
        await server.FoundOurs();
        return (server, await server.Account());
    }

    private static async Task<HumanTask> Raise(TestServer server, TaskKind kind, Account? account, string said = "We do not pay")
    {
        var task = new HumanTask(
            TestServer.New<HumanTaskId>(),
            kind,
            $"{kind} {Guid.CreateVersion7():N}",
            account?.Id,
            new Dictionary<string, string>
            {
                ["subject"] = "Call <them>",
                ["said"] = said,
                ["invoices"] = "F-1",
                ["amounts"] = "120.00 EUR",
            },
            server.Clock.GetUtcNow()
        );
        await server.Save(server.Us, task);
        return task;
    }

    /// <summary>The agent's beat, and how many mails it wrote.</summary>
    private static Task<int> Beat(TestServer server) => server.As(server.Us, s => s.GetRequiredService<NotifyAboutTasks>().Run(default));

    private static MimeMessage Read(OutgoingMail mail) => MimeMessage.Parse(mail.Mime);

    [Fact]
    public async Task What_cannot_wait_is_told_at_once_the_rest_with_the_next_morning_and_nothing_twice()
    {
        var (server, account) = await Start();
        await Raise(server, TaskKind.Dispute, account);
        await Raise(server, TaskKind.Free, account);

        Assert.Equal(1, await Beat(server));
        Assert.Equal(0, await Beat(server));
        var mail = await server.MailTo(Claire);
        Assert.Equal("Ateliers Roux : Litige sur F-1", Plain(Read(mail).Subject));
        Assert.Contains("We do not pay", mail.Text(), StringComparison.Ordinal);
        Assert.Contains("120", mail.Text(), StringComparison.Ordinal);

        server.Clock.Set("2026-03-03T06:59:00");
        Assert.Equal(0, await Beat(server));
        server.Clock.Set("2026-03-03T07:00:00");
        Assert.Equal(1, await Beat(server));
        var digest = await server.MailTo(Claire, 2);
        Assert.Equal("Ateliers Roux : Call <them>", Plain(Read(digest).Subject));
        Assert.Contains("résumé du jour", digest.Text(), StringComparison.Ordinal);
        Assert.Contains("Call <them>", digest.Text(), StringComparison.Ordinal);
        Assert.Contains("Call &lt;them&gt;", digest.Html(), StringComparison.Ordinal);
        Assert.DoesNotContain("Litige", digest.Text(), StringComparison.Ordinal);

        await Raise(server, TaskKind.Free, account);
        server.Clock.Set("2026-03-03T18:00:00");
        Assert.Equal(0, await Beat(server));
        server.Clock.Set("2026-03-04T07:00:00");
        Assert.Equal(1, await Beat(server));
    }

    [Fact]
    public async Task A_link_leads_to_the_task_and_a_mail_program_is_told_how_to_stop_them()
    {
        var (server, account) = await Start();
        var task = await Raise(server, TaskKind.Insolvency, account);
        await Beat(server);
        var mail = Read(await server.MailTo(Claire));
        Assert.Contains($"/tasks/{task.Id.Value}", (await server.MailTo(Claire)).Text(), StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers.All("List-Unsubscribe-Post").Single().Text.Trim());
        Assert.Equal("auto-generated", mail.Headers.All("Auto-Submitted").Single().Text.Trim());
        Assert.Empty(mail.Headers.All("Reply-To"));
        var stop = StopLink(mail);

        using var anybody = server.CreateClient();
        Assert.Contains("value=\"these\"", await anybody.GetStringAsync(stop), StringComparison.Ordinal);
        Assert.Empty((await Member(server)).TaskMails.Without);
        for (var twice = 0; twice < 2; twice++)
        {
            using var answer = await anybody.PostAsync(stop, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        Assert.Equal([TaskKind.Insolvency], (await Member(server)).TaskMails.Without);
        await Raise(server, TaskKind.Insolvency, account);
        await Raise(server, TaskKind.Dispute, account);
        Assert.Equal(1, await Beat(server));

        using var all = await anybody.PostAsync(stop, new FormUrlEncodedContent([new("what", "all")]));
        await Raise(server, TaskKind.Dispute, account);
        Assert.Equal(0, await Beat(server));
        using var forged = await anybody.PostAsync(stop[..^6] + "AAAAAA", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
    }

    [Fact]
    public async Task Weekends_wait_and_what_ended_before_is_not_told()
    {
        var (server, account) = await Start();
        server.Clock.Set("2026-03-06T17:00:00"); // A Friday evening.
        var ended = await Raise(server, TaskKind.Free, account, "ended");
        await Raise(server, TaskKind.StaleData, null);
        server.Clock.Set("2026-03-07T09:00:00");
        Assert.Equal(0, await Beat(server));
        await server.Do<CancelTask, Done>(u => u.Run(ended.Id, default));
        server.Clock.Set("2026-03-09T10:00:00"); // Monday, and late: the machine was off.
        Assert.Equal(1, await Beat(server));
        var mail = await server.MailTo(Claire);
        Assert.Contains("Les chiffres sont trop anciens", mail.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("Call", mail.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_chooses_hour_and_kinds_on_their_page()
    {
        var (server, account) = await Start();
        var client = await server.SignedIn(server.Us);
        Assert.Contains("id=\"task-mails\"", await client.GetStringAsync("/you"), StringComparison.Ordinal);
        var kinds = Enum.GetNames<TaskKind>().Where(k => k != nameof(TaskKind.Free)).Select(k => ("kinds", k));
        await TestServer.Post(client, "/you", "/you/task-mails", [("digest", "true"), ("hour", "15"), .. kinds]);

        var mails = (await Member(server)).TaskMails;
        Assert.Equal((false, true, 15), (mails.AtOnce, mails.Digest, mails.Hour));
        Assert.Equal([TaskKind.Free], mails.Without);
        await Raise(server, TaskKind.Dispute, account);
        await Raise(server, TaskKind.Free, account);
        server.Clock.Set("2026-03-02T13:59:00");
        Assert.Equal(0, await Beat(server));
        server.Clock.Set("2026-03-02T14:00:00");
        Assert.Equal(1, await Beat(server));
        Assert.Contains("Litige", (await server.MailTo(Claire)).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_in_charge_is_told_in_their_language_in_place_of_all_members_until_they_want_no_more()
    {
        var (server, account) = await Start();
        var referent = new Referent(TestServer.New<ReferentId>(), account.Id, "", "", "");
        Assert.Null(referent.Describe("Julien", "Duvernay", "Julien@Duvernay.example", null, null, "en"));
        await server.Save(server.Us, referent);
        await Raise(server, TaskKind.Dispute, account);

        Assert.Equal(1, await Beat(server));
        var mail = await server.MailTo(Julien);
        Assert.Contains("Hello Julien,", mail.Text(), StringComparison.Ordinal);
        Assert.Contains("No more of these e-mails", mail.Text(), StringComparison.Ordinal);
        using var anybody = server.CreateClient();
        await anybody.PostAsync(StopLink(Read(mail)), new FormUrlEncodedContent([]));
        Assert.False((await server.As(server.Us, s => s.GetRequiredService<AppDb>().Referents.SingleAsync())).WantsMails);

        await Raise(server, TaskKind.Insolvency, account);
        await Beat(server);
        Assert.Contains("procédure collective", (await server.MailTo(Claire)).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_given_a_task_is_told_and_nobody_else()
    {
        var (server, account) = await Start();
        await server.Person("paul@duvernay.example", server.Us);
        var paul = await server.As(server.Us, s => s.GetRequiredService<AppDb>().Members.SingleAsync(m => m.FirstName == "Paul"));
        var task = await Raise(server, TaskKind.Dispute, account);
        await server.Do<AssignTask, Done>(u => u.Run(task.Id, [paul.Id], default));
        Assert.Equal(1, await Beat(server));
        await server.MailTo("paul@duvernay.example");

        await server.Do<AssignTask, Done>(u => u.Run(task.Id, [], default));
        Assert.Equal(1, await Beat(server));
        await server.MailTo(Claire);
    }

    [Fact]
    public async Task Two_processes_and_one_that_dies_while_it_sends_tell_it_once()
    {
        var (server, account) = await Start();
        await Raise(server, TaskKind.Dispute, account);
        server.Mailbox.Break = _ => new InvalidOperationException("The process dies here.");
        var written = await Task.WhenAll(Beat(server), Beat(server), Beat(server));
        Assert.Equal(1, written.Sum());
        for (var tries = 0; tries < 100 && await server.Look(db => db.Notices.AnyAsync(n => n.Mail != null)); tries++)
        {
            await Deliver(server);
            await Task.Delay(10);
        }
        server.Mailbox.Break = _ => null;
        server.Clock.Advance(TimeSpan.FromHours(2));
        await Deliver(server);
        Assert.Empty(server.Mailbox.Sent);
        Assert.Equal(0, await Beat(server));
    }

    [Fact]
    public async Task A_server_that_puts_it_off_gets_it_again()
    {
        var (server, account) = await Start();
        await Raise(server, TaskKind.Dispute, account);
        var puts = 0;
        server.Mailbox.Answer = _ => puts++ == 0 ? new(HandoverOutcome.RefusedForNow, [], "later") : Handover.Taken;
        await Beat(server);
        for (var tries = 0; tries < 100 && puts == 0; tries++)
        {
            await Deliver(server);
            await Task.Delay(10);
        }
        server.Clock.Advance(TimeSpan.FromMinutes(2));
        await server.MailTo(Claire);
        server.Clock.Advance(TimeSpan.FromMinutes(60));
        await Deliver(server);
        Assert.Single(server.Mailbox.Sent);
    }

    [Fact]
    public async Task Many_at_once_are_one_mail_and_the_demo_writes_none()
    {
        var (server, _) = await Start();
        for (var i = 0; i < 40; i++)
            await Raise(server, TaskKind.UncertainDelivery, null);
        Assert.Equal(1, await Beat(server));
        var mail = await server.MailTo(Claire);
        Assert.Equal("40 tâches vous attendent · Duvernay Conseil", Plain(Read(mail).Subject));
        Assert.Contains("Et 10 de plus.", mail.Text(), StringComparison.Ordinal);

        var demo = await server.Look(_ => Task.FromResult(0));
        await using var scope = server.Services.CreateAsyncScope();
        var opened = (await scope.ServiceProvider.GetRequiredService<OpenDemo>().Run(alsoBesideOthers: true, default)).Value!;
        Assert.True(await server.As(opened.OrganizationId, s => s.GetRequiredService<AppDb>().Tasks.AnyAsync()));
        server.Clock.Set("2026-03-03T12:00:00");
        Assert.Equal(demo, await server.As(opened.OrganizationId, s => s.GetRequiredService<NotifyAboutTasks>().Run(default)));
    }

    [Fact]
    public async Task It_leaves_by_the_company_s_own_server_and_asks_for_an_answer_where_one_would_be_believed()
    {
        var (server, account) = await Start();
        var box = await Inbound.Postbox.Open(server, server.Us);
        await server.As(
            server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                var channel = await db.MailChannels.SingleAsync();
                (channel.TrustedReceiver, channel.HasPlusAddresses) = ("mx.duvernay.example", true);
                channel.Smtp = new()
                {
                    Host = "smtp.duvernay.example",
                    Port = 465,
                    Encryption = Mail.Connections.Encryption.Implicit,
                };
                return await db.SaveChangesAsync();
            }
        );
        var task = await Raise(server, TaskKind.HumanRequested, account);
        await Beat(server);
        var mail = await server.MailTo(Claire);
        Assert.Equal((server.Us, "lea@duvernay.example"), (mail.Organization!.Value, mail.From));
        var reply = Mailbox(Read(mail).Headers.All("Reply-To").Single().Text);
        Assert.Equal(task.Id, ReplyTag.ReadTask(reply, box.ReplyKey));
        Assert.Contains("« C’est fait »", Plain(mail.Text()), StringComparison.Ordinal);

        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await Raise(server, TaskKind.MailServerProblem, null);
        await Beat(server);
        Assert.Null((await server.MailTo(Claire, 2)).Organization);
    }

    private static string Mailbox(string header) => Amiable.Mail.Mime.Mailbox.ReadList(header).Single().Address;

    private static async Task<int> Deliver(TestServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DeliverNotices>().Run(default);
    }

    private static Task<Member> Member(TestServer server) =>
        server.As(server.Us, s => s.GetRequiredService<AppDb>().Members.AsNoTracking().SingleAsync());

    private static string StopLink(MimeMessage mail) =>
        new Uri(Link().Match(mail.Headers.All("List-Unsubscribe").Single().Text).Groups[1].Value).PathAndQuery;

    private static string Plain(string text) => text.Replace('\u00a0', ' ').Replace('\u202f', ' ');

    [GeneratedRegex("<(https?://[^>]+)>")]
    private static partial Regex Link();
}
