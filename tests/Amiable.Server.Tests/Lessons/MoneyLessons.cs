using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Credits;
using Amiable.FollowUp;
using Amiable.Import;
using Amiable.Invoices;
using Amiable.Tasks;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Lessons;

/// <summary>Field lessons 16 to 26: figures are those of the moment of sending. Two currencies (26) are told in <see cref="MoneyStories"/>.</summary>
public sealed class MoneyLessons
{
    [Fact]
    public async Task Lesson_16_Paid_one_second_before_the_send_it_is_not_sent()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        var invoice = await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Plan();
        await walk.GoToItsMoment(roux);
        walk.Server.Clock.Advance(TimeSpan.FromSeconds(-1));
        await walk.Store(db => Settle(db, invoice, 100, walk)); // nothing is planned again because of it: the gate alone must see it
        walk.Server.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(0, await walk.Send());

        Assert.Empty(walk.Server.Mailbox.Sent);
        Assert.Equal(
            (CommunicationStatus.Cancelled, "nothing-owed"),
            Assert.Single(await walk.Communications(roux)) is var c ? (c.Status, c.StatusReason) : default
        );
    }

    [Fact]
    public async Task Lesson_17_Figures_older_than_the_set_hours_hold_the_message_and_tell_a_person_until_they_are_read_again()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await Read(walk.Now.AddDays(-8));

        await walk.Through("2026-03-17", everyHours: 4);
        Assert.Empty(walk.Server.Mailbox.Sent);
        Assert.Equal(nameof(GateAnswer.StaleLedger), (await walk.Waiting(roux)).StatusReason);
        Assert.Equal(TaskKind.StaleData, Assert.Single(await walk.Tasks()).Kind);

        await Read(walk.Now);
        await walk.Through("2026-03-18", everyHours: 4);
        Assert.Equal(["Wed 2026-03-18 Overdue Courteous F-1"], await walk.Sent(roux));
        Assert.DoesNotContain(await walk.Tasks(), t => t.IsOpen);

        Task Read(DateTimeOffset at) => walk.Store(async db => (await db.Accounts.SingleAsync()).LedgerWasRead(at));
    }

    [Theory]
    [InlineData("payment")]
    [InlineData("paid amount")]
    [InlineData("credit note set against it")]
    [InlineData("credit note on the account")]
    [InlineData("write-off")]
    [InlineData("excluded")]
    [InlineData("import says paid")]
    [InlineData("import says cancelled")]
    public async Task Lesson_18_Every_way_to_zero_closes_the_plan(string way)
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        var invoice = await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Plan();
        Assert.True(await walk.IsAnythingWaiting(roux));

        await Settle(walk, roux, invoice, way);
        await walk.Plan();

        Assert.False(await walk.IsAnythingWaiting(roux));
        await walk.Through("2026-04-20", everyHours: 24);
        Assert.Empty(walk.Server.Mailbox.Sent);
        Assert.DoesNotContain(await walk.Tasks(), t => t.IsOpen);
    }

    [Fact]
    public async Task Lesson_19_A_send_waits_for_a_payment_that_is_being_recorded_and_then_does_not_happen()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        var invoice = await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Plan();
        await walk.GoToItsMoment(roux);

        var sending = Task.CompletedTask;
        await walk.Ask(async db =>
        {
            await using var payment = await db.Database.BeginTransactionAsync();
            await Settle(db, invoice, 100, walk);
            await db.SaveChangesAsync();
            sending = Task.Run(walk.Send);
            await Task.Delay(400);
            Assert.Empty(walk.Server.Mailbox.Sent);
            Assert.False(sending.IsCompleted);
            await payment.CommitAsync();
            return 0;
        });
        await sending;

        Assert.Empty(walk.Server.Mailbox.Sent);
        Assert.False(await walk.IsAnythingWaiting(roux));
    }

    [Fact]
    public async Task Lesson_20_Unallocated_credit_lowers_what_is_asked_and_is_shown_as_a_line()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13", amount: 100);
        await walk.GetsCredit(roux, 40);

        await walk.Through("2026-03-16");

        var text = Assert.Single(walk.Server.Mailbox.Sent).Text();
        Assert.Contains("100,00 €", text, StringComparison.Ordinal);
        Assert.Contains("40,00 €", text, StringComparison.Ordinal);
        Assert.Contains("60,00 €", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lesson_21_Drafts_and_cancelled_documents_count_nowhere()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13", amount: 100);
        foreach (var (number, why) in new[] { ("F-2", Exclusion.Draft), ("F-3", Exclusion.Cancelled) })
        {
            var invoice = await walk.Server.Invoice(roux, number, dueOn: "2026-03-13", amount: 70);
            await walk.Store(async db => (await db.Invoices.SingleAsync(i => i.Id == invoice.Id)).Exclude(why));
        }

        await walk.Through("2026-03-16");

        Assert.Equal(["Mon 2026-03-16 Overdue Courteous F-1"], await walk.Sent(roux));
        var asked = (await walk.Communications(roux)).Single(c => c.SentAt is not null).Facts.Asked;
        Assert.Equal([new Money(100_00, "EUR")], asked);
    }

    [Fact]
    public async Task Lesson_22_A_part_paid_invoice_asks_for_the_rest_and_says_what_was_paid()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13", amount: 1000);
        await walk.Pays(roux, 250);

        await walk.Through("2026-03-16");

        var text = Assert.Single(walk.Server.Mailbox.Sent).Text();
        Assert.All(["750,00 €", "250,00 €", "1 000,00 €"], amount => Assert.Contains(amount, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lesson_23_Seven_invoices_with_seven_residuals_each_line_is_right_and_the_total_is_their_sum()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        for (var i = 1; i <= 7; i++)
        {
            var invoice = await walk.Server.Invoice(roux, $"F-{i}", dueOn: Walk.Day("2026-03-01", i), amount: 100 + i);
            await walk.Store(db => Settle(db, invoice, i * 10.01m, walk));
        }

        await walk.Through("2026-03-16");

        var mail = Assert.Single(walk.Server.Mailbox.Sent);
        foreach (var words in new[] { mail.Text(), mail.Html() })
        {
            foreach (var rest in new[] { "90,99", "81,98", "72,97", "63,96", "54,95", "45,94", "36,93" })
                Assert.Contains(rest + " €", words, StringComparison.Ordinal);
            Assert.Contains("447,72 €", words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Lesson_24_The_residual_is_the_one_of_the_moment_of_sending()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        var invoice = await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13", amount: 1000);
        await walk.Plan();
        await walk.GoToItsMoment(roux);
        await walk.Store(db => Settle(db, invoice, 400, walk));

        await walk.Send(); // written anew, and a moment later of the same day
        await walk.Through("2026-03-17");

        var mail = Assert.Single(walk.Server.Mailbox.Sent);
        Assert.Equal(600_00, (await walk.Communications(roux)).Single(c => c.Id.Value == mail.Id).Facts.Asked.Single().Minor);
        Assert.Contains("600,00 €", mail.Text(), StringComparison.Ordinal);
    }

    private static async Task Settle(AppDb db, Invoice invoice, decimal amount, Walk walk)
    {
        var known = await db.Invoices.SingleAsync(i => i.Id == invoice.Id);
        var money = Money.OfMajor(amount, "EUR")!.Value;
        var payment = new Payment(TestServer.New<CreditId>(), invoice.AccountId, money, walk.Today, walk.Now);
        db.Add(payment);
        Assert.Null(known.Allocate(payment, money, walk.Today));
    }

    private static async Task Settle(Walk walk, Account account, Invoice invoice, string way)
    {
        var server = walk.Server;
        switch (way)
        {
            case "payment":
                await walk.Pays(account, 100);
                return;
            case "paid amount":
                await server.Do<EditPaidAmount, Done>(u => u.Run(invoice.Id, 100, walk.Today, default));
                return;
            case "credit note set against it":
                await walk.GetsCredit(account, 100);
                var note = await walk.Ask(db => db.Credits.Select(c => c.Id).SingleAsync());
                await server.Do<AllocateCredit, Done>(u => u.Run(note, invoice.Id, 100, default));
                return;
            case "credit note on the account":
                await walk.GetsCredit(account, 100);
                return;
            case "write-off":
                await server.Do<WriteOffInvoice, Done>(u => u.Run(invoice.Id, default));
                return;
            case "excluded":
                await server.Do<ExcludeInvoice, Done>(u => u.Run(invoice.Id, true, default));
                return;
            default:
                var document = new ImportedInvoice
                {
                    AccountName = account.Name,
                    Number = invoice.Number,
                    IssuedOn = invoice.IssuedOn,
                    DueOn = invoice.DueOn,
                    Total = invoice.Total,
                    Paid = way == "import says paid" ? invoice.Total : Money.Zero("EUR"),
                    IsCancelled = way == "import says cancelled",
                };
                var outcome = await server.As(
                    server.Us,
                    s => s.GetRequiredService<ImportLedger>().Run(new("ledger.csv", "", [document]), default)
                );
                Assert.NotNull(outcome.Value?.Import);
                return;
        }
    }
}
