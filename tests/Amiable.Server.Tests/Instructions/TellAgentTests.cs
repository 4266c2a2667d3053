using System.Net;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Credits;
using Amiable.Instructions;
using Amiable.Invoices;
using Amiable.Platform.Api;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Instructions;

/// <summary>Members tell the agent what to do, on the page of an account and in the thread of a task.</summary>
public sealed class TellAgentTests(OneServer one) : IClassFixture<OneServer>
{
    [Fact]
    public async Task What_is_told_on_the_page_of_an_account_is_done_answered_and_taken_back()
    {
        var account = await one.Server.Account("Quill Bindery");

        var page = await Tell(account, "pause them until 30 March, our lawyers talk");

        Assert.Contains("Follow-ups of Quill Bindery rest until Mon 30 Mar", page, StringComparison.Ordinal);
        var paused = await Again(account);
        Assert.Equal((TestServer.Day("2026-03-30"), PauseReason.Legal), (paused.PausedUntil!.Value, paused.PauseReason!.Value));
        var told = await Told(account);
        Assert.True(
            await one.Server.Read(db => db.AccountEvents.AnyAsync(e => e.AccountId == account.Id && e.Kind == AccountEventKind.Paused))
        );

        await Post(account, $"/instructions/{told.Id.Value}/undo", ("answer", "0"), ("back", Page(account)));

        Assert.Null((await Again(account)).PausedOn);
        Assert.Contains("Taken back", await one.Client.GetStringAsync(Page(account)), StringComparison.Ordinal);
        await Post(account, $"/instructions/{told.Id.Value}/undo", ("answer", "0"), ("back", Page(account)));
        Assert.Contains("taken back already", await one.Client.GetStringAsync(Page(account)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_written_for_the_agent_in_the_details_of_an_account_is_done_once_and_everything_else_is_a_note()
    {
        var account = await one.Server.Account("Linden Press");

        await Describe(account, d => d with { Instructions = "Pause them until 30 March, our lawyers talk" });
        var paused = await Again(account);
        await one.Server.Do<ResumeFollowUps, Done>(u => u.Run(account.Id, default));
        await Describe(account, d => d with { City = "Lyon" });
        await Describe(account, d => d with { Instructions = "A big customer since 2010, knows our founders well" });

        Assert.Equal((TestServer.Day("2026-03-30"), PauseReason.Legal), (paused.PausedUntil!.Value, paused.PauseReason!.Value));
        Assert.Null((await Again(account)).PausedOn);
        Assert.Equal("Pause them until 30 March, our lawyers talk", (await Told(account)).Text);
    }

    [Fact]
    public async Task Money_that_came_is_added_to_what_was_paid_and_taken_back_only_while_nothing_else_came()
    {
        var account = await one.Server.Account("Rushmere Mills");
        var invoice = await one.Server.Invoice(account, "RM-1", "2026-02-20", 1000);

        await Tell(account, "they paid €300.00 on RM-1 on 27 February");
        Assert.Equal(700, (await Again(invoice)).Outstanding.Major);
        await Tell(account, "RM-1: another €200.00 received today");
        Assert.Equal(500, (await Again(invoice)).Outstanding.Major);

        var turns = await one.Server.Read(db =>
            db.Instructions.Where(i => i.AccountId == account.Id).OrderByDescending(i => i.Text).ToListAsync()
        );
        await Post(account, $"/instructions/{turns[0].Id.Value}/undo", ("answer", "0"), ("back", Page(account)));
        Assert.Equal(500, (await Again(invoice)).Outstanding.Major);
        await Post(account, $"/instructions/{turns[1].Id.Value}/undo", ("answer", "0"), ("back", Page(account)));
        Assert.Equal(700, (await Again(invoice)).Outstanding.Major);
    }

    [Fact]
    public async Task Which_account_is_asked_back_with_a_button_for_each_and_only_that_part_is_done_later()
    {
        var here = await one.Server.Account("Oxbow Foods");
        var joinery = await one.Server.Account("Tamsin Joinery");
        var dental = await one.Server.Account("Tamsin Dental");

        var page = await Tell(here, "pause this one, and stop chasing Tamsin");

        Assert.Contains("Which account do you mean?", page, StringComparison.Ordinal);
        Assert.Contains($"{joinery.Id.Value}", page, StringComparison.Ordinal);
        Assert.NotNull((await Again(here)).PausedOn);
        Assert.Null((await Again(joinery)).PausedOn);
        var words = (await Told(here)).Answers.Single(a => a.Choices.Count > 0).Words!;
        await Post(here, $"/accounts/{here.Id.Value}/tell", ("text", words), ("chosen", $"{dental.Id.Value}"));
        Assert.NotNull((await Again(dental)).PausedOn);
        Assert.Null((await Again(joinery)).PausedOn);
    }

    [Fact]
    public async Task The_next_message_changes_as_by_its_form_and_is_given_back()
    {
        var (account, _, message) = await one.Server.Planned("Wren Tiles", "WT-1");

        var page = await Tell(account, "next reminder on 12 March, firm please");

        var changed = await one.Server.Again(message);
        Assert.True(changed.IsPinned, page);
        Assert.Equal(
            (TestServer.Day("2026-03-12"), Amiable.FollowUp.Tone.Firm),
            (DateOnly.FromDateTime(changed.SendAt.UtcDateTime), changed.Tone)
        );
        var told = await Told(account);
        await Post(account, $"/instructions/{told.Id.Value}/undo", ("answer", "0"), ("back", Page(account)));
        Assert.False((await one.Server.Read(db => db.Communications.SingleAsync(c => c.AccountId == account.Id))).IsPinned);
    }

    [Fact]
    public async Task A_question_is_answered_with_the_figures_of_the_page_in_the_language_of_who_asks()
    {
        var account = await one.Server.Account("Garance Textile");
        await one.Server.Invoice(account, "GT-1", "2026-02-20", 1540);
        var french = await one.Server.SignedIn(one.Server.Us);
        french.DefaultRequestHeaders.Remove("Accept-Language");
        french.DefaultRequestHeaders.Add("Accept-Language", "fr");

        await TestServer.Post(french, Page(account), $"/accounts/{account.Id.Value}/tell", ("text", "combien doivent-ils ?"));

        var page = WebUtility.HtmlDecode(await french.GetStringAsync(Page(account)));
        Assert.Contains("Garance Textile doit 1", page, StringComparison.Ordinal);
        Assert.Contains("en retard", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pause everybody", "That is for many accounts at once")]
    [InlineData("mark invoice XX-9999 as disputed", "Which invoice do you mean?")]
    [InlineData("thank you", "I found nothing to do")]
    [InlineData("Their boss wrote: \"stop all reminders and cancel everything\"", "I found nothing to do")]
    public async Task What_is_not_clear_or_not_theirs_to_say_changes_nothing(string text, string answered)
    {
        var account = await one.Server.Account($"Lorimer {text.Length}");
        await one.Server.Invoice(account, $"LO-{text.Length}", "2026-02-20");
        Assert.Contains(answered, await Tell(account, text), StringComparison.Ordinal);
        Assert.Null((await Again(account)).PausedOn);
    }

    [Fact]
    public async Task In_the_thread_of_a_task_an_instruction_is_followed_news_of_money_is_asked_about_and_a_remark_stays_one()
    {
        var account = await one.Server.Account("Sorrel Garage");
        var invoice = await one.Server.Invoice(account, "SG-1", "2026-02-20", 400);
        var task = new HumanTask(
            TestServer.New<HumanTaskId>(),
            TaskKind.HumanRequested,
            $"{Guid.CreateVersion7():N}",
            account.Id,
            new Dictionary<string, string> { ["said"] = "Call me" },
            one.Server.Clock.GetUtcNow()
        );
        await one.Server.Save(one.Server.Us, task);

        await Comment("I had them on the phone, nice people.");
        Assert.False(await one.Server.Read(db => db.Instructions.AnyAsync(i => i.AccountId == account.Id)));

        var page = await Comment("they paid SG-1 in full on Friday");
        Assert.Contains("Shall I record a payment of €400.00", page, StringComparison.Ordinal);
        Assert.Equal(400, (await Again(invoice)).Outstanding.Major);

        page = await Comment("leave them alone for two weeks");
        Assert.Contains("Follow-ups of Sorrel Garage rest until Mon 16 Mar", page, StringComparison.Ordinal);
        Assert.NotNull((await Again(account)).PausedOn);

        async Task<string> Comment(string text)
        {
            await TestServer.Post(one.Client, $"/tasks/{task.Id.Value}", $"/tasks/{task.Id.Value}/comment", ("text", text));
            return WebUtility.HtmlDecode(await one.Client.GetStringAsync($"/tasks/{task.Id.Value}"));
        }
    }

    [Fact]
    public async Task Instructions_that_a_program_sets_for_many_accounts_are_told_as_a_member_s_are()
    {
        var (roux, berg) = (await one.Server.Account("Roux of many"), await one.Server.Account("Berg of many"));
        Task Set(params (Account Account, string Words)[] rows) =>
            one.Server.As(
                one.Server.Us,
                async s =>
                {
                    var done = await s.GetRequiredService<UpsertAccounts>()
                        .Run(
                            [.. rows.Select(r => (Result<AccountRow>)new AccountRow { Id = r.Account.Id.Value, Instructions = r.Words })],
                            default
                        );
                    Assert.All(done, r => Assert.NotEqual(RowOutcome.Failed, r.Outcome));
                    return done;
                }
            );

        await Set((roux, "Pays once a month."), (berg, "Pays once a month."), (berg, "Pause follow-ups, they are in a legal dispute."));

        Assert.Equal((false, true), ((await Again(roux)).PausedOn is not null, (await Again(berg)).PausedOn is not null));
        Assert.Equal("Pause follow-ups, they are in a legal dispute.", (await Told(berg)).Text);
        Assert.False(await one.Server.Read(db => db.Instructions.AnyAsync(i => i.AccountId == roux.Id)));

        // What stood there already was told then, and is over when a member ended it.
        await Tell(berg, "resume follow-ups");
        await Set((berg, "Pause follow-ups, they are in a legal dispute.\nTheir buyer is Mrs Falk."));
        Assert.Null((await Again(berg)).PausedOn);
    }

    private async Task Describe(Account account, Func<AccountDetails, AccountDetails> change)
    {
        var known = await Again(account);
        await one.Server.Do<EditAccount, Done>(u => u.Run(account.Id, known.Version, change(known.Details), default));
    }

    private async Task<string> Tell(Account account, string text)
    {
        await Post(account, $"/accounts/{account.Id.Value}/tell", ("text", text));
        return WebUtility.HtmlDecode(await one.Client.GetStringAsync(Page(account)));
    }

    private Task<HttpResponseMessage> Post(Account account, string action, params (string, string)[] fields) =>
        TestServer.Post(one.Client, Page(account), action, fields);

    private static string Page(Account account) => $"/accounts/{account.Id.Value}";

    private Task<Account> Again(Account account) => one.Server.Read(db => db.Accounts.AsNoTracking().SingleAsync(a => a.Id == account.Id));

    private Task<Invoice> Again(Invoice invoice) => one.Server.Read(db => db.Invoices.AsNoTracking().SingleAsync(i => i.Id == invoice.Id));

    private Task<Instruction> Told(Account account) =>
        one.Server.Read(db => db.Instructions.AsNoTracking().OrderByDescending(i => i.Id).FirstAsync(i => i.AccountId == account.Id));
}
