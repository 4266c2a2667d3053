using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Amiable.Import.Prepared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Import;

/// <summary>An assistant prepares an invoice, a member looks at it: nothing is there before, and nothing is there twice.</summary>
public sealed class PreparedInvoiceTests(OneServer one) : IClassFixture<OneServer>
{
    private static readonly byte[] Pdf = "%PDF-1.4 an invoice"u8.ToArray();

    private TestServer Server => one.Server;

    [Fact]
    public async Task What_was_prepared_is_corrected_completed_and_uploaded_once()
    {
        var account = await Server.Account("Prepared for");
        var prepared = await Prepare("mail-1", account.Id, "P-1", 120);
        var before = await Invoices();
        var page = await one.Client.GetStringAsync(Address(prepared));
        Assert.Contains("value=\"P-1\"", page);
        Assert.Contains("value=\"120", page);
        Assert.Contains("Prepared for", page);

        var uploaded = await Upload(prepared, ("account", $"{account.Id.Value}"), ("number", "P-1-bis"), ("amount", "130.50"));
        var invoice = await Server.As(Server.Us, s => s.GetRequiredService<AppDb>().Invoices.SingleAsync(i => i.Number == "P-1-bis"));
        var again = await Upload(prepared, ("account", $"{account.Id.Value}"), ("number", "P-1-ter"), ("amount", "130.50"));

        Assert.Equal(0, before);
        Assert.Equal(
            (HttpStatusCode.Redirect, $"/invoices/{invoice.Id.Value}"),
            (uploaded.StatusCode, uploaded.Headers.Location!.OriginalString)
        );
        Assert.Equal((130.50m, account.Id), (invoice.Total.Major, invoice.AccountId));
        Assert.Equal(
            Pdf,
            await Server.As(
                Server.Us,
                s => s.GetRequiredService<AppDb>().InvoiceDocuments.Where(d => d.InvoiceId == invoice.Id).Select(d => d.Bytes).SingleAsync()
            )
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Contains("This invoice is in already", await again.Content.ReadAsStringAsync());
        Assert.Equal(1, await Invoices());
        Assert.Contains($"href=\"/invoices/{invoice.Id.Value}\"", await one.Client.GetStringAsync(Address(prepared)));

        // Asked again, it is still the same, and says what it became.
        var later = await Prepare("mail-1", account.Id, "P-9", 1);
        Assert.Equal((prepared.Id, invoice.Id, "P-1"), (later.Id, later.InvoiceId, later.Values.Number));

        Task<int> Invoices() =>
            Server.As(Server.Us, s => s.GetRequiredService<AppDb>().Invoices.CountAsync(i => i.AccountId == account.Id));
    }

    [Fact]
    public async Task The_same_import_is_the_same_draft_and_its_link_opens_anew()
    {
        var first = await Prepare("mail-2", null, "P-2", 50);
        Server.Clock.Advance(TimeSpan.FromMinutes(15));
        var closed = await one.Client.GetStringAsync(Address(first));
        var refused = await Post(Address(first), await TokenOf("/import"), ("number", "P-2"));
        var second = await Prepare("mail-2", null, "P-2", 60);
        var open = await one.Client.GetStringAsync(Address(second));

        Assert.Equal(first.Id, second.Id);
        Assert.Contains("This page has closed", closed);
        Assert.DoesNotContain("name=\"number\"", closed);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("This page has closed", await refused.Content.ReadAsStringAsync());
        Assert.Contains("value=\"60", open);
    }

    [Fact]
    public async Task A_new_customer_is_added_with_the_invoice_or_neither_is()
    {
        var prepared = await Prepare("mail-3", null, "P-3", 10, "Neu & Söhne");

        var noFile = await Upload(prepared, [], ("accountName", "Neu & Söhne"), ("number", "P-3"), ("amount", "10"));
        var noPdf = await Upload(prepared, "hello"u8.ToArray(), ("accountName", "Neu & Söhne"), ("number", "P-3"), ("amount", "10"));
        var between = await Accounts();
        var done = await Upload(prepared, ("accountName", "Neu & Söhne"), ("number", "P-3"), ("amount", "10"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (noFile.StatusCode, noPdf.StatusCode));
        Assert.Contains("Choose a file first.", await noFile.Content.ReadAsStringAsync());
        Assert.Equal((0, HttpStatusCode.Redirect, 1), (between, done.StatusCode, await Accounts()));

        Task<int> Accounts() => Server.As(Server.Us, s => s.GetRequiredService<AppDb>().Accounts.CountAsync(a => a.Name == "Neu & Söhne"));
    }

    [Fact]
    public async Task It_is_shown_to_nobody_else_and_what_cannot_be_is_told_at_once()
    {
        var account = await Server.Account("Told at once");
        await Server.Invoice(account, "P-4", "2026-02-15");
        var prepared = await Prepare("mail-5", account.Id, "P-5", 10);
        var elsewhere = await Server.SignedIn(Server.SomebodyElse);
        var stranger = Server.CreateClient(new() { AllowAutoRedirect = false });

        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync(Address(prepared))).StatusCode);
        Assert.Contains("/sign-in", (await stranger.GetAsync(Address(prepared))).Headers.Location!.OriginalString);
        Assert.Equal("invoice.number-taken", (await Try("mail-4", new() { Account = account.Id.Value, Number = "P-4" })).Problem!.Code);
        Assert.Equal(
            "invoice.due-before-issue",
            (await Try("mail-4", new() { IssuedOn = new(2026, 3, 2), DueOn = new(2026, 3, 1) })).Problem!.Code
        );
        Assert.Equal("not-found", (await Try("mail-4", new() { Account = Guid.CreateVersion7() })).Problem!.Code);
        Assert.Equal("prepared.import-id", (await Try(" ", new())).Problem!.Code);
        Assert.Null((await Try("mail-4", new())).Problem);
    }

    [Fact]
    public async Task What_nobody_looked_at_is_forgotten()
    {
        await Prepare("mail-6", null, "P-6", 10);
        var longAgo = Server.Clock.GetUtcNow() - ForgetPrepared.Kept - TimeSpan.FromHours(1);
        await Server.As(
            Server.Us,
            s =>
                s.GetRequiredService<AppDb>()
                    .PreparedInvoices.Where(p => p.ImportId == "mail-6")
                    .ExecuteUpdateAsync(set => set.SetProperty(p => p.ExpiresAt, longAgo))
        );
        await Server.As(Server.Us, s => s.GetRequiredService<ForgetPrepared>().Run(default));
        Assert.False(await Server.As(Server.Us, s => s.GetRequiredService<AppDb>().PreparedInvoices.AnyAsync(p => p.ImportId == "mail-6")));
    }

    private async Task<PreparedInvoice> Prepare(string importId, AccountId? account, string number, decimal total, string? name = null)
    {
        var prepared = await Try(
            importId,
            new()
            {
                Account = account?.Value,
                AccountName = name,
                Number = number,
                Total = total,
                IssuedOn = new(2026, 2, 1),
                DueOn = new(2026, 3, 3),
                Currency = "EUR",
            }
        );
        Assert.Null(prepared.Problem);
        return prepared.Value!;
    }

    private Task<Result<PreparedInvoice>> Try(string importId, PreparedValues values) =>
        Server.As(
            Server.Us,
            async s =>
            {
                var member = await s.GetRequiredService<AppDb>().Members.SingleAsync();
                s.GetRequiredService<CurrentMember>().Is(member.Id, member.FullName);
                return await s.GetRequiredService<PrepareInvoice>().Run(importId, values, default);
            }
        );

    private static string Address(PreparedInvoice prepared) => $"/import/prepared/{prepared.Id.Value}";

    private Task<HttpResponseMessage> Upload(PreparedInvoice prepared, params (string, string)[] fields) => Upload(prepared, Pdf, fields);

    private async Task<HttpResponseMessage> Upload(PreparedInvoice prepared, byte[] file, params (string, string)[] fields)
    {
        (string, string)[] rest = [("issued", "2026-02-01"), ("due", "2026-03-03"), ("currency", "EUR")];
        return await Post(Address(prepared), await TokenOf("/import"), file, [.. fields, .. rest]);
    }

    private Task<HttpResponseMessage> Post(string address, string token, params (string, string)[] fields) =>
        Post(address, token, Pdf, fields);

    private async Task<HttpResponseMessage> Post(string address, string token, byte[] file, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        var document = new ByteArrayContent(file);
        document.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        if (file.Length > 0)
            form.Add(document, "document", "invoice.pdf");
        return await one.Client.PostAsync(address, form);
    }

    private async Task<string> TokenOf(string page) =>
        WebUtility.HtmlDecode(
            Regex.Match(await one.Client.GetStringAsync(page), "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"").Groups[1].Value
        );
}
