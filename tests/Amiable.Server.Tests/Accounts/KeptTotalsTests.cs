using Amiable.Accounts;
using Amiable.Contacts;
using Amiable.Credits;
using Amiable.Home;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Accounts;

/// <summary>What the database keeps of accounts and due dates is what invoices, credits and contacts add up to, whatever happened to them.</summary>
public sealed class KeptTotalsTests(OneServer one) : IClassFixture<OneServer>
{
    private static readonly DateOnly Today = TestServer.Day("2026-03-02");
    private readonly TestServer _server = one.Server;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_is_kept_is_what_the_rows_add_up_to_after_anything_that_may_happen(int seed)
    {
        var random = new Random(seed);
        var ledger = new RandomLedger(_server.Clock.GetUtcNow(), seed);
        await _server.Save(_server.Us, ledger.Everything());
        await Compare();
        for (var round = 0; round < 6; round++)
        {
            await _server.As(
                _server.Us,
                async services =>
                {
                    var db = services.GetRequiredService<AppDb>();
                    for (var i = 0; i < 25; i++)
                        await Happen(db, random);
                    return await db.SaveChangesAsync();
                }
            );
            await Compare();
        }
    }

    [Fact]
    public async Task What_a_large_import_leaves_until_its_end_is_the_same()
    {
        var random = new Random(4);
        var them = _server.SomebodyElse;
        await _server.Save(them, new RandomLedger(_server.Clock.GetUtcNow(), 6).Everything());
        await _server.Save(_server.Us, new RandomLedger(_server.Clock.GetUtcNow(), 4).Everything());
        await _server.As(
            _server.Us,
            async services =>
            {
                var db = services.GetRequiredService<AppDb>();
                await using var transaction = await db.Database.BeginTransactionAsync();
                var addUp = await db.AddUpLater(5_000, default);
                db.AddRange(new RandomLedger(_server.Clock.GetUtcNow(), 5).Everything());
                await db.SaveChangesAsync();
                for (var i = 0; i < 25; i++)
                    await Happen(db, random);
                await db.SaveChangesAsync();
                await addUp();
                await transaction.CommitAsync();
                return 0;
            }
        );
        await Compare();
        await Compare(them);
        // What is written from then on, by the same connection too, is added at once.
        await Sql("""UPDATE invoices SET "DueOn" = '2026-01-31' WHERE "DueOn" IS NULL""");
        await Compare();
    }

    [Fact]
    public async Task A_row_that_goes_over_to_another_account_or_currency_is_taken_along()
    {
        var (from, to) = (await _server.Account("From"), await _server.Account("To"));
        var invoice = await _server.Invoice(from, "M-1", "2026-01-10", 70);
        await Sql($"""UPDATE invoices SET "AccountId" = '{Text(to)}' WHERE "Number" = 'M-1'""");
        await Compare();
        await Sql(
            """UPDATE invoices SET "Total_Currency" = 'JPY', "Settled_Currency" = 'JPY', "Total_Minor" = 71 WHERE "Number" = 'M-1'"""
        );
        await Compare();
        await Sql($"""UPDATE contacts SET "AccountId" = '{Text(to)}' WHERE "AccountId" = '{Text(from)}'""");
        await Compare();
        await Sql($"""DELETE FROM accounts WHERE "Id" = '{Text(to)}'""");
        await Compare();
        Assert.Null(
            await _server.As(_server.Us, s => s.GetRequiredService<AppDb>().Invoices.SingleOrDefaultAsync(i => i.Id == invoice.Id))
        );
    }

    private static string Text(Account account) => account.Id.Value.ToString().ToUpperInvariant();

    private Task<int> Sql(string statement) =>
        _server.As(_server.Us, s => s.GetRequiredService<AppDb>().Database.ExecuteSqlRawAsync(statement));

    // Something that members, imports or the agent do, to a row at random.
    private static async Task Happen(AppDb db, Random random)
    {
        var invoices = await db.Invoices.ToListAsync();
        var invoice = invoices[random.Next(invoices.Count)];
        var credits = await db.Credits.Where(c => c.AccountId == invoice.AccountId).ToListAsync();
        var contact = await db.Contacts.OrderBy(c => c.Id).Skip(random.Next(3)).FirstOrDefaultAsync();
        switch (random.Next(15))
        {
            case 0:
                invoice.WriteOff(Today);
                break;
            case 1:
                invoice.TakeBackWriteOff();
                break;
            case 2:
                invoice.Exclude((Exclusion?)random.Next(5));
                break;
            case 3:
                invoice.Exclude(null);
                break;
            case 4:
                invoice.Dispute(DisputeReason.Price, null, Today);
                break;
            case 5:
                invoice.SettleDispute();
                break;
            case 6:
                invoice.FallsDue(Today.AddDays(random.Next(-90, 60)));
                break;
            case 7 or 8:
                Allocating.OldestFirst(credits, invoices.Where(i => i.AccountId == invoice.AccountId), Today);
                break;
            case 9 when invoice.Allocations is [var allocation, ..]:
                invoice.Release(credits.Single(c => c.Id == allocation.CreditId));
                break;
            case 10 when invoice.Allocations.Count == 0:
                db.Remove(invoice);
                await db.SaveChangesAsync();
                break;
            case 11:
                var payment = new Payment(
                    TestServer.New<CreditId>(),
                    invoice.AccountId,
                    new(random.Next(1, 900_00), "EUR"),
                    Today,
                    default
                );
                db.Add(payment);
                await db.SaveChangesAsync();
                break;
            case 12:
                var someone = new Contact(
                    TestServer.New<ContactId>(),
                    invoice.AccountId,
                    "Anne",
                    random.Next(2) == 0 ? null : "a@roux.example"
                );
                db.Add(someone);
                await db.SaveChangesAsync();
                break;
            case 13 when contact is not null:
                db.Remove(contact);
                await db.SaveChangesAsync();
                break;
            case 14 when contact is not null:
                string?[] notes = ["do not chase", "no e-mails", "likes to be called", null];
                contact.Describe("Anne", contact.Email ?? "b@roux.example", null, null, notes[random.Next(4)], null);
                await db.SaveChangesAsync();
                break;
        }
    }

    private async Task Compare(OrganizationId? of = null)
    {
        await _server.As(
            of ?? _server.Us,
            async services =>
            {
                var db = services.GetRequiredService<AppDb>();
                var accounts = await db.Accounts.Select(a => a.Id).ToListAsync();
                var all = await db.Invoices.AsNoTracking().ToListAsync();
                var open = all.Where(i => i.CountsInBalance && !i.IsSettled).ToList();
                var unused = (await db.Credits.AsNoTracking().ToListAsync()).Where(c => c.Unused.IsPositive).ToList();
                var contacts = await db.Contacts.AsNoTracking().ToListAsync();

                Assert.Equal(
                    accounts
                        .Select(a =>
                            Line(
                                a,
                                open.Where(i => i.AccountId == a).Min(i => i.DueOn) ?? AccountStanding.Never,
                                open.Count(i => i.AccountId == a && i.IsDisputed),
                                contacts.Count(c => c.AccountId == a && c.MayBeChased)
                            )
                        )
                        .Order(),
                    (await db.AccountStandings.ToListAsync()).Select(s => Line(s.AccountId, s.OldestDue, s.Disputed, s.Reachable)).Order()
                );
                Assert.Equal(
                    (await db.AccountStandings.ToListAsync())
                        .GroupBy(s => s.OldestDue)
                        .Select(g => Line(g.Key, g.Count(), g.Count(s => s.Disputed > 0), g.Count(s => s.Reachable == 0)))
                        .Order(),
                    (await db.StandingTotals.ToListAsync()).Select(t => Line(t.OldestDue, t.Accounts, t.Disputed, t.Unreachable)).Order()
                );
                Assert.Equal(
                    open.Select(i => (i.AccountId, Amount: i.Outstanding))
                        .Concat(unused.Select(c => (c.AccountId, Amount: new Money(-c.Unused.Minor, c.Unused.Currency))))
                        .GroupBy(p => (p.AccountId, p.Amount.Currency))
                        .Select(g => Line(g.Key.AccountId, g.Key.Currency, g.Sum(p => p.Amount.Minor)))
                        .Where(line => !line.EndsWith(" 0", StringComparison.Ordinal))
                        .Order(),
                    (await db.AccountBalances.Where(b => b.Minor != 0).ToListAsync())
                        .Select(b => Line(b.AccountId, b.Currency, b.Minor))
                        .Order()
                );
                Assert.Equal(
                    open.GroupBy(i => (i.Total.Currency, Due: i.DueOn ?? AccountStanding.Never))
                        .Select(g =>
                            Line(g.Key.Currency, g.Key.Due, g.Sum(i => i.Outstanding.Minor), g.Count(), g.Count(i => i.IsDisputed))
                        )
                        .Order(),
                    (await db.DueTotals.ToListAsync()).Select(t => Line(t.Currency, t.DueOn, t.Minor, t.Invoices, t.Disputed)).Order()
                );
                return true;
            }
        );
    }

    private static string Line(params object[] parts) => string.Join(' ', parts);
}
