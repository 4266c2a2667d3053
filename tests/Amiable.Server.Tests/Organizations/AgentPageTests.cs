using System.Net;
using Amiable.Audit;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Organizations;

/// <summary>Settings → Agent: what the page shows, refuses and has written down.</summary>
public sealed class AgentPageTests(AgentPageTests.OneServer one) : IClassFixture<AgentPageTests.OneServer>
{
    private const string Page = "/settings/agent";

    /// <summary>One for the class: starting it takes longer than all of these tests.</summary>
    public sealed class OneServer : IAsyncLifetime
    {
        public TestServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await TestServer.Start(Autonomy.Approve);

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }

    [Theory]
    [InlineData("rhythm", "RemindBusinessDaysBeforeDue", "0", "en", "At least one business day.")]
    [InlineData("rhythm", "MinimumGapBusinessDays", "0", "fr", "Au moins un jour ouvré.")]
    [InlineData("rhythm", "MinimumGapBusinessDays", "soon", "en", "Give a whole number.")]
    [InlineData("rhythm", "GraceAfterPromiseBusinessDays", "-1", "en", "A wait cannot be shorter")]
    [InlineData("rhythm", "WaitAfterFormalNoticeBusinessDays", "300", "fr", "Au plus 260 jours ouvrés.")]
    [InlineData("rhythm", "RecommendAfterFirmMessages", "0", "fr", "au moins un message ferme")]
    [InlineData("rhythm", "Rungs[0].FromDaysOverdue", "3", "en", "The first step starts at 0 days")]
    [InlineData("rhythm", "Rungs[1].FromDaysOverdue", "0", "en", "Each step starts later")]
    [InlineData("rhythm", "Rungs[1].EveryBusinessDays", "12", "fr", "ne peut pas être plus lente")]
    [InlineData("rhythm", "Rungs[2].Tones", "Courteous", "en", "cannot become softer")]
    [InlineData("sending", "Closes", "08:00", "en", "end after they begin")]
    [InlineData("sending", "Opens", "noon", "fr", "Indiquez une heure")]
    [InlineData("sending", "MostPerHour", "0", "en", "Give at least 1.")]
    [InlineData("sending", "LedgerStaysFreshHours", "99999999", "fr", "Indiquez au moins 1.")]
    [InlineData("name", "agentName", " ", "fr", "Donnez un nom à l’agent")]
    [InlineData("name", "signature", "1\n2\n3\n4\n5\n6", "en", "at most 5 lines")]
    [InlineData("quiet", "from", "2026-03-01", "en", "That day has passed")]
    [InlineData("quiet", "from", "", "fr", "Choisissez un jour.")]
    [InlineData("quiet", "to", "2029-01-01", "en", "within the next 2 years")]
    [InlineData("quiet", "to", "2026-12-31", "fr", "Au plus 92 jours")]
    public async Task What_cannot_be_followed_is_refused_at_its_field(string part, string field, string value, string language, string says)
    {
        var browser = await Browser(language);
        (string, string)[] others = part == "quiet" && field == "to" ? [("from", "2026-04-01")] : [];

        var answer = await AgentSettingsTests.Post(browser, part, [.. others, (field, value)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        var at = html.IndexOf($"id=\"{field}-error\"", StringComparison.Ordinal);
        Assert.True(at > 0, $"No error at {field}.");
        Assert.Contains(says, html[at..(at + 400)], StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(html, "aria-invalid=\"true\""));
    }

    [Theory]
    [InlineData("en", "3 business days before the due date, a courteous reminder.", "5 days before the due date · courteous")]
    [InlineData("fr", "3 jours ouvrés avant l’échéance, un rappel courtois.", "5 jours avant l’échéance · courtois")]
    public async Task The_rhythm_is_told_in_words_and_rehearsed(string language, string says, string first)
    {
        var html = WebUtility.HtmlDecode(await (await Browser(language)).GetStringAsync(Page));

        Assert.Contains(says, html, StringComparison.Ordinal);
        Assert.Contains(first, html, StringComparison.Ordinal);
        Assert.Contains("class=\"person\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_is_rehearsed_without_being_saved()
    {
        var browser = await Browser("en");

        var page = await (
            await AgentSettingsTests.Post(browser, "rhythm/look", ("RemindBusinessDaysBeforeDue", "9"))
        ).Content.ReadAsStringAsync();
        browser.DefaultRequestHeaders.Add("HX-Target", "rehearsal");
        var picture = await (
            await AgentSettingsTests.Post(browser, "rhythm/look", ("RemindBusinessDaysBeforeDue", "9"))
        ).Content.ReadAsStringAsync();
        var wrong = await (
            await AgentSettingsTests.Post(browser, "rhythm/look", ("RemindBusinessDaysBeforeDue", "0"))
        ).Content.ReadAsStringAsync();

        Assert.Contains("9 business days before the due date", page, StringComparison.Ordinal);
        Assert.Contains("name=\"RemindBusinessDaysBeforeDue\" value=\"9\"", page, StringComparison.Ordinal);
        Assert.StartsWith("<section", picture.TrimStart(), StringComparison.Ordinal);
        Assert.Contains("9 business days before the due date", picture, StringComparison.Ordinal);
        Assert.Contains("This cannot be followed", wrong, StringComparison.Ordinal);
        Assert.Null((await Stored()).OwnPolicy);
    }

    [Fact]
    public async Task The_audit_log_tells_in_words_what_was_changed()
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var browser = await server.SignedIn(server.Us);
        await AgentSettingsTests.Save(browser, "rhythm", ("RemindBusinessDaysBeforeDue", ""), ("Rungs[0].EveryBusinessDays", "7"));
        await AgentSettingsTests.Save(browser, "sending", ("Opens", "09:15"));
        await AgentSettingsTests.Save(browser, "trust", ("autonomy", "Auto"), ("sure", "true"));
        await AgentSettingsTests.Save(browser, "quiet", ("from", "2026-12-24"));

        var html = WebUtility.HtmlDecode(await browser.GetStringAsync("/settings/audit"));

        string[] told =
        [
            "Reminder before the due date (business days)",
            "Once overdue, every 10 business days, courteous first, then professional. From 31 days overdue, every 5 business days, professional.",
            "Once overdue, every 7 business days, courteous first, then professional.",
            "Messages leave from",
            "09:15",
            "Ask for approval",
            "Automatic",
            "24 Dec 2026",
        ];
        Assert.All(told, text => Assert.Contains(text, html, StringComparison.Ordinal));
        // What stayed as the standard has it is not told as new.
        Assert.DoesNotContain("Between two messages", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Messages leave until", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_made_from_an_old_reading_is_refused()
    {
        var late = await AgentSettingsTests.Post(await Browser("en"), "name", ("agentName", "Margaux"), ("version", "0"));

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Equal("Léa", (await Stored()).AgentName);
    }

    [Fact]
    public async Task A_reload_of_a_form_that_came_back_is_the_page_again()
    {
        var browser = await Browser("en");
        foreach (var part in new[] { "rhythm", "rhythm/look", "name", "quiet/end" })
            Assert.Equal(Page, (await browser.GetAsync($"{Page}/{part}")).Headers.Location?.ToString());
    }

    private async Task<HttpClient> Browser(string language)
    {
        var browser = await one.Server.SignedIn(one.Server.Us);
        browser.DefaultRequestHeaders.AcceptLanguage.Clear();
        browser.DefaultRequestHeaders.Add("Accept-Language", language);
        return browser;
    }

    private Task<Organization> Stored() =>
        one.Server.As(one.Server.Us, s => s.GetRequiredService<AppDb>().Organizations.AsNoTracking().SingleAsync());
}
