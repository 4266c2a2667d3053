using System.Net;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Credits;
using Amiable.Errands;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Replays;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Replays;

/// <summary>The last twelve months as the agent would have gone through them: from what the database holds to the page.</summary>
public sealed class ReplayAgentTests
{
    /// <summary>An account whose ledger was kept here before; the clock then moves as a test says.</summary>
    private static async Task<(TestServer Server, Account Account)> Before()
    {
        var server = await TestServer.Start(Autonomy.Observe);
        server.Clock.Set("2025-01-06T08:00:00Z");
        var account = await server.Account();
        var old = await server.Invoice(account, "F-0", "2025-01-06");
        await Pay(server, old, "2025-01-06", "2025-01-06");
        return (server, account);
    }

    private static async Task<ReplayView> Replay(TestServer server)
    {
        server.Clock.Set("2026-03-02T08:00:00Z");
        await server.As(
            server.Us,
            async s =>
            {
                await s.GetRequiredService<ReplayAgent>().Run(s.GetRequiredService<ErrandSteps>(), default);
                return true;
            }
        );
        return await Show(server, new());
    }

    private static Task<ReplayView> Show(TestServer server, ReplayFilter filter) =>
        server.As(server.Us, s => s.GetRequiredService<ShowReplay>().Run(filter, null, null, default));

    private static async Task Pay(TestServer server, Invoice invoice, string on, string entered)
    {
        server.Clock.Set($"{entered}T15:00:00Z");
        await server.As(
            server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                var known = await db.Invoices.SingleAsync(i => i.Id == invoice.Id);
                var payment = new Payment(
                    TestServer.New<CreditId>(),
                    known.AccountId,
                    known.Outstanding,
                    TestServer.Day(on),
                    server.Clock.GetUtcNow()
                );
                db.Credits.Add(payment);
                Assert.Null(known.Allocate(payment, payment.Amount, TestServer.Day(entered)));
                return await db.SaveChangesAsync();
            }
        );
    }

    [Fact]
    public async Task A_message_after_a_payment_that_was_entered_late_is_found_and_told_with_both_days()
    {
        var (server, account) = await Before();
        await using var _ = server;
        server.Clock.Set("2025-09-01T08:00:00Z");
        var invoice = await server.Invoice(account, "F-77", "2025-10-01", 480);
        await Pay(server, invoice, "2025-10-08", "2025-10-20");

        var view = await Replay(server);

        Assert.Equal(2, view.Figures.Messages);
        Assert.Equal([new(WrongKind.Paid, 1)], view.Figures.Wrongs);
        Assert.Equal(0, view.Figures.SameDay);
        var wrong = view.List.Rows[0].Message;
        Assert.Equal((TestServer.Day("2025-10-10"), Stage.Overdue, Weight.Wrong), (wrong.On, wrong.Stage, wrong.Weight));
        using var browser = await server.SignedIn(server.Us);
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync("/insights/replay"));
        Assert.Contains("Paid already · F-77 · dated 8 Oct 2025 and was entered on 20 Oct 2025", page, StringComparison.Ordinal);
        var open = WebUtility.HtmlDecode(await browser.GetStringAsync($"/insights/replay/{wrong.Id.Value}"));
        Assert.Contains(
            "€480.00 of F-77 was paid already: the payment is dated 8 Oct 2025 and was entered on 20 Oct 2025.",
            open,
            StringComparison.Ordinal
        );
        // In the language of the account, with the figures of that day.
        Assert.Contains("<div class=\"mail\" lang=\"fr\">", open, StringComparison.Ordinal);
        Assert.Contains("480,00", open, StringComparison.Ordinal);
        Assert.Contains("Anne Roux", open, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disputes_pauses_and_promises_of_the_timeline_hold_back_what_they_held_back_then()
    {
        var (server, account) = await Before();
        await using var _ = server;
        server.Clock.Set("2025-06-02T08:00:00Z");
        var (contested, promised) = (
            await server.Invoice(account, "F-1", "2025-07-01"),
            await server.Invoice(await server.Account("Promiser"), "P-1", "2025-07-01")
        );
        var paused = await server.Account("Rests");
        await server.Invoice(paused, "R-1", "2025-07-01");
        server.Clock.Set("2025-07-02T08:00:00Z");
        await server.Do<DisputeInvoice, Done>(u => u.Run(contested.Id, DisputeReason.Other, null, default));
        await server.Do<PromisePayment, Done>(u => u.Run([promised.Id], TestServer.Day("2025-09-01"), default));
        await server.Do<PauseFollowUps, Done>(u => u.Run(paused.Id, PauseReason.Commercial, null, TestServer.Day("2025-08-29"), default));
        server.Clock.Set("2025-08-04T08:00:00Z");
        await server.Do<SettleDispute, Done>(u => u.Run(contested.Id, default));

        var view = await Replay(server);

        var all = await server.As(
            server.Us,
            s =>
                s.GetRequiredService<AppDb>()
                    .ReplayedMessages.OrderBy(m => m.On)
                    .Select(m => new
                    {
                        m.AccountId,
                        m.On,
                        m.Stage,
                    })
                    .ToListAsync()
        );
        DateOnly FirstOf(AccountId id) => all.First(m => m.AccountId == id && m.Stage != Stage.BeforeDue).On;
        Assert.Equal(TestServer.Day("2025-08-05"), FirstOf(account.Id));
        Assert.Equal(
            (TestServer.Day("2025-09-04"), Stage.PromiseBroken),
            (FirstOf(promised.AccountId), all.First(m => m.AccountId == promised.AccountId && m.Stage != Stage.BeforeDue).Stage)
        );
        Assert.Equal(TestServer.Day("2025-09-01"), FirstOf(paused.Id));
        Assert.Equal(all.Count, view.Figures.Messages);
    }

    [Fact]
    public async Task Nothing_is_sent_and_nothing_of_the_ledger_changes()
    {
        var (server, account) = await Before();
        await using var _ = server;
        server.Clock.Set("2025-09-01T08:00:00Z");
        await Pay(server, await server.Invoice(account, "F-1", "2025-10-01"), "2025-10-08", "2025-10-20");
        await server.Invoice(account, "F-2", "2025-12-01");
        server.Clock.Set("2026-03-02T08:00:00Z");
        await server.As(server.Us, s => s.GetRequiredService<PlanFollowUps>().Run(default));
        var before = await Everything(server);

        var view = await Replay(server);

        Assert.True(view.Figures.Messages > 5);
        Assert.Equal(before, await Everything(server));
        Assert.Empty(server.Mailbox.Sent);
    }

    private static Task<string> Everything(TestServer server) =>
        server.As(
            server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                async Task<string> Rows<T>()
                    where T : class => System.Text.Json.JsonSerializer.Serialize(await db.Set<T>().AsNoTracking().ToListAsync());
                return string.Join(
                    '\n',
                    await Rows<Account>(),
                    await Rows<Contact>(),
                    await Rows<Invoice>(),
                    await Rows<Payment>(),
                    await Rows<CreditNote>(),
                    await Rows<Communication>(),
                    await Rows<HumanTask>(),
                    await Rows<AccountEvent>(),
                    await Rows<PaymentDeclaration>(),
                    await Rows<Organization>()
                );
            }
        );

    [Fact]
    public async Task What_the_ledger_cannot_tell_is_left_out_and_said()
    {
        await using var server = await TestServer.Start(Autonomy.Observe);
        // Everything came today, in one file.
        var account = await server.Account();
        await Pay(server, await server.Invoice(account, "F-1", "2025-10-01"), "2026-03-02", "2026-03-02");
        await Pay(server, await server.Invoice(account, "F-2", "2025-10-01"), "2025-10-20", "2026-03-02");
        var excluded = await server.Invoice(account, "F-3", "2025-10-01");
        await server.Do<ExcludeInvoice, Done>(u => u.Run(excluded.Id, true, default));
        var unreachable = await server.Account("Nobody there", email: null);
        await server.Invoice(unreachable, "N-1", "2025-10-01");

        var figures = (await Replay(server)).Figures;

        Assert.Equal(new() { PaidOnUnknownDay = 1, Excluded = 1 }, figures.Left);
        Assert.Equal((1, 1, 2), (figures.Unreachable, figures.Written, figures.Accounts));
        // Only F-2, until its payment: before the due date, and once after.
        Assert.Equal(2, figures.Messages);
        Assert.Equal(0, figures.Wrong);
        using var browser = await server.SignedIn(server.Us);
        var page = await browser.GetStringAsync("/insights/replay");
        Assert.Contains("1 invoice came in as paid, without the day of its payment", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_decides_on_going_live_finds_it_starts_it_and_sees_the_last_result()
    {
        var (server, account) = await Before();
        await using var _ = server;
        server.Clock.Set("2025-09-01T08:00:00Z");
        await server.Invoice(account, "F-1", "2025-10-01");
        server.Clock.Set("2026-03-02T08:00:00Z");
        using var browser = await server.SignedIn(server.Us);
        Assert.Contains("href=\"/insights/replay\"", await browser.GetStringAsync("/settings/agent"), StringComparison.Ordinal);
        Assert.Contains("href=\"/insights/replay\"", await browser.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Contains("Look before you let it send", await browser.GetStringAsync("/insights/replay"), StringComparison.Ordinal);

        var answer = await TestServer.Post(browser, "/insights/replay", "/insights/replay");
        for (var i = 0; i < 100 && (await Show(server, new())).MadeAt is null; i++)
            await Task.Delay(100, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var view = await Show(server, new());
        Assert.True(view.Figures.Messages > 10);
        Assert.False(view.IsOld);
        Assert.All((await Show(server, new(Tone: Tone.Firm))).List.Rows, r => Assert.Equal(Tone.Firm, r.Message.Tone));
        Assert.Empty((await Show(server, new(OnlyWrong: true))).List.Rows);
        var week = view.Figures.Weeks.First(w => w.Messages > 0);
        Assert.Equal(week.Messages, (await Show(server, new(Week: week.Monday))).List.Rows.Count);
        foreach (var language in (string[])["en", "fr"])
        {
            browser.DefaultRequestHeaders.AcceptLanguage.Clear();
            browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            var page = await browser.GetStringAsync("/insights/replay?tone=Firm");
            Assert.Contains("data-chart=\"share\"", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_new_replay_takes_the_place_of_the_last_one_and_of_one_that_broke_off()
    {
        var (server, account) = await Before();
        await using var _ = server;
        server.Clock.Set("2025-09-01T08:00:00Z");
        await server.Invoice(account, "F-1", "2025-10-01");
        var first = await Replay(server);
        await server.Save(server.Us, new Replay(TestServer.New<ReplayId>(), server.Clock.GetUtcNow()));
        await server.As(
            server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                (await db.Organizations.SingleAsync()).Follow(FollowUpPolicy.Standard with { RemindBusinessDaysBeforeDue = null });
                return await db.SaveChangesAsync();
            }
        );
        Assert.True((await Show(server, new())).IsOld);

        var second = await Replay(server);

        Assert.Contains(first.Figures.Kinds, k => k.Stage == Stage.BeforeDue);
        Assert.DoesNotContain(second.Figures.Kinds, k => k.Stage == Stage.BeforeDue);
        Assert.False(second.IsOld);
        var (replays, messages) = await server.As(
            server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                return (await db.Replays.CountAsync(), await db.ReplayedMessages.CountAsync());
            }
        );
        Assert.Equal((1, second.Figures.Messages), (replays, messages));
    }

    [Fact]
    public void Of_many_accounts_some_are_looked_at_evenly_over_all()
    {
        var all = Enumerable.Range(0, 10_001).Select(i => new AccountId(new Guid(i, 0, 0, new byte[8]))).ToList();

        var sample = ReplayAgent.Sample(all);

        Assert.Equal(ReplayAgent.MostAccounts, sample.Distinct().Count());
        Assert.Equal(ReplayAgent.MostAccounts / 2, sample.Count(id => id.Value.CompareTo(all[5000].Value) <= 0), tolerance: 2);
    }

    [Fact]
    public void So_many_right_and_so_many_wrong_messages_are_kept_and_no_more()
    {
        var sums = new AddUpReplay(TestServer.Day("2025-03-03"), TestServer.Day("2026-03-01"));
        Replayed right = new(new(TestServer.Day("2025-06-02"), Stage.Overdue, Tone.Firm, Channel.Email, [], [], []), [], 0, []);
        var wrong = right with { Wrongs = [new(WrongKind.Paid, "F-1", right.On, right.On)] };

        var kept = Enumerable.Range(0, AddUpReplay.MostListed + 5).Count(_ => sums.Lists(right));

        Assert.Equal(AddUpReplay.MostListed, kept);
        Assert.True(sums.Lists(wrong));
        Assert.Equal(kept + 1, sums.Figures(right.On, right.On, FollowUpPolicy.Standard, 1).Listed);
    }
}
