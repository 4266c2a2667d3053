using Amiable.Credits;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tests.Import;

/// <summary>Credit notes that a source and we both set against invoices.</summary>
public sealed class ImportCreditNotesTests : IAsyncDisposable
{
    private readonly TestServer _server = TestServer.Start().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task What_the_source_used_of_a_credit_note_is_not_used_twice()
    {
        const string head = "type;customer;number;issued;due;total;outstanding\n";
        await _server.Import(
            head
                + "Invoice;Roux;1;01/02/2026;15/02/2026;1000,00;750,00\n"
                + "Invoice;Roux;2;01/02/2026;15/03/2026;500,00;500,00\n"
                + "Credit note;Roux;C1;05/02/2026;;250,00;0,00\n"
        );

        Assert.Equal(75000, (await _server.InvoiceNumbered("1")).Outstanding.Minor);
        Assert.Equal(50000, (await _server.InvoiceNumbered("2")).Outstanding.Minor);
        Assert.Equal(CreditStatus.Settled, (await Note("C1")).Status);
    }

    [Fact]
    public async Task What_was_allocated_here_gives_way_to_what_the_source_allocates()
    {
        const string head = "type;customer;number;issued;due;total;outstanding\n";
        await _server.Import(
            head
                + "Invoice;Roux;1;01/02/2026;15/02/2026;1000,00;1000,00\n"
                + "Invoice;Roux;2;01/02/2026;15/03/2026;500,00;500,00\n"
                + "Credit note;Roux;C1;05/02/2026;;250,00;250,00\n"
        );
        Assert.Equal(75000, (await _server.InvoiceNumbered("1")).Outstanding.Minor);

        // The source sets the credit note against the second invoice.
        var moved =
            head
            + "Invoice;Roux;1;01/02/2026;15/02/2026;1000,00;1000,00\n"
            + "Invoice;Roux;2;01/02/2026;15/03/2026;500,00;250,00\n"
            + "Credit note;Roux;C1;05/02/2026;;250,00;0,00\n";
        await _server.Import(moved);
        Assert.Equal(100000, (await _server.InvoiceNumbered("1")).Outstanding.Minor);
        Assert.Equal(25000, (await _server.InvoiceNumbered("2")).Outstanding.Minor);
        var before = await _server.State();
        Assert.Equal((0, 0, 0, 0, 3), (await _server.Import(moved)).Five());
        Assert.Equal(before, await _server.State());
    }

    [Fact]
    public async Task Credit_is_free_again_when_its_invoice_was_paid_after_all()
    {
        const string head = "type;customer;number;issued;due;total;outstanding\n";
        await _server.Import(
            head + "Invoice;Roux;1;01/02/2026;15/02/2026;250,00;250,00\n" + "Credit note;Roux;C1;05/02/2026;;250,00;250,00\n"
        );
        Assert.True((await _server.InvoiceNumbered("1")).IsSettled);

        await _server.Import(
            head
                + "Invoice;Roux;1;01/02/2026;15/02/2026;250,00;0,00\n"
                + "Invoice;Roux;2;01/02/2026;15/03/2026;500,00;500,00\n"
                + "Credit note;Roux;C1;05/02/2026;;250,00;250,00\n"
        );
        Assert.Equal(25000, (await _server.InvoiceNumbered("2")).Outstanding.Minor);
        Assert.Equal(25000, (await _server.InvoiceNumbered("1")).PaidByPayments.Minor);
    }

    private Task<CreditNote> Note(string number) =>
        _server.Read(db => db.Credits.OfType<CreditNote>().SingleAsync(n => n.Number == number));
}
