using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Import;
using Amiable.Mail.DeliveryReports;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Stories;

/// <summary>What becomes of messages: servers that refuse, send back or are down, and people who complain.</summary>
public sealed class DeliveryStories
{
    private const string NoSuchUser = "550 5.1.1 no such user";

    [Fact]
    public async Task An_address_that_is_refused_for_good_is_left_behind_and_the_next_contact_is_written_to_without_a_click()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        var bob = new Contact(TestServer.New<ContactId>(), roux.Id, "Bob Roux", "bob@roux.example");
        await walk.Server.Save(walk.Server.Us, bob);
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        walk.Server.Mailbox.Answer = m =>
            m.To.Contains("anne@roux.example")
                ? Refuses(m, HandoverOutcome.RefusedForGood, DeliveryKind.HardFailed, "UserUnknown")
                : Handover.Taken;

        await walk.Through("2026-03-16");

        Assert.Equal(["Mon 2026-03-16 Overdue Courteous F-1"], await walk.Sent(roux));
        Assert.Equal(["bob@roux.example"], walk.Server.Mailbox.Sent.Single().To);
        var task = Assert.Single(await walk.Tasks());
        Assert.Equal((TaskKind.AddressBounced, false, "anne@roux.example"), (task.Kind, task.IsCritical, task.Facts["address"]));

        var anne = await walk.Ask(db => db.Contacts.SingleAsync(c => c.Email == "anne@roux.example"));
        await walk.Server.Do<SaveContact, Done>(u => u.Run(roux.Id, anne.Id, Named("Anne Roux", "a.roux@roux.example"), default));
        Assert.False(Assert.Single(await walk.Tasks()).IsOpen);
    }

    [Fact]
    public async Task The_only_address_bounces_a_person_corrects_it_and_the_same_step_goes_out_again_in_the_same_tone()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Through("2026-03-16");
        walk.GoTo("2026-03-17T08:00Z");
        var sent = Assert.Single(await walk.Communications(roux), c => c.SentAt is not null);

        Assert.True(await Report(walk, Failed(sent, DeliveryReason.UserUnknown, NoSuchUser)));
        await walk.Through("2026-03-17");

        Assert.Equal(CommunicationStatus.Bounced, (await walk.Communications(roux)).Single(c => c.Id == sent.Id).Status);
        Assert.False(await walk.IsAnythingWaiting(roux));
        var task = Assert.Single(await walk.Tasks());
        Assert.Equal((TaskKind.MissingContact, true), (task.Kind, task.IsCritical));
        var anne = await walk.Ask(db => db.Contacts.SingleAsync());
        using var browser = await walk.Server.SignedIn(walk.Server.Us);
        foreach (var page in new[] { $"/accounts/{roux.Id.Value}/details", $"/tasks/{task.Id.Value}", $"/communications/{sent.Id.Value}" })
        {
            var html = await browser.GetStringAsync(page);
            Assert.Contains("no such mailbox", html, StringComparison.Ordinal);
            Assert.Contains(NoSuchUser, html, StringComparison.Ordinal);
        }
        Assert.Contains($"/contacts/{anne.Id.Value}", await browser.GetStringAsync($"/tasks/{task.Id.Value}"), StringComparison.Ordinal);

        await walk.Server.Do<SaveContact, Done>(u => u.Run(roux.Id, anne.Id, Named("Anne Roux", "a.roux@roux.example"), default));
        await walk.Through("2026-04-01");

        Assert.Equal(
            [
                "Mon 2026-03-16 Overdue Courteous F-1",
                "Wed 2026-03-18 Overdue Courteous F-1", // again: nobody had received the first
                "Wed 2026-04-01 Overdue Professional F-1", // and the rhythm counts from there
            ],
            await walk.Sent(roux)
        );
        Assert.DoesNotContain(await walk.Tasks(), t => t.IsOpen);
    }

    [Fact]
    public async Task Refused_for_now_for_three_days_is_refused_for_good()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        List<DateTimeOffset> tries = [];
        walk.Server.Mailbox.Answer = m =>
        {
            tries.Add(m.At);
            return Refuses(m, HandoverOutcome.RefusedForNow, DeliveryKind.Delayed, "MailboxFull");
        };

        await walk.Through("2026-03-20", everyHours: 2);

        Assert.InRange(tries.Count, 7, 25);
        Assert.True(tries[1] - tries[0] >= TimeSpan.FromMinutes(15), "It was tried again at once.");
        Assert.True(tries[2] - tries[1] >= TimeSpan.FromMinutes(30), "The wait does not grow.");
        // The last wait of eight hours may end at night: the next morning's minute varies.
        Assert.InRange(tries[^1] - tries[0], TimeSpan.FromDays(2.9), TimeSpan.FromDays(4.4));
        var message = Assert.Single(await walk.Communications(roux));
        Assert.Equal((CommunicationStatus.Cancelled, "refused"), (message.Status, message.StatusReason));
        Assert.Equal(EmailStatus.Bounced, (await walk.Ask(db => db.Contacts.SingleAsync())).EmailStatus);
        Assert.Equal(TaskKind.MissingContact, Assert.Single(await walk.Tasks()).Kind);
    }

    [Fact]
    public async Task What_waits_for_another_try_does_not_leave_once_it_is_paid()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        walk.Server.Mailbox.Answer = m => Refuses(m, HandoverOutcome.RefusedForNow, DeliveryKind.Delayed, "OnHold");
        await walk.Plan();
        await walk.GoToItsMoment(roux);
        await walk.Send();
        var waiting = await walk.Waiting(roux);
        Assert.Equal(("delivery-delayed", 1), (waiting.StatusReason, waiting.Tries));

        await walk.Pays(roux, 100);
        walk.Server.Mailbox.Answer = _ => Handover.Taken;
        await walk.Through("2026-03-17");

        Assert.Empty(walk.Server.Mailbox.Sent);
    }

    [Fact]
    public async Task A_mail_server_that_is_down_for_a_day_is_one_task_and_everybody_is_caught_up_with_once_without_a_burst()
    {
        await using var walk = await Walk.From("2026-03-16");
        var accounts = new List<Account>();
        for (var i = 0; i < 12; i++)
        {
            accounts.Add(await walk.Server.Account($"Company {i:00}", email: $"pay@company{i:00}.example"));
            await walk.Server.Invoice(accounts[^1], $"F-{i}", dueOn: "2026-03-13");
        }
        walk.Server.Mailbox.Answer = _ => new(HandoverOutcome.ServerFailed, [], "535 5.7.8 wrong password");

        await walk.Through("2026-03-16", everyHours: 2);
        var task = Assert.Single(await walk.Tasks());
        Assert.Equal(
            (TaskKind.MailServerProblem, true, true, "535 5.7.8 wrong password"),
            (task.Kind, task.IsCritical, task.IsOpen, task.Facts["reason"])
        );
        Assert.DoesNotContain(await walk.Ask(db => db.Contacts.ToListAsync()), c => !c.CanReceive);

        walk.Server.Mailbox.Answer = _ => Handover.Taken;
        await walk.Through("2026-03-18", everyHours: 2);

        foreach (var (account, i) in accounts.Select((a, i) => (a, i)))
            Assert.Equal([$"Tue 2026-03-17 Overdue Courteous F-{i}"], await walk.Sent(account));
        var left = walk.Server.Mailbox.Sent.Select(m => m.At).Order().ToList();
        Assert.True(left[^1] - left[0] > TimeSpan.FromHours(3), $"All between {left[0]:T} and {left[^1]:T}: a burst.");
        Assert.False(Assert.Single(await walk.Tasks()).IsOpen);
    }

    [Fact]
    public async Task The_first_mail_a_dead_server_does_not_take_is_the_last_one_tried_in_that_round()
    {
        await using var walk = await Walk.From("2026-03-16");
        for (var i = 0; i < 5; i++)
            await walk.Server.Invoice(await walk.Server.Account($"Company {i}", email: $"pay@company{i}.example"), $"F-{i}", "2026-03-13");
        await walk.Plan();
        walk.GoTo("2026-03-16T15:00Z");
        var tried = 0;
        walk.Server.Mailbox.Answer = _ =>
        {
            tried++;
            return new(HandoverOutcome.ServerFailed, [], "timeout");
        };

        await walk.Send();

        Assert.Equal(1, tried);
    }

    [Fact]
    public async Task Whoever_complained_is_never_written_to_again_not_even_deleted_and_imported_again()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        var branch = await walk.Server.Account("Roux Lyon", email: "ANNE@roux.example");
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Server.Invoice(branch, "F-2", dueOn: "2026-04-20");
        await walk.Through("2026-03-16");
        walk.GoTo("2026-03-17T08:00Z");
        var sent = Assert.Single(await walk.Communications(roux), c => c.SentAt is not null);

        await Report(walk, new(ReportKind.Complaint, null, null, null, DeliveryReason.Feedback, Name(sent), ""));

        Assert.Equal(CommunicationStatus.Complained, (await walk.Communications(roux)).First(c => c.Id == sent.Id).Status);
        Assert.All(await walk.Ask(db => db.Contacts.ToListAsync()), c => Assert.Equal(EmailStatus.Complained, c.EmailStatus));
        Assert.False(await walk.IsAnythingWaiting(branch));

        // By hand: refused, and changing it away and back does not help.
        var anne = await walk.Ask(db => db.Contacts.SingleAsync(c => c.AccountId == roux.Id));
        await walk.Server.Do<SaveContact, Done>(u => u.Run(roux.Id, anne.Id, Named("Anne", null), default));
        var back = await walk.Server.As(
            walk.Server.Us,
            s => s.GetRequiredService<SaveContact>().Run(roux.Id, anne.Id, Named("Anne", "anne@roux.example"), default)
        );
        Assert.Equal("contact.unwanted", back.Problem?.Code);
        await walk.Server.Do<DeleteContact, Done>(u => u.Run(roux.Id, anne.Id, default));
        var document = new ImportedInvoice
        {
            AccountName = "Ateliers Roux",
            ContactName = "Anne",
            ContactEmail = "Anne@Roux.example",
            Number = "F-3",
            IssuedOn = new(2026, 2, 1),
            DueOn = new(2026, 3, 2),
            Total = Money.OfMajor(50, "EUR")!.Value,
            Paid = Money.Zero("EUR"),
        };
        await walk.Server.Do<ImportLedger, ImportOutcome>(u => u.Run(new("ledger.csv", "", [document]), default));
        await walk.Through("2026-04-10");

        Assert.Single(walk.Server.Mailbox.Sent);
        Assert.Equal(EmailStatus.Complained, (await walk.Ask(db => db.Contacts.SingleAsync(c => c.AccountId == roux.Id))).EmailStatus);
    }

    [Fact]
    public async Task A_full_mailbox_is_tried_again_after_a_growing_rest_and_given_up_after_three_days()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Through("2026-03-16");

        walk.GoTo("2026-03-17T08:00Z");
        await ReportLast(walk, roux);
        await walk.Through("2026-03-18");
        walk.GoTo("2026-03-18T23:00Z"); // Thursday in Paris
        await ReportLast(walk, roux);
        await walk.Through("2026-03-23");
        Assert.Equal(EmailStatus.Valid, (await walk.Ask(db => db.Contacts.SingleAsync())).EmailStatus);
        await ReportLast(walk, roux);
        await walk.Through("2026-03-27");

        Assert.Equal(
            [
                "Mon 2026-03-16 Overdue Courteous F-1",
                "Wed 2026-03-18 Overdue Courteous F-1", // one business day after the first came back
                "Mon 2026-03-23 Overdue Courteous F-1", // two after the second
            ],
            await walk.Sent(roux)
        );
        Assert.Equal(EmailStatus.Bounced, (await walk.Ask(db => db.Contacts.SingleAsync())).EmailStatus);
        Assert.Equal(TaskKind.MissingContact, Assert.Single(await walk.Tasks()).Kind);
    }

    private static async Task ReportLast(Walk walk, Account account)
    {
        var last = (await walk.Communications(account)).Last(c => c.SentAt is not null);
        Assert.True(await Report(walk, Failed(last, DeliveryReason.MailboxFull, "552 5.2.2 mailbox full")));
    }

    private static Handover Refuses(OutgoingMail mail, HandoverOutcome outcome, DeliveryKind kind, string reason) =>
        new(outcome, [.. mail.To.Select(a => new DeliveryNews(mail.At, a, kind, "5.1.1", reason, NoSuchUser))], NoSuchUser);

    private static SaveContact.Details Named(string name, string? email) => new(name, email, null, null, null, null, true);

    private static string Name(Communication message) => $"{message.Id.Value:N}@duvernay.example";

    private static DeliveryReport Failed(Communication message, DeliveryReason reason, string said) =>
        new(ReportKind.Failed, message.Recipients[0].Address, "5.1.1", "550", reason, Name(message), said);

    private static Task<bool> Report(Walk walk, DeliveryReport report) =>
        walk.Server.As(walk.Server.Us, s => s.GetRequiredService<RecordDelivery>().Run([report], walk.Now, default));
}
