using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Invoices;
using Amiable.Tasks;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Lessons;

/// <summary>Field lessons 31 to 46, as far as they concern e-mail: to whom, in which language, with which words. Disputes (39) are told in <see cref="InterruptionStories"/>.</summary>
public sealed class RecipientLessons
{
    [Fact]
    public async Task Lesson_31_Nothing_of_one_account_shows_in_a_message_to_another()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account("Ateliers Roux");
        var berg = await walk.Server.Account("Berg Industries", email: "pay@berg.example");
        await walk.Server.Invoice(roux, "ROUX-1", dueOn: "2026-03-13", amount: 111);
        await walk.Server.Invoice(berg, "BERG-1", dueOn: "2026-03-13", amount: 222);
        var theirs = await walk.Server.Account("Ateliers Roux", of: walk.Server.SomebodyElse, email: "other@roux.example");
        await walk.Server.Invoice(theirs, "ELSE-1", dueOn: "2026-03-13", amount: 333, of: walk.Server.SomebodyElse);

        await walk.Through("2026-03-16");

        Assert.Equal(2, walk.Server.Mailbox.Sent.Count);
        var toRoux = walk.Server.Mailbox.Sent.Single(m => m.To.Contains("anne@roux.example"));
        var everything = $"{toRoux.Text()}{toRoux.Html()}{toRoux.Header("Subject")}{toRoux.Header("To")}";
        Assert.Contains("ROUX-1", everything, StringComparison.Ordinal);
        Assert.All(["BERG", "Berg", "222,00", "ELSE", "333,00"], w => Assert.DoesNotContain(w, everything, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lesson_33_34_Several_contacts_get_one_mail_and_a_copy_for_one_message_only_stays_with_that_message()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        var boss = new Contact(TestServer.New<ContactId>(), roux.Id, "Bea Roux", "bea@roux.example");
        await walk.Server.Save(walk.Server.Us, boss);
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Plan();
        await Edit(walk, roux, "2026-03-17", copies: [boss.Id]);

        await walk.Through("2026-03-31");

        Assert.Equal(2, walk.Server.Mailbox.Sent.Count);
        var (first, second) = (walk.Server.Mailbox.Sent[0], walk.Server.Mailbox.Sent[1]);
        Assert.Equal(["anne@roux.example", "bea@roux.example"], first.To);
        Assert.Contains("anne@roux.example", first.Header("To"), StringComparison.Ordinal);
        Assert.Contains("bea@roux.example", first.Header("Cc"), StringComparison.Ordinal);
        Assert.Equal(["anne@roux.example"], second.To);
    }

    [Fact]
    public async Task Lesson_36_What_left_is_archived_byte_for_byte()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");

        await walk.Through("2026-03-16");

        var mail = Assert.Single(walk.Server.Mailbox.Sent);
        var archived = await walk.Ask(db => db.ArchivedMimes.AsNoTracking().SingleAsync());
        Assert.Equal(mail.Id, archived.CommunicationId.Value);
        Assert.Equal(mail.Mime, archived.Bytes);
        Assert.Equal($"<{mail.Id:N}@duvernay.example>", mail.Header("Message-ID"));
        Assert.Equal($"{mail.At:ddd, dd MMM yyyy HH:mm:ss} +0000", mail.Header("Date"));
        Assert.Equal("true", mail.Header("X-AI-Generated"));
    }

    [Fact]
    public async Task Lesson_37_Editing_the_recipients_or_leaving_out_an_invoice_keeps_every_amount_right()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13", amount: 100);
        var second = await walk.Server.Invoice(roux, "F-2", dueOn: "2026-03-13", amount: 55);
        await walk.Plan();
        await walk.Server.Do<ExcludeInvoice, Done>(u => u.Run(second.Id, true, default));
        await Edit(walk, roux, "2026-03-17");

        await walk.Through("2026-03-17");

        var text = Assert.Single(walk.Server.Mailbox.Sent).Text();
        Assert.Contains("100,00 €", text, StringComparison.Ordinal);
        Assert.DoesNotContain("155,00", text, StringComparison.Ordinal);
        Assert.DoesNotContain("F-2", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lesson_37_An_edited_message_whose_figures_change_waits_for_its_person_and_is_not_touched_meanwhile()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13", amount: 100);
        await walk.Plan();
        await Edit(walk, roux, "2026-03-17");
        await walk.Pays(roux, 30);
        var version = (await walk.Waiting(roux)).Version;

        await walk.Through("2026-03-19", everyHours: 1);

        Assert.Empty(walk.Server.Mailbox.Sent);
        Assert.Equal(TaskKind.MessageOutdated, Assert.Single(await walk.Tasks()).Kind);
        // Whoever opened it for editing two days ago can still save.
        Assert.Equal(version, (await walk.Waiting(roux)).Version);
    }

    [Fact]
    public async Task Lesson_38_Writing_about_one_invoice_does_not_silence_the_others()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Through("2026-03-16");
        await walk.Server.Invoice(roux, "F-2", dueOn: "2026-03-18");

        await walk.Through("2026-03-30");

        Assert.Equal(
            [
                "Mon 2026-03-16 Overdue Courteous F-1",
                "Wed 2026-03-18 BeforeDue Courteous F-2",
                "Mon 2026-03-30 Overdue Professional F-1 F-2",
            ],
            await walk.Sent(roux)
        );
    }

    [Theory]
    [InlineData("DE", "1.234,50 €", "13. März 2026", "Guten Tag")]
    [InlineData("FR", "1 234,50 €", "13 mars 2026", "Bonjour")]
    [InlineData("GB", "1,234.50", "13 March 2026", "Dear")]
    public async Task Lesson_40_Words_dates_and_amounts_are_those_of_the_recipient_by_schedule_and_by_hand(
        string country,
        string amount,
        string date,
        string greeting
    )
    {
        await using var walk = await Walk.From("2026-03-16");
        var byHand = await walk.Server.Account("By hand", country);
        var bySchedule = await walk.Server.Account("By schedule", country, email: "anne@other.example");
        await walk.Server.Invoice(byHand, "F-1", dueOn: "2026-03-13", amount: 1234.5m);
        await walk.Server.Invoice(bySchedule, "F-1", dueOn: "2026-03-13", amount: 1234.5m);
        walk.GoTo("2026-03-16T09:00Z");
        await walk.Plan();
        var waiting = await walk.Waiting(byHand);
        await walk.Server.Do<SendCommunicationNow, Done>(u => u.Run(waiting.Id, waiting.Version, default));

        await walk.Through("2026-03-16");

        Assert.Equal(2, walk.Server.Mailbox.Sent.Count);
        foreach (var mail in walk.Server.Mailbox.Sent)
        {
            Assert.Contains(amount, mail.Text(), StringComparison.Ordinal);
            Assert.Contains(date, mail.Text() + mail.Html(), StringComparison.Ordinal);
            Assert.StartsWith(greeting, mail.Text(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("es", "it", "DE", "es")]
    [InlineData(null, "it", "DE", "it")]
    [InlineData(null, null, "DE", "de")]
    [InlineData(null, null, null, "fr")]
    public async Task Lesson_41_The_language_is_the_contacts_else_the_accounts_else_the_countrys_else_the_organizations(
        string? contact,
        string? account,
        string? country,
        string language
    )
    {
        await using var walk = await Walk.From("2026-03-16");
        var customer = new Account(
            TestServer.New<AccountId>(),
            new()
            {
                Name = "Roux",
                Country = country,
                Language = account,
            },
            walk.Now
        );
        await walk.Server.Save(
            walk.Server.Us,
            customer,
            new Contact(TestServer.New<ContactId>(), customer.Id, "Anne Roux", "anne@roux.example", language: contact)
        );
        await walk.Server.Invoice(customer, "F-1", dueOn: "2026-03-13");

        await walk.Through("2026-03-16");

        Assert.Equal(language, Assert.Single(await walk.Communications(customer), c => c.SentAt is not null).Language);
    }

    [Fact]
    public async Task Lesson_42_A_message_to_an_address_that_is_blocked_meanwhile_is_cancelled_visibly_and_a_task_asks_for_another()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Plan();
        await Bounce(walk);

        await walk.Through("2026-03-17");

        Assert.Empty(walk.Server.Mailbox.Sent);
        var message = Assert.Single(await walk.Communications(roux));
        Assert.Equal((CommunicationStatus.Cancelled, "no-contact"), (message.Status, message.StatusReason));
        Assert.Equal(TaskKind.MissingContact, Assert.Single(await walk.Tasks()).Kind);
    }

    [Fact]
    public async Task Lesson_42_When_somebody_else_can_be_reached_the_waiting_message_is_written_to_them()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Save(walk.Server.Us, new Contact(TestServer.New<ContactId>(), roux.Id, "Bea Roux", "bea@roux.example"));
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Plan();
        await Bounce(walk);

        await walk.Through("2026-03-16");

        var mail = Assert.Single(walk.Server.Mailbox.Sent);
        Assert.Equal(["bea@roux.example"], mail.To);
        Assert.Contains("Bea Roux", mail.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lesson_42_An_edited_message_to_a_blocked_address_asks_its_person()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Save(walk.Server.Us, new Contact(TestServer.New<ContactId>(), roux.Id, "Bea Roux", "bea@roux.example"));
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Plan();
        await Edit(walk, roux, "2026-03-17");
        await Bounce(walk);

        await walk.Through("2026-03-18");

        Assert.Empty(walk.Server.Mailbox.Sent);
        // What to do with the message, and with the address.
        Assert.Equal([TaskKind.MessageOutdated, TaskKind.AddressBounced], (await walk.Tasks()).Select(t => t.Kind).Order());
    }

    [Fact]
    public async Task Lesson_44_No_address_raises_a_task_not_an_erroneous_mail_and_again_when_it_is_lost_again()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account(email: null);
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");

        await walk.Through("2026-03-17");
        Assert.Equal(TaskKind.MissingContact, Assert.Single(await walk.Tasks()).Kind);
        await walk.Server.Do<SaveContact, Done>(u =>
            u.Run(roux.Id, null, new("Anne Roux", "anne@roux.example", null, null, null, null, true), default)
        );
        Assert.DoesNotContain(await walk.Tasks(), t => t.IsOpen);
        await walk.Through("2026-03-18");
        Assert.Single(walk.Server.Mailbox.Sent);

        await Bounce(walk);
        await walk.Through("2026-03-19");
        Assert.Single(await walk.Tasks(), t => t.IsOpen && t.Kind == TaskKind.MissingContact);
    }

    private static Task<int> Bounce(Walk walk) =>
        walk.Store(async db => (await db.Contacts.SingleAsync(c => c.Email == "anne@roux.example")).EmailBounced());

    private static async Task Edit(Walk walk, Account account, string day, IReadOnlyList<ContactId>? copies = null)
    {
        var waiting = await walk.Waiting(account);
        var to = waiting.Recipients.Select(r => r.Contact).ToList();
        await walk.Server.Do<EditCommunication, Done>(u =>
            u.Run(
                waiting.Id,
                new(TestServer.Day(day), new(10, 0), waiting.Subject, waiting.Text, to, copies ?? [], waiting.Version),
                default
            )
        );
    }
}
