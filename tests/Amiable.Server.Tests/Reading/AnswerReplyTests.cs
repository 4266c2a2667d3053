using System.Text;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Mail.Mime;
using Amiable.Organizations;
using Amiable.Replies;
using Amiable.Tasks;
using Amiable.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Reading;

/// <summary>From what a customer answers to what is recorded, and what the agent answers.</summary>
public sealed class AnswerReplyTests(AnsweringOffice office) : IClassFixture<AnsweringOffice>
{
    private const string Promise = "Bonjour,\n\nNous paierons la facture F-1 le 12 mars 2026.\n\nAnne Roux";

    [Fact]
    public async Task A_promise_is_noted_and_confirmed_asks_nobody_and_its_kept_word_is_thanked_for()
    {
        var (account, received) = await office.Answers(Promise);
        Assert.Empty(await office.Tasks(account));
        Assert.Equal([TestServer.Day("2026-03-12"), null], (await office.Invoices(account)).Select(i => i.PromisedOn));
        var promise = Assert.Single(await office.Declarations(account));
        Assert.Equal(
            (DeclarationKind.Promise, TestServer.Day("2026-03-12"), received.Id, true),
            (promise.Kind, promise.On!.Value, promise.CommunicationId!.Value, promise.IsOpen)
        );

        var answer = Assert.Single(await office.AnswersTo(account));
        Assert.Equal((CommunicationStatus.AwaitingApproval, received.Thread), (answer.Status, answer.Thread));
        Assert.StartsWith("Re: ", answer.Subject, StringComparison.Ordinal);
        Assert.Equal(received.From!.Address, Assert.Single(answer.Recipients).Address);
        Assert.Contains("sera réglée le 12 mars 2026", answer.Text, StringComparison.Ordinal);
        Assert.Contains("assistant", answer.Text, StringComparison.Ordinal);

        // Approved, it leaves at once and goes on with their message.
        await office.Server.Do<ApproveCommunication, Done>(u => u.Run(answer.Id, answer.Version, default));
        var mail = MimeMessage.Parse(Assert.Single(await office.Send(account)).Mime);
        Assert.Equal("auto-replied", mail.Headers.All("Auto-Submitted").Single().Text);
        Assert.Contains(received.MailId!, mail.InReplyTo);

        // The payment arrives in time.
        var invoice = (await office.Invoices(account))[0];
        await office.Server.Do<EditPaidAmount, Done>(u => u.Run(invoice.Id, 100, TestServer.Day("2026-03-02"), default));
        Assert.Equal(DeclarationResolution.InvoicesSettled, (await office.Declarations(account))[0].Resolution);
        var thanks = (await office.AnswersTo(account)).Single(a => a.Id != answer.Id);
        Assert.Equal((Stage.Thanks, CommunicationStatus.AwaitingApproval), (thanks.Stage!.Value, thanks.Status));
        // Two business days lie between any two messages.
        Assert.Equal(TestServer.Day("2026-03-04"), thanks.SendOn);
        Assert.Contains("comme", thanks.Text, StringComparison.Ordinal);
    }

    private const string InParts = "Bonjour,\n\nPourrions-nous payer en deux mensualités, la première le 12 mars 2026 ?\n\nAnne Roux";

    [Fact]
    public async Task Payment_in_parts_is_agreed_to_each_part_is_waited_for_and_one_that_does_not_come_is_a_question()
    {
        await office.Server.As(
            office.Server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                (await db.Organizations.SingleAsync()).AnswerBy(ReplyRules.Standard with { MostInstalments = 3 });
                return await db.SaveChangesAsync();
            }
        );
        var (account, received) = await office.Answers(InParts);
        Assert.Empty(await office.Tasks(account));
        var agreed = Assert.Single(await office.Declarations(account));
        Assert.Equal((DeclarationKind.Parts, received.Id), (agreed.Kind, agreed.CommunicationId!.Value));
        Assert.Equal(
            [(TestServer.Day("2026-03-12"), 175m), (TestServer.Day("2026-04-12"), 175m)],
            agreed.Parts.Select(p => (p.On, p.Amount.Major))
        );
        var answer = Assert.Single(await office.AnswersTo(account));
        Assert.Contains("12 mars 2026 : 175,00", answer.Text.Replace('\u00a0', ' ').Replace('\u202f', ' '), StringComparison.Ordinal);
        Assert.All(
            await office.Invoices(account),
            i => Assert.Equal((true, TestServer.Day("2026-03-12")), (i.IsPaidInParts, i.PromisedOn))
        );

        // The first part arrives: the second is waited for.
        var invoice = (await office.Invoices(account))[1];
        await office.Server.Do<EditPaidAmount, Done>(u => u.Run(invoice.Id, 175, TestServer.Day("2026-03-02"), default));
        Assert.All(await office.Invoices(account), i => Assert.Equal(TestServer.Day("2026-04-12"), i.PromisedOn));
        Assert.True((await office.Declarations(account))[0].IsOpen);
        // Taken back, it is waited for again.
        await office.Server.Do<EditPaidAmount, Done>(u => u.Run(invoice.Id, 0, TestServer.Day("2026-03-02"), default));
        Assert.All(await office.Invoices(account), i => Assert.Equal(TestServer.Day("2026-03-12"), i.PromisedOn));
        Assert.Empty(await office.Tasks(account));
    }

    [Fact]
    public async Task A_member_agrees_to_other_parts_and_the_agent_tells_who_asked()
    {
        var (account, received, task) = await office.IsAsked(InParts.Replace("12 mars", "12 août", StringComparison.Ordinal));
        Assert.Equal(TaskKind.PaymentPlanRequest, task.Kind);
        await office.Server.Do<AnswerTask, Done>(u =>
            u.Run(
                task.Id,
                TaskAnswer.AgreePlan,
                default,
                new(TestServer.Day("2026-03-31"), Parts: 3, Every: InstalmentRhythm.Monthly, Tell: true)
            )
        );
        var agreed = Assert.Single(await office.Declarations(account));
        Assert.Equal(
            ["03-31 116.66", "04-30 116.66", "05-31 116.68"],
            agreed.Parts.Select(p => FormattableString.Invariant($"{p.On:MM-dd} {p.Amount.Major}"))
        );
        var told = (await office.AnswersTo(account)).Single(a => a.ApprovedBy is not null);
        Assert.Equal((CommunicationStatus.Scheduled, received.Thread), (told.Status, told.Thread));
        Assert.Contains("31 mai 2026", told.Text, StringComparison.Ordinal);
        // It leaves although no kind of reply is trusted: a member decided it.
        Assert.Single(await office.Send(account));
    }

    [Fact]
    public async Task A_payment_that_is_announced_rests_and_is_looked_for_and_goes_on_when_it_is_not_there()
    {
        var (account, _, task) = await office.IsAsked(
            "Bonjour,\n\nNous avons réglé la facture F-1 par virement le 26 février.\n\nAnne Roux"
        );
        Assert.Equal(TaskKind.PaymentAnnounced, task.Kind);
        Assert.Equal([TestServer.Day("2026-03-09"), null], (await office.Invoices(account)).Select(i => i.RestsUntil));
        Assert.All(await office.Invoices(account), i => Assert.False(i.IsSettled));
        Assert.Contains("été réglée", Assert.Single(await office.AnswersTo(account)).Text, StringComparison.Ordinal);

        await office.Server.Do<AnswerTask, Done>(u => u.Run(task.Id, TaskAnswer.NotArrived, default));
        Assert.All(await office.Invoices(account), i => Assert.Null(i.RestsUntil));
        Assert.Equal(DeclarationResolution.ResumeAuthorized, Assert.Single(await office.Declarations(account)).Resolution);
    }

    [Fact]
    public async Task A_payment_that_arrived_pays_what_credit_notes_have_left()
    {
        var (account, _, task) = await office.IsAsked(
            "Bonjour,\n\nNous avons réglé la facture F-1 par virement le 26 février.\n\nAnne Roux"
        );
        var invoice = (await office.Invoices(account))[0];
        await office.Server.As(
            office.Server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                var note = new Credits.CreditNote(
                    TestServer.New<CreditId>(),
                    account.Id,
                    "A-1",
                    new(40_00, "EUR"),
                    TestServer.Day("2026-03-01"),
                    office.Server.Clock.GetUtcNow()
                );
                db.Add(note);
                Assert.Null(
                    (await db.Invoices.SingleAsync(i => i.Id == invoice.Id)).Allocate(note, new(40_00, "EUR"), TestServer.Day("2026-03-01"))
                );
                return await db.SaveChangesAsync();
            }
        );
        await office.Server.Do<AnswerTask, Done>(u =>
            u.Run(task.Id, TaskAnswer.PaymentArrived, default, new(TestServer.Day("2026-03-02")))
        );
        var paid = (await office.Invoices(account))[0];
        Assert.True(paid.IsSettled);
        Assert.Equal(new Money(60_00, "EUR"), paid.PaidByPayments);
        Assert.Equal(DeclarationResolution.InvoicesSettled, Assert.Single(await office.Declarations(account)).Resolution);
    }

    [Fact]
    public async Task A_later_word_about_the_same_invoice_counts_instead_of_the_earlier_one()
    {
        var (account, _) = await office.Answers(Promise);
        await office.Writes(account, "Bonjour,\n\nFinalement, nous réglerons la facture F-1 le 16 mars 2026.\n\nAnne Roux");
        Assert.Equal(TestServer.Day("2026-03-16"), (await office.Invoices(account))[0].PromisedOn);
        var declarations = await office.Declarations(account);
        Assert.Equal([DeclarationResolution.Superseded, null], declarations.OrderBy(d => d.On).Select(d => d.Resolution));
        // A conversation of its own: the first mail answered nothing.
        Assert.Equal(2, (await office.AnswersTo(account)).Count);
    }

    [Fact]
    public async Task Who_names_an_invoice_that_is_paid_promises_nothing_for_the_others()
    {
        var account = await office.Owing();
        var invoice = (await office.Invoices(account))[0];
        await office.Server.Do<EditPaidAmount, Done>(u => u.Run(invoice.Id, 100, TestServer.Day("2026-03-01"), default));
        await office.Writes(account, Promise);
        Assert.All(await office.Invoices(account), i => Assert.Null(i.PromisedOn));
        Assert.Empty(await office.AnswersTo(account));
        Assert.Equal(TaskKind.UnclearReply, Assert.Single(await office.Tasks(account)).Kind);
    }

    [Fact]
    public async Task A_statement_says_what_is_open_when_it_leaves()
    {
        var (account, _) = await office.Answers("Hello,\n\nCould you please send us a statement of account?\n\nThanks, Anne");
        var answer = Assert.Single(await office.AnswersTo(account));
        Assert.Empty(await office.Tasks(account));
        var file = Assert.Single(answer.Files);
        Assert.True(file.IsStatement);

        // What is paid in between is not in it.
        var invoices = await office.Invoices(account);
        await office.Server.Do<EditPaidAmount, Done>(u => u.Run(invoices[0].Id, 100, TestServer.Day("2026-03-01"), default));
        await office.Server.Do<ApproveCommunication, Done>(u => u.Run(answer.Id, answer.Version, default));
        var mail = MimeMessage.Parse(Assert.Single(await office.Send(account)).Mime);
        var statement = Encoding.UTF8.GetString(Assert.Single(mail.Attachments).Content().Span);
        Assert.Contains(invoices[1].Number, statement, StringComparison.Ordinal);
        Assert.DoesNotContain(invoices[0].Number, statement, StringComparison.Ordinal);
        Assert.Contains("250,00", statement, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_goes_with_the_answer_where_there_is_one_and_a_person_is_asked_where_there_is_none()
    {
        const string asks = "Hello,\n\nCould you please send us a copy of invoice F-2? We cannot find it.\n\nAnne";
        var (without, _, task) = await office.IsAsked(asks);
        Assert.Equal(TaskKind.MissingDocument, task.Kind);
        Assert.Empty(await office.AnswersTo(without));

        var with = await office.Owing();
        foreach (var invoice in await office.Invoices(with))
            await office.Server.Do<AttachDocument, Done>(u =>
                u.Run(invoice.Id, $"{invoice.Number}.pdf", "%PDF-1.4\n%%EOF"u8.ToArray(), default)
            );
        await office.Writes(with, asks);
        Assert.Empty(await office.Tasks(with));
        // Of the one that was named, and of no other.
        var copy = Assert.Single(Assert.Single(await office.AnswersTo(with)).Files);
        Assert.Equal($"{(await office.Invoices(with))[1].Number}.pdf", copy.FileName);
    }

    [Fact]
    public async Task Where_it_is_trusted_it_answers_by_itself_and_once_a_day_in_a_conversation()
    {
        await Trust(ReplyClass.Promise, Autonomy.Auto);
        try
        {
            var (account, received) = await office.Answers(Promise);
            Assert.Single(await office.Send(account));
            await office.Writes(
                account,
                "Bonjour,\n\nFinalement, nous réglerons la facture F-1 le 16 mars 2026.\n\nAnne Roux",
                headers: $"In-Reply-To: <{received.MailId}>\r\nReferences: <{received.MailId}>\r\n"
            );
            Assert.Equal(TestServer.Day("2026-03-16"), (await office.Invoices(account))[0].PromisedOn);
            Assert.Single(await office.AnswersTo(account));
            Assert.Single(await office.Send(account));
        }
        finally
        {
            await Trust(ReplyClass.Promise, Autonomy.Approve);
        }
    }

    [Fact]
    public async Task An_answer_that_may_no_longer_leave_alone_waits_for_a_member()
    {
        await Trust(ReplyClass.Promise, Autonomy.Auto);
        var (account, _) = await office.Answers(Promise);
        Assert.Equal(CommunicationStatus.Scheduled, Assert.Single(await office.AnswersTo(account)).Status);
        await Trust(ReplyClass.Promise, Autonomy.Approve);
        Assert.Empty(await office.Send(account));
        var answer = Assert.Single(await office.AnswersTo(account));
        Assert.Equal(CommunicationStatus.AwaitingApproval, answer.Status);
        await office.Server.Do<ApproveCommunication, Done>(u => u.Run(answer.Id, answer.Version, default));
        Assert.Single(await office.Send(account));
    }

    [Fact]
    public async Task An_answer_that_is_no_longer_so_does_not_leave()
    {
        var (account, _) = await office.Answers(Promise);
        var answer = Assert.Single(await office.AnswersTo(account));
        await office.Server.Do<ApproveCommunication, Done>(u => u.Run(answer.Id, answer.Version, default));
        var promise = Assert.Single(await office.Declarations(account));
        await office.Server.Do<ResolveDeclaration, Done>(u =>
            u.Run(promise.Id, DeclarationResolution.Rejected, "They say so each month.", null, default)
        );
        Assert.Empty(await office.Send(account));
        Assert.Equal(CommunicationStatus.Cancelled, Assert.Single(await office.AnswersTo(account)).Status);
    }

    [Fact]
    public async Task A_note_of_absence_moves_the_next_message_and_is_never_answered()
    {
        var (account, received) = await office.Answers(
            "Bonjour,\n\nJe suis absente jusqu'au 13 mars 2026.\n\nAnne Roux",
            headers: "Auto-Submitted: auto-replied\r\n"
        );
        Assert.True(received.IsAutomatic);
        Assert.Empty(await office.Tasks(account));
        Assert.Empty(await office.AnswersTo(account));
        await office.Server.As(office.Server.Us, s => s.GetRequiredService<PlanFollowUps>().Run([account.Id], default));
        var next = await office.Box.Ask(db =>
            db.Communications.AsNoTracking().SingleAsync(c => c.AccountId == account.Id && c.Origin == Origin.Agent)
        );
        Assert.Equal(TestServer.Day("2026-03-16"), next.SendOn);
        Assert.Contains(next.Facts.Because, r => r.Kind == ReasonKind.PersonAway);
    }

    [Fact]
    public async Task Who_observes_is_asked_and_nothing_waits_to_leave()
    {
        await Trust(ReplyClass.Promise, Autonomy.Observe);
        try
        {
            var (account, _, task) = await office.IsAsked(Promise);
            Assert.Equal((TaskKind.UnclearReply, "2026-03-12"), (task.Kind, task.Facts["date"]));
            Assert.Empty(await office.AnswersTo(account));
            Assert.Empty(await office.Declarations(account));
        }
        finally
        {
            await Trust(ReplyClass.Promise, Autonomy.Approve);
        }
    }

    [Fact]
    public async Task A_member_changes_the_words_of_an_answer_and_sees_what_it_answers_and_says()
    {
        var (account, received) = await office.Answers(Promise);
        var answer = Assert.Single(await office.AnswersTo(account));
        var client = await office.Server.SignedIn(office.Server.Us);
        var panel = System.Net.WebUtility.HtmlDecode(await client.GetStringAsync($"/communications/{answer.Id.Value}"));
        Assert.Contains($"/communications/{received.Id.Value}", panel, StringComparison.Ordinal);
        Assert.Contains("is noted, and waited for", panel, StringComparison.Ordinal);
        var list = System.Net.WebUtility.HtmlDecode(await client.GetStringAsync($"/communications?show=to-approve&q={account.Name}"));
        Assert.Contains("Answer of the agent", list, StringComparison.Ordinal);
        Assert.Contains("Once approved", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Written by hand", list, StringComparison.Ordinal);
        Assert.Contains(
            "Promise to pay",
            System.Net.WebUtility.HtmlDecode(await client.GetStringAsync($"/communications/{received.Id.Value}")),
            StringComparison.Ordinal
        );

        var contact = Assert.Single(answer.Recipients).Contact;
        await office.Server.Do<EditCommunication, Done>(u =>
            u.Run(
                answer.Id,
                new(answer.SendOn, new(9, 0), answer.Subject, "Merci, c’est noté.\n\nLéa", [contact], [], answer.Version),
                default
            )
        );
        var edited = Assert.Single(await office.AnswersTo(account));
        Assert.Equal(("Merci, c’est noté.\n\nLéa", CommunicationStatus.AwaitingApproval), (edited.Text, edited.Status));
    }

    private Task Trust(ReplyClass kind, Autonomy autonomy) =>
        office.Server.As(
            office.Server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                var organization = await db.Organizations.SingleAsync();
                organization.AnswerBy(organization.ReplyRules.With(kind, autonomy));
                return await db.SaveChangesAsync();
            }
        );
}
