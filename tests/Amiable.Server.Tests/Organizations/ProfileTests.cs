using System.Net;
using Amiable.Communications;
using Amiable.Organizations;
using Amiable.Tests.Stories;
using Amiable.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Organizations;

/// <summary>Settings → Profile: what an organization says of itself, and what follows from it.</summary>
public sealed class ProfileTests
{
    private const string Page = "/settings/profile";

    [Fact]
    public async Task A_new_name_is_in_the_message_that_waits_and_in_the_next_one_sent()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-12");
        await walk.Plan();
        Assert.Contains("Duvernay Conseil", (await walk.Waiting(roux)).Text, StringComparison.Ordinal);
        var browser = await walk.Server.SignedIn(walk.Server.Us);

        var saved = await Save(
            browser,
            ("name", "Atelier Lumen"),
            ("legalName", "Atelier Lumen SARL"),
            ("street", "18 rue X"),
            ("postalCode", "69003"),
            ("city", "Lyon"),
            ("registrationNumber", "812 345 676 RCS Lyon"),
            ("vatNumber", "FR27812345676")
        );

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var waiting = await walk.Waiting(roux);
        IsTheNewOne(waiting.Subject + waiting.Text);
        IsTheNewOne(waiting.Html);
        await walk.Through("2026-03-31");
        Assert.True(walk.Server.Mailbox.Sent.Count >= 2);
        Assert.All(
            walk.Server.Mailbox.Sent,
            mail =>
            {
                IsTheNewOne(mail.Text());
                IsTheNewOne(mail.Html());
                Assert.DoesNotContain("Duvernay", mail.Header("From"), StringComparison.Ordinal);
                Assert.Contains(
                    "Atelier Lumen SARL · 18 rue X, 69003 Lyon · 812 345 676 RCS Lyon · TVA FR27812345676",
                    mail.Text(),
                    StringComparison.Ordinal
                );
            }
        );

        static void IsTheNewOne(string text)
        {
            Assert.Contains("Atelier Lumen", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Duvernay", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_leaves_with_the_old_name_even_where_it_was_not_planned_again()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-12");
        await walk.Plan();
        await walk.Store(async db =>
        {
            var us = await db.Organizations.SingleAsync();
            Assert.Null(us.Describe(us.Profile with { Name = "Atelier Lumen", City = "Lyon" }));
        });

        await walk.GoToItsMoment(roux);
        await walk.Send();
        Assert.Empty(walk.Server.Mailbox.Sent);
        await walk.GoToItsMoment(roux);
        await walk.Send();

        var mail = Assert.Single(walk.Server.Mailbox.Sent);
        Assert.Contains("Atelier Lumen · Lyon", mail.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("Duvernay", mail.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_country_and_time_zone_move_what_waits()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account(country: null!);
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-12");
        await walk.Plan();
        var before = await walk.Waiting(roux);

        await Save(await walk.Server.SignedIn(walk.Server.Us), ("country", "US"), ("timeZone", "America/Los_Angeles"), ("language", "es"));

        var after = await walk.Waiting(roux);
        Assert.NotEqual(before.SendAt, after.SendAt);
        Assert.Equal("es", after.Language);
    }

    [Fact]
    public async Task All_of_it_is_kept_tidied_and_shown_again()
    {
        await using var server = await TestServer.Start();
        var browser = await server.SignedIn(server.Us);

        var saved = await Save(
            browser,
            ("name", " Halle & Söhne "),
            ("legalName", "Halle & Söhne GmbH"),
            ("domain", "https://www.halle.example/impressum"),
            ("street", "Lange Straße 1"),
            ("postalCode", "80331"),
            ("city", "München"),
            ("country", "DE"),
            ("region", "BY"),
            ("registrationNumber", "HRB 1234, Amtsgericht München"),
            ("vatNumber", "de 123 456 789"),
            ("timeZone", "Europe/Berlin"),
            ("language", "de"),
            ("iban", "de89 3704 0044 0532 0130 00"),
            ("bic", "cobadeff"),
            ("bankName", "Commerzbank")
        );

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var html = await Read(browser);
        string[] shown =
        [
            "Halle & Söhne (Halle & Söhne GmbH)",
            "value=\"Halle & Söhne\"",
            "value=\"halle.example\"",
            "value=\"Lange Straße 1\"",
            "value=\"80331\"",
            "value=\"München\"",
            "<option value=\"DE\" selected",
            "<option value=\"BY\" selected",
            "value=\"HRB 1234, Amtsgericht München\"",
            "value=\"DE123456789\"",
            "value=\"Europe/Berlin\"",
            "<option value=\"de\" selected",
            "value=\"DE89 3704 0044 0532 0130 00\"",
            "value=\"COBADEFF\"",
            "value=\"Commerzbank\"",
            "value=\"Halle & Söhne GmbH\"",
        ];
        Assert.All(shown, text => Assert.Contains(text, html, StringComparison.Ordinal));
        Assert.Equal("Somebody Else", (await Stored(server, server.SomebodyElse)).Name);
    }

    [Fact]
    public async Task What_is_optional_may_be_emptied()
    {
        await using var server = await TestServer.Start();
        var browser = await server.SignedIn(server.Us);
        await Save(browser, ("legalName", "Duvernay SAS"), ("iban", "DE89370400440532013000"), ("domain", "a.example"), ("city", "Lyon"));

        await Save(browser, ("legalName", " "), ("iban", ""), ("bankHolder", ""), ("domain", ""), ("city", ""), ("vatNumber", ""));

        var now = (await Stored(server, server.Us)).Profile;
        Assert.Equal((null, null, null, null, null), (now.LegalName, now.Bank, now.Domain, now.Address, now.VatNumber));
    }

    [Fact]
    public async Task A_name_of_90_characters_fits_everywhere()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-12");
        var browser = await walk.Server.SignedIn(walk.Server.Us);
        var name = string.Join(' ', Enumerable.Repeat("Ateliers", 10)); // 89
        name += "s";

        Assert.Equal(HttpStatusCode.Redirect, (await Save(browser, ("name", name))).StatusCode);

        Assert.Contains($"title=\"{name}\"", await Read(browser), StringComparison.Ordinal);
        await walk.Through("2026-03-20");
        var mail = Assert.Single(walk.Server.Mailbox.Sent);
        Assert.Contains(name, mail.Text(), StringComparison.Ordinal);
        Assert.InRange((await walk.Communications(roux)).Single(c => c.SentAt is not null).Subject.Length, 20, 120);
    }

    [Theory]
    [InlineData("name", " ", "en", "Give the name customers know you by.")]
    [InlineData("name", " ", "fr", "Indiquez le nom")]
    [InlineData("legalName", "A\nBcc: x@y.example", "en", "on one line")]
    [InlineData("domain", "nowhere", "fr", "Ce n’est pas un domaine.")]
    [InlineData("country", "XX", "en", "Choose a country")]
    [InlineData("timeZone", "Europe/Atlantis", "en", "There is no such time zone")]
    [InlineData("language", "tlh", "fr", "Choisissez une langue")]
    [InlineData("vatNumber", "none", "en", "not a VAT number")]
    [InlineData("iban", "FR14 2004 1010 0505 0001 3M02 607", "fr", "faute de frappe")]
    [InlineData("iban", "FR14 2004 1010 0505 0001 3M02 60", "en", "another length")]
    [InlineData("bic", "COBA", "en", "8 or 11")]
    public async Task What_cannot_be_worked_with_is_refused_at_its_field(string field, string value, string language, string says)
    {
        await using var server = await TestServer.Start();
        var browser = await server.SignedIn(server.Us);
        browser.DefaultRequestHeaders.AcceptLanguage.Clear();
        browser.DefaultRequestHeaders.Add("Accept-Language", language);
        (string, string)[] bank = field == "bic" ? [("iban", "DE89370400440532013000")] : [];

        var answer = await Save(browser, [(field, value), ("street", "Kept as typed"), .. bank]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        var at = html.IndexOf($"id=\"{field}-error\"", StringComparison.Ordinal);
        Assert.True(at > 0, $"No error at {field}.");
        Assert.Contains(says, html[at..(at + 400)], StringComparison.Ordinal);
        Assert.Contains("value=\"Kept as typed\"", html, StringComparison.Ordinal);
        Assert.Equal("Duvernay Conseil", (await Stored(server, server.Us)).Name);
    }

    [Fact]
    public async Task A_change_made_from_an_old_reading_is_refused()
    {
        await using var server = await TestServer.Start();
        var browser = await server.SignedIn(server.Us);
        await Save(browser, ("name", "First"), ("version", "1"));

        var late = await Save(browser, ("name", "Second"), ("version", "1"));

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("Somebody changed this", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("First", (await Stored(server, server.Us)).Name);
    }

    [Theory]
    [InlineData("en", "How we write")]
    [InlineData("fr", "Notre façon d’écrire")]
    public async Task The_page_speaks_the_language_of_its_reader(string language, string says)
    {
        await using var server = await TestServer.Start();
        var browser = await server.SignedIn(server.Us);
        browser.DefaultRequestHeaders.AcceptLanguage.Clear();
        browser.DefaultRequestHeaders.Add("Accept-Language", language);

        var html = await Read(browser);

        Assert.Contains(says, html, StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(html, "class=\"btn primary\""));
        Assert.Contains("data-guard", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_begin_with_the_profile_and_only_for_members()
    {
        await using var server = await TestServer.Start();
        var browser = await server.SignedIn(server.Us);
        Assert.Equal(Page, (await browser.GetAsync("/settings")).Headers.Location?.ToString());
        Assert.Contains("value=\"BY\"", await browser.GetStringAsync($"{Page}/regions?country=de"), StringComparison.Ordinal);

        var stranger = server.CreateClient(new() { AllowAutoRedirect = false });
        foreach (var path in new[] { "/settings", Page, "/organization/logo" })
        {
            var answer = await stranger.GetAsync(path);
            Assert.Contains("/sign-in", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
        }
    }

    private static async Task<HttpResponseMessage> Save(HttpClient browser, params (string Name, string Value)[] fields)
    {
        var version = System
            .Text.RegularExpressions.Regex.Match(await browser.GetStringAsync(Page), "name=\"version\" value=\"(\\d+)\"")
            .Groups[1]
            .Value;
        (string Name, string Value)[] usual =
        [
            ("name", "Duvernay Conseil"),
            ("country", "FR"),
            ("timeZone", "Europe/Paris"),
            ("language", "fr"),
            ("version", version),
        ];
        return await TestServer.Post(browser, Page, Page, [.. usual.Where(u => fields.All(f => f.Name != u.Name)), .. fields]);
    }

    private static async Task<string> Read(HttpClient browser) => WebUtility.HtmlDecode(await browser.GetStringAsync(Page));

    private static Task<Organization> Stored(TestServer server, OrganizationId id) =>
        server.As(id, s => s.GetRequiredService<AppDb>().Organizations.AsNoTracking().SingleAsync());
}
