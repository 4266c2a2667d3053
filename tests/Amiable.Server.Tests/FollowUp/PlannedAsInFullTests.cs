using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Credits;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.LatePayment;
using Amiable.Organizations;
using Amiable.Tasks;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.FollowUp;

/// <summary>
/// Stories at random: facts change past every use case, so that nobody plans what follows, settings change, days pass, messages leave, plans fail. After each, the beat
/// that plans what changed must have left nothing for one that plans everybody.
/// </summary>
public sealed class PlannedAsInFullTests
{
    private const int Steps = 70;

    private static readonly (string Country, string Name)[] Places =
    [
        ("FR", "Roux"),
        ("FR", "Petit"),
        ("DE", "Berg"),
        ("JP", "Sakura"),
        ("US", "Oak"),
        ("NZ", "Kauri"),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task Nothing_is_left_to_plan_for_who_looks_at_everybody(int seed)
    {
        await using var walk = await Walk.From("2026-03-16");
        var random = new Random(seed);
        List<Account> accounts = [];
        foreach (var (country, name) in Places)
            accounts.Add(await walk.Server.Account(name, country, email: $"pay@{name.ToLowerInvariant()}.example"));
        List<string> told = [];
        var (planned, failed) = (0, 0);
        for (var step = 0; step < Steps; step++)
        {
            var account = accounts[random.Next(accounts.Count)];
            told.Add($"{walk.Now:u} {await Happens(random, walk, account.Id)}");
            var mend = random.Next(5) == 0 ? await Break(walk, account.Id) : () => Task.CompletedTask;
            var counts = await walk.Plan();
            (planned, failed) = (planned + counts.Scheduled, failed + counts.Failed);
            await mend();
            // What the planner did is looked at once more where something may come of it; then it is quiet.
            for (var beat = 0; beat < 4 && await walk.Ask(db => db.PlanMarks.AnyAsync()); beat++)
                await walk.Plan();
            Assert.False(await walk.Ask(db => db.PlanMarks.AnyAsync()), $"It goes on and on: {string.Join('\n', told)}");

            var before = await Everything(walk);
            var more = await walk.Server.As(walk.Server.Us, s => s.GetRequiredService<PlanFollowUps>().Run(default));
            Assert.True(more == new PlanCounts(), $"{more} was left to do after:\n{string.Join('\n', told)}");
            Assert.True(before.SequenceEqual(await Everything(walk)), $"Something was left to do after:\n{string.Join('\n', told)}");
        }
        // Whether one of them leaves is chance: those of some seeds are always in the way of something.
        Assert.NotEqual(0, planned);
        Assert.NotEqual(0, failed);
    }

    /// <summary>One thing at random, and what it was.</summary>
    private static async Task<string> Happens(Random random, Walk walk, AccountId account)
    {
        if (random.Next(3) == 0)
            return await TimePasses(random, walk);
        if (random.Next(12) == 0)
            return await SettingsChange(random, walk);
        var happened = "";
        await walk.Store(async db => happened = await Change(random, walk, db, account));
        return $"{account.Value:N} {happened}";
    }

    private static async Task<string> TimePasses(Random random, Walk walk)
    {
        int[] minutes = [5, 20, 60, 240, 480, 24 * 60, 3 * 24 * 60, 31 * 24 * 60];
        var passed = TimeSpan.FromMinutes(minutes[random.Next(random.Next(4) == 0 ? minutes.Length : 6)]);
        walk.Server.Clock.Advance(passed);
        return random.Next(3) == 0 ? $"{passed}" : $"{passed}, {await walk.Send()} sent";
    }

    private static async Task<string> SettingsChange(Random random, Walk walk)
    {
        var which = random.Next(6);
        await walk.Store(async db =>
        {
            var us = await db.Organizations.SingleAsync();
            Action change = which switch
            {
                0 => () => us.Follow(us.Policy with { MinimumGapBusinessDays = random.Next(1, 5) }),
                1 => () => us.Follow(us.Policy with { Window = new(new(8, 0), new(random.Next(12, 20), 0)) }),
                2 => () => us.Trust(random.Next(3) == 0 ? Autonomy.Approve : Autonomy.Auto),
                3 => () => us.Introduce($"Camille {random.Next(100)}", "camille@duvernay.example", null),
                4 => () => us.KeepQuietOn([walk.Today.AddDays(random.Next(5)), walk.Today.AddDays(random.Next(20))]),
                _ => () =>
                    db.Add(
                        new OwnRate(
                            TestServer.New<OwnRateId>(),
                            Regime.France,
                            walk.Today.AddDays(-random.Next(4000)),
                            random.Next(800, 1500),
                            "JO"
                        )
                    ),
            };
            change();
        });
        return $"setting {which}";
    }

    private static async Task<string> Change(Random random, Walk walk, AppDb db, AccountId account)
    {
        var (now, day) = (walk.Now, walk.Today);
        var open = await db.Invoices.Where(i => i.AccountId == account && i.Settled.Minor < i.Total.Minor).OrderBy(i => i.Id).ToListAsync();
        if (open.Count == 0 || random.Next(5) == 0)
        {
            db.Add(Invoice(random, account, day, now));
            return "new invoice";
        }
        var invoice = open[random.Next(open.Count)];
        var same = await db.Accounts.SingleAsync(a => a.Id == account);
        var contacts = await db.Contacts.Where(c => c.AccountId == account).OrderBy(c => c.Id).ToListAsync();
        var tasks = (await db.Tasks.Where(t => t.AccountId == account).OrderBy(t => t.Id).ToListAsync()).FindAll(t => t.IsOpen);
        var waiting = await db
            .Communications.Where(c =>
                c.AccountId == account && c.Origin == Origin.Agent && c.Status == CommunicationStatus.AwaitingApproval
            )
            .FirstOrDefaultAsync();
        (string, Action)[] changes =
        [
            ("paid", () => Pay(db, invoice, day, now)),
            ("contested", () => invoice.Dispute(DisputeReason.Quality, null, day, answerBy: random.Next(2) == 0 ? day.AddDays(2) : null)),
            ("settled", () => invoice.SettleDispute()),
            ("promised", () => Promise(db, invoice, random, day, now)),
            ("excluded", () => invoice.Exclude(invoice.Excluded is null ? Exclusion.Draft : null)),
            ("written off", () => invoice.WriteOff(day)),
            ("falls due", () => invoice.FallsDue(day.AddDays(random.Next(-20, 20)))),
            ("rests", () => invoice.RestUntil(day.AddDays(random.Next(1, 9)))),
            ("deleted", () => db.Remove(invoice)),
            ("paused", () => same.Pause(PauseReason.Other, null, random.Next(2) == 0 ? day.AddDays(random.Next(3)) : null, day)),
            ("resumed", () => same.Resume()),
            ("moves", () => same.Describe(same.Details with { Country = Places[random.Next(Places.Length)].Country })),
            (
                "credit",
                () => db.Add(new CreditNote(TestServer.New<CreditId>(), account, $"A-{random.Next()}", Euros(random.Next(1, 90)), day, now))
            ),
            ("bounced", () => contacts.ForEach(c => c.EmailBounced())),
            ("away", () => contacts.ForEach(c => c.IsAway(day.AddDays(random.Next(9)), null))),
            ("not chased", () => contacts.ForEach(c => c.Describe(c.FullName, c.Email, c.Phone, null, "do not chase", null))),
            ("telephone", () => contacts.ForEach(c => c.Describe(c.FullName, c.Email, "+33 1 42 68 53 00", null, null, null))),
            ("new contact", () => db.Add(new Contact(TestServer.New<ContactId>(), account, "Max", $"max{random.Next()}@roux.example"))),
            ("task ended", () => tasks.ForEach(t => t.Close(null, now))),
            ("claim", () => db.Add(Claim(random, account, day))),
            ("approved", () => waiting?.Approve(default, now)),
            ("formal notice", () => same.FormalNoticeWasPosted(day)),
        ];
        var (what, change) = changes[random.Next(changes.Length)];
        change();
        return $"{what} {invoice.Number}";
    }

    private static Money Euros(decimal amount) => Money.OfMajor(amount, "EUR")!.Value;

    private static Invoice Invoice(Random random, AccountId account, DateOnly day, DateTimeOffset now)
    {
        var due = day.AddDays(random.Next(-40, 15));
        return new(TestServer.New<InvoiceId>(), account, $"F-{random.Next()}", due.AddDays(-30), due, Euros(random.Next(50, 500)), now);
    }

    private static void Pay(AppDb db, Invoice invoice, DateOnly day, DateTimeOffset now)
    {
        var payment = new Payment(TestServer.New<CreditId>(), invoice.AccountId, Euros(40), day, now);
        db.Add(payment);
        invoice.Allocate(payment, Euros(Math.Min(40, invoice.Outstanding.Minor / 100m)), day);
    }

    private static void Promise(AppDb db, Invoice invoice, Random random, DateOnly day, DateTimeOffset now)
    {
        var on = day.AddDays(random.Next(6));
        if (invoice.Promise(on, day) is null)
            db.Add(
                new PaymentDeclaration(
                    TestServer.New<PaymentDeclarationId>(),
                    invoice.AccountId,
                    DeclarationKind.Promise,
                    [new(invoice.Id, invoice.Number)],
                    on,
                    now
                )
            );
    }

    private static LateDecision Claim(Random random, AccountId account, DateOnly day) =>
        new(
            TestServer.New<LateDecisionId>(),
            account,
            random.Next(),
            random.Next(2) == 0 ? ClaimStance.Claim : ClaimStance.Waive,
            day,
            "Claire",
            null,
            []
        );

    /// <summary>No message can name that invoice until its number is back: past the program, so that nobody is marked because of it.</summary>
    private static async Task<Func<Task>> Break(Walk walk, AccountId account)
    {
        var broken = await walk.Ask(db =>
            db.Invoices.Where(i => i.AccountId == account).OrderBy(i => i.Id).Select(i => new { i.Id, i.Number }).FirstOrDefaultAsync()
        );
        if (broken is null)
            return () => Task.CompletedTask;
        await Number("");
        return () => Number(broken.Number);

        Task<int> Number(string number) =>
            walk.Ask(db => db.Invoices.Where(i => i.Id == broken.Id).ExecuteUpdateAsync(set => set.SetProperty(i => i.Number, number)));
    }

    /// <summary>What a plan changes, with how often each was saved.</summary>
    private static Task<List<string>> Everything(Walk walk) =>
        walk.Ask(async db =>
        {
            List<string> all =
            [
                .. await db.Accounts.Select(a => $"account {a.Id} {a.Version}").ToListAsync(),
                .. await db.Invoices.Select(i => $"invoice {i.Id} {i.Version}").ToListAsync(),
                .. await db.Communications.Select(c => $"message {c.Id} {c.Version} {c.Status} {c.SendAt.Ticks}").ToListAsync(),
                .. await db.Tasks.Select(t => $"task {t.Id} {t.Version}").ToListAsync(),
                .. await db.PaymentDeclarations.Select(d => $"declaration {d.Id} {d.Version}").ToListAsync(),
                .. await db.MeasuredSteps.Select(s => $"step {s.Id} {s.Version}").ToListAsync(),
            ];
            all.Sort(StringComparer.Ordinal);
            return all;
        });
}
