using System.Globalization;
using System.Text;
using Amiable.Tests.Audit;

namespace Amiable.Tests.Import;

/// <summary>A file of so many customers that it is saved in parts.</summary>
public sealed class ManyCustomersTests : IAsyncDisposable
{
    private const int Customers = 510;
    private readonly TestServer _server = TestServer.Start().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task It_goes_in_as_one_act_and_again_changes_nothing()
    {
        var first = await _server.Import(Ledger(invoices: 2));

        Assert.Equal((Customers, 2 * Customers), (first.Counts.NewAccounts, first.Counts.NewInvoices));
        var told = await Told();
        Assert.Equal([Customers], told["account"]);
        Assert.Equal([2 * Customers], told["invoice"]);
        Assert.Equal([1], told["ledger-import"]);
        var before = await _server.State();
        Assert.Equal((0, 0, 0, 0, 2 * Customers), (await _server.Import(Ledger(invoices: 2))).Five());
        Assert.Equal(before, await _server.State());

        var more = await _server.Import(Ledger(invoices: 3));
        Assert.Equal((0, Customers), (more.Counts.NewAccounts, more.Counts.NewInvoices));
        Assert.Null((await _server.Verify()).Fault);
    }

    [Fact]
    public async Task One_row_that_contradicts_the_ledger_stops_all_of_it_wherever_it_stands()
    {
        await _server.Import(Ledger(invoices: 1));
        var before = await _server.State();
        var entries = (await _server.Entries()).Count;

        var refused = await _server.Import(
            Ledger(invoices: 2)
                .Replace(
                    $"F-{Customers - 1}-0;01/02/2026;15/02/2026;100,00",
                    $"F-{Customers - 1}-0;01/02/2026;15/02/2026;99,00",
                    StringComparison.Ordinal
                )
        );

        Assert.Null(refused.Import);
        Assert.Equal("other-total", Assert.Single(refused.Errors).Code);
        Assert.Equal(before, await _server.State());
        Assert.Equal(entries, (await _server.Entries()).Count);
    }

    private async Task<ILookup<string, int>> Told() =>
        (await _server.Entries()).Where(e => e.Action == "added").ToLookup(e => e.SubjectKind, e => e.Count);

    private static string Ledger(int invoices)
    {
        var file = new StringBuilder("customer;customer id;number;issued;due;total;paid\n");
        for (var i = 0; i < Customers; i++)
        for (var n = 0; n < invoices; n++)
            file.Append(CultureInfo.InvariantCulture, $"Customer {i};{i};F-{i}-{n};01/02/2026;15/02/2026;100,00;0\n");
        return file.ToString();
    }
}
