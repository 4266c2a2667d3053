using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Errands;
using Amiable.FollowUp;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.FollowUp;

/// <summary>The beat of the planner: who is planned, who is not, and what becomes of a beat that did not end.</summary>
public sealed class PlanWhatChangedTests
{
    [Fact]
    public async Task A_beat_plans_nobody_when_nothing_changed()
    {
        await using var walk = await Walk.From("2026-03-16");
        walk.GoTo("2026-03-16T09:00Z");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Plan();
        Assert.True(await walk.IsAnythingWaiting(roux));
        Assert.Equal(0, await Marks(walk));

        // Changed past the program, so that nobody is marked: who looks at the account sees it.
        await walk.Ask(db => db.Invoices.ExecuteUpdateAsync(set => set.SetProperty(i => i.Excluded, Amiable.Invoices.Exclusion.Draft)));
        walk.GoTo("2026-03-16T10:00Z");
        Assert.Equal(new PlanCounts(), await walk.Plan());

        Assert.Equal(new PlanCounts { Cancelled = 1 }, await PlanAll(walk));
    }

    [Fact]
    public async Task A_day_that_begins_has_those_planned_for_whom_it_begins()
    {
        await using var walk = await Walk.From("2026-03-16");
        walk.GoTo("2026-03-16T05:00Z"); // Monday: 06:00 in Paris, 14:00 in Tokyo
        var paris = await walk.Server.Account("Roux");
        var tokyo = await walk.Server.Account("Sakura", country: "JP", email: "pay@sakura.example");
        foreach (var account in new[] { paris, tokyo })
            await walk.Server.Invoice(account, $"F-{account.Name}", dueOn: "2026-03-06");
        await walk.Plan();
        var monday = TestServer.Day("2026-03-16");
        Assert.Equal(monday, (await walk.Waiting(paris)).SendOn);
        Assert.Equal(monday, (await walk.Waiting(tokyo)).SendOn);

        // Nothing was sent, and in Tokyo the hours of sending are over.
        walk.GoTo("2026-03-16T08:31Z");
        Assert.Equal(new PlanCounts { Moved = 1 }, await walk.Plan());

        Assert.Equal(monday, (await walk.Waiting(paris)).SendOn);
        Assert.Equal(monday.AddDays(1), (await walk.Waiting(tokyo)).SendOn);
    }

    [Fact]
    public async Task Who_could_not_be_planned_is_planned_at_the_next_beat()
    {
        await using var walk = await Walk.From("2026-03-16");
        walk.GoTo("2026-03-16T09:00Z");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "", dueOn: "2026-03-13"); // no message can name it
        Assert.Equal(1, (await walk.Plan()).Failed);
        Assert.Equal(1, (await walk.Plan()).Failed);

        await walk.Ask(db => db.Invoices.ExecuteUpdateAsync(set => set.SetProperty(i => i.Number, "F-1")));
        Assert.Equal(new PlanCounts { Scheduled = 1 }, await walk.Plan());

        Assert.Equal(0, await Marks(walk));
    }

    [Fact]
    public async Task Who_could_not_be_planned_when_a_day_began_is_planned_at_the_next_beat()
    {
        await using var walk = await Walk.From("2026-03-16");
        walk.GoTo("2026-03-16T09:00Z");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Plan();
        await walk.Ask(async db =>
        {
            await db.Communications.ExecuteDeleteAsync();
            return await db.Invoices.ExecuteUpdateAsync(set => set.SetProperty(i => i.Number, ""));
        });

        walk.SleepThrough("2026-03-16");
        Assert.Equal(1, (await walk.Plan()).Failed);
        await walk.Ask(db => db.Invoices.ExecuteUpdateAsync(set => set.SetProperty(i => i.Number, "F-1")));

        Assert.Equal(new PlanCounts { Scheduled = 1 }, await walk.Plan());
    }

    [Fact]
    public async Task A_change_that_comes_while_its_account_is_planned_is_planned_at_the_next_beat()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();

        await walk.Server.As(
            walk.Server.Us,
            async s =>
            {
                var marks = s.GetRequiredService<PlanMarks>();
                var read = await marks.Of([roux.Id], default);
                await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
                await marks.Take(read, [], default);
                return read;
            }
        );
        await walk.Plan();

        Assert.True(await walk.IsAnythingWaiting(roux));
    }

    [Fact]
    public async Task A_beat_that_plans_everybody_and_is_killed_goes_on_where_it_was()
    {
        await using var walk = await Walk.From("2026-03-16");
        walk.GoTo("2026-03-16T09:00Z");
        var accounts = await Many(walk, 1_400);
        await walk.Plan();
        Assert.Equal(0, await Marks(walk));
        walk.SleepThrough("2026-03-16");

        // Of 1,400, 1,200 were planned, and how far it was is written down after each 1,000.
        var errand = new Errand(TestServer.New<ErrandId>(), ErrandKind.PlanAnew, default, "", StartErrand.Everything, walk.Now);
        using var killed = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            walk.Server.As(
                walk.Server.Us,
                s =>
                {
                    s.GetRequiredService<ErrandSteps>()
                        .Follow(errand, steps => steps.Done >= 1_200 ? killed.CancelAsync() : Task.CompletedTask);
                    return s.GetRequiredService<PlanWhatChanged>().Run(killed.Token);
                }
            )
        );
        var (first, last) = (accounts[999], accounts[1_000]);
        Assert.Equal([first], await walk.Ask(db => db.PlanMarks.Select(m => m.UpTo).ToListAsync()));
        await walk.Ask(db => db.Communications.Where(c => c.AccountId == first || c.AccountId == last).ExecuteDeleteAsync());

        // Who was planned before is not looked at again: what is missing there since is not seen. 200 were not moved to Tuesday yet.
        Assert.Equal(new PlanCounts { Scheduled = 1, Moved = 200 }, await walk.Plan());
        Assert.Equal(0, await Marks(walk));
        Assert.Equal(new PlanCounts { Scheduled = 1 }, await PlanAll(walk));
    }

    [Fact]
    public async Task A_change_of_the_settings_that_nobody_waited_for_is_planned_at_the_next_beat()
    {
        await using var walk = await Walk.From("2026-03-16");
        walk.GoTo("2026-03-16T09:00Z");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Plan();

        await walk.Store(async db => (await db.Organizations.SingleAsync()).Introduce("Max", "max@duvernay.example", null));
        Assert.Equal(new PlanCounts { Rewritten = 1 }, await walk.Plan());

        Assert.Contains("Max", (await walk.Waiting(roux)).Text);
    }

    /// <summary>Accounts that owe an invoice each, in the order of their ids.</summary>
    private static async Task<List<AccountId>> Many(Walk walk, int count)
    {
        var now = walk.Now;
        List<object> things = [];
        for (var i = 0; i < count; i++)
        {
            var account = new Account(TestServer.New<AccountId>(), new() { Name = $"Company {i}", Country = "FR" }, now);
            things.AddRange([
                account,
                new Amiable.Contacts.Contact(
                    TestServer.New<ContactId>(),
                    account.Id,
                    "Anne Roux",
                    $"pay@company{i}.example",
                    isPrimary: true
                ),
                new Amiable.Invoices.Invoice(
                    TestServer.New<InvoiceId>(),
                    account.Id,
                    $"F-{i}",
                    TestServer.Day("2026-02-13"),
                    TestServer.Day("2026-03-13"),
                    Money.OfMajor(100, "EUR")!.Value,
                    now
                ),
            ]);
        }
        await walk.Server.Save(walk.Server.Us, [.. things]);
        return [.. things.OfType<Account>().Select(a => a.Id).OrderBy(a => a.Value)];
    }

    private static Task<PlanCounts> PlanAll(Walk walk) =>
        walk.Server.As(walk.Server.Us, s => s.GetRequiredService<PlanFollowUps>().Run(default));

    private static Task<int> Marks(Walk walk) => walk.Ask(db => db.PlanMarks.CountAsync());
}
