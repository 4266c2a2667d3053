using System.Net;
using Amiable.Accounts;
using Amiable.Contacts;
using Amiable.FollowUp;
using Amiable.Inbound;
using Amiable.Invoices;
using Amiable.Mail.Mime;
using Amiable.Organizations;
using Amiable.Tasks;
using Amiable.Tests;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Communications;

/// <summary>What a member writes by hand. Each test has an account of its own; the clock stands on a Monday morning.</summary>
public sealed class WriteCommunicationTests : IAsyncLifetime
{
    private readonly TestServer _server = new();
    private MemberId _member;

    public async ValueTask InitializeAsync()
    {
        await _server.FoundOurs(Autonomy.Auto);
        _member = await _server.Read(db => db.Members.Select(m => m.Id).FirstAsync());
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_message_written_by_hand_leaves_once_is_archived_and_does_not_say_that_a_machine_wrote_it()
    {
        var (account, invoice) = await Owing();
        var wanted = await Letter(account, invoice);

        var written = (await Write(account, wanted)).Value!;
        await _server.SendWhatIsDue();

        Assert.True(written.HasLeft);
        var message = await Stored(written.Id);
        Assert.Equal((CommunicationStatus.Sent, Origin.Member, null), (message.Status, message.Origin, message.Stage));
        Assert.Equal((_member, true), (message.ApprovedBy!.Value, message.IsPinned));
        var mail = Assert.Single(_server.Mailbox.Sent, m => m.Id == written.Id.Value);
        var mime = MimeMessage.Parse(mail.Mime);
        Assert.Equal(
            mail.Mime,
            await _server.Read(db => db.ArchivedMimes.Where(a => a.CommunicationId == written.Id).Select(a => a.Bytes).SingleAsync())
        );
        var head = System.Text.Encoding.UTF8.GetString(mail.Mime).Split("\r\n\r\n")[0];
        Assert.DoesNotContain("Auto-Submitted", head, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("X-AI-Generated", head, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(mime);
    }

    [Fact]
    public async Task The_agent_s_next_message_waits_for_the_gap_after_it()
    {
        var (account, invoice) = await Owing();
        var planned = await _server.Plan(account);
        Assert.Equal("2026-03-02", $"{planned.SendOn:yyyy-MM-dd}");

        await Write(account, await Letter(account, invoice));
        await _server.SendWhatIsDue();

        var next = await _server.Again(planned);
        Assert.Equal(CommunicationStatus.Scheduled, next.Status);
        Assert.True(next.SendOn >= TestServer.Day("2026-03-04"), $"{next.SendOn:O}");
    }

    [Fact]
    public async Task The_same_form_sent_twice_even_at_once_is_one_message()
    {
        var (account, invoice) = await Owing();
        var wanted = await Letter(account, invoice);

        var both = await Task.WhenAll(Task.Run(() => Write(account, wanted)), Task.Run(() => Write(account, wanted)));
        var again = await Write(account, wanted);

        Assert.Equal(both[0].Value!.Id, both[1].Value!.Id);
        Assert.Equal(both[0].Value!.Id, again.Value!.Id);
        Assert.Single(_server.Mailbox.Sent, m => m.Id == again.Value!.Id.Value);
        Assert.Equal(
            1,
            await _server.Read(db => db.Communications.CountAsync(c => c.AccountId == account.Id && c.Origin == Origin.Member))
        );
    }

    [Fact]
    public async Task Only_contacts_of_the_account_are_written_to()
    {
        var (account, invoice) = await Owing();
        var (other, _) = await Owing();
        var stranger = await ContactOf(other);

        var refused = await Write(account, await Letter(account, invoice) with { Copies = [stranger] });

        Assert.Equal("communication.recipient", refused.Problem?.Code);
        Assert.DoesNotContain(_server.Mailbox.Sent, m => m.To.Any(to => to.Contains("elsewhere", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_invoice_of_another_account_cannot_be_written_about()
    {
        var (account, _) = await Owing();
        var (_, foreign) = await Owing();
        Assert.Equal("letter.not-owed", (await Write(account, await Letter(account, foreign))).Problem?.Code);
    }

    [Fact]
    public async Task An_invoice_paid_before_it_leaves_holds_it_back_with_a_task_that_stays()
    {
        var (account, invoice) = await Owing();
        var wanted = await Letter(account, invoice) with { LeavesAt = new DateTime(2026, 3, 2, 11, 0, 0) };
        var written = (await Write(account, wanted)).Value!;
        Assert.False(written.HasLeft);
        await _server.Do<EditPaidAmount, Done>(u => u.Run(invoice.Id, 1540m, TestServer.Day("2026-03-02"), default));
        _server.Clock.Advance(TimeSpan.FromHours(3));

        await _server.SendWhatIsDue();
        await _server.As(_server.Us, s => s.GetRequiredService<PlanFollowUps>().Run([account.Id], default));

        Assert.DoesNotContain(_server.Mailbox.Sent, m => m.Id == written.Id.Value);
        var message = await Stored(written.Id);
        Assert.Equal((CommunicationStatus.Scheduled, "FactsChanged"), (message.Status, message.StatusReason));
        var task = await _server.Read(db => db.Tasks.SingleAsync(t => t.CommunicationId == written.Id));
        Assert.Equal((TaskKind.MessageOutdated, true), (task.Kind, task.IsOpen));
        var page = await (await _server.SignedIn(_server.Us)).GetStringAsync($"/tasks/{task.Id.Value}");
        Assert.DoesNotContain(nameof(TaskAnswer.WriteAnew), page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_the_ledger_does_not_explain_are_shown_and_may_be_confirmed()
    {
        var (account, invoice) = await Owing();
        var wanted = await Letter(account, invoice) with { Text = "Vous aviez annoncé 12 345,67 € hier." };

        var doubtful = Assert.IsType<Doubtful>((await Write(account, wanted)).Problem);
        var doubt = Assert.Single(doubtful.Doubts);
        Assert.Equal(Doubt.Figures, doubt.What);
        Assert.Contains("12", doubt.Detail, StringComparison.Ordinal);
        // Other figures are another doubt.
        Assert.IsType<Doubtful>(
            (await Write(account, wanted with { Confirmed = [doubt], Text = wanted.Text + " Et 98 765,43 €." })).Problem
        );

        Assert.True((await Write(account, wanted with { Confirmed = [doubt] })).Value!.HasLeft);
    }

    [Fact]
    public async Task A_pause_and_the_gap_ask_for_a_confirmation_and_the_gap_is_not_waved_through_unseen()
    {
        var (account, invoice) = await Owing();
        await Write(account, await Letter(account, invoice));
        await _server.Do<PauseFollowUps, Done>(u => u.Run(account.Id, PauseReason.Other, null, null, default));
        var second = await Letter(account, invoice);

        var doubtful = Assert.IsType<Doubtful>((await Write(account, second)).Problem);

        Assert.Equal([Doubt.Paused, Doubt.TooSoon], doubtful.Doubts.Select(d => d.What));
        Assert.True((await Write(account, second with { Confirmed = doubtful.Doubts })).Value!.HasLeft);
    }

    [Fact]
    public async Task Nothing_written_by_hand_is_touched_by_the_planner_or_given_to_the_agent()
    {
        var (account, invoice) = await Owing();
        var wanted = await Letter(account, invoice) with { LeavesAt = new DateTime(2026, 3, 4, 11, 0, 0) };
        var written = (await Write(account, wanted)).Value!;
        await _server.Plan(account);

        var message = await Stored(written.Id);
        Assert.Equal(("Une question", CommunicationStatus.Scheduled), (message.Subject, message.Status));
        var refused = await _server.As(_server.Us, s => s.GetRequiredService<LetAgentRewrite>().Run(written.Id, message.Version, default));
        Assert.Equal("communication.by-hand", refused.Problem?.Code);
        await _server.Do<CancelCommunication, Done>(u => u.Run(written.Id, message.Version, default));
        Assert.False((await Stored(written.Id)).SkippedByMember);
    }

    [Fact]
    public async Task Who_observes_sends_nothing_by_hand_either()
    {
        var (account, invoice) = await Owing();
        var wanted = await Letter(account, invoice) with { LeavesAt = new DateTime(2026, 3, 2, 11, 0, 0) };
        var written = (await Write(account, wanted)).Value!;
        await _server.As(
            _server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                (await db.Organizations.SingleAsync()).Trust(Autonomy.Observe);
                return await db.SaveChangesAsync();
            }
        );
        _server.Clock.Advance(TimeSpan.FromHours(3));
        await _server.SendWhatIsDue();
        Assert.Equal("Observing", (await Stored(written.Id)).StatusReason);
        Assert.Equal("send.observing", (await Write(account, await Letter(account, invoice))).Problem?.Code);
    }

    [Fact]
    public async Task An_answer_goes_on_with_its_conversation_and_closes_the_question()
    {
        var box = await Postbox.Open(_server, _server.Us);
        var account = await _server.Account("Ateliers Roux", email: "anne@roux.example");
        var received = await box.Of(await box.Take(id: "hers@roux.example"));
        var client = await _server.SignedIn(_server.Us);
        var page = $"/accounts/{account.Id.Value}/write?answers={received.Id.Value}";
        var shown = WebUtility.HtmlDecode(await client.GetStringAsync(page));
        Assert.Contains("We pay on Friday.", shown, StringComparison.Ordinal);
        Assert.Contains("value=\"Re: your invoice\"", shown, StringComparison.Ordinal);

        var answer = await TestServer.Post(
            client,
            page,
            $"/accounts/{account.Id.Value}/write",
            [
                ("form", $"{Guid.CreateVersion7()}"),
                ("answers", $"{received.Id.Value}"),
                ($"contact-{(await ContactOf(account)).Value}", "to"),
                ("subject", "Re: your invoice"),
                ("text", "Merci, c’est noté."),
                ("language", "fr"),
                ("tone", "professional"),
                ("when", "now"),
                ("dealtWith", "true"),
                ("do", "send"),
            ]
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var message = await _server.Read(db => db.Communications.SingleAsync(c => c.AccountId == account.Id && c.Origin == Origin.Member));
        Assert.Equal((received.Thread, CommunicationStatus.Sent), (message.ThreadId!.Value, message.Status));
        var mime = System.Text.Encoding.UTF8.GetString(_server.Mailbox.Sent.Single(m => m.Id == message.Id.Value).Mime);
        Assert.Contains("In-Reply-To: <hers@roux.example>", mime, StringComparison.Ordinal);
        Assert.False((await _server.Read(db => db.Tasks.SingleAsync(t => t.CommunicationId == received.Id))).IsOpen);
        Assert.Contains("Written by hand", await client.GetStringAsync(message.Page()), StringComparison.Ordinal);
        Assert.Contains("Re: your invoice", await client.GetStringAsync($"/accounts/{account.Id.Value}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_agent_s_draft_fills_the_form_signed_by_the_member_and_without_scripts()
    {
        var (account, invoice) = await Owing();
        var client = await _server.SignedIn(_server.Us);
        var own = $"/accounts/{account.Id.Value}/write";
        var answer = await TestServer.Post(
            client,
            own,
            own,
            [
                ("form", $"{Guid.CreateVersion7()}"),
                ($"contact-{(await ContactOf(account)).Value}", "to"),
                ("about", $"{invoice.Id.Value}"),
                ("tone", "firm"),
                ("language", "en"),
                ("when", "now"),
                ("do", "draft"),
            ]
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains(invoice.Number, page[page.IndexOf("<textarea", StringComparison.Ordinal)..], StringComparison.Ordinal);

        var drafted = (
            await _server.As(
                _server.Us,
                async s =>
                {
                    s.GetRequiredService<CurrentMember>().Is(_member, "Marie Curie");
                    return await s.GetRequiredService<LetAgentDraft>().Run(account.Id, new([invoice.Id], Tone.Firm, "en", []), default);
                }
            )
        ).Value!;
        Assert.Contains("Marie Curie", drafted.Text, StringComparison.Ordinal);
        var wanted = await Letter(account, invoice) with
        {
            Text = drafted.Text,
            Subject = drafted.Subject,
            Tone = Tone.Firm,
            Language = "en",
        };
        Assert.True((await Write(account, wanted)).Value!.HasLeft); // the ledger explains every figure of it
    }

    private async Task<(Account, Invoice)> Owing()
    {
        var number = Guid.CreateVersion7().ToString("N")[^6..];
        var account = await _server.Account($"Company {number}", email: $"pay@{number}.example");
        return (account, await _server.Invoice(account, $"F-{number}", "2026-02-20", 1540));
    }

    private async Task<WriteCommunication.Wanted> Letter(Account account, Invoice invoice) =>
        new(
            Guid.CreateVersion7(),
            "Une question",
            "Bonjour, tout va bien ?",
            "fr",
            Tone.Courteous,
            [await ContactOf(account)],
            [],
            [invoice.Id]
        );

    private Task<ContactId> ContactOf(Account account) =>
        _server.Read(db => db.Contacts.Where(c => c.AccountId == account.Id).Select(c => c.Id).FirstAsync());

    private Task<Result<WrittenByHand>> Write(Account account, WriteCommunication.Wanted wanted) =>
        _server.As(
            _server.Us,
            s =>
            {
                s.GetRequiredService<CurrentMember>().Is(_member, "Marie Curie");
                return s.GetRequiredService<WriteCommunication>().Run(account.Id, wanted, default);
            }
        );

    private Task<Communication> Stored(CommunicationId id) => _server.Read(db => db.Communications.SingleAsync(c => c.Id == id));
}
