using System.Net;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Tasks;
using Amiable.Tests.OrganizationData;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Contacts;

public sealed class EraseContactTests
{
    [Fact]
    public async Task The_person_is_in_no_row_any_more_and_the_facts_stay()
    {
        await using var walk = await Walk.From("2026-03-16");
        var (account, anne) = await WrittenTo(walk);
        await Remember(walk, account);
        await Settle(walk);
        Assert.NotEmpty(await RawRows.Holding(walk.Server, "anne@roux.example"));
        Assert.NotEmpty(await RawRows.Holding(walk.Server, "anne roux"));

        await Erase(walk, account, anne);

        Assert.Empty(await RawRows.Holding(walk.Server, "anne@roux.example"));
        foreach (var named in new[] { "anne roux", "roux anne", "bonjour anne", "call anne", "to anne" })
            Assert.Empty(await RawRows.Holding(walk.Server, named));
        var message = Assert.Single(await walk.Communications(account), c => c.SentAt is not null);
        var pseudonym = Pseudonym(anne);
        Assert.Equal(pseudonym, Assert.Single(message.Recipients).Name);
        Assert.Contains(pseudonym, message.Text, StringComparison.Ordinal);
        Assert.Contains(pseudonym, message.Html, StringComparison.Ordinal);
        Assert.Equal(CommunicationStatus.Sent, message.Status);
        Assert.Equal("F-1", Assert.Single(message.Facts.About).Number);
        Assert.Contains("F-1", message.Text, StringComparison.Ordinal);
        var mime = await walk.Ask(db => db.ArchivedMimes.AsNoTracking().SingleAsync());
        Assert.Empty(mime.Bytes);
        Assert.Equal(walk.Now, mime.ErasedAt);
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(walk.Server.Mailbox.Sent.Single().Mime)),
            mime.Sha256
        );
        var task = await walk.Ask(db => db.Tasks.AsNoTracking().SingleAsync(t => t.Kind == TaskKind.Free));
        Assert.Equal($"Call {pseudonym}", task.Facts["subject"]);
        Assert.Equal($"Spoke to {pseudonym} today", task.Remarks[0].Text);
        Assert.Equal(
            $"{pseudonym} asked",
            (await walk.Ask(db => db.AccountEvents.AsNoTracking().SingleAsync(e => e.Kind == AccountEventKind.Paused))).Detail
        );
        Assert.Equal($"Write to {pseudonym} only", (await walk.Ask(db => db.Accounts.AsNoTracking().SingleAsync())).Details.Instructions);
    }

    [Fact]
    public async Task Somebody_else_in_the_same_message_stays()
    {
        await using var walk = await Walk.From("2026-03-16");
        var account = await walk.Server.Account();
        var bea = new Contact(TestServer.New<ContactId>(), account.Id, "Bea Roux", "bea@roux.example");
        await walk.Server.Save(walk.Server.Us, bea);
        await walk.Server.Invoice(account, "F-1", dueOn: "2026-03-13");
        await walk.Plan();
        var waiting = await walk.Waiting(account);
        var anne = (await Contacts(walk, account)).Single(c => c.FullName == "Anne Roux");
        await walk.Server.As(
            walk.Server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                var message = await db.Communications.SingleAsync(c => c.Id == waiting.Id);
                message.Edit(
                    message.SendOn,
                    message.SendAt,
                    [new(anne.Id, "Anne Roux", "anne@roux.example"), new(bea.Id, "Bea Roux", "bea@roux.example", IsCopy: true)],
                    new("Invoice F-1 for Anne", message.Text + "\nBea Roux and Anne Roux, Ateliers Roux", message.Html),
                    message.Tone,
                    message.SendOn
                );
                return await db.SaveChangesAsync();
            }
        );
        await walk.Through("2026-03-17");
        await Settle(walk);

        await Erase(walk, account, anne.Id);

        var sent = Assert.Single(await walk.Communications(account), c => c.SentAt is not null);
        var pseudonym = Pseudonym(anne.Id);
        Assert.Equal([pseudonym, "Bea Roux"], sent.Recipients.Select(r => r.Name));
        Assert.Equal("bea@roux.example", sent.Recipients[1].Address);
        Assert.Equal($"Invoice F-1 for {pseudonym}", sent.Subject);
        Assert.EndsWith($"Bea Roux and {pseudonym}, Ateliers Roux", sent.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_a_claim_is_open_nothing_is_erased_and_it_is_said_why_and_until_when()
    {
        await using var walk = await Walk.From("2026-03-16");
        var (account, anne) = await WrittenTo(walk);

        var refused = await walk.Server.As(walk.Server.Us, s => s.GetRequiredService<EraseContact>().Run(account.Id, anne, default));

        Assert.Equal("erasure.overdue", refused.Problem!.Code);
        Assert.Contains("F-1", refused.Problem.Message, StringComparison.Ordinal);
        Assert.Contains("once nothing overdue is owed any more", refused.Problem.Message, StringComparison.Ordinal);
        Assert.Single(await Contacts(walk, account));
        Assert.NotEmpty(await RawRows.Holding(walk.Server, "anne@roux.example"));
    }

    [Fact]
    public async Task What_waits_for_the_person_is_written_to_nobody_and_a_contact_is_asked_for()
    {
        await using var walk = await Walk.From("2026-03-09");
        var account = await walk.Server.Account();
        await walk.Server.Invoice(account, "F-1", dueOn: "2026-03-13");
        await walk.Plan();
        Assert.Equal(Stage.BeforeDue, (await walk.Waiting(account)).Stage);
        var anne = (await Contacts(walk, account)).Single().Id;

        await Erase(walk, account, anne);

        Assert.False(await walk.IsAnythingWaiting(account));
        Assert.Empty(await RawRows.Holding(walk.Server, "anne roux"));
        Assert.Empty(await RawRows.Holding(walk.Server, "anne@roux"));
        Assert.Contains(await walk.Ask(db => db.Tasks.AsNoTracking().ToListAsync()), t => t.Kind == TaskKind.MissingContact && t.IsOpen);
        await walk.Through("2026-03-20");
        Assert.Empty(walk.Server.Mailbox.Sent);
    }

    [Fact]
    public async Task A_second_time_there_is_nobody_and_nothing_changes()
    {
        await using var walk = await Walk.From("2026-03-16");
        var (account, anne) = await WrittenTo(walk);
        await Settle(walk);
        await Erase(walk, account, anne);
        var before = (await walk.Communications(account)).Select(c => (c.Id, c.Version)).ToList();

        var again = await walk.Server.As(walk.Server.Us, s => s.GetRequiredService<EraseContact>().Run(account.Id, anne, default));

        Assert.IsType<NotFound>(again.Problem);
        Assert.Equal(before, (await walk.Communications(account)).Select(c => (c.Id, c.Version)));
    }

    [Fact]
    public async Task Another_organizations_contact_cannot_be_erased()
    {
        await using var server = await TestServer.Start();
        var theirs = await server.Account(of: server.SomebodyElse);
        var contact = await server.As(server.SomebodyElse, s => s.GetRequiredService<AppDb>().Contacts.SingleAsync());
        var client = await server.SignedIn(server.Us);

        var answer = await TestServer.Post(client, "/accounts", $"/accounts/{theirs.Id.Value}/contacts/{contact.Id.Value}/erase");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.NotEmpty(await RawRows.Holding(server, "anne@roux.example"));
    }

    [Fact]
    public async Task The_details_offer_it_and_say_when_it_is_not_possible()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var client = await server.SignedIn(server.Us);
        var details = $"/accounts/{account.Id.Value}/details";
        Assert.Contains("Erase personal data", await client.GetStringAsync(details, default), StringComparison.Ordinal);

        await server.Invoice(account, "F-1", dueOn: "2026-02-13");

        Assert.Contains(
            "Invoice F-1 has been overdue since 13 Feb 2026",
            await client.GetStringAsync(details, default),
            StringComparison.Ordinal
        );
    }

    private static string Pseudonym(ContactId id) => $"Contact {id.Value.ToString("N")[^4..].ToUpperInvariant()}";

    private static async Task<(Account, ContactId)> WrittenTo(Walk walk)
    {
        var account = await walk.Server.Account();
        await walk.Server.Invoice(account, "F-1", dueOn: "2026-03-13");
        await walk.Through("2026-03-16");
        Assert.Single(walk.Server.Mailbox.Sent);
        return (account, (await Contacts(walk, account)).Single().Id);
    }

    /// <summary>Members name the person in what they note.</summary>
    private static Task<int> Remember(Walk walk, Account account) =>
        walk.Server.As(
            walk.Server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                var kept = await db.Accounts.SingleAsync(a => a.Id == account.Id);
                kept.Describe(kept.Details with { Instructions = "Write to Anne only" });
                var task = new HumanTask(
                    TestServer.New<HumanTaskId>(),
                    TaskKind.Free,
                    "free",
                    account.Id,
                    new Dictionary<string, string> { ["subject"] = "Call Anne Roux" },
                    walk.Now
                );
                task.Say("Claire Martin", "Spoke to ANNE today", walk.Now);
                db.AddRange(
                    task,
                    new AccountEvent(
                        TestServer.New<AccountEventId>(),
                        account.Id,
                        AccountEventKind.Paused,
                        "Roux Anne asked",
                        "Claire Martin",
                        walk.Now
                    )
                );
                return await db.SaveChangesAsync();
            }
        );

    private static Task<int> Settle(Walk walk) =>
        walk.Server.As(
            walk.Server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                foreach (var invoice in await db.Invoices.ToListAsync())
                    invoice.WriteOff(new(2026, 3, 17));
                return await db.SaveChangesAsync();
            }
        );

    private static Task<Done> Erase(Walk walk, Account account, ContactId contact) =>
        walk.Server.Do<EraseContact, Done>(u => u.Run(account.Id, contact, default));

    private static Task<List<Contact>> Contacts(Walk walk, Account account) =>
        walk.Ask(db => db.Contacts.AsNoTracking().Where(c => c.AccountId == account.Id).ToListAsync());
}
