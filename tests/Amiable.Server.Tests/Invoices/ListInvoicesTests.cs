using Amiable.Home;
using Amiable.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Invoices;

public sealed class ListInvoicesTests
{
    private static readonly DateOnly Today = TestServer.Day("2026-03-02");

    [Fact]
    public async Task Every_order_shows_each_invoice_once_forwards_and_backwards()
    {
        await using var server = await TestServer.Start();
        var ledger = new RandomLedger(server.Clock.GetUtcNow());
        await server.Save(server.Us, ledger.Everything());

        foreach (var filter in Enum.GetValues<InvoiceFilter>())
        foreach (var sort in new[] { "due", "-due", "number", "-number", "account", "-account", "remaining", "-remaining" })
        {
            var question = new InvoiceQuestion(filter, Sort: sort);
            var forwards = new List<InvoiceRow>();
            string? after = null;
            InvoiceList list;
            do
            {
                list = await List(server, question, after, null);
                forwards.AddRange(list.Page.Rows);
                after = list.Page.After;
            } while (after is not null);
            var backwards = list.Page.Rows.ToList();
            while (list.Page.Before is { } before)
            {
                list = await List(server, question, null, before);
                backwards.InsertRange(0, list.Page.Rows);
            }

            var wanted = ledger.Invoices.Where(i => Belongs(i, filter)).Select(i => i.Number).Order();
            Assert.Equal(wanted, forwards.Select(r => r.Invoice.Number).Order());
            Assert.Equal(forwards.Select(r => r.Invoice.Number), backwards.Select(r => r.Invoice.Number));
            if (sort == "account")
                Assert.Equal(forwards.Select(r => r.AccountName).Order(StringComparer.Ordinal), forwards.Select(r => r.AccountName));
            if (sort == "due" && filter != InvoiceFilter.Paid)
                Assert.Equal(
                    forwards.Select(r => r.Invoice.DueOn ?? DateOnly.MaxValue).Order(),
                    forwards.Select(r => r.Invoice.DueOn ?? DateOnly.MaxValue)
                );
            if (list.Counts[filter] is { } count)
                Assert.Equal(forwards.Count, count);
        }
    }

    [Fact]
    public async Task An_invoice_is_found_by_a_part_of_its_number_or_of_the_name_however_it_is_written()
    {
        await using var server = await TestServer.Start();
        var roux = await server.Account("Société Roux & Fils");
        var other = await server.Account("100 % Bio");
        await server.Invoice(roux, "F-2026-0311", "2026-03-10");
        await server.Invoice(other, "G_1", "2026-03-10");

        Assert.Equal(["F-2026-0311"], await Find(server, "0311"));
        Assert.Equal(["F-2026-0311"], await Find(server, "f-2026"));
        Assert.Equal(["F-2026-0311"], await Find(server, "SOCIETE ROUX"));
        Assert.Equal(["G_1"], await Find(server, "100 %"));
        Assert.Equal(["G_1"], await Find(server, "g_"));
        Assert.Empty(await Find(server, "F_2026"));
        Assert.Empty(await Find(server, "F%1"));
    }

    [Fact]
    public async Task A_place_nobody_gave_is_the_beginning()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        await server.Invoice(account, "F-1", "2026-03-10");
        foreach (var place in new[] { "x", "bnVsbA", "WzFd", "W251bGwsbnVsbF0" })
            Assert.Single((await List(server, new(), place, null)).Page.Rows);
    }

    private static bool Belongs(Invoice invoice, InvoiceFilter filter)
    {
        var counted = invoice.CountsInBalance && !invoice.IsSettled;
        return filter switch
        {
            InvoiceFilter.Overdue => counted && invoice.StatusOn(Today) == InvoiceStatus.Overdue,
            InvoiceFilter.NotDue => counted && invoice.StatusOn(Today) == InvoiceStatus.Issued && invoice.DueOn is not null,
            InvoiceFilter.Paid => invoice.StatusOn(Today) == InvoiceStatus.Paid,
            InvoiceFilter.Disputed => counted && invoice.IsDisputed,
            InvoiceFilter.NoDueDate => counted && invoice.DueOn is null,
            _ => true,
        };
    }

    private static async Task<IEnumerable<string>> Find(TestServer server, string search) =>
        (await List(server, new(Search: search), null, null)).Page.Rows.Select(r => r.Invoice.Number);

    private static Task<InvoiceList> List(TestServer server, InvoiceQuestion question, string? after, string? before) =>
        server.As(server.Us, s => s.GetRequiredService<ListInvoices>().Run(question, after, before, default));
}
