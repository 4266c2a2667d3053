using System.Net;
using System.Text.RegularExpressions;
using Amiable.Accounts;
using Amiable.Contacts;
using Amiable.Credits;
using Amiable.Invoices;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Accounts;

/// <summary>The list of accounts, through the browser's door and on a real database.</summary>
public sealed class AccountListTests
{
    [Fact]
    public async Task An_empty_ledger_says_what_to_do_next()
    {
        await using var server = await TestServer.Start();
        var html = await (await server.SignedIn(server.Us)).GetStringAsync("/accounts");
        Assert.Contains("No accounts yet", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/import\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_is_asked_to_sign_in()
    {
        await using var server = await TestServer.Start();
        var client = server.CreateClient(new() { AllowAutoRedirect = false });
        foreach (var path in new[] { "/accounts", "/accounts.csv", "/accounts/new", $"/accounts/{Guid.CreateVersion7()}" })
        {
            var answer = await client.GetAsync(path);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Contains("/sign-in", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_owes_most_comes_first_and_other_currencies_are_not_added()
    {
        await using var server = await TestServer.Start();
        var roux = await server.Account("Ateliers Roux");
        await server.Invoice(roux, "R-1", "2026-02-20", 100);
        await server.Invoice(roux, "R-2", "2026-03-20", 9_000, "GBP");
        var port = await server.Account("Brasserie du Port");
        await server.Invoice(port, "P-1", "2026-01-20", 250.5m);

        var list = await List(server, "/accounts");

        Assert.Equal(["Brasserie du Port", "Ateliers Roux"], Names(list));
        Assert.Contains("€250.50", list, StringComparison.Ordinal);
        Assert.Contains("€100.00", list, StringComparison.Ordinal);
        Assert.Contains("£9,000.00", list, StringComparison.Ordinal);
        Assert.Contains("41 days", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drafts_and_what_was_written_off_are_not_owed_and_unallocated_credit_lowers_the_balance()
    {
        await using var server = await TestServer.Start();
        var roux = await server.Account("Ateliers Roux");
        await server.Invoice(roux, "R-1", "2026-02-20", 100);
        var draft = await server.Invoice(roux, "R-2", "2026-02-20", 700);
        var lost = await server.Invoice(roux, "R-3", "2026-02-20", 800);
        await server.Change(draft, i => i.Exclude(Exclusion.Draft));
        await server.Change(lost, i => i.WriteOff(TestServer.Day("2026-02-25")));
        await server.Save(
            server.Us,
            new Payment(TestServer.New<CreditId>(), roux.Id, new(4_000, "EUR"), TestServer.Day("2026-02-27"), server.Clock.GetUtcNow())
        );

        var list = await List(server, "/accounts");
        Assert.Contains("€60.00", list, StringComparison.Ordinal);
        Assert.Contains(">1<", list.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_customer_with_more_credit_than_debt_is_shown_below_zero_and_comes_last()
    {
        await using var server = await TestServer.Start();
        var owed = await server.Account("Owed Ltd");
        await server.Save(
            server.Us,
            new Payment(TestServer.New<CreditId>(), owed.Id, new(5_000, "EUR"), TestServer.Day("2026-02-27"), server.Clock.GetUtcNow())
        );
        await server.Account("Even Ltd");
        var owes = await server.Account("Owes Ltd");
        await server.Invoice(owes, "O-1", "2026-02-20", 10);

        Assert.Equal(["Owes Ltd", "Even Ltd", "Owed Ltd"], Names(await List(server, "/accounts")));
        Assert.Equal(["Owed Ltd", "Even Ltd", "Owes Ltd"], Names(await List(server, "/accounts?sort=outstanding")));
        Assert.Contains("−€50.00", await List(server, "/accounts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_headers_are_a_menu_too_which_keeps_the_filter()
    {
        await using var server = await TestServer.Start();
        await server.Invoice(await server.Account("Late Ltd"), "1", "2026-02-20");

        var page = await List(server, "/accounts?only=overdue&q=late");
        var menu = page[page.IndexOf("id=\"sort-menu\"", StringComparison.Ordinal)..page.IndexOf("<table", StringComparison.Ordinal)];

        Assert.Contains("href=\"/accounts?only=overdue&q=late&sort=name\"", menu, StringComparison.Ordinal);
        Assert.Contains("href=\"/accounts?only=overdue&q=late&sort=outstanding\" aria-current=\"true\"", menu, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_filter_shows_its_accounts_and_counts_them()
    {
        await using var server = await TestServer.Start();
        var late = await server.Account("Late");
        await server.Invoice(late, "1", "2026-02-20");
        var disputed = await server.Account("Disputed");
        var contested = await server.Invoice(disputed, "2", "2026-03-20");
        await server.Change(contested, i => i.Dispute(DisputeReason.Price, null, TestServer.Day("2026-02-27")));
        var paused = await server.Account("Paused");
        await server.Change(paused, a => a.Pause(PauseReason.Legal, null, null, TestServer.Day("2026-02-27")));
        var over = await server.Account("Pause is over");
        await server.Change(over, a => a.Pause(PauseReason.Legal, null, TestServer.Day("2026-02-26"), TestServer.Day("2026-02-20")));
        await server.Account("Silent", email: null);

        Assert.Equal(["Late"], Names(await List(server, "/accounts?only=overdue")));
        Assert.Equal(["Disputed"], Names(await List(server, "/accounts?only=disputed")));
        Assert.Equal(["Paused"], Names(await List(server, "/accounts?only=paused")));
        Assert.Equal(["Silent"], Names(await List(server, "/accounts?only=unreachable")));
        var counts = await server.As(server.Us, s => s.GetRequiredService<CountAccounts>().Run(default));
        Assert.Equal(new(5, 1, 1, 1, 1), counts);
    }

    [Fact]
    public async Task Whom_the_notes_keep_from_being_chased_is_no_valid_contact_in_filter_count_row_and_page()
    {
        await using var server = await TestServer.Start();
        var roux = await server.Account();
        await server.Invoice(roux, "1", "2026-02-20");
        var anne = (await Contacts(server)).Single();
        foreach (
            var (notes, isNobody) in new (string?, bool)[] { ("Do not chase", true), (null, false), ("no e-mails", true), ("CFO", false) }
        )
        {
            await server.Do<SaveContact, Done>(u =>
                u.Run(roux.Id, anne.Id, new(anne.FullName, anne.Email, null, null, notes, null, IsPrimary: true), default)
            );

            Assert.Equal(isNobody ? ["Ateliers Roux"] : [], Names(await List(server, "/accounts?only=unreachable")));
            Assert.Equal(
                isNobody ? 1 : 0,
                (await server.As(server.Us, s => s.GetRequiredService<CountAccounts>().Run(default))).Unreachable
            );
            var row = await server.As(
                server.Us,
                s => s.GetRequiredService<ListAccounts>().Run(AccountFilter.Everything, null, null, default)
            );
            Assert.Equal(isNobody ? AccountState.NoValidContact : AccountState.InFollowUp, Assert.Single(row.Lines).State);
            var page = await List(server, $"/accounts/{roux.Id.Value}");
            Assert.Equal(isNobody, page.Contains("the notes about the contacts here keep it from writing", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Notes_from_before_they_were_kept_as_read_are_read_at_the_next_start()
    {
        await using var server = await TestServer.Start();
        foreach (var (name, notes) in new[] { ("Kept", "ne pas relancer"), ("Free", "prefers the telephone"), ("Bare", (string?)null) })
        {
            var account = await server.Account(name, email: null);
            var contact = new Contact(TestServer.New<ContactId>(), account.Id, "Anne", "anne@roux.example");
            contact.Describe("Anne", "anne@roux.example", null, null, notes, null);
            await server.Save(server.Us, contact);
        }
        await server.As(
            server.Us,
            s =>
                s.GetRequiredService<AppDb>()
                    .Database.ExecuteSqlRawAsync("""UPDATE contacts SET "NotesUse" = NULL WHERE "Notes" IS NOT NULL""")
        );
        Assert.Empty(Names(await List(server, "/accounts?only=unreachable")));

        await server.Services.MigrateDatabase();

        Assert.Equal(["Kept"], Names(await List(server, "/accounts?only=unreachable")));
        Assert.All(await Contacts(server), c => Assert.Equal(ContactNotes.Read(c.Notes), c.NotesUse));
    }

    private static Task<List<Contact>> Contacts(TestServer server) =>
        server.As(server.Us, s => s.GetRequiredService<AppDb>().Contacts.AsNoTracking().ToListAsync());

    [Theory]
    [InlineData("roux", "Société Roux S.A.R.L.")]
    [InlineData("SOCIETE", "Société Roux S.A.R.L.")]
    [InlineData("2026-0288", "Société Roux S.A.R.L.")]
    [InlineData("anne@", "Société Roux S.A.R.L.")]
    [InlineData("100%", "100% Pur Jus")]
    [InlineData("nobody", null)]
    public async Task A_search_looks_at_names_numbers_and_addresses(string search, string? found)
    {
        await using var server = await TestServer.Start();
        var roux = await server.Account("Société Roux S.A.R.L.");
        await server.Invoice(roux, "F-2026-0288", "2026-02-20");
        await server.Account("100% Pur Jus", email: "jus@pur.example");
        var list = await List(server, $"/accounts?q={Uri.EscapeDataString(search)}");
        Assert.Equal(found is null ? [] : [found], Names(list));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("-name")]
    [InlineData("-outstanding")]
    [InlineData("outstanding")]
    [InlineData("-oldest")]
    [InlineData("oldest")]
    [InlineData("overdue")]
    [InlineData("-overdue")]
    public async Task Paging_there_and_back_shows_every_account_once(string sort)
    {
        await using var server = await TestServer.Start();
        for (var i = 0; i < 7; i++)
        {
            var account = await server.Account($"Company {i % 3} {i}");
            if (i < 4)
                await server.Invoice(account, $"{i}", $"2026-02-{10 + i % 2}", 100 + i % 2);
            // Some owe nothing, some are owed.
            if (i > 4)
                await server.Save(
                    server.Us,
                    new Payment(
                        TestServer.New<CreditId>(),
                        account.Id,
                        new(i, "EUR"),
                        TestServer.Day("2026-02-27"),
                        server.Clock.GetUtcNow()
                    )
                );
        }
        var filter = AccountFilter.Of(null, null, sort);
        var all = (await Page(server, filter, null, null, 50)).Lines.Select(l => l.Id).ToList();
        Assert.Equal(7, all.Count);

        var first = await Page(server, filter, null, null, 3);
        var second = await Page(server, filter, first.Next, null, 3);
        var third = await Page(server, filter, second.Next, null, 3);
        Assert.Equal(all, first.Lines.Concat(second.Lines).Concat(third.Lines).Select(l => l.Id));
        Assert.Null(third.Next);
        Assert.Null(first.Previous);
        var back = await Page(server, filter, null, third.Previous, 3);
        Assert.Equal(second.Lines.Select(l => l.Id), back.Lines.Select(l => l.Id));
    }

    [Fact]
    public async Task Nobody_sees_the_accounts_of_another_organization()
    {
        await using var server = await TestServer.Start();
        await server.Account("Theirs", of: server.SomebodyElse);
        Assert.Empty(Names(await List(server, "/accounts")));
        Assert.DoesNotContain("Theirs", await (await server.SignedIn(server.Us)).GetStringAsync("/accounts.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_export_is_what_the_filter_shows_one_line_a_currency()
    {
        await using var server = await TestServer.Start();
        var roux = await server.Account("Roux; \"fils\"");
        await server.Invoice(roux, "R-1", "2026-02-20", 100);
        await server.Invoice(roux, "R-2", "2026-02-20", 1_200.5m, "GBP");
        await server.Account("=HYPERLINK(1)");
        var answer = await (await server.SignedIn(server.Us)).GetAsync("/accounts.csv?only=overdue");
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("\"Roux; \"\"fils\"\"\",", lines[1], StringComparison.Ordinal);
        Assert.Contains(",100.00,EUR,10,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",1200.50,GBP,10,", lines[2], StringComparison.Ordinal);

        var all = await (await server.SignedIn(server.Us)).GetStringAsync("/accounts.csv");
        Assert.Contains("'=HYPERLINK(1)", all, StringComparison.Ordinal);
    }

    private static Task<AccountList> Page(TestServer server, AccountFilter filter, string? after, string? before, int size) =>
        server.As(server.Us, s => s.GetRequiredService<ListAccounts>().Run(filter, after, before, default, size));

    private static async Task<string> List(TestServer server, string path) =>
        WebUtility.HtmlDecode(await (await server.SignedIn(server.Us)).GetStringAsync(path));

    private static List<string> Names(string html) =>
        [.. Regex.Matches(html, "<a class=\"open\" href=\"/accounts/[^>]*>([^<]+)</a>").Select(m => m.Groups[1].Value)];
}
