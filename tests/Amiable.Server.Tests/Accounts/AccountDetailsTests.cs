using System.Net;
using Amiable.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Accounts;

/// <summary>Adding an account, changing what is known of it, and who is who there.</summary>
public sealed class AccountDetailsTests
{
    [Fact]
    public async Task An_account_is_added_once_whatever_the_spelling()
    {
        await using var server = await TestServer.Start();
        var browser = await server.SignedIn(server.Us);
        var first = await TestServer.Post(browser, "/accounts/new", "/accounts/new", ("name", "Société Roux S.A.R.L."), ("country", "FR"));
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        var address = first.Headers.Location!.ToString();
        Assert.EndsWith("/details", address, StringComparison.Ordinal);

        var second = await TestServer.Post(browser, "/accounts/new", "/accounts/new", ("name", "SOCIETE ROUX"), ("city", "Lyon"));
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        var html = WebUtility.HtmlDecode(await second.Content.ReadAsStringAsync());
        Assert.Contains(
            $"href=\"{address.Replace("/details", "", StringComparison.Ordinal)}\">Société Roux S.A.R.L.</a>",
            html,
            StringComparison.Ordinal
        );
        Assert.Contains("value=\"Lyon\"", html, StringComparison.Ordinal);
        Assert.Equal(1, await server.As(server.Us, s => s.GetRequiredService<AppDb>().Accounts.CountAsync()));
    }

    [Fact]
    public async Task The_same_company_may_be_a_customer_of_two_organizations()
    {
        await using var server = await TestServer.Start();
        await server.Account("Roux", of: server.SomebodyElse);
        var browser = await server.SignedIn(server.Us);
        var added = await TestServer.Post(browser, "/accounts/new", "/accounts/new", ("name", "Roux"));
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
    }

    [Theory]
    [InlineData("name", " ")]
    [InlineData("country", "XX")]
    [InlineData("timeZone", "Europe/Atlantis")]
    [InlineData("language", "tlh")]
    public async Task What_planning_could_not_work_with_is_refused_at_its_field(string field, string value)
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var answer = await Edit(server, account, account.Version, (field, value));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains($"id=\"{field}-error\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Details_are_kept_and_a_region_belongs_to_its_country()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        await Edit(server, account, account.Version, ("name", "Halle & Söhne"), ("country", "DE"), ("region", "BY"), ("city", " München "));
        var now = await server.Now(account);
        Assert.Equal(("Halle & Söhne", "DE", "BY", "München"), (now.Name, now.Details.Country, now.Details.Region, now.Details.City));

        await Edit(server, account, now.Version, ("name", "Halle & Söhne"), ("country", "FR"), ("region", "BY"));
        Assert.Null((await server.Now(account)).Details.Region);
    }

    [Fact]
    public async Task A_change_made_from_an_old_reading_is_refused()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        await Edit(server, account, account.Version, ("name", "First"));
        var late = await Edit(server, account, account.Version, ("name", "Second"));
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("Somebody changed this", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("First", (await server.Now(account)).Name);
    }

    [Fact]
    public async Task Regions_follow_the_chosen_country()
    {
        await using var server = await TestServer.Start();
        var browser = await server.SignedIn(server.Us);
        Assert.Contains("value=\"BY\"", await browser.GetStringAsync("/accounts/regions?country=DE"), StringComparison.Ordinal);
        Assert.DoesNotContain("<select", await browser.GetStringAsync("/accounts/regions?country="), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contact_is_added_changed_and_removed_and_only_one_is_primary()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var (browser, page) = (await server.SignedIn(server.Us), $"/accounts/{account.Id.Value}");

        var wrong = await TestServer.Post(browser, $"{page}/contacts/new", $"{page}/contacts/new", ("fullName", "Marc"), ("email", "marc"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var html = await wrong.Content.ReadAsStringAsync();
        Assert.Contains("id=\"email-error\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"Marc\"", html, StringComparison.Ordinal);

        await TestServer.Post(
            browser,
            $"{page}/contacts/new",
            $"{page}/contacts/new",
            ("fullName", "Marc Vidal"),
            ("email", "marc@roux.example"),
            ("isPrimary", "true")
        );
        var marc = await server.As(server.Us, s => s.GetRequiredService<AppDb>().Contacts.AsNoTracking().SingleAsync(c => c.IsPrimary));
        Assert.Equal("Marc Vidal", marc.FullName);
        Assert.Contains("Marc Vidal", await browser.GetStringAsync($"{page}/details"), StringComparison.Ordinal);

        var edit = $"{page}/contacts/{marc.Id.Value}";
        var taken = await TestServer.Post(browser, edit, edit, ("fullName", "Marc"), ("email", "ANNE@roux.example"));
        Assert.Contains("Another contact", await taken.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await TestServer.Post(browser, edit, edit, ("fullName", "Marc"), ("email", "marc@roux.example"), ("role", "Accountant"));
        Assert.Contains("Accountant", await browser.GetStringAsync($"{page}/details"), StringComparison.Ordinal);

        await TestServer.Post(browser, $"{page}/details", $"{edit}/delete");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(edit)).StatusCode);
    }

    [Fact]
    public async Task An_internal_referent_is_added_changed_and_removed()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var (browser, page) = (await server.SignedIn(server.Us), $"/accounts/{account.Id.Value}");
        var wrong = await TestServer.Post(browser, $"{page}/referents/new", $"{page}/referents/new", ("email", "julien@us.example"));
        Assert.Contains("id=\"firstName-error\"", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await TestServer.Post(
            browser,
            $"{page}/referents/new",
            $"{page}/referents/new",
            ("firstName", "Julien"),
            ("lastName", "Duvernay"),
            ("email", "julien@us.example")
        );
        var julien = await server.As(server.Us, s => s.GetRequiredService<AppDb>().Referents.AsNoTracking().SingleAsync());
        Assert.True(julien.IsPrimary);
        var edit = $"{page}/referents/{julien.Id.Value}";
        await TestServer.Post(browser, edit, edit, ("firstName", "Jules"), ("lastName", "Duvernay"), ("email", "julien@us.example"));
        Assert.Contains("Jules Duvernay", await browser.GetStringAsync($"{page}/details"), StringComparison.Ordinal);
        await TestServer.Post(browser, $"{page}/details", $"{edit}/delete");
        Assert.DoesNotContain("Jules Duvernay", await browser.GetStringAsync($"{page}/details"), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> Edit(
        TestServer server,
        Account account,
        int version,
        params (string Name, string Value)[] fields
    )
    {
        var page = $"/accounts/{account.Id.Value}/details";
        (string, string)[] all = fields.Any(f => f.Name == "name") ? fields : [("name", account.Name), .. fields];
        return await TestServer.Post(await server.SignedIn(server.Us), page, page, [("version", $"{version}"), .. all]);
    }
}
