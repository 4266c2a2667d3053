using System.Net;
using System.Text.RegularExpressions;
using Amiable.Accounts;
using Amiable.Contacts;
using Amiable.FollowUp;
using Amiable.Platform.Audit;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Audit;

/// <summary>The audit log as people see it: sentences, filters in the address, page after page, and as a file.</summary>
public sealed partial class AuditPageTests
{
    [Fact]
    public async Task An_entry_is_a_sentence_that_opens_on_what_it_was_before_and_after()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account("Ateliers <Roux>");
        await server.Change(account.Id, a => a.Describe(a.Details with { City = "Lyon", Country = "DE" }));
        await server.Change(account.Id, a => a.FormalNoticeWasPosted(new(2026, 2, 14)));
        var browser = await server.SignedIn(server.Us);

        var html = await browser.GetStringAsync("/settings/audit");
        Assert.Contains("<b>Claire Martin</b> changed the account Ateliers &lt;Roux&gt;", html, StringComparison.Ordinal);
        Assert.Matches("Country</th><td>France</td><td>Germany</td>", html);
        Assert.Matches("Formal notice posted on</th><td>–</td><td>14 Feb 2026</td>", html);
        Assert.Contains("Today", html, StringComparison.Ordinal);

        browser.DefaultRequestHeaders.Remove("Accept-Language");
        browser.DefaultRequestHeaders.Add("Accept-Language", "fr");
        html = WebUtility.HtmlDecode(await browser.GetStringAsync("/settings/audit"));
        Assert.Contains("<b>Claire Martin</b> a modifié le compte Ateliers", html, StringComparison.Ordinal);
        Assert.Matches("Mise en demeure postée le</th><td>–</td><td>14 févr. 2026</td>", html);
    }

    [Fact]
    public async Task Each_filter_of_the_address_shows_its_own_and_nothing_else()
    {
        await using var server = await TestServer.Start();
        var roux = await server.Account("Ateliers Roux");
        await server.Invoice(roux, "F-1", "2026-02-20");
        server.Clock.Advance(TimeSpan.FromDays(2));
        await server.Account("Brasserie du Port");
        await server
            .Services.GetRequiredService<AllOrganizations>()
            .For(server.Us, s => s.GetRequiredService<PlanFollowUps>().Run(default));
        var browser = await server.SignedIn(server.Us);
        var claire = (await server.Entries()).First(e => e.ActorKind == ActorKind.Member).ActorId;

        Assert.All(await Sentences("who=agent"), s => Assert.StartsWith("The agent", s, StringComparison.Ordinal));
        Assert.NotEmpty(await Sentences("who=agent"));
        Assert.All(await Sentences($"who={claire}"), s => Assert.StartsWith("Claire Martin", s, StringComparison.Ordinal));
        Assert.Equal(["Claire Martin added the invoice F-1"], await Sentences("what=invoice"));
        Assert.Equal(
            ["Claire Martin added the account Brasserie du Port", "Claire Martin added the account Ateliers Roux"],
            await Sentences("what=account")
        );
        Assert.Equal(["Claire Martin added the account Brasserie du Port"], await Sentences("what=account&from=2026-03-03"));
        Assert.Equal(["Claire Martin added the account Ateliers Roux"], await Sentences("what=account&to=2026-03-02"));
        Assert.Equal(2, (await Sentences("what=account&from=2026-03-02&to=2026-03-04")).Count);
        var ofRoux = await Sentences($"account={roux.Id.Value}&to=2026-03-02");
        Assert.Equal(3, ofRoux.Count);
        Assert.DoesNotContain(ofRoux, s => s.Contains("Port", StringComparison.Ordinal));
        Assert.Empty(await Sentences("who=operator"));
        Assert.Contains("Nothing like that", await browser.GetStringAsync("/settings/audit?who=operator"), StringComparison.Ordinal);

        async Task<List<string>> Sentences(string query) => Told(await browser.GetStringAsync($"/settings/audit?{query}"));
    }

    [Fact]
    public async Task The_newest_come_first_and_pages_lead_through_all_and_back()
    {
        await using var server = await TestServer.Start();
        for (var i = 0; i < 120; i++)
            await server.Account($"Account {i:000}", email: null);
        var browser = await server.SignedIn(server.Us);

        var first = await browser.GetStringAsync("/settings/audit?what=account");
        var second = await browser.GetStringAsync(Link(first, "next"));
        var third = await browser.GetStringAsync(Link(second, "next"));
        var all = Told(first).Concat(Told(second)).Concat(Told(third)).ToList();
        Assert.Equal(Enumerable.Range(0, 120).Reverse().Select(i => $"Claire Martin added the account Account {i:000}"), all);
        Assert.DoesNotContain("rel=\"next\"", third, StringComparison.Ordinal);
        Assert.Equal(Told(first), Told(await browser.GetStringAsync(Link(second, "prev"))));
    }

    [Fact]
    public async Task The_export_keeps_the_filters_defuses_formulas_and_is_an_entry_itself()
    {
        await using var server = await TestServer.Start();
        await server.Account("=cmd|'/c calc'!A1", email: null);
        await server.Account("Ateliers \"Roux\", Lyon");
        var browser = await server.SignedIn(server.Us);

        var csv = await browser.GetStringAsync("/settings/audit.csv?what=account");
        Assert.StartsWith("Number,When,Who,", csv, StringComparison.Ordinal);
        Assert.Contains(",'=cmd|'/c calc'!A1,", csv, StringComparison.Ordinal);
        Assert.Contains("\"Ateliers \"\"Roux\"\", Lyon\"", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("anne@roux.example", csv, StringComparison.Ordinal);
        Assert.Contains("2026-03-02 09:00:00,Claire Martin", csv, StringComparison.Ordinal);

        Assert.Equal(("exported", "audit-log", "Claire Martin"), await Last());
        Assert.Contains("exported the audit log", await browser.GetStringAsync("/settings/audit"), StringComparison.Ordinal);

        async Task<(string, string, string)> Last() => await server.Last() is var e ? (e.Action, e.SubjectKind, e.ActorName) : default;
    }

    [Fact]
    public async Task Erased_details_are_said_to_be_erased()
    {
        await using var server = await TestServer.Start();
        var contact = new Contact(TestServer.New<ContactId>(), (await server.Account()).Id, "Jean Forget", "jean@roux.example");
        await server.Save(server.Us, contact);
        await server.As(server.Us, s => s.GetRequiredService<EraseAuditDetails>().Run("contact", contact.Id.Value, default));

        var html = await (await server.SignedIn(server.Us)).GetStringAsync("/settings/audit");
        Assert.Contains("erased from this log the details of a contact", html, StringComparison.Ordinal);
        Assert.Contains("The details were erased", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Forget", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_program_has_no_word_for_is_readable_all_the_same()
    {
        await using var server = await TestServer.Start();
        await server.As(
            server.Us,
            async s =>
            {
                await s.GetRequiredService<AuditLog>()
                    .NoteNow(
                        new("turned-upside-down", "web-hook", Name: "orders")
                        {
                            Fields = [new("Own.RetryDelay", "retry-mode", "FirstSlow", null), new("ApiKey", "secret", null, null)],
                        },
                        default
                    );
                return true;
            }
        );

        var html = await (await server.SignedIn(server.Us)).GetStringAsync("/settings/audit");
        Assert.Contains("<b>Claire Martin</b>: turned upside down, web hook orders", html, StringComparison.Ordinal);
        Assert.Matches("Own: retry delay</th><td>first slow</td><td>–</td>", html);
        Assert.Matches("Api key</th><td>changed, and is not shown</td>", html);
    }

    [Fact]
    public async Task Without_an_entry_it_says_so_and_a_stranger_is_asked_to_sign_in()
    {
        await using var server = await TestServer.Start();
        var html = await (await server.SignedIn(server.Us)).GetStringAsync("/settings/audit?what=invoice");
        Assert.Contains("Nothing like that was done", html, StringComparison.Ordinal);
        var stranger = server.CreateClient(new() { AllowAutoRedirect = false });
        foreach (var path in new[] { "/settings/audit", "/settings/audit.csv" })
            Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync(path)).StatusCode);
    }

    private static List<string> Told(string html) =>
        [.. Sentence().Matches(html).Select(m => WebUtility.HtmlDecode(Tag().Replace(m.Groups[1].Value.Split("<span")[0], "")).Trim())];

    private static string Link(string html, string rel) =>
        WebUtility.HtmlDecode(Regex.Match(html, $"href=\"([^\"]+)\" rel=\"{rel}\"").Groups[1].Value);

    [GeneratedRegex("<span class=\"what\">(.*?)</span>\\s*<span class=\"from\">", RegexOptions.Singleline)]
    private static partial Regex Sentence();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();
}
