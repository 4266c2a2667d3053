using Amiable.Channels;
using Amiable.Invoices;
using Amiable.Mail.Mime;
using Amiable.Platform.Secrets;
using Amiable.Tests;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Communications;

/// <summary>A message as the mail it becomes.</summary>
public sealed class OutgoingMailTests
{
    private static readonly byte[] Pdf = "%PDF-1.4 the invoice"u8.ToArray();

    [Fact]
    public async Task A_second_reminder_stands_under_the_first_in_the_customers_mail_program()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Through("2026-04-24");

        var mails = walk.Server.Mailbox.Sent.ConvertAll(m => MimeMessage.Parse(m.Mime));
        Assert.True(mails.Count >= 3);
        Assert.Empty(mails[0].References);
        Assert.Equal([mails[0].MessageId!], mails[1].InReplyTo);
        Assert.Equal([mails[0].MessageId!, mails[1].MessageId!], mails[2].References);
        Assert.Equal([mails[1].MessageId!], mails[2].InReplyTo);
        Assert.All(await walk.Communications(roux), c => Assert.True(c.SentAt is null || c.MailId == $"{c.Id.Value:N}@duvernay.example"));
    }

    [Fact]
    public async Task It_says_that_a_program_wrote_it_and_asks_robots_to_be_silent_but_not_those_who_are_away()
    {
        await using var walk = await Walk.From("2026-03-16");
        await walk.Server.Invoice(await walk.Server.Account(), "F-1", dueOn: "2026-03-13");
        await walk.Through("2026-03-16");
        var mail = MimeMessage.Parse(walk.Server.Mailbox.Sent.Single().Mime);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal("true", mail.Headers["X-AI-Generated"]);
        var suppressed = mail.Headers["X-Auto-Response-Suppress"]!.Split(", ");
        Assert.Contains("AutoReply", suppressed);
        Assert.DoesNotContain("OOF", suppressed);
        Assert.DoesNotContain("NDR", suppressed);
        Assert.Null(mail.Headers["List-Unsubscribe"]);
        Assert.Empty(mail.ReplyTo);
    }

    [Fact]
    public async Task Where_plus_addresses_arrive_the_answer_says_by_its_address_what_it_answers()
    {
        await using var walk = await Walk.From("2026-03-16");
        var key = await walk.Server.As(
            walk.Server.Us,
            async s =>
            {
                var secrets = s.GetRequiredService<SecretBox>();
                var channel = MailHosts.New(TestServer.New<MailChannelId>(), secrets);
                channel.HasPlusAddresses = true;
                channel.InboundWay = InboundWay.Webhook;
                var db = s.GetRequiredService<AppDb>();
                db.Add(channel);
                await db.SaveChangesAsync();
                return ReplyKeys.Read(channel.ReplyKey, secrets)!;
            }
        );
        await walk.Server.Invoice(await walk.Server.Account(), "F-1", dueOn: "2026-03-13");
        await walk.Through("2026-03-16");
        var sent = walk.Server.Mailbox.Sent.Single();
        var answersTo = Assert.Single(MimeMessage.Parse(sent.Mime).ReplyTo);
        Assert.Equal(new CommunicationId(sent.Id), ReplyTag.Read(answersTo.Address, key));
        Assert.Equal("lea@duvernay.example", sent.From);
    }

    [Fact]
    public async Task The_documents_of_the_invoices_it_asks_for_go_with_it_and_it_names_them()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        var with = await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-12");
        await walk.Server.Invoice(roux, "F-2", dueOn: "2026-03-13");
        var notDue = await walk.Server.Invoice(roux, "F-3", dueOn: "2026-03-18");
        await walk.Server.Do<AttachDocument, Done>(u => u.Run(with.Id, "Facture n°1.PDF", Pdf, default));
        await walk.Server.Do<AttachDocument, Done>(u => u.Run(notDue.Id, "Facture n°3.pdf", Pdf, default));
        await walk.Through("2026-03-16");

        var sent = walk.Server.Mailbox.Sent.Single();
        Assert.Contains("Pièce jointe : facture F-1.", sent.Text(), StringComparison.Ordinal);
        Assert.Contains("Pièce jointe : facture F-1.", sent.Html(), StringComparison.Ordinal);
        var file = Assert.Single(MimeMessage.Parse(sent.Mime).Attachments);
        Assert.Equal(("Facture n°1.pdf", "application/pdf"), (file.FileName, file.MediaType));
        Assert.Equal(Pdf, file.Content().ToArray());
        Assert.Equal("Facture n°1.pdf", (await walk.Communications(roux)).Single(c => c.SentAt != null).Files.Single().FileName);
    }

    [Fact]
    public async Task A_document_that_is_added_or_taken_away_changes_what_waits()
    {
        await using var server = await TestServer.Start();
        var (_, invoice, message) = await server.Planned();
        Assert.DoesNotContain("jointe", message.Text, StringComparison.Ordinal);
        await server.Do<AttachDocument, Done>(u => u.Run(invoice.Id, "f.pdf", Pdf, default));
        Assert.Contains("jointe", (await server.Again(message)).Text, StringComparison.Ordinal);
        await server.Do<RemoveDocument, Done>(u => u.Run(invoice.Id, default));
        var anew = await server.Again(message);
        Assert.DoesNotContain("jointe", anew.Text, StringComparison.Ordinal);
        Assert.Empty(anew.Files);
    }

    [Fact]
    public async Task An_edited_message_does_not_leave_without_the_document_it_speaks_of()
    {
        await using var server = await TestServer.Start();
        var (_, invoice, message) = await server.Planned();
        await server.Do<AttachDocument, Done>(u => u.Run(invoice.Id, "f.pdf", Pdf, default));
        message = await server.Again(message);
        using var client = await server.SignedIn(server.Us);
        await client.Edit(message, ("subject", "Votre facture"));
        await server.As(
            server.Us,
            s =>
            {
                var db = s.GetRequiredService<AppDb>();
                return db.InvoiceDocuments.ExecuteDeleteAsync();
            }
        );
        server.Clock.Set($"{message.SendAt.UtcDateTime:O}");
        await server.SendWhatIsDue();
        Assert.Empty(server.Mailbox.Sent);
        Assert.Equal("outdated", (await server.Again(message)).StatusReason);
    }

    [Fact]
    public async Task Documents_too_large_for_a_mail_are_offered_for_download_to_whoever_has_the_link()
    {
        await using var server = new TestServer { Settings = new() { ["PublicUrl"] = "https://amiable.duvernay.example" } };
        await server.FoundOurs();
        var (account, invoice, _) = await server.Planned();
        byte[] large = [.. Pdf, .. new byte[8_000_000]];
        await server.Do<AttachDocument, Done>(u => u.Run(invoice.Id, "large.pdf", large, default));
        var message = await server.Plan(account);
        Assert.Empty(message.Files);
        var link = message.Text.Split('\n').Single(l => l.Contains("https://", StringComparison.Ordinal)).Split(' ')[^1].Trim();
        Assert.StartsWith("https://amiable.duvernay.example/documents/", link, StringComparison.Ordinal);

        server.Clock.Set($"{message.SendAt.UtcDateTime:O}");
        await server.SendWhatIsDue();
        Assert.Contains(link, server.Mailbox.Sent.Single().Text(), StringComparison.Ordinal);
        using var anybody = server.CreateClient();
        Assert.Equal(large, await anybody.GetByteArrayAsync(new Uri(link).AbsolutePath));
        var forged = new Uri(link).AbsolutePath[..^1] + (link[^1] == 'A' ? "B" : "A");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await anybody.GetAsync(forged)).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await anybody.GetAsync("/documents/x")).StatusCode);
    }

    [Fact]
    public async Task Only_what_is_a_pdf_or_a_picture_is_taken_whatever_its_name_says()
    {
        await using var server = await TestServer.Start();
        var (_, invoice, _) = await server.Planned();
        var refused = await server.As(
            server.Us,
            s => s.GetRequiredService<AttachDocument>().Run(invoice.Id, "invoice.pdf", "<html>"u8.ToArray(), default)
        );
        Assert.Equal("document.type", refused.Problem!.Code);
        using var client = await server.SignedIn(server.Us);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await client.GetAsync($"/invoices/{invoice.Id.Value}/document")).StatusCode);
    }
}
