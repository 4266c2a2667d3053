using System.Diagnostics;
using Amiable.Accounts;
using Amiable.Tests.Import;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Audit;

/// <summary>What the log costs. Run it alone for figures: -explicit only.</summary>
public sealed class AuditSpeedTests
{
    [Fact(Explicit = true)]
    public async Task A_hundred_thousand_entries_feel_like_a_hundred()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account(email: null);
        await server.Save(server.Us, [.. Enumerable.Range(0, 39).Select(n => Some(server, $"Account {n}"))]);
        var say = TestContext.Current.TestOutputHelper!;
        // Of an account, when its ledger was read is not audited and the formal notice is: the difference is the price.
        foreach (var rows in new[] { 1, 40 })
        {
            var plain = await Time(server, rows, (a, i) => a.LedgerWasRead(server.Clock.GetUtcNow().AddSeconds(i)));
            var told = await Time(server, rows, (a, i) => a.FormalNoticeWasPosted(new DateOnly(2026, 1, 1).AddDays(i)));
            say.WriteLine($"Saving {rows} changed accounts: {plain:0.00} ms without, {told:0.00} ms with the audit log");
        }

        // Forty entries a save and no more: the accounts of half a year.
        for (var i = 0; i < 2_500; i++)
        {
            if (i % 14 == 0)
                server.Clock.Advance(TimeSpan.FromDays(1));
            await server.Save(server.Us, [.. Enumerable.Range(0, 40).Select(n => Some(server, $"Account {i} {n}"))]);
        }
        await server.Services.RefreshStatistics();
        var browser = await server.SignedIn(server.Us);
        foreach (var query in Queries(account.Id))
        {
            await browser.GetStringAsync("/settings/audit" + query);
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < 10; i++)
                await browser.GetStringAsync("/settings/audit" + query);
            say.WriteLine($"{watch.Elapsed.TotalMilliseconds / 10, 6:0.0} ms /settings/audit{query}");
        }
        var verifying = Stopwatch.StartNew();
        var verdict = await server.Verify();
        say.WriteLine($"{verdict.Head.Number} entries verified in {verifying.Elapsed.TotalSeconds:0.0} s");
        Assert.Null(verdict.Fault);
        if (TestDatabase.IsPostgres)
            return;
        await server.Read(db => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));
        say.WriteLine($"{new FileInfo(Path.Combine(server.Data, "amiable.db")).Length / 1_000_000} MB");
    }

    private static Task<double> Time(TestServer server, int rows, Action<Account, int> change) =>
        server.Read(async db =>
        {
            var accounts = await db.Accounts.OrderBy(a => a.Id).Take(rows).ToListAsync();
            var watch = new Stopwatch();
            for (var i = 0; i < 210; i++)
            {
                if (i == 10)
                    watch.Start();
                accounts.ForEach(a => change(a, i));
                await db.SaveChangesAsync();
            }
            return watch.Elapsed.TotalMilliseconds / 200;
        });

    private static IEnumerable<string> Queries(AccountId account) =>
        [
            "",
            "?what=account",
            "?what=invoice",
            "?who=member",
            "?who=operator",
            "?from=2026-04-01&to=2026-04-01",
            "?to=2026-03-04&what=account",
            $"?account={account.Value}",
        ];

    private static Account Some(TestServer server, string name) =>
        new(TestServer.New<AccountId>(), new() { Name = name, Country = "FR" }, server.Clock.GetUtcNow());
}
