using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Credits;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Search;

/// <summary>What is searched for in a list is found whether many or few have it, and whether it stands in a name, a number or a reference.</summary>
public sealed class SearchInListsTests(OneServer one) : IClassFixture<OneServer>, IAsyncLifetime
{
    // More than are named one by one.
    private const int Many = AccountsCalled.Most + 100;
    private readonly TestServer _server = one.Server;

    public async ValueTask InitializeAsync()
    {
        if (await _server.As(_server.Us, s => s.GetRequiredService<AppDb>().Accounts.AnyAsync()))
            return;
        var roux = await _server.Account("L'Atelier Roux & Fils S.A.R.L.", email: "anne@roux.example");
        await _server.Invoice(roux, "F-2026/00288", "2026-02-20");
        await _server.Save(
            _server.Us,
            new Payment(TestServer.New<CreditId>(), roux.Id, new(100, "EUR"), Today, default, "VIR SEPA n°4711 (acompte)"),
            new CreditNote(TestServer.New<CreditId>(), roux.Id, "AV-2026-0031", new(100, "EUR"), Today, default)
        );
#pragma warning disable EF1002 // Expressions of our own.
        // In SQL: it is quicker, and the triggers see to the rest.
        await _server.As(
            _server.Us,
            s =>
                s.GetRequiredService<AppDb>()
                    .Database.ExecuteSqlRawAsync(
                        $$$"""
                        WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {0})
                        INSERT INTO accounts ("Id", "Details", "Name", "MatchKey", "CreatedAt", "OrganizationId", "Version")
                        SELECT {{{Numbered}}}, '{{"name":"Common ' || n || '"}}', 'Common ' || n, 'common ' || n, 1, {1}, 0 FROM n
                        """,
                        Many,
                        _server.Us.Value
                    )
        );
        await _server.As(
            _server.Us,
            s =>
                s.GetRequiredService<AppDb>()
                    .Database.ExecuteSqlRawAsync(
                        $$"""
                        INSERT INTO invoices ("Id", "AccountId", "Number", "IssuedOn", "DueOn", "CreatedAt", "Settled_Currency", "Settled_Minor",
                            "Total_Currency", "Total_Minor", "OrganizationId", "Version")
                        SELECT {{Another}}, "Id", 'C-2025-' || substr("Name", 8), '2025-01-01', '2025-02-01', 1, 'EUR', 0, 'EUR', 100, "OrganizationId", 0
                        FROM accounts WHERE "Name" LIKE 'Common %'
                        """
                    )
        );
#pragma warning restore EF1002
    }

    // An id out of a number, and another one out of that.
    private static string Numbered =>
        TestDatabase.IsPostgres
            ? "CAST(lpad(to_hex(n), 8, '0') || '-0000-7000-8000-000000000000' AS uuid)"
            : "printf('%08X-0000-7000-8000-000000000000', n)";

    private static string Another =>
        TestDatabase.IsPostgres ? """CAST('a' || substr("Id"::text, 2) AS uuid)""" : """'A' || substr("Id", 2)""";

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static DateOnly Today => TestServer.Day("2026-03-02");

    [Theory]
    [InlineData("atelier roux", 1)]
    [InlineData("latelier", 1)]
    [InlineData("l'atelier", 1)]
    [InlineData("ATEL", 1)]
    [InlineData("sarl", 0)]
    [InlineData("s.a.r.l.", 1)]
    [InlineData("& f", 1)]
    [InlineData("zz", 0)]
    [InlineData("2026/00288", 1)]
    [InlineData("00288", 1)]
    [InlineData("288", 3)]
    [InlineData("roux.exa", 1)]
    [InlineData("common 17", 1 + 10 + 100)]
    [InlineData("ommo", Many)]
    [InlineData("om", Many)]
    [InlineData("C-2025", Many)]
    [InlineData("2025", Many)]
    public async Task Accounts_are_found_by_name_number_and_address(string search, int expected)
    {
        foreach (var sort in new[] { "name", "-outstanding", "overdue" })
            Assert.Equal(expected, await Accounts(search, sort));
    }

    [Theory]
    [InlineData("atelier", 1)]
    [InlineData("288", 3)]
    [InlineData("F-2026", 1)]
    [InlineData("2026/0", 1)]
    [InlineData("0288", 0)]
    [InlineData("ommon", Many)]
    [InlineData("C-2025-17", 1 + 10 + 100)]
    [InlineData("2025", Many)]
    [InlineData("C", Many)]
    public async Task Invoices_are_found_by_account_and_by_what_a_word_of_the_number_begins_with(string search, int expected)
    {
        foreach (var sort in new[] { "due", "-number", "account" })
            Assert.Equal(
                expected,
                await _server.As(
                    _server.Us,
                    s => Count(s.GetRequiredService<ExportInvoices>().Run(new(InvoiceFilter.All, search, sort), null, default))
                )
            );
    }

    [Theory]
    [InlineData(CreditKind.Payment, "4711", 1)]
    [InlineData(CreditKind.Payment, "acomp", 1)]
    [InlineData(CreditKind.Payment, "SEPA n", 1)]
    [InlineData(CreditKind.Payment, "711", 0)]
    [InlineData(CreditKind.Payment, "roux", 1)]
    [InlineData(CreditKind.CreditNote, "0031", 1)]
    [InlineData(CreditKind.CreditNote, "av-2026", 1)]
    [InlineData(CreditKind.CreditNote, "common", 0)]
    public async Task Credits_are_found_by_account_number_and_reference(CreditKind kind, string search, int expected) =>
        Assert.Equal(
            expected,
            await _server.As(_server.Us, s => Count(s.GetRequiredService<ExportCredits>().Run(new(kind, Search: search), default)))
        );

    [Fact]
    public async Task A_search_reads_an_index_of_texts_and_not_every_name()
    {
        var called = await _server.As(
            _server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                return (
                    Rare: (await AccountsCalled.Find(db, "atelier", default)).Few,
                    Common: (await AccountsCalled.Find(db, "common", default)).Few
                );
            }
        );
        Assert.Single(called.Rare!);
        Assert.Null(called.Common);
    }

    private Task<int> Accounts(string search, string sort) =>
        _server.As(
            _server.Us,
            async s =>
            {
                var list = s.GetRequiredService<ListAccounts>();
                HashSet<AccountId> found = [];
                string? after = null;
                do
                {
                    var page = await list.Run(AccountFilter.Of(null, search, sort), after, null, default, 1500);
                    foreach (var line in page.Lines)
                        Assert.True(found.Add(line.Id), $"{line.Name} comes twice.");
                    after = page.Next;
                } while (after is not null);
                return found.Count;
            }
        );

    private static async Task<int> Count<T>(IAsyncEnumerable<T> rows)
    {
        var count = 0;
        await foreach (var _ in rows)
            count++;
        return count;
    }
}
