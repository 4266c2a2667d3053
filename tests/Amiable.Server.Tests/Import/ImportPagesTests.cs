using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Amiable.Import;
using Amiable.Import.Csv;
using Amiable.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Import;

/// <summary>Importing the way a member does: in the browser.</summary>
public sealed class ImportPagesTests : IAsyncDisposable
{
    private const string Good =
        "customer;number;issued;due;total;paid\nRoux;1;01/02/2026;15/02/2026;1000,00;0\nBlanc;2;01/02/2026;15/03/2026;500,50;0\n";
    private static readonly Words En = Words.For("en");
    private readonly TestServer _server = TestServer.Start().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_file_is_looked_at_and_imported_and_listed()
    {
        var browser = await _server.SignedIn(_server.Us);
        var preview = await browser.Preview(Good);
        var html = await browser.GetStringAsync(preview);
        Assert.Contains("€1,500.50", html, StringComparison.Ordinal);
        Assert.Contains("15 Mar 2026", html, StringComparison.Ordinal);
        Assert.Equal(0, await _server.Read(db => db.Invoices.CountAsync()));

        var done = await browser.Confirm(preview, html);
        Assert.Equal(preview + "/done", done);
        Assert.Contains(En["import.done-say"], await browser.GetStringAsync(done), StringComparison.Ordinal);
        Assert.Contains("ledger.csv", await browser.GetStringAsync("/import"), StringComparison.Ordinal);
        Assert.Equal(2, await _server.Read(db => db.Invoices.CountAsync()));
        // What was imported is no longer a file that waits.
        Assert.Equal(done, (await browser.GetAsync(preview)).Headers.Location!.OriginalString);
        Assert.Empty(Directory.GetFiles(Path.Combine(_server.Data, "uploads"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_workbook_is_imported_like_a_CSV()
    {
        var browser = await _server.SignedIn(_server.Us);
        var preview = await browser.Preview(await WorkbookTests.Exported(), "ledger.xlsx");
        var html = await browser.GetStringAsync(preview);
        Assert.Contains(En["import.recognised-workbook", 1], html, StringComparison.Ordinal);
        await browser.Confirm(preview, html);
        Assert.Equal(
            (2, 1234.5m),
            await _server.Read(async db =>
                (await db.Invoices.CountAsync(), (await db.Invoices.SingleAsync(i => i.Number == "007")).Total.Major)
            )
        );
    }

    [Fact]
    public async Task Nothing_is_imported_while_a_row_is_wrong_unless_such_rows_are_left_out()
    {
        var browser = await _server.SignedIn(_server.Us);
        var preview = await browser.Preview(Files.Fixture("with-errors.csv"));
        var html = await browser.GetStringAsync(preview);
        Assert.Matches("<button class=\"btn primary\" type=\"submit\" disabled", html);
        Assert.Contains(En["import-error.amount-unreadable", 0, "", ""], html, StringComparison.Ordinal);

        var refused = await browser.PostForm(preview, html);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains(En["problem.import-rows-wrong"], await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((0, 0), await _server.Read(async db => (await db.Accounts.CountAsync(), await db.Imports.CountAsync())));

        var left = await browser.PostForm(preview, html, ("leaveOut", "true"));
        Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
        var counts = (await _server.Read(db => db.Imports.SingleAsync())).Counts;
        var reading = Files.Read(Files.Fixture("with-errors.csv"));
        Assert.Equal((reading.Invoices.Count, reading.LeftOut), (counts.NewInvoices, counts.LeftOut));
        Assert.Equal(22, counts.NewInvoices + counts.LeftOut + reading.Repeated);
    }

    [Fact]
    public async Task What_contradicts_the_ledger_is_shown_before_it_is_imported()
    {
        await _server.Import(Good);
        var browser = await _server.SignedIn(_server.Us);
        var html = await browser.GetStringAsync(await browser.Preview(Good.Replace("1000,00", "1100,00", StringComparison.Ordinal)));
        Assert.Contains(
            WebUtility.HtmlEncode(En["import-error.other-total", 2, "", "1", new Money(100000, "EUR"), new Money(110000, "EUR")]),
            html,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Columns_and_orders_can_be_chosen()
    {
        var browser = await _server.SignedIn(_server.Us);
        var preview = await browser.Preview("who;what;when;until;how much\nRoux;A1;03/04/2025;05/06/2025;10,00\n");
        var html = await browser.GetStringAsync(preview);
        Assert.Contains(En["problem.columns-missing"], html, StringComparison.Ordinal);

        html = await browser.GetStringAsync(
            $"{preview}?column.account=who&column.number=what&column.issued-on=when&column.due-on=&column.total=how+much&dates=mdy&mark=&currency=CHF&country=CH"
        );
        Assert.Contains("4 Mar 2025", html, StringComparison.Ordinal);
        Assert.Matches("CHF(&#xA0;|\u00a0)10\\.00", html);
        await browser.Confirm(preview, html);
        var invoice = await _server.InvoiceNumbered("A1");
        Assert.Equal((new Money(1000, "CHF"), null), (invoice.Total, invoice.DueOn));
        Assert.Equal("CH", (await _server.Read(db => db.Accounts.SingleAsync())).Details.Country);
    }

    [Theory]
    [InlineData("currency=EURO", "problem.currency-unknown")]
    [InlineData("country=Atlantis", "problem.country-unknown")]
    [InlineData("column.total=nonsense", "problem.mapping-unknown-column")]
    [InlineData("column.nonsense=total", "problem.mapping-unknown-field")]
    public async Task A_choice_that_cannot_be_is_told(string choice, string key)
    {
        var browser = await _server.SignedIn(_server.Us);
        var html = await browser.GetStringAsync($"{await browser.Preview(Good)}?{choice}");
        Assert.Contains(En[key], html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_organizations_upload_does_not_exist()
    {
        var preview = await (await _server.SignedIn(_server.Us)).Preview(Good);
        var other = await _server.SignedIn(_server.SomebodyElse);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(preview)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await TestServer.Post(other, "/import", preview)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(preview + "/done")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/import/{Guid.CreateVersion7()}")).StatusCode);
    }

    [Theory]
    [InlineData("/import")]
    [InlineData("/import/01890a5d-ac96-774b-bcce-b302099a8057")]
    public async Task Strangers_are_sent_to_the_door(string path)
    {
        var answer = await _server.CreateClient(new() { AllowAutoRedirect = false }).GetAsync(path);
        Assert.Equal("/sign-in", answer.Headers.Location!.AbsolutePath);
    }

    [Fact]
    public async Task How_a_table_was_read_is_remembered_for_the_next_one_with_the_same_columns()
    {
        const string Odd = "w;x;y;z\nRoux;R-1;01/02/2026;1000,00\n";
        var browser = await _server.SignedIn(_server.Us);
        var preview = await browser.Preview(Odd);
        Assert.DoesNotContain("R-1</td>", await browser.GetStringAsync(preview), StringComparison.Ordinal);
        var chosen = $"{preview}?column.account=w&column.number=x&column.issued-on=y&column.total=z";
        await browser.Confirm(preview, await browser.GetStringAsync(chosen));

        var html = await browser.GetStringAsync(await browser.Preview(Odd.Replace("R-1", "R-2", StringComparison.Ordinal)));

        Assert.Contains(En["import.as-last-time"], html, StringComparison.Ordinal);
        Assert.Contains("€1,000.00", html, StringComparison.Ordinal);
        // Other columns are guessed.
        Assert.DoesNotContain(
            En["import.as-last-time"],
            await browser.GetStringAsync(await browser.Preview(Good)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_is_no_table_waits_among_the_documents_and_says_why()
    {
        var browser = await _server.SignedIn(_server.Us);
        var answer = await browser.Upload(Encoding.ASCII.GetBytes("%PDF-1.7 ..."), "invoice.pdf");
        Assert.Equal("/import/documents", answer.Headers.Location!.OriginalString);
        Assert.Contains(En["reading-problem.pdf-broken"], await browser.GetStringAsync("/import/documents"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_no_table_is_refused_at_the_field()
    {
        var browser = await _server.SignedIn(_server.Us);
        var answer = await browser.Upload(Encoding.ASCII.GetBytes("Dear customer, please find attached"), "letter.txt");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Matches("id=\"file\"[^>]*aria-invalid=\"true\"", await answer.Content.ReadAsStringAsync());
        Assert.Empty(Directory.GetFiles(Path.Combine(_server.Data, "uploads"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_told_so_and_not_kept()
    {
        var browser = await _server.SignedIn(_server.Us);
        using var form = new MultipartFormDataContent
        {
            { new StreamContent(new EndlessStream(301_000_000, canSeek: true)), "file", "large.csv" },
        };
        var answer = await browser.PostAsync("/import", form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(En["problem.file-too-large"], await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_is_kept_for_a_day_and_then_deleted_though_nobody_uploads_again()
    {
        var browser = await _server.SignedIn(_server.Us);
        var left = await browser.Preview(Good);
        _server.Clock.Advance(ForgetUploads.Kept - TimeSpan.FromMinutes(1));
        var later = await browser.Preview(Good);
        _server.Clock.Advance(TimeSpan.FromMinutes(2));
        var elsewhere = await (await _server.SignedIn(_server.SomebodyElse)).Preview(Good);

        await using (var scope = _server.Services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<CurrentOrganization>().Choose(_server.Us);
            scope.ServiceProvider.GetRequiredService<ForgetUploads>().Run();
        }

        Assert.Empty(FilesOf(left));
        Assert.Equal(2, FilesOf(later).Length);
        Assert.Equal(2, FilesOf(elsewhere).Length);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(left)).StatusCode);
    }

    // Of "/import/{id}".
    private string[] FilesOf(string preview) =>
        Directory.GetFiles(
            Path.Combine(_server.Data, "uploads"),
            $"{Guid.Parse(preview.Split('/', '?')[2]):N}.*",
            SearchOption.AllDirectories
        );

    [Fact]
    public async Task Two_imports_of_one_file_at_once_make_no_doubles()
    {
        var browser = await _server.SignedIn(_server.Us);
        var (one, two) = (await browser.Preview(Good), await browser.Preview(Good));
        var html = await browser.GetStringAsync(one);
        var answers = await Task.WhenAll(
            browser.PostForm(one, html),
            browser.PostForm(one, html),
            browser.PostForm(two, html),
            browser.PostForm(two, html)
        );
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.StatusCode));
        Assert.StartsWith("2 accounts; 0 contacts; 2 invoices of 150050, 0 settled", await _server.State(), StringComparison.Ordinal);
        Assert.Equal(2, await _server.Read(db => db.Imports.CountAsync()));
    }
}
