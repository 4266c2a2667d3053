using System.Net;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Credits;
using Amiable.FollowUp;
using Amiable.Insights;
using Amiable.Invoices;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.FollowUp;

/// <summary>A share of the follow-ups held back on purpose: from the setting to the figure.</summary>
public sealed class HoldOutTests
{
    /// <summary>Eighty accounts with one invoice each that falls due on Thursday 12 March; one step in five is held back for five business days.</summary>
    private static async Task<TestServer> Measuring(Autonomy autonomy = Autonomy.Auto)
    {
        var server = await TestServer.Start(autonomy);
        var now = server.Clock.GetUtcNow();
        List<object> things = [];
        for (var i = 0; i < 80; i++)
        {
            var account = new Account(TestServer.New<AccountId>(), new() { Name = $"Company {i}", Country = "FR" }, now);
            things.Add(account);
            things.Add(new Contact(TestServer.New<ContactId>(), account.Id, "Anne", $"anne@company{i}.example", isPrimary: true));
            things.Add(
                new Invoice(
                    TestServer.New<InvoiceId>(),
                    account.Id,
                    $"F-{i}",
                    TestServer.Day("2026-02-12"),
                    TestServer.Day("2026-03-12"),
                    new(10000, "EUR"),
                    now
                )
            );
        }
        await server.Save(server.Us, [.. things]);
        await Organize(server, o => o.Follow(FollowUpPolicy.Standard with { RemindBusinessDaysBeforeDue = null }));
        var version = await server.Read(db => db.Organizations.Select(o => o.Version).SingleAsync());
        await server.Do<MeasureEffect, Done>(measure => measure.Run(version, 20, 5, default));
        await Plan(server);
        return server;
    }

    private static Task Organize(TestServer server, Func<Organization, Problem?> change) =>
        server.As(
            server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                Assert.Null(change(await db.Organizations.SingleAsync()));
                return await db.SaveChangesAsync();
            }
        );

    private static Task<PlanCounts> Plan(TestServer server) =>
        server.As(server.Us, s => s.GetRequiredService<PlanFollowUps>().Run(default));

    private static Task<List<MeasuredStep>> Steps(TestServer server) =>
        server.Read(db => db.MeasuredSteps.AsNoTracking().OrderBy(s => s.AccountId).ToListAsync());

    [Fact]
    public async Task Both_kinds_of_steps_are_written_down_before_their_day_and_those_held_back_wait()
    {
        await using var server = await Measuring();

        var steps = await Steps(server);
        var waiting = await server.Read(db => db.Communications.AsNoTracking().ToDictionaryAsync(c => c.AccountId));

        Assert.Equal(80, steps.Count);
        Assert.InRange(steps.Count(s => s.IsHeldBack), 4, 32);
        Assert.All(steps, s => Assert.Equal((TestServer.Day("2026-03-13"), TestServer.Day("2026-03-20")), (s.On, s.Until)));
        Assert.All(steps, s => Assert.Equal(s.IsHeldBack ? s.Until : s.On, waiting[s.AccountId].SendOn));
        var held = waiting[steps.First(s => s.IsHeldBack).AccountId];
        using var browser = await server.SignedIn(server.Us);
        Assert.Contains(
            "Held back on purpose for 5 business days, until Fri 20 Mar, to measure the effect of follow-ups.",
            WebUtility.HtmlDecode(await browser.GetStringAsync($"/communications/{held.Id.Value}")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Planned_again_nothing_is_drawn_twice_and_from_its_day_on_a_step_stays()
    {
        await using var server = await Measuring();
        var before = await Steps(server);
        var (paidBefore, paidMeanwhile) = (before.First(s => s.IsHeldBack), before.Last(s => s.IsHeldBack));
        Assert.NotEqual(paidBefore.Id, paidMeanwhile.Id);

        server.Clock.Set("2026-03-11T08:00:00Z");
        await Pay(server, paidBefore.AccountId, "2026-03-11");
        server.Clock.Set("2026-03-16T08:00:00Z");
        await Pay(server, paidMeanwhile.AccountId, "2026-03-16");
        await Plan(server);

        var after = await Steps(server);
        // Paid before its day, there was nothing to hold back.
        Assert.DoesNotContain(after, s => s.Id == paidBefore.Id);
        Assert.Equal(
            before.Where(s => s.Id != paidBefore.Id).Select(s => (s.Id, s.On, s.Until, s.IsHeldBack)),
            after.Select(s => (s.Id, s.On, s.Until, s.IsHeldBack))
        );
        Assert.All(
            await server.Read(db => db.Communications.AsNoTracking().Where(c => c.Status == CommunicationStatus.Scheduled).ToListAsync()),
            c => Assert.True(c.SendOn >= TestServer.Day("2026-03-16"))
        );
    }

    [Fact]
    public async Task The_figure_compares_who_paid_meanwhile_and_says_when_there_are_too_few()
    {
        await using var server = await Measuring();
        var steps = await Steps(server);
        server.Clock.Set("2026-03-18T08:00:00Z");
        foreach (var paid in steps.Where(s => !s.IsHeldBack).Take(20))
            await Pay(server, paid.AccountId, "2026-03-18");
        var held = steps.Where(s => s.IsHeldBack).ToList();
        await Pay(server, held[0].AccountId, "2026-03-18");
        // On the day the delay ends it is too late to say that it was paid without a message.
        server.Clock.Set("2026-03-20T06:00:00Z");
        await Pay(server, held[1].AccountId, "2026-03-20");
        server.Clock.Set("2026-03-23T08:00:00Z");

        var figures = await Figures(server);

        Assert.Equal(new(TestServer.Day("2026-03-02"), 20, 5, 80 - held.Count, 20, held.Count, 1), figures);
        Assert.Null(figures!.Effect);
        Assert.Equal(
            0.5 - 0.1,
            (figures with { Sent = 100, SentPaid = 50, Held = 40, HeldPaid = 4 }).Effect!.Value.Difference,
            tolerance: 1e-9
        );
        await server.As(server.Us, s => s.GetRequiredService<RefreshInsights>().Run(atOnce: true, default));
        using var browser = await server.SignedIn(server.Us);
        Assert.Contains(
            $"Too few to say: {held.Count} of at least 30 held back",
            await browser.GetStringAsync("/insights"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Before_its_days_are_over_a_step_is_not_judged()
    {
        await using var server = await Measuring();

        server.Clock.Set("2026-03-19T08:00:00Z");
        Assert.Equal(0, (await Figures(server))!.Sent);
        server.Clock.Set("2026-03-20T08:00:00Z");
        Assert.True((await Figures(server))!.Sent > 40);
    }

    [Fact]
    public async Task Who_only_observes_measures_nothing()
    {
        await using var server = await Measuring(Autonomy.Observe);

        Assert.Empty(await Steps(server));
    }

    [Fact]
    public async Task A_member_sets_the_share_a_change_begins_anew_and_nought_ends_it()
    {
        await using var server = await TestServer.Start();
        using var browser = await server.SignedIn(server.Us);
        async Task<HoldOut> Set(string percent, string days)
        {
            var version = await server.Read(db => db.Organizations.Select(o => o.Version).SingleAsync());
            using var answer = await TestServer.Post(
                browser,
                "/settings/agent",
                "/settings/agent/effect",
                ("version", $"{version}"),
                ("Percent", percent),
                ("BusinessDays", days)
            );
            return await server.Read(async db => (await db.Organizations.AsNoTracking().SingleAsync()).Policy.HoldOut);
        }

        Assert.Equal(new(10, 5, TestServer.Day("2026-03-02")), await Set("10", "5"));
        server.Clock.Set("2026-03-09T08:00:00Z");
        Assert.Equal(new(10, 5, TestServer.Day("2026-03-02")), await Set("10", "5"));
        Assert.Equal(new(10, 3, TestServer.Day("2026-03-09")), await Set("10", "3"));
        Assert.Equal(new(10, 3, TestServer.Day("2026-03-09")), await Set("25", "3"));
        Assert.Contains("Measured since 9 Mar 2026", await browser.GetStringAsync("/settings/agent"), StringComparison.Ordinal);
        Assert.False((await Set("0", "3")).IsOn);
    }

    private static Task<HoldOutFigures?> Figures(TestServer server) =>
        server.As(server.Us, async s => (await s.GetRequiredService<ReckonInsights>().Run(default)).Work.HoldOut);

    private static async Task Pay(TestServer server, AccountId account, string on)
    {
        await server.Do<Payments.RecordPayment, CreditId>(record => record.Run(account, 100, "EUR", TestServer.Day(on), null, default));
    }
}
