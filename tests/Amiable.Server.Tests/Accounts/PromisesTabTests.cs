using System.Net;
using Amiable.Invoices;
using Amiable.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Accounts;

public sealed class PromisesTabTests(OneServer one) : IClassFixture<OneServer>
{
    [Fact]
    public async Task A_promise_is_seen_with_its_day_and_closed_as_found_which_pays_its_invoices()
    {
        var account = await one.Server.Account("Promettant", email: "p@promettant.example");
        var invoice = await one.Server.Invoice(account, "P-1", "2026-02-10");
        await one.Server.Do<PromisePayment, Done>(u => u.Run([invoice.Id], TestServer.Day("2026-03-12"), default));

        var page = await Page(account);
        Assert.Contains("Promised for", page, StringComparison.Ordinal);
        Assert.Contains("Waited for", page, StringComparison.Ordinal);

        var promise = await Promise(account);
        var tooLong = await Resolve(account, promise, "rejected", new('x', 600));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooLong.StatusCode);
        Assert.Contains("at most 500", await tooLong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var open = await Resolve(account, promise, "invoices-settled", "");
        Assert.Contains("P-1 is still open", WebUtility.HtmlDecode(await open.Content.ReadAsStringAsync()), StringComparison.Ordinal);

        var found = await Resolve(account, promise, "payment-received", "Virement du 27", "2026-02-27");
        Assert.Equal(HttpStatusCode.Redirect, found.StatusCode);
        var closed = await Promise(account);
        Assert.Equal((DeclarationResolution.PaymentReceived, "Virement du 27"), (closed.Resolution!.Value, closed.Note));
        Assert.True(
            await one.Server.As(
                one.Server.Us,
                s => s.GetRequiredService<AppDb>().Invoices.AnyAsync(i => i.Id == invoice.Id && i.Settled.Minor == i.Total.Minor)
            )
        );
        Assert.Contains("Found", await Page(account), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_accepted_it_no_longer_holds_anything_back()
    {
        var account = await one.Server.Account("Vague", email: "v@vague.example");
        var invoice = await one.Server.Invoice(account, "V-1", "2026-02-10");
        await one.Server.Do<PromisePayment, Done>(u => u.Run([invoice.Id], TestServer.Day("2026-03-12"), default));
        await Resolve(account, await Promise(account), "rejected", "");
        Assert.Null(
            await one.Server.As(
                one.Server.Us,
                s => s.GetRequiredService<AppDb>().Invoices.Where(i => i.Id == invoice.Id).Select(i => i.PromisedOn).SingleAsync()
            )
        );
        Assert.Equal(DeclarationResolution.Rejected, (await Promise(account)).Resolution);
    }

    [Fact]
    public async Task The_statement_of_an_account_is_had_in_its_language_or_another()
    {
        var account = await one.Server.Account("Relevé", email: "r@releve.example");
        await one.Server.Invoice(account, "R-1", "2026-02-10");
        Assert.Contains(
            "Relevé de compte",
            WebUtility.HtmlDecode(await one.Client.GetStringAsync($"/accounts/{account.Id.Value}/statement")),
            StringComparison.Ordinal
        );
        var english = WebUtility.HtmlDecode(await one.Client.GetStringAsync($"/accounts/{account.Id.Value}/statement?language=en"));
        Assert.Contains("Statement of account", english, StringComparison.Ordinal);
        Assert.Contains("R-1", english, StringComparison.Ordinal);
    }

    private async Task<string> Page(Account account) =>
        WebUtility.HtmlDecode(await one.Client.GetStringAsync($"/accounts/{account.Id.Value}/promises"));

    private Task<PaymentDeclaration> Promise(Account account) =>
        one.Server.As(
            one.Server.Us,
            s => s.GetRequiredService<AppDb>().PaymentDeclarations.AsNoTracking().SingleAsync(d => d.AccountId == account.Id)
        );

    private Task<HttpResponseMessage> Resolve(Account account, PaymentDeclaration said, string how, string note, string on = "") =>
        TestServer.Post(
            one.Client,
            $"/accounts/{account.Id.Value}/promises",
            $"/accounts/{account.Id.Value}/promises/{said.Id.Value}/resolve",
            ("resolution", how),
            ("note", note),
            ("on", on)
        );
}
