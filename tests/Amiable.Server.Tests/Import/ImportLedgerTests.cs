using Amiable.Accounts;
using Amiable.Credits;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tests.Import;

/// <summary>What an import does to the ledger.</summary>
public sealed class ImportLedgerTests : IAsyncDisposable
{
    private const string Head = "customer;customer id;number;issued;due;total;paid;settled\n";
    private readonly TestServer _server = TestServer.Start().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task The_same_rows_again_change_nothing()
    {
        const string file =
            "type;customer;number;issued;due;total;outstanding;e-mail\n"
            + "Invoice;Roux;1;01/02/2026;15/02/2026;1000,00;400,00;anne@roux.example\n"
            + "Invoice;Roux;2;01/02/2026;20/03/2026;500,00;500,00;jean@roux.example\n"
            + "Credit note;Roux;C1;05/02/2026;;450,00;450,00;\n";
        var first = await _server.Import(file);
        var before = await _server.State();

        var second = await _server.Import(file);

        Assert.Equal((1, 2, 1), (first.Counts.NewAccounts, first.Counts.NewInvoices, first.Counts.NewCreditNotes));
        Assert.Equal((0, 0, 0, 0, 3), second.Five());
        Assert.Equal(before, await _server.State());
        Assert.StartsWith(
            "1 accounts; 2 contacts; 2 invoices of 150000, 105000 settled; 3 allocations of 105000; 2 credits",
            before,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_a_later_file_knows_updates_the_invoice()
    {
        await _server.Import(Head + "Roux;7;1;01/02/2026;15/02/2026;100,00;0;\n");

        var paid = await _server.Import(Head + "Roux;7;1;01/02/2026;20/02/2026;100,00;40,00;\n");
        Assert.Equal(1, paid.Counts.Updated);
        var invoice = await _server.InvoiceNumbered("1");
        Assert.Equal((new Money(4000, "EUR"), new DateOnly(2026, 2, 20)), (invoice.Settled, invoice.DueOn));

        await _server.Import(Head + "Roux;7;1;01/02/2026;20/02/2026;100,00;100,00;01/03/2026\n");
        Assert.True((await _server.InvoiceNumbered("1")).IsSettled);
        Assert.Equal(["2026-03-01", "2026-03-02"], await PaymentDays());
    }

    [Fact]
    public async Task A_corrected_day_of_payment_is_taken_over()
    {
        await _server.Import(Head + "Roux;7;1;01/02/2026;15/02/2026;100,00;100,00;10/02/2026\n");
        var corrected = await _server.Import(Head + "Roux;7;1;01/02/2026;15/02/2026;100,00;100,00;12/02/2026\n");
        var again = await _server.Import(Head + "Roux;7;1;01/02/2026;15/02/2026;100,00;100,00;12/02/2026\n");

        Assert.Equal((1, 1), (corrected.Counts.Updated, again.Counts.Unchanged));
        Assert.Equal(["2026-02-12"], await PaymentDays());
    }

    [Fact]
    public async Task A_source_takes_back_what_it_said_and_nothing_else()
    {
        await _server.Import(Head + "Roux;7;1;01/02/2026;15/02/2026;100,00;100,00;\n");
        await _server.Import(Head + "Roux;7;1;01/02/2026;15/02/2026;100,00;60,00;\n");
        Assert.Equal(new Money(6000, "EUR"), (await _server.InvoiceNumbered("1")).Settled);
        Assert.Equal(6000, await _server.Read(db => db.Credits.SumAsync(c => c.Amount.Minor)));

        await _server.Import(Head + "Roux;7;1;01/02/2026;15/02/2026;100,00;0;\n");
        Assert.Equal(0, await _server.Read(db => db.Credits.CountAsync()));
    }

    [Fact]
    public async Task A_payment_recorded_by_hand_stays_until_the_source_knows_it_too()
    {
        await _server.Import(Head + "Roux;7;1;01/02/2026;15/02/2026;100,00;0;\n");
        var id = (await _server.InvoiceNumbered("1")).Id;
        await _server.Do<EditPaidAmount, Done>(edit => edit.Run(id, 30, new(2026, 3, 1), default));

        await _server.Import(Head + "Roux;7;1;01/02/2026;15/02/2026;100,00;0;\n");
        Assert.Equal(new Money(3000, "EUR"), (await _server.InvoiceNumbered("1")).Settled);

        await _server.Import(Head + "Roux;7;1;01/02/2026;15/02/2026;100,00;50,00;\n");
        Assert.Equal(new Money(5000, "EUR"), (await _server.InvoiceNumbered("1")).Settled);

        await _server.Import(Head + "Roux;7;1;01/02/2026;15/02/2026;100,00;30,00;\n");
        Assert.Equal(new Money(3000, "EUR"), (await _server.InvoiceNumbered("1")).Settled);
        Assert.Null((await _server.Read(db => db.Credits.OfType<Payment>().SingleAsync())).Reference);
    }

    [Fact]
    public async Task A_file_that_does_not_speak_of_payments_takes_none_back()
    {
        await _server.Import(Head + "Roux;7;1;01/02/2026;15/02/2026;100,00;100,00;\n");
        var again = await _server.Import("customer;customer id;number;issued;due;total\nRoux;7;1;01/02/2026;15/02/2026;100,00\n");

        Assert.Equal(1, again.Counts.Unchanged);
        Assert.True((await _server.InvoiceNumbered("1")).IsSettled);
    }

    [Fact]
    public async Task Another_total_under_a_known_number_stops_everything()
    {
        await _server.Import(Head + "Roux;7;1;01/02/2026;15/02/2026;100,00;0;\n");
        var before = await _server.State();

        var outcome = await _server.Import(
            Head + "Roux;7;1;01/02/2026;15/02/2026;120,00;0;\n" + "Blanc;8;2;01/02/2026;15/02/2026;10,00;0;\n"
        );
        Assert.Null(outcome.Import);
        var error = Assert.Single(outcome.Errors);
        Assert.Equal(("other-total", 2, "1"), (error.Code, error.Line, error.Value));
        Assert.Equal(before, await _server.State());

        var rest = await _server.Import(
            Head + "Roux;7;1;01/02/2026;15/02/2026;120,00;0;\n" + "Blanc;8;2;01/02/2026;15/02/2026;10,00;0;\n",
            leaveOut: true
        );
        Assert.Equal((1, 1), (rest.Counts.NewInvoices, rest.Counts.LeftOut));
        Assert.Equal(10000, (await _server.InvoiceNumbered("1")).Total.Minor);
    }

    [Fact]
    public async Task A_number_is_the_same_in_capitals_and_under_two_spellings_of_its_account()
    {
        await _server.Import("customer;number;issued;total\nRoux SARL;f-1;01/02/2026;100,00\n");
        var again = await _server.Import("customer;number;issued;total\nRoux;F-1;01/02/2026;100,00\nROUX S.A.R.L.;f-1;01/02/2026;100,00\n");
        Assert.Equal((0, 0, 0, 0, 2), again.Five());

        var contradicts = await _server.Import(
            "customer;number;issued;total\nRoux;2;01/02/2026;100,00\nROUX S.A.R.L.;2;01/02/2026;110,00\n"
        );
        Assert.Equal("repeated-for-account", Assert.Single(contradicts.Errors).Code);
    }

    [Fact]
    public async Task A_new_invoice_ends_a_pause_and_an_old_one_does_not()
    {
        await _server.Import(Head + "Roux;7;1;01/02/2026;15/02/2026;100,00;0;\n");
        var id = (await _server.Read(db => db.Accounts.SingleAsync())).Id;
        await _server.Do<PauseFollowUps, Done>(pause => pause.Run(id, PauseReason.Dispute, null, null, default));

        await _server.Import(
            Head + "Roux;7;1;01/02/2026;15/02/2026;100,00;0;\n" + "Roux;7;0;01/01/2026;15/01/2026;100,00;100,00;15/01/2026\n"
        );
        Assert.NotNull((await _server.Read(db => db.Accounts.SingleAsync())).PausedOn);

        await _server.Import(Head + "Roux;7;2;01/03/2026;31/03/2026;100,00;0;\n");
        Assert.Null((await _server.Read(db => db.Accounts.SingleAsync())).PausedOn);
        var resumed = await _server.Read(db => db.AccountEvents.SingleAsync(e => e.Kind == AccountEventKind.Resumed));
        Assert.Equal("new-document", resumed.Detail);
    }

    [Fact]
    public async Task What_a_member_leaves_alone_stays_alone_and_what_was_cancelled_stays_cancelled()
    {
        const string head = "customer;number;issued;due;total;status;direct debit\n";
        await _server.Import(
            head
                + "Roux;1;01/02/2026;15/02/2026;100,00;open;\nRoux;2;01/02/2026;15/02/2026;100,00;cancelled;\nRoux;3;01/02/2026;15/02/2026;100,00;draft;\n"
        );
        var id = (await _server.InvoiceNumbered("1")).Id;
        await _server.Do<ExcludeInvoice, Done>(exclude => exclude.Run(id, true, default));

        await _server.Import(
            head
                + "Roux;1;01/02/2026;15/02/2026;100,00;open;yes\nRoux;2;01/02/2026;15/02/2026;100,00;open;\nRoux;3;01/02/2026;15/02/2026;100,00;open;\n"
        );
        Assert.Equal(Exclusion.ByMember, (await _server.InvoiceNumbered("1")).Excluded);
        Assert.Equal(Exclusion.Cancelled, (await _server.InvoiceNumbered("2")).Excluded);
        Assert.Null((await _server.InvoiceNumbered("3")).Excluded);
    }

    private async Task<string[]> PaymentDays() =>
        [
            .. (await _server.Read(db => db.Credits.OrderBy(c => c.On).ToListAsync())).Select(c =>
                c.On.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
            ),
        ];
}
