using System.Net;
using Amiable.Accounts;
using Amiable.Contacts;
using Amiable.FollowUp;
using Amiable.Organizations;
using Amiable.Tests;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Communications;

/// <summary>The way of a letter: planned, approved, printed and posted by a person, and counted from that day.</summary>
public sealed class PrintQueueTests
{
    [Fact]
    public async Task A_letter_waits_until_a_person_has_posted_it_and_can_be_taken_back()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await Customer(walk);
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-10");
        await walk.Plan();
        Assert.Equal(Amiable.Tasks.TaskKind.MissingContact, Assert.Single(await walk.Tasks()).Kind);

        Assert.Equal(AccountState.NoValidContact, await State(walk));

        await Turn(walk, on: true);
        await walk.Through("2026-03-16");

        Assert.Equal(AccountState.InFollowUp, await State(walk));
        var letter = await walk.Waiting(roux);
        Assert.Equal((Channel.Letter, 0), (letter.Channel, letter.Recipients.Count));
        Assert.StartsWith("Madame, Monsieur,", letter.Text, StringComparison.Ordinal);
        Assert.Empty(walk.Server.Mailbox.Sent);
        Assert.All(await walk.Tasks(), task => Assert.False(task.Status == Amiable.Tasks.HumanTaskStatus.ActionRequired));
        var refused = await walk.Server.As(
            walk.Server.Us,
            s => s.GetRequiredService<SendCommunicationNow>().Run(letter.Id, letter.Version, default)
        );
        Assert.Equal("send.letter", refused.Problem!.Code);

        // A day later it still waits, for that day.
        await walk.Through("2026-03-17");
        walk.GoTo("2026-03-18T09:00:00Z");
        await walk.Plan();
        var waiting = Assert.Single((await Queue(walk)).Letters);
        Assert.Null(waiting.Held);
        var client = await walk.Server.SignedIn(walk.Server.Us);
        var page = WebUtility.HtmlDecode(await client.GetStringAsync("/communications/letters"));
        Assert.Contains("Ateliers Roux", page, StringComparison.Ordinal);

        await walk.Server.Do<PostLetters, Done>(u => u.Run([(waiting.Id, waiting.Version)], TestServer.Day("2026-03-17"), default));
        var posted = (await walk.Communications(roux)).Single(c => c.Status == CommunicationStatus.Sent);
        Assert.Equal(TestServer.Day("2026-03-17"), posted.SendOn);
        Assert.Empty((await Queue(walk)).Letters);
        Assert.True((await walk.Waiting(roux)).SendOn >= TestServer.Day("2026-03-31"), "ten business days later");

        await walk.Server.Do<TakeBackLetter, Done>(u => u.Run(posted.Id, posted.Version, default));
        Assert.Equal(posted.Id, Assert.Single((await Queue(walk)).Letters).Id);
        Assert.Equal(posted.Id, (await walk.Waiting(roux)).Id);
    }

    [Fact]
    public async Task A_letter_that_is_paid_leaves_the_queue_and_one_changed_since_it_was_printed_is_not_marked()
    {
        await using var walk = await Walk.From("2026-03-16");
        await Turn(walk, on: true);
        var (roux, berg) = (await Customer(walk), await Customer(walk, "Berg"));
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-10");
        await walk.Server.Invoice(berg, "F-2", dueOn: "2026-03-10");
        await walk.Through("2026-03-16");
        var printed = (await Queue(walk)).Letters;
        Assert.Equal(2, printed.Count);

        await walk.Pays(roux, 1_000_000m);
        await walk.Pays(berg, 10m);
        await walk.Plan();

        Assert.Equal("Berg", Assert.Single((await Queue(walk)).Letters).AccountName);
        var old = printed.Single(l => l.AccountName == "Berg");
        var marked = await walk.Server.As(
            walk.Server.Us,
            s => s.GetRequiredService<PostLetters>().Run([(old.Id, old.Version)], walk.Today, default)
        );
        Assert.IsType<ChangedMeanwhile>(marked.Problem);
    }

    [Fact]
    public async Task A_restore_doubts_mails_that_were_due_and_no_letters_for_those_leave_by_hand()
    {
        await using var walk = await Walk.From("2026-03-16");
        await Turn(walk, on: true);
        var (byPost, byMail) = (await Customer(walk), await walk.Server.Account("Berg"));
        await walk.Server.Invoice(byPost, "F-1", dueOn: "2026-03-10");
        await walk.Server.Invoice(byMail, "F-2", dueOn: "2026-03-10");
        await walk.Plan();
        var mail = await walk.Waiting(byMail);

        var doubted = await walk.Server.As(
            walk.Server.Us,
            s => s.GetRequiredService<DoubtWhatMayHaveLeft>().Run(mail.SendAt.AddMinutes(1), default)
        );

        Assert.Equal(1, doubted);
        Assert.Equal(CommunicationStatus.Uncertain, Assert.Single(await walk.Communications(byMail)).Status);
        Assert.Equal(CommunicationStatus.Scheduled, (await walk.Waiting(byPost)).Status);
    }

    [Theory]
    [InlineData("no e-mails", true)]
    [InlineData("do not chase", false)]
    public async Task A_letter_is_addressed_to_whom_the_notes_keep_from_e_mails_only(string notes, bool named)
    {
        await using var walk = await Walk.From("2026-03-16");
        await Turn(walk, on: true);
        var roux = await Customer(walk);
        await walk.Server.Do<SaveContact, Done>(u =>
            u.Run(roux.Id, null, new("Anne Roux", "anne@roux.example", null, null, notes, null, IsPrimary: true), default)
        );
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-10");
        await walk.Through("2026-03-16");

        Assert.Equal(named, Assert.Single((await Queue(walk)).Letters).Address.Contains("Anne Roux", StringComparison.Ordinal));
        Assert.Empty(walk.Server.Mailbox.Sent);
        var client = await walk.Server.SignedIn(walk.Server.Us);
        var page = WebUtility.HtmlDecode(await client.GetStringAsync($"/accounts/{roux.Id.Value}"));
        Assert.Contains($"letter to {(named ? "Anne Roux" : "Ateliers Roux")}", page, StringComparison.Ordinal);
    }

    private static async Task<Account> Customer(Walk walk, string name = "Ateliers Roux")
    {
        var account = new Account(
            TestServer.New<AccountId>(),
            new()
            {
                Name = name,
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

    private static Task<int> Turn(Walk walk, bool on) =>
        walk.Store(async db => (await db.Organizations.SingleAsync()).Follow(FollowUpPolicy.Standard with { WritesLetters = on }));

    private static async Task<AccountState> State(Walk walk) =>
        Assert
            .Single(
                (
                    await walk.Server.As(
                        walk.Server.Us,
                        s => s.GetRequiredService<ListAccounts>().Run(AccountFilter.Everything, null, null, default)
                    )
                ).Lines
            )
            .State;

    private static Task<PrintQueue> Queue(Walk walk) =>
        walk.Server.As(walk.Server.Us, s => s.GetRequiredService<ListLettersToPrint>().Run(default));
}
