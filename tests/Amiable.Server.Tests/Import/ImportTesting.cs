using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Amiable.Import;
using Amiable.Import.Csv;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Import;

/// <summary>Short ways to import something, and to see what is in the ledger afterwards.</summary>
internal static class ImportTesting
{
    public static Task<ImportOutcome> Import(this TestServer server, string csv, bool leaveOut = false) =>
        server.Import(Encoding.UTF8.GetBytes(csv), leaveOut);

    public static Task<ImportOutcome> Import(this TestServer server, byte[] csv, bool leaveOut = false)
    {
        var reading = Files.Read(csv, new() { DefaultCurrency = "EUR", AsOf = DateOnly.FromDateTime(server.Clock.GetUtcNow().Date) });
        Assert.True(reading.ErrorCount == 0 || leaveOut, reading.Errors.FirstOrDefault()?.Message);
        return server.Do<ImportLedger, ImportOutcome>(import =>
            import.Run(
                new("ledger.csv", "x", reading.Invoices) { Knows = SourceKnows.Of(reading.Mapping), LeaveOutErrors = leaveOut },
                default
            )
        );
    }

    /// <summary>How many rows each table of ours has, and what its amounts add up to.</summary>
    public static Task<string> State(this TestServer server) =>
        server.Read(async db =>
        {
            var invoices = await db.Invoices.AsNoTracking().ToListAsync();
            var credits = await db.Credits.AsNoTracking().ToListAsync();
            return string.Join(
                "; ",
                $"{await db.Accounts.CountAsync()} accounts",
                $"{await db.Contacts.CountAsync()} contacts",
                $"{invoices.Count} invoices of {invoices.Sum(i => i.Total.Minor)}, {invoices.Sum(i => i.Settled.Minor)} settled",
                $"{invoices.Sum(i => i.Allocations.Count)} allocations of {invoices.SelectMany(i => i.Allocations).Sum(a => a.Amount.Minor)}",
                $"{credits.Count} credits of {credits.Sum(c => c.Amount.Minor)}, {credits.Sum(c => c.Used.Minor)} used",
                $"{await db.Communications.CountAsync()} communications, {await db.Tasks.CountAsync()} tasks, {await db.AccountEvents.CountAsync()} events"
            );
        });

    public static Task<T> Read<T>(this TestServer server, Func<AppDb, Task<T>> read) =>
        server.As(server.Us, services => read(services.GetRequiredService<AppDb>()));

    public static Task<Invoices.Invoice> InvoiceNumbered(this TestServer server, string number) =>
        server.Read(db => db.Invoices.AsNoTracking().SingleAsync(i => i.Number == number));

    /// <summary>Uploads a file as a browser would.</summary>
    public static async Task<HttpResponseMessage> Upload(this HttpClient browser, byte[] file, string name = "ledger.csv")
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(file), "file", name },
            { new StringContent(Token(await browser.GetStringAsync("/import"))), "__RequestVerificationToken" },
        };
        return await browser.PostAsync("/import", form);
    }

    /// <summary>Uploads a file that is taken; the address of its preview.</summary>
    public static async Task<string> Preview(this HttpClient browser, byte[] file, string name = "ledger.csv")
    {
        var answer = await browser.Upload(file, name);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    public static Task<string> Preview(this HttpClient browser, string file) => browser.Preview(Encoding.UTF8.GetBytes(file));

    public static string Token(string html) =>
        WebUtility.HtmlDecode(Regex.Match(html, "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"").Groups[1].Value);

    public static async Task<string> Confirm(this HttpClient browser, string preview, string html)
    {
        var answer = await browser.PostForm(preview, html);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>Posts the form of the preview with all that is hidden in it.</summary>
    public static Task<HttpResponseMessage> PostForm(
        this HttpClient browser,
        string preview,
        string html,
        params (string Name, string Value)[] more
    )
    {
        var form = System
            .Text.RegularExpressions.Regex.Match(html, "<form class=\"next confirm\".*?</form>", RegexOptions.Singleline)
            .Value;
        var hidden = Regex.Matches(form, "<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");
        return browser.PostAsync(
            preview,
            new FormUrlEncodedContent([
                .. hidden.Select(m =>
                    KeyValuePair.Create(WebUtility.HtmlDecode(m.Groups[1].Value), WebUtility.HtmlDecode(m.Groups[2].Value))
                ),
                .. more.Select(m => KeyValuePair.Create(m.Name, m.Value)),
            ])
        );
    }

    /// <summary>New accounts, invoices, credit notes; updated; unchanged.</summary>
    public static (int, int, int, int, int) Five(this ImportOutcome outcome) =>
        (
            outcome.Counts.NewAccounts,
            outcome.Counts.NewInvoices,
            outcome.Counts.NewCreditNotes,
            outcome.Counts.Updated,
            outcome.Counts.Unchanged
        );
}
