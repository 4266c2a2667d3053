using System.Net;
using System.Text;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.FollowUp;
using Amiable.Organizations;
using Amiable.Referents;
using Amiable.Tasks;
using Amiable.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Inbound;

/// <summary>From a mail that is handed over to what becomes of it.</summary>
public sealed class InboundMailTests
{
    private static async Task<(TestServer Server, Postbox Box)> Start()
    {
        var server = await People.Empty();
        await server.FoundOurs();
        return (server, await Postbox.Open(server, server.Us));
    }

    [Fact]
    public async Task A_contact_s_answer_becomes_a_message_of_the_account_and_asks_to_be_read()
    {
        var (server, box) = await Start();
        var account = await server.Account();

        var mail = await box.Take(
            text: "We pay on Friday.\r\n\r\nLe lun. 2 mars 2026 à 09:00, Léa <lea@duvernay.example> a écrit :\r\n> Bonjour"
        );

        Assert.Equal((InboundState.Matched, MatchReason.Sender), (mail.State, mail.Why!.Value));
        var received = await box.Of(mail);
        Assert.Equal((account.Id, CommunicationStatus.Received, Origin.Customer), (received.AccountId, received.Status, received.Origin));
        Assert.Equal("We pay on Friday.", received.Text);
        Assert.Equal(("Anne Roux", "anne@roux.example"), (received.From!.Name, received.From.Address));
        Assert.NotNull(received.From.Contact);
        Assert.False(received.IsAutomatic);
        var task = await box.Ask(db => db.Tasks.SingleAsync(t => t.Kind == TaskKind.UnclearReply));
        Assert.Equal((received.Id, account.Id, true), (task.CommunicationId!.Value, task.AccountId!.Value, task.IsOpen));
    }

    [Fact]
    public async Task The_signed_tag_in_the_address_finds_the_thread_though_the_sender_is_a_stranger()
    {
        var (server, box) = await Start();
        var (account, _, message) = await server.Planned("Ateliers Roux");
        var tagged = ReplyTag.Put("lea@duvernay.example", message.Id, box.ReplyKey)!;

        var mail = await box.Take(from: "boss@elsewhere.example", headers: $"Delivered-To: {tagged.ToUpperInvariant()}\r\n");

        Assert.Equal(MatchReason.Tag, mail.Why);
        var received = await box.Of(mail);
        Assert.Equal((account.Id, message.Id), (received.AccountId, received.ThreadId!.Value));
        Assert.Null(received.From!.Contact);
    }

    [Fact]
    public async Task A_tag_signed_by_somebody_else_is_no_tag()
    {
        var (server, box) = await Start();
        var (_, _, message) = await server.Planned("Ateliers Roux");
        var forged = ReplyTag.Put("lea@duvernay.example", message.Id, new byte[32])!;
        Assert.Equal(InboundState.Unmatched, (await box.Take(from: "x@elsewhere.example", headers: $"Cc: {forged}\r\n")).State);
    }

    [Fact]
    public async Task The_message_it_answers_finds_the_account_and_so_does_an_answer_to_that_answer()
    {
        var (server, box) = await Start();
        var (account, _, message) = await server.Planned("Ateliers Roux");

        var first = await box.Take(
            from: "boss@elsewhere.example",
            headers: $"References: <unknown@x.example> <{message.Id.Value:N}@duvernay.example>\r\n",
            id: "first@elsewhere.example"
        );
        var second = await box.Take(from: "other@elsewhere.example", headers: "In-Reply-To: <first@elsewhere.example>\r\n");

        Assert.Equal((MatchReason.Thread, MatchReason.Thread), (first.Why!.Value, second.Why!.Value));
        Assert.All(
            [await box.Of(first), await box.Of(second)],
            received => Assert.Equal((account.Id, message.Id), (received.AccountId, received.ThreadId!.Value))
        );
    }

    [Fact]
    public async Task A_contact_of_several_accounts_is_told_apart_by_the_invoice_it_names()
    {
        var (server, box) = await Start();
        var first = await server.Account("First");
        var second = await server.Account("Second");
        await server.Invoice(second, "FA-2026-014", dueOn: "2026-03-13");

        Assert.Equal(InboundState.Unmatched, (await box.Take()).State);
        var named = await box.Take(subject: "fa-2026-014");
        Assert.Equal(MatchReason.SenderAndInvoice, named.Why);
        Assert.Equal(second.Id, (await box.Of(named)).AccountId);
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task A_colleague_is_known_by_domain_and_invoice_and_by_a_domain_of_one_account_only()
    {
        var (server, box) = await Start();
        var roux = await server.Account();
        var byDomain = await box.Take(from: "Paul@ROUX.example");
        Assert.Equal((roux.Id, MatchReason.Domain), ((await box.Of(byDomain)).AccountId, byDomain.Why!.Value));

        await server.Account("Roux Holding", email: "dina@roux.example");
        await server.Invoice(roux, "FA-2026-014", dueOn: "2026-03-13");
        Assert.Equal(InboundState.Unmatched, (await box.Take(from: "paul@roux.example")).State);
        var byBoth = await box.Take(from: "paul@roux.example", text: "FA-2026-014 is paid.");
        Assert.Equal((roux.Id, MatchReason.DomainAndInvoice), ((await box.Of(byBoth)).AccountId, byBoth.Why!.Value));
    }

    [Fact]
    public async Task A_stranger_with_an_address_anybody_can_have_waits_with_the_accounts_it_may_be()
    {
        var (server, box) = await Start();
        var account = await server.Account(email: "ateliers.roux@gmail.com");
        await server.Invoice(account, "FA-2026-014", dueOn: "2026-03-13");

        var mail = await box.Take(from: "paul@gmail.com", text: "FA-2026-014 is paid.");

        Assert.Equal(InboundState.Unmatched, mail.State);
        Assert.Equal([new MatchCandidate(account.Id, MatchReason.Invoice)], mail.Candidates);
        Assert.Equal("FA-2026-014 is paid.", mail.Excerpt);
        Assert.False(await box.Ask(db => db.Communications.AnyAsync()));
    }

    [Fact]
    public async Task What_belongs_to_another_organization_is_never_found()
    {
        var (server, box) = await Start();
        var theirs = await server.Account(of: server.SomebodyElse);
        await server.Invoice(theirs, "FA-2026-014", dueOn: "2026-03-13", of: server.SomebodyElse);
        var message = TestServer.New<CommunicationId>();
        await server.Save(
            server.SomebodyElse,
            Communication.Received(
                message,
                theirs.Id,
                new()
                {
                    From = new(null, "", "anne@roux.example"),
                    Subject = "x",
                    Text = "x",
                    MailId = "theirs@roux.example",
                    Fingerprint = "x",
                    Day = TestServer.Day("2026-03-02"),
                    At = server.Clock.GetUtcNow(),
                }
            )
        );

        var mail = await box.Take(
            text: "FA-2026-014",
            headers: $"Cc: {ReplyTag.Put("lea@duvernay.example", message, box.ReplyKey)}\r\n"
                + $"In-Reply-To: <theirs@roux.example> <{message.Value:N}@duvernay.example>\r\n"
        );

        Assert.Equal((InboundState.Unmatched, MatchReason.Unknown), (mail.State, mail.Why!.Value));
        Assert.Empty(mail.Candidates);
    }

    [Fact]
    public async Task Our_own_team_is_no_customer_and_the_agent_never_takes_in_what_it_wrote()
    {
        var (server, box) = await Start();
        var account = await server.Account();
        await server.Save(server.Us, new Referent(TestServer.New<ReferentId>(), account.Id, "Rita", "Ref", "rita@duvernay.example", true));

        foreach (var own in new[] { "claire@duvernay-conseil.example", "Rita@duvernay.example" })
        {
            var mail = await box.Take(from: own);
            Assert.Equal((InboundState.Unmatched, MatchReason.OwnTeam), (mail.State, mail.Why!.Value));
        }
        Assert.Equal(InboundState.SetAside, (await box.Take(from: "LEA+abc@duvernay.example")).State);
        Assert.False(await box.Ask(db => db.Communications.AnyAsync()));
    }

    [Fact]
    public async Task Two_robots_do_not_keep_each_other_busy()
    {
        var (server, box) = await Start();
        await server.Account();
        for (var i = 0; i < 3; i++)
        {
            var mail = await box.Take(subject: "Automatic reply: away", headers: "Auto-Submitted: auto-replied\r\n");
            Assert.True((await box.Of(mail)).IsAutomatic);
        }
        Assert.Empty(server.Mailbox.Sent);
        Assert.False(await box.Ask(db => db.Tasks.AnyAsync(t => t.Kind == TaskKind.UnclearReply)));
        Assert.False(await box.Ask(db => db.Communications.AnyAsync(c => c.Origin != Origin.Customer)));
    }

    [Fact]
    public async Task A_bounce_is_nobody_s_answer()
    {
        var (server, box) = await Start();
        await server.Account();
        const string bounce =
            "From: MAILER-DAEMON@duvernay.example\r\nTo: lea@duvernay.example\r\nSubject: Undelivered Mail Returned to Sender\r\n"
            + "Message-ID: <b1@mx.example>\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nNo such user\r\n"
            + "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; anne@roux.example\r\n"
            + "Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 No such user\r\n\r\n--b--\r\n";
        Assert.Equal(InboundState.Report, (await box.Take(Encoding.ASCII.GetBytes(bounce))).State);
        Assert.False(await box.Ask(db => db.Communications.AnyAsync()));
    }

    [Fact]
    public async Task The_same_mail_by_every_way_and_at_once_is_one_message()
    {
        var (server, box) = await Start();
        await server.Account();
        var mail = Postbox.Letter("anne@roux.example", "Once", "Once.", id: "Once@Roux.example");
        var again = Postbox.Letter(
            "anne@roux.example",
            "Once",
            "Once.",
            headers: "Received: by another.example\r\n",
            id: "once@roux.example"
        );
        var nameless = Encoding.UTF8.GetBytes(
            "From: anne@roux.example\r\nDate: Mon, 2 Mar 2026 09:00:00 +0100\r\nSubject: No id\r\n\r\nTwice.\r\n"
        );

        await Task.WhenAll(
            box.Post(mail),
            box.Post(again),
            box.Post(nameless),
            box.Post([.. "Received: from x\r\n"u8, .. nameless]),
            Arrives(server, box, mail, uid: 7),
            Arrives(server, box, nameless, uid: 8)
        );

        Assert.Equal(2, await box.Ask(db => db.InboundMails.CountAsync()));
        await server.As(server.Us, s => s.GetRequiredService<MatchWaitingMails>().Run(default));
        server.Clock.Advance(TimeSpan.FromMinutes(2));
        await server.As(server.Us, s => s.GetRequiredService<MatchWaitingMails>().Run(default));
        Assert.Equal(2, await box.Ask(db => db.Communications.CountAsync()));
        var cursor = await box.Ask(db => db.MailboxCursors.SingleAsync());
        Assert.Equal((5, true), (cursor.UidValidity, cursor.LastUid is 7 or 8));
    }

    private static Task<InboundMailId?> Arrives(TestServer server, Postbox box, byte[] mail, uint uid) =>
        server.As(
            server.Us,
            s =>
                s.GetRequiredService<TakeMailboxEvent>()
                    .Run(box.Channel, new Mail.Imap.MailArrived(new(5, uid), new(uid, mail.Length, [], null), mail, false), default)
        );

    [Fact]
    public async Task What_a_crash_left_stored_is_matched_later()
    {
        var (server, box) = await Start();
        await server.Account();
        await Arrives(server, box, Postbox.Letter("anne@roux.example", "Late", "Late."), uid: 1);
        Assert.Equal(0, await server.As(server.Us, s => s.GetRequiredService<MatchWaitingMails>().Run(default)));
        server.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await server.As(server.Us, s => s.GetRequiredService<MatchWaitingMails>().Run(default)));
        Assert.Equal("Late.", (await box.Ask(db => db.Communications.SingleAsync())).Text);
    }

    [Fact]
    public async Task Only_who_knows_the_secret_hands_mails_over_and_none_that_is_too_large()
    {
        var (server, box) = await Start();
        var mail = Postbox.Letter("anne@roux.example", "x", "x");
        foreach (var wrong in new[] { "/inbound/x", box.Path[..^1] + (box.Path[^1] == 'A' ? 'B' : 'A'), box.Path[..20] })
            Assert.Equal(HttpStatusCode.NotFound, (await box.Client.PostAsync(wrong, new ByteArrayContent(mail))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await box.Post([])).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await box.Post(new byte[TakePostedMail.MostBytes + 1])).StatusCode);
        await box.Ask(async db =>
        {
            (await db.MailChannels.SingleAsync()).InboundWay = Channels.InboundWay.Imap;
            return await db.SaveChangesAsync();
        });
        Assert.Equal(HttpStatusCode.NotFound, (await box.Post(mail)).StatusCode);
        Assert.False(await box.Ask(db => db.InboundMails.AnyAsync()));
    }

    [Fact]
    public async Task Whoever_tries_secrets_at_the_address_for_mails_has_to_wait()
    {
        var (server, _) = await Start();
        using var guesser = server.CreateClient();
        guesser.DefaultRequestHeaders.Add(TestSignIn.Address, "203.0.113.7");
        for (var n = 0; n < 600; n++)
            Assert.Equal(HttpStatusCode.NotFound, (await Guess(n)).StatusCode);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await Guess(601)).StatusCode);
        // Another place is another place.
        using var other = server.CreateClient();
        other.DefaultRequestHeaders.Add(TestSignIn.Address, "203.0.113.8");
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync("/inbound/x", new ByteArrayContent([1]))).StatusCode);

        Task<HttpResponseMessage> Guess(int n) => guesser.PostAsync($"/inbound/{n}", new ByteArrayContent([1]));
    }

    [Fact]
    public async Task A_mail_of_25_megabytes_comes_in_with_its_file()
    {
        var (server, box) = await Start();
        await server.Account();
        var file = new byte[18 * 1024 * 1024];
        "%PDF-1.7"u8.CopyTo(file);
        var head =
            "From: anne@roux.example\r\nMessage-ID: <large@roux.example>\r\nSubject: Scan\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
            + "--b\r\nContent-Type: text/plain\r\n\r\nHere.\r\n--b\r\nContent-Type: image/png; name=\"photo.png\"\r\nContent-Transfer-Encoding: base64\r\n"
            + "Content-Disposition: attachment\r\n\r\n";
        var mail = await box.Take([
            .. Encoding.ASCII.GetBytes(head),
            .. Encoding.ASCII.GetBytes(Convert.ToBase64String(file, Base64FormattingOptions.InsertLineBreaks)),
            .. "\r\n--b--\r\n"u8,
        ]);
        Assert.True(mail.Bytes.Length > 24 * 1024 * 1024);
        var attached = Assert.Single((await box.Of(mail)).Files);
        Assert.Equal(new AttachedFile("photo.png", "application/pdf", file.Length), attached);

        var client = await server.SignedIn(server.Us);
        using var answer = await client.GetAsync($"/communications/{mail.CommunicationId!.Value.Value}/files/1");
        Assert.Equal(file.Length, (await answer.Content.ReadAsByteArrayAsync()).Length);
        Assert.StartsWith("attachment", answer.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.StartsWith("sandbox;", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await client.GetAsync($"/communications/{mail.CommunicationId.Value.Value}/files/2")).StatusCode
        );
    }

    [Fact]
    public async Task Whatever_bytes_come_in_are_kept_and_shown()
    {
        var (server, box) = await Start();
        var client = await server.SignedIn(server.Us);
        var damaged = new List<byte[]>
        {
            new byte[] { 0 },
            "\r\n\r\n"u8.ToArray(),
            "From: <\r\nSubject: =?utf-8?b?w??=\r\n\r\n\xff\xfe"u8.ToArray(),
            "Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n----\r\n"u8.ToArray(),
        };
        foreach (var mail in damaged)
        {
            server.Clock.Advance(TimeSpan.FromSeconds(1));
            var taken = await box.Take(mail);
            Assert.Equal(InboundState.Unmatched, taken.State);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/communications/inbox/{taken.Id.Value}")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/communications/inbox/{taken.Id.Value}/layout")).StatusCode);
        }
    }
}
