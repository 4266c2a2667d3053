using System.Data.Common;
using System.Globalization;
using Amiable.Accounts;
using Amiable.Contacts;
using Amiable.Credits;
using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Platform.Audit;
using Amiable.Tests.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Storage;

/// <summary>Many rows go into the database on a way of their own, and nobody sees which way a row came.</summary>
public sealed class ManyRowsTests(OneServer one) : IClassFixture<OneServer>
{
    private const int Many = 60;
    private const int Together = 12;

    private static readonly string[] Tables = ["accounts", "contacts", "invoices", "credits", "allocations"];

    private readonly TestServer _server = one.Server;

    [Fact]
    public async Task A_row_among_many_is_the_row_it_would_be_among_few()
    {
        var few = await _server.Found("Few", Autonomy.Auto);
        var many = await _server.Found("Many", Autonomy.Auto);
        await _server.Save(few, [.. Ledger()]);

        await _server.Save(many, [.. Enumerable.Range(0, Many).SelectMany(_ => Ledger())]);

        foreach (var table in Tables)
        {
            var expected = (await Rows(table, few)).Distinct().Order(StringComparer.Ordinal).ToList();
            var rows = await Rows(table, many);
            Assert.Equal(expected, rows.Distinct().Order(StringComparer.Ordinal));
            Assert.NotEmpty(expected);
            Assert.True(rows.Count >= Many, $"{table} has {rows.Count} rows.");
        }
        Assert.Null((await _server.Verify(of: many)).Fault);
    }

    [Fact]
    public async Task Changes_are_saved_after_what_was_added_with_them()
    {
        var account = await _server.Account("Changed with many", email: null);
        await _server.As(
            _server.Us,
            async services =>
            {
                var db = services.GetRequiredService<AppDb>();
                (await db.Accounts.SingleAsync(a => a.Id == account.Id)).IsKnownToSourceAs("77");
                db.AddRange(Enumerable.Range(0, Many).Select(i => Invoice(account, $"C-{i}")));
                Assert.Equal(Many + 1, await db.SaveChangesAsync());
                Assert.Equal(0, await db.SaveChangesAsync());
                return 0;
            }
        );

        Assert.Equal(Many, await Count(i => i.AccountId == account.Id));
        Assert.Equal(
            "77",
            await _server.As(
                _server.Us,
                s => s.GetRequiredService<AppDb>().Accounts.Where(a => a.Id == account.Id).Select(a => a.SourceId).SingleAsync()
            )
        );
    }

    [Fact]
    public async Task Rows_that_are_changed_together_are_what_they_would_be_one_by_one()
    {
        var account = await _server.Account("Changed together", email: null);
        await _server.Save(_server.Us, [.. Enumerable.Range(0, 2 * Together).Select(i => Invoice(account, $"G-{i}"))]);

        await Change(i => i.WriteOff(TestServer.Day("2026-06-01")), together: true);
        await Change(i => i.FallsDue(TestServer.Day("2026-07-02")), together: false);
        await Change(i => i.TakeBackWriteOff(), together: true);
        await Change(i => i.Dispute(DisputeReason.Price, "Two “prices”", TestServer.Day("2026-06-01")), together: true);

        var changed = await Invoices();
        Assert.Equal(2 * Together, changed.Count);
        foreach (var invoice in changed)
        {
            Assert.Equal((TestServer.Day("2026-07-02"), null), (invoice.DueOn, invoice.WrittenOffOn));
            Assert.Equal(("Two “prices”", DisputeReason.Price), (invoice.DisputeNote, invoice.DisputeReason));
            Assert.Equal(5, invoice.Version);
        }
        Assert.Null((await _server.Verify()).Fault);

        async Task Change(Action<Invoice> change, bool together) =>
            await _server.As(
                _server.Us,
                async services =>
                {
                    var db = services.GetRequiredService<AppDb>();
                    var all = await db.Invoices.Where(i => i.AccountId == account.Id).ToListAsync();
                    foreach (var some in all.Chunk(together ? all.Count : 1))
                    {
                        foreach (var invoice in some)
                            change(invoice);
                        await db.SaveChangesAsync();
                    }
                    return 0;
                }
            );

        Task<List<Invoice>> Invoices() =>
            _server.As(
                _server.Us,
                s => s.GetRequiredService<AppDb>().Invoices.AsNoTracking().Where(i => i.AccountId == account.Id).ToListAsync()
            );
    }

    [Fact]
    public async Task A_value_of_which_there_is_one_only_is_handed_on_in_order()
    {
        List<AccountId> ids = [];
        foreach (var number in (string[])["81", "82", "83", "84"])
            ids.Add((await _server.Account($"Handed on {number}", email: null)).Id);
        await Number(first: 81);

        await Number(first: 82);

        Assert.Equal(["82", "83", "84", "85"], (await Known()).Select(a => a.SourceId));

        Task<int> Number(int first) =>
            _server.As(
                _server.Us,
                async services =>
                {
                    var db = services.GetRequiredService<AppDb>();
                    foreach (var account in await db.Accounts.Where(a => ids.Contains(a.Id)).ToListAsync())
                        db.Entry(account).Property(a => a.SourceId).CurrentValue = $"{first + ids.IndexOf(account.Id)}";
                    return await db.SaveChangesAsync();
                }
            );

        Task<List<Account>> Known() =>
            _server.As(
                _server.Us,
                s => s.GetRequiredService<AppDb>().Accounts.Where(a => ids.Contains(a.Id)).OrderBy(a => a.SourceId).ToListAsync()
            );
    }

    [Fact]
    public async Task One_row_that_somebody_changed_meanwhile_takes_all_changes_back()
    {
        var account = await _server.Account("Overtaken", email: null);
        await _server.Save(_server.Us, [.. Enumerable.Range(0, Together).Select(i => Invoice(account, $"V-{i}"))]);

        var failure = await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() =>
            _server.As(
                _server.Us,
                async services =>
                {
                    var db = services.GetRequiredService<AppDb>();
                    var all = await db.Invoices.Where(i => i.AccountId == account.Id).ToListAsync();
                    await Overtake(account);
                    foreach (var invoice in all)
                        invoice.FallsDue(TestServer.Day("2026-09-01"));
                    return await db.SaveChangesAsync();
                }
            )
        );

        Assert.NotEmpty(failure.Entries);
        Assert.Equal(1, await Count(i => i.AccountId == account.Id && i.DueOn == TestServer.Day("2026-08-01")));
        Assert.Equal(0, await Count(i => i.AccountId == account.Id && i.DueOn == TestServer.Day("2026-09-01")));
    }

    private Task<int> Overtake(Account account) =>
        _server.As(
            _server.Us,
            async services =>
            {
                var db = services.GetRequiredService<AppDb>();
                (await db.Invoices.SingleAsync(i => i.AccountId == account.Id && i.Number == "V-2")).FallsDue(TestServer.Day("2026-08-01"));
                return await db.SaveChangesAsync();
            }
        );

    [Fact]
    public async Task However_rows_were_gathered_the_audit_log_is_written_in_order()
    {
        var account = await _server.Account("Told in order", email: null);

        await _server.As(
            _server.Us,
            async services =>
            {
                var db = services.GetRequiredService<AppDb>();
                // What was let go of leaves gaps, which are filled from their end.
                var first = Enumerable.Range(0, Many).Select(i => Invoice(account, $"L-{i}")).ToList();
                db.AddRange(first);
                foreach (var invoice in first)
                    db.Entry(invoice).State = EntityState.Detached;
                db.AddRange(Enumerable.Range(0, AuditTrail.MostOneByOne).Select(i => Invoice(account, $"O-{i}")));
                return await db.SaveChangesAsync();
            }
        );

        Assert.Equal(AuditTrail.MostOneByOne, await Count(i => i.AccountId == account.Id));
        Assert.Null((await _server.Verify()).Fault);
    }

    [Fact]
    public async Task One_row_that_is_there_already_takes_all_of_them_back()
    {
        var account = await _server.Account("Twice", email: null);
        await _server.Invoice(account, "T-7", "2026-05-01");

        var failure = await Assert.ThrowsAsync<DbUpdateException>(() =>
            _server.Save(_server.Us, [.. Enumerable.Range(0, Many).Select(i => Invoice(account, $"T-{i}"))])
        );

        Assert.Contains("invoices", failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Entries);
        Assert.Equal(1, await Count(i => i.AccountId == account.Id));
    }

    // Every kind of column, full and empty; a zero byte, which PostgreSQL does not take.
    private IEnumerable<object> Ledger()
    {
        var now = _server.Clock.GetUtcNow();
        var account = new Account(
            TestServer.New<AccountId>(),
            new()
            {
                Name = "Ågren & Söhne \"Nord\"\0",
                Country = "SE",
                City = "Malmö",
            },
            now
        );
        yield return account;
        yield return new Contact(TestServer.New<ContactId>(), account.Id, "Åsa", "asa@agren.example", isPrimary: true);
        yield return Invoice(account, "A-1");
        var paid = Invoice(account, "A-2");
        paid.Dispute(DisputeReason.Other, "Nicht bestellt", TestServer.Day("2026-02-20"));
        var payment = new Payment(
            TestServer.New<CreditId>(),
            account.Id,
            Money.OfMajor(40.15m, "EUR")!.Value,
            TestServer.Day("2026-02-21"),
            now
        );
        var note = new CreditNote(
            TestServer.New<CreditId>(),
            account.Id,
            "N-1",
            Money.OfMajor(12m, "EUR")!.Value,
            TestServer.Day("2026-02-22"),
            now
        );
        yield return payment;
        yield return note;
        paid.Allocate(payment, payment.Amount, TestServer.Day("2026-02-21"));
        paid.Allocate(note, note.Amount, TestServer.Day("2026-02-22"));
        yield return paid;
    }

    private Invoice Invoice(Account account, string number) =>
        new(
            TestServer.New<InvoiceId>(),
            account.Id,
            number,
            TestServer.Day("2026-01-31"),
            null,
            Money.OfMajor(1234.56m, "EUR")!.Value,
            _server.Clock.GetUtcNow(),
            "PO 1"
        );

    private Task<int> Count(System.Linq.Expressions.Expression<Func<Invoice, bool>> which) =>
        _server.As(_server.Us, s => s.GetRequiredService<AppDb>().Invoices.CountAsync(which));

    // As the database has them, without what tells them apart.
    private async Task<List<string>> Rows(string table, OrganizationId of)
    {
        await using var connection = await TestDatabase.Open(_server.Data);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of our own.
        command.CommandText =
            table == "allocations"
                ? "SELECT a.* FROM allocations a JOIN invoices i ON i.\"Id\" = a.\"InvoiceId\" WHERE i.\"OrganizationId\" = @of"
                : $"SELECT * FROM {table} WHERE \"OrganizationId\" = @of";
#pragma warning restore CA2100
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@of", of.Value);
        command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
            rows.Add(
                string.Join(
                    " | ",
                    Enumerable
                        .Range(0, reader.FieldCount)
                        .Where(i => !IsOfOne(reader.GetName(i)))
                        .Select(i => $"{reader.GetName(i)}={Text(reader, i)}")
                )
            );
        return rows;
    }

    private static bool IsOfOne(string column) =>
        column == "Id" || (column.EndsWith("Id", StringComparison.Ordinal) && column != "SourceId");

    private static string Text(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? "null" : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)!;
}
