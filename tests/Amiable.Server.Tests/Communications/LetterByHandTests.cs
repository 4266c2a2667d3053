using System.Net;
using Amiable.Accounts;
using Amiable.FollowUp;
using Amiable.Tests;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Communications;

/// <summary>A letter that a member writes, or makes of an e-mail that waits.</summary>
public sealed class LetterByHandTests
{
    [Fact]
    public async Task Nothing_is_asked_for_before_there_is_an_address_and_nothing_typed_is_lost_without_one()
    {
        await using var server = await TestServer.Start();
        var own = $"/accounts/{(await server.Account()).Id.Value}/write";
        var client = await server.SignedIn(server.Us);
        var page = await client.GetStringAsync($"{own}?by=post");
        Assert.Contains("/details\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<textarea", page, StringComparison.Ordinal);

        (string, string)[] form =
        [
            ("form", $"{Guid.CreateVersion7()}"),
            ("by", "post"),
            ("tone", "professional"),
            ("language", "fr"),
            ("when", "now"),
            ("subject", "A word"),
            ("text", "Typed with care."),
            ("do", "send"),
        ];
        var answer = await TestServer.Post(client, own, own, form);
        Assert.Contains("Typed with care.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_by_hand_needs_a_postal_address_and_no_contact_and_waits_to_be_printed()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await Customer(walk);
        var invoice = await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-10");
        var (client, own) = (await walk.Server.SignedIn(walk.Server.Us), $"/accounts/{roux.Id.Value}/write");
        var page = WebUtility.HtmlDecode(await client.GetStringAsync($"{own}?by=post"));
        Assert.Contains("14 rue des Forges", page, StringComparison.Ordinal);
        List<(string, string)> form =
        [
            ("form", $"{Guid.CreateVersion7()}"),
            ("by", "post"),
            ("about", $"{invoice.Id.Value}"),
            ("tone", "professional"),
            ("language", "fr"),
            ("when", "now"),
        ];
        var drafted = await TestServer.Post(client, own, own, [.. form, ("do", "draft")]);
        var text = WebUtility.HtmlDecode(await drafted.Content.ReadAsStringAsync());
        text = text[(text.IndexOf("<textarea", StringComparison.Ordinal) + 1)..text.IndexOf("</textarea>", StringComparison.Ordinal)];
        text = text[(text.IndexOf('>', StringComparison.Ordinal) + 1)..].Trim();
        Assert.StartsWith("Madame, Monsieur,", text, StringComparison.Ordinal);
        Assert.DoesNotContain("IA de", text, StringComparison.Ordinal);

        var answer = await TestServer.Post(client, own, own, [.. form, ("subject", "Votre facture F-1"), ("text", text), ("do", "send")]);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var letter = Assert.Single(await walk.Communications(roux), c => c.Origin == Origin.Member);
        Assert.Equal((Channel.Letter, CommunicationStatus.Scheduled, 0), (letter.Channel, letter.Status, letter.Recipients.Count));
        Assert.Contains("<table class=\"invoices\">", letter.Html, StringComparison.Ordinal);
        await walk.Server.SendWhatIsDue();
        Assert.Empty(walk.Server.Mailbox.Sent);
        var waiting = Assert.Single((await Queue(walk)).Letters);
        Assert.Null(waiting.Held);
        await walk.Server.Do<PostLetters, Done>(u => u.Run([(waiting.Id, waiting.Version)], walk.Today, default));
        Assert.Equal(CommunicationStatus.Sent, (await walk.Communications(roux)).Single(c => c.Id == letter.Id).Status);
    }

    [Fact]
    public async Task A_letter_by_hand_is_held_back_when_what_it_asks_for_was_paid()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await Customer(walk);
        var invoice = await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-10");
        Assert.Null((await Write(walk, roux, invoice.Id)).Problem);
        Assert.Null(Assert.Single((await Queue(walk)).Letters).Held);

        await walk.Pays(roux, 10m);

        Assert.Equal(GateAnswer.FactsChanged, Assert.Single((await Queue(walk)).Letters).Held);
    }

    [Fact]
    public async Task An_e_mail_that_waits_becomes_a_letter_and_both_keep_their_own_state()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await Customer(walk);
        await walk.Server.Save(
            walk.Server.Us,
            new Contacts.Contact(TestServer.New<ContactId>(), roux.Id, "Anne Roux", "anne@roux.example", isPrimary: true)
        );
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-10");
        await walk.Plan();
        var mail = await walk.Waiting(roux);
        var client = await walk.Server.SignedIn(walk.Server.Us);
        Assert.Contains(
            $"write?from={mail.Id.Value}",
            await client.GetStringAsync($"/communications/{mail.Id.Value}"),
            StringComparison.Ordinal
        );
        var own = $"/accounts/{roux.Id.Value}/write";
        Assert.Contains(
            "Madame, Monsieur,",
            WebUtility.HtmlDecode(await client.GetStringAsync($"{own}?from={mail.Id.Value}")),
            StringComparison.Ordinal
        );

        var answer = await TestServer.Post(
            client,
            $"{own}?from={mail.Id.Value}",
            own,
            [
                ("form", $"{Guid.CreateVersion7()}"),
                ("by", "post"),
                ("from", $"{mail.Id.Value}"),
                ("insteadOf", "true"),
                ("subject", "Votre facture"),
                ("text", "Merci de nous répondre."),
                ("tone", "professional"),
                ("language", "fr"),
                ("when", "now"),
                ("do", "send"),
            ]
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var all = await walk.Communications(roux);
        var former = all.Single(c => c.Id == mail.Id);
        Assert.Equal(
            (Channel.Email, CommunicationStatus.Cancelled, "sent-as-letter"),
            (former.Channel, former.Status, former.StatusReason)
        );
        Assert.Equal(CommunicationStatus.Scheduled, all.Single(c => c.IsLetter).Status);
    }

    [Fact]
    public async Task Without_street_and_town_no_letter_is_written()
    {
        await using var walk = await Walk.From("2026-03-16");
        var berg = await walk.Server.Account("Berg");

        Assert.Equal("letter.no-address", (await Write(walk, berg)).Problem?.Code);
    }

    private static Task<Result<WrittenByHand>> Write(Walk walk, Account account, params InvoiceId[] about) =>
        walk.Server.As(
            walk.Server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                s.GetRequiredService<CurrentMember>().Is(await db.Members.Select(m => m.Id).FirstAsync(), "Marie Curie");
                return await s.GetRequiredService<WriteCommunication>()
                    .Run(
                        account.Id,
                        new(
                            Guid.CreateVersion7(),
                            "Votre facture",
                            "Merci de nous répondre.",
                            "fr",
                            Tone.Professional,
                            [],
                            [],
                            about,
                            Post: new()
                        ),
                        default
                    );
            }
        );

    private static async Task<Account> Customer(Walk walk)
    {
        var account = new Account(
            TestServer.New<AccountId>(),
            new()
            {
                Name = "Ateliers Roux",
                Street = "14 rue des Forges",
                PostalCode = "38100",
                City = "Grenoble",
                Country = "FR",
            },
            walk.Now
        );
        await walk.Server.Save(walk.Server.Us, account);
        return account;
    }

    private static Task<PrintQueue> Queue(Walk walk) =>
        walk.Server.As(walk.Server.Us, s => s.GetRequiredService<ListLettersToPrint>().Run(default));
}
