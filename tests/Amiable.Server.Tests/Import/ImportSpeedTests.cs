using System.Diagnostics;
using System.Globalization;
using System.Text;
using Amiable.Ui;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tests.Import;

/// <summary>Whole ledgers through the browser, and how long they take.</summary>
public sealed class ImportSpeedTests : IAsyncDisposable
{
    private static readonly Words En = Words.For("en");
    private readonly TestServer _server = TestServer.Start().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task The_ledger_of_ibm_goes_in_and_a_second_time_changes_nothing()
    {
        var file = Files.Shared("receivables/ibm-late-payments.csv");
        var browser = await _server.SignedIn(_server.Us);
        var watch = Stopwatch.StartNew();
        var preview = await browser.Preview(file, "ibm-late-payments.csv");
        var uploaded = watch.Elapsed;
        var html = await browser.GetStringAsync(preview);
        var previewed = watch.Elapsed;
        await browser.Confirm(preview, html);
        var imported = watch.Elapsed;

        Assert.Contains("2,466", html, StringComparison.Ordinal);
        Assert.Equal(
            (100, 2466, 2466),
            await _server.Read(async db =>
                (
                    await db.Accounts.CountAsync(),
                    await db.Invoices.CountAsync(),
                    await db.Invoices.CountAsync(i => i.Settled.Minor == i.Total.Minor)
                )
            )
        );
        var before = await _server.State();
        var again = await browser.Preview(file, "ibm-late-payments.csv");
        html = await browser.GetStringAsync(again);
        Assert.Contains(En["import.known-file"], html, StringComparison.Ordinal);
        Assert.Contains(
            En["import.done-nothing"],
            await browser.GetStringAsync(await browser.Confirm(again, html)),
            StringComparison.Ordinal
        );
        Assert.Equal(before, await _server.State());
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"IBM, 2,466 rows: upload {uploaded.TotalSeconds:0.00} s, preview {(previewed - uploaded).TotalSeconds:0.00} s, import {(imported - previewed).TotalSeconds:0.00} s"
        );
    }

    [Theory]
    [InlineData(2_000, 100)]
    [InlineData(2_000, 1)]
    public Task Thousands_of_rows_go_in_while_one_waits(int rows, int accounts) => Measure(rows, accounts);

    /// <summary>Run it alone for a figure: -explicit only.</summary>
    [Theory(Explicit = true)]
    [InlineData(20_000, 1_000)]
    [InlineData(20_000, 1)]
    public Task Twenty_thousand_rows_go_in_within_a_minute(int rows, int accounts) => Measure(rows, accounts);

    private async Task Measure(int rows, int accounts)
    {
        var file = new StringBuilder("customer;customer id;number;issued;due;total;paid;settled;e-mail\n");
        for (var i = 0; i < rows; i++)
        {
            var (issued, isPaid) = (new DateOnly(2024, 1, 1).AddDays(i % 700), i % 20 != 0);
            file.Append(
                    CultureInfo.InvariantCulture,
                    $"Customer {i % accounts};{i % accounts};F-{i};{issued:dd/MM/yyyy};{issued.AddDays(30):dd/MM/yyyy};{i % 997 + 1},50;"
                )
                .Append(
                    CultureInfo.InvariantCulture,
                    $"{(isPaid ? $"{i % 997 + 1},50" : "0")};{(isPaid ? $"{issued.AddDays(40):dd/MM/yyyy}" : "")};c{i % accounts}@example.org\n"
                );
        }
        var browser = await _server.SignedIn(_server.Us);
        var watch = Stopwatch.StartNew();
        var preview = await browser.Preview(file.ToString());
        var html = await browser.GetStringAsync(preview);
        var previewed = watch.Elapsed;
        await browser.Confirm(preview, html);
        var imported = watch.Elapsed;
        Assert.Equal(rows, await _server.Read(db => db.Invoices.CountAsync()));
        watch.Restart();
        preview = await browser.Preview(file.ToString());
        html = await browser.GetStringAsync(preview);
        await browser.Confirm(preview, html);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{rows} rows, {accounts} accounts: upload and preview {previewed.TotalSeconds:0.0} s, import {(imported - previewed).TotalSeconds:0.0} s, all again {watch.Elapsed.TotalSeconds:0.0} s"
        );
        Assert.InRange(imported.TotalSeconds, 0, 60);
    }
}
