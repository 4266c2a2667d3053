using System.Net;
using System.Text.RegularExpressions;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Organizations;
using Amiable.Tasks;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tests.Organizations;

/// <summary>Settings → Agent: every setting is read by the path that uses it, from the moment it is saved.</summary>
public sealed class AgentSettingsTests
{
    private const string Page = "/settings/agent";

    [Fact]
    public async Task A_reminder_of_five_days_moves_the_planned_message_and_none_takes_it_away()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-30");
        await walk.Plan();
        Assert.Equal("Wed 2026-03-25 BeforeDue Courteous F-1", Walk.Line(await walk.Waiting(roux)));
        var browser = await walk.Server.SignedIn(walk.Server.Us);

        await Save(browser, "rhythm", ("RemindBusinessDaysBeforeDue", "5"));
        Assert.Equal("Mon 2026-03-23 BeforeDue Courteous F-1", Walk.Line(await walk.Waiting(roux)));

        await Save(browser, "rhythm", ("RemindBusinessDaysBeforeDue", ""));
        Assert.Equal("Tue 2026-03-31 Overdue Courteous F-1", Walk.Line(await walk.Waiting(roux)));
        Assert.Contains("No reminder before the due date.", await Read(browser), StringComparison.Ordinal);

        await Save(browser, "rhythm/standard");
        Assert.Equal("Wed 2026-03-25 BeforeDue Courteous F-1", Walk.Line(await walk.Waiting(roux)));
        Assert.Null((await Us(walk)).OwnPolicy);
    }

    [Fact]
    public async Task Steps_of_ones_own_decide_what_leaves_when_and_how_firmly()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        var browser = await walk.Server.SignedIn(walk.Server.Us);

        await Save(
            browser,
            "rhythm",
            ("Rungs[0].EveryBusinessDays", "4"),
            ("Rungs[0].Tones", "Professional"),
            ("Rungs[0].Then", "Firm"),
            ("Rungs[1].FromDaysOverdue", ""),
            ("Rungs[1].EveryBusinessDays", ""),
            ("Rungs[2].FromDaysOverdue", ""),
            ("Rungs[2].EveryBusinessDays", ""),
            ("RecommendAfterFirmMessages", "1")
        );
        await walk.Through("2026-03-27");

        Assert.Equal(
            ["Mon 2026-03-16 Overdue Courteous F-1", "Fri 2026-03-20 Overdue Professional F-1", "Thu 2026-03-26 Overdue Firm F-1"],
            await walk.Sent(roux)
        );
        Assert.Single(await walk.Tasks(TaskKind.AdvancedAction));
    }

    [Fact]
    public async Task Gaps_and_grace_are_counted_as_set()
    {
        await using var walk = await Walk.From("2026-03-16");
        var (roux, blanc) = (await walk.Server.Account(), await walk.Server.Account("Blanc", email: "paul@blanc.example"));
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Server.Invoice(roux, "F-2", dueOn: "2026-04-30");
        var promised = await walk.Server.Invoice(blanc, "F-3", dueOn: "2026-03-13");
        await walk.Promises(promised, "2026-03-17");
        var browser = await walk.Server.SignedIn(walk.Server.Us);

        await Save(browser, "rhythm", ("MinimumGapBusinessDays", "15"), ("GraceAfterPromiseBusinessDays", "5"));
        await walk.Through("2026-03-31");
        await walk.Plan();

        Assert.Equal(["Wed 2026-03-25 PromiseBroken Courteous F-3"], await walk.Sent(blanc));
        Assert.Single(await walk.Sent(roux));
        Assert.Equal(TestServer.Day("2026-04-07"), (await walk.Waiting(roux)).SendOn);
    }

    [Fact]
    public async Task A_quiet_day_moves_what_was_planned_for_it_and_gives_it_back()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-17");
        await walk.Plan();
        Assert.Equal(TestServer.Day("2026-03-16"), (await walk.Waiting(roux)).SendOn);
        var browser = await walk.Server.SignedIn(walk.Server.Us);

        await Save(browser, "quiet", ("from", "2026-03-16"), ("to", "2026-03-17"));

        Assert.Equal(TestServer.Day("2026-03-18"), (await walk.Waiting(roux)).SendOn);
        Assert.Contains("Monday 16 March 2026 to Tuesday 17 March 2026", await Read(browser), StringComparison.Ordinal);

        await Save(browser, "quiet/end", ("from", "2026-03-16"), ("to", "2026-03-17"));

        Assert.Equal(TestServer.Day("2026-03-16"), (await walk.Waiting(roux)).SendOn);
        await Save(browser, "quiet", ("from", "2026-03-16"));
        walk.SleepThrough("2026-03-16");
        Assert.DoesNotContain("16 March 2026", await Read(browser), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hours_of_sending_move_what_waits_at_once_and_nothing_leaves_outside_of_them()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Plan();
        var browser = await walk.Server.SignedIn(walk.Server.Us);

        await Save(browser, "sending", ("Opens", "20:00"), ("Closes", "21:30"));

        // 20:00 to 21:30 in Paris, which is an hour ahead of UTC in March.
        var hour = (await walk.Waiting(roux)).SendAt.UtcDateTime.TimeOfDay;
        Assert.InRange(hour, TimeSpan.FromHours(19), TimeSpan.FromHours(20.5));
        await walk.Through("2026-03-16");
        Assert.InRange(
            (await walk.Communications(roux))[^1].SentAt!.Value.UtcDateTime.TimeOfDay,
            TimeSpan.FromHours(19),
            TimeSpan.FromHours(20.5)
        );
    }

    [Fact]
    public async Task The_limits_hold_messages_back()
    {
        await using var walk = await Walk.From("2026-03-16");
        foreach (var name in new[] { "Roux", "Blanc", "Noir" })
            await walk.Server.Invoice(await walk.Server.Account(name, email: $"a@{name}.example"), $"F-{name}", dueOn: "2026-03-13");
        var browser = await walk.Server.SignedIn(walk.Server.Us);
        await Save(browser, "sending", ("MostPerHour", "1"), ("MostPerAccountAndWeek", "1"), ("LedgerStaysFreshHours", "2"));
        Assert.Equal(
            (1, 1, 48),
            (
                (await Us(walk)).Policy.MostPerHour,
                (await Us(walk)).Policy.MostPerAccountAndWeek,
                (await Us(walk)).Policy.LedgerStaysFreshHours
            )
        );
        await walk.Store(async db =>
            (await db.Accounts.SingleAsync(a => a.Name == "Noir")).LedgerWasRead(new(2026, 3, 14, 8, 0, 0, TimeSpan.Zero))
        );
        await walk.Plan();
        await walk.Store(async db =>
            await db.Communications.ForEachAsync(c => c.MoveTo(c.SendOn, new(2026, 3, 16, 9, 0, 0, TimeSpan.Zero)))
        );
        walk.GoTo("2026-03-16 09:00");

        Assert.Equal(1, await walk.Send());

        var held = await walk.Ask(db => db.Communications.Where(c => c.StatusReason != null).Select(c => c.StatusReason).ToListAsync());
        Assert.Equal(["HourLimit", "StaleLedger"], held.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_most_a_week_and_the_age_at_which_a_person_decides_are_those_set()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        var browser = await walk.Server.SignedIn(walk.Server.Us);
        await Save(
            browser,
            "rhythm",
            ("Rungs[0].EveryBusinessDays", "1"),
            ("Rungs[0].Then", "Firm"),
            ("Rungs[1].FromDaysOverdue", ""),
            ("Rungs[1].EveryBusinessDays", ""),
            ("Rungs[2].FromDaysOverdue", ""),
            ("Rungs[2].EveryBusinessDays", ""),
            ("MinimumGapBusinessDays", "1"),
            ("RecommendAfterFirmMessages", "50"),
            ("RecommendAfterDaysOverdue", "5")
        );
        await Save(browser, "sending", ("MostPerAccountAndWeek", "2"));

        await walk.Through("2026-03-20");
        Assert.Equal(2, (await walk.Sent(roux)).Length);
        Assert.Empty(await walk.Tasks(TaskKind.AdvancedAction));

        await Save(browser, "sending", ("MostPerAccountAndWeek", "7"));
        await walk.Through("2026-03-24");
        Assert.Contains("Overdue Firm", (await walk.Sent(roux))[2], StringComparison.Ordinal);
        Assert.Single(await walk.Tasks(TaskKind.AdvancedAction));
    }

    [Fact]
    public async Task A_formal_notice_is_waited_for_as_long_as_set()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Server.Do<RecordFormalNotice, Done>(u => u.Run(roux.Id, TestServer.Day("2026-03-16"), default));
        Assert.Equal(TestServer.Day("2026-03-26"), (await walk.Waiting(roux)).SendOn);
        var browser = await walk.Server.SignedIn(walk.Server.Us);

        await Save(browser, "rhythm", ("WaitAfterFormalNoticeBusinessDays", "3"));

        Assert.Equal(TestServer.Day("2026-03-19"), (await walk.Waiting(roux)).SendOn);
    }

    [Fact]
    public async Task How_much_it_may_do_by_itself_is_true_of_what_waits_at_once()
    {
        await using var walk = await Walk.From("2026-03-16", Autonomy.Approve);
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Plan();
        var browser = await walk.Server.SignedIn(walk.Server.Us);

        var asked = await Post(browser, "trust", ("autonomy", "Auto"));
        Assert.Equal($"{Page}?ask=automatic", asked.Headers.Location?.ToString());
        Assert.Equal(CommunicationStatus.AwaitingApproval, (await walk.Waiting(roux)).Status);
        var dialog = WebUtility.HtmlDecode(await browser.GetStringAsync($"{Page}?ask=automatic"));
        Assert.Contains("<dialog id=\"automatic\" open", dialog, StringComparison.Ordinal);
        Assert.Contains("1 message that waits would leave by itself within the next 7 days", dialog, StringComparison.Ordinal);

        await Save(browser, "trust", ("autonomy", "Observe"));
        Assert.Equal(CommunicationStatus.Draft, (await walk.Waiting(roux)).Status);
        foreach (var elsewhere in new[] { "/", $"/accounts/{roux.Id.Value}" })
            Assert.Contains($"href=\"{Page}#trust\"", await browser.GetStringAsync(elsewhere), StringComparison.Ordinal);

        await Save(browser, "trust", ("autonomy", "Auto"), ("sure", "true"));
        Assert.Equal(CommunicationStatus.Scheduled, (await walk.Waiting(roux)).Status);

        await Save(browser, "trust", ("autonomy", "Approve"));
        await walk.Through("2026-03-16");
        Assert.Empty(walk.Server.Mailbox.Sent);

        await Save(browser, "trust", ("autonomy", "Auto"), ("sure", "true"));
        await walk.Through("2026-03-17");
        Assert.Single(walk.Server.Mailbox.Sent);
    }

    [Fact]
    public async Task The_name_and_the_signature_are_in_the_next_message_sent()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Plan();
        var browser = await walk.Server.SignedIn(walk.Server.Us);

        await Save(browser, "name", ("agentName", "Margaux"), ("signature", "Comptabilité clients\r\n04 72 00 12 34"));
        await walk.Through("2026-03-16");

        var mail = Assert.Single(walk.Server.Mailbox.Sent);
        Assert.Contains("Margaux", mail.Header("From"), StringComparison.Ordinal);
        Assert.Contains("lea@duvernay.example", mail.Header("From"), StringComparison.Ordinal);
        Assert.Contains("Comptabilité clients\r\n04 72 00 12 34", mail.Text().ReplaceLineEndings("\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_person_edited_keeps_its_day_and_its_words()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-30");
        await walk.Plan();
        var waiting = await walk.Waiting(roux);
        var day = TestServer.Day("2026-03-26");
        await walk.Server.Do<EditCommunication, Done>(u =>
            u.Run(
                waiting.Id,
                new(day, new(10, 0), "Our words", waiting.Text, [waiting.Recipients[0].Contact], [], waiting.Version),
                default
            )
        );
        var browser = await walk.Server.SignedIn(walk.Server.Us);

        await Save(browser, "rhythm", ("RemindBusinessDaysBeforeDue", "5"));
        await Save(browser, "sending", ("Opens", "12:00"), ("Closes", "16:00"));
        await Save(browser, "name", ("agentName", "Margaux"));

        var after = await walk.Waiting(roux);
        Assert.Equal((day, "Our words", waiting.Text), (after.SendOn, after.Subject, after.Text));
        // The gate watches the hours: it leaves on its day, once they begin.
        await walk.Through("2026-03-26", everyHours: 1);
        Assert.InRange((await walk.Communications(roux)).Single(c => c.SentAt is not null).SentAt!.Value.UtcDateTime.Hour, 11, 15);
    }

    private static Task<Organization> Us(Walk walk) => walk.Ask(db => db.Organizations.AsNoTracking().SingleAsync());

    internal static async Task Save(HttpClient browser, string part, params (string Name, string Value)[] fields)
    {
        var answer = await Post(browser, part, fields);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(Page, answer.Headers.Location?.ToString());
        Assert.DoesNotContain("class=\"toast bad\"", await browser.GetStringAsync(Page), StringComparison.Ordinal);
    }

    /// <summary>The form as it stands on the page, with some of its fields changed.</summary>
    internal static async Task<HttpResponseMessage> Post(HttpClient browser, string part, params (string Name, string Value)[] fields)
    {
        var html = await browser.GetStringAsync(Page);
        var form = part.Split('/')[0];
        var start = html.IndexOf($"action=\"{Page}/{form}\"", StringComparison.Ordinal);
        var kept = part is "rhythm" or "rhythm/look" or "sending" or "name"
            ? Shown(html[start..html.IndexOf("</form>", start, StringComparison.Ordinal)])
            : [];
        kept["version"] = Regex.Match(html, "name=\"version\" value=\"(\\d+)\"").Groups[1].Value;
        foreach (var (name, value) in fields)
            kept[name] = value;
        return await TestServer.Post(browser, Page, $"{Page}/{part}", [.. kept.Select(f => (f.Key, f.Value))]);
    }

    internal static async Task<string> Read(HttpClient browser) => WebUtility.HtmlDecode(await browser.GetStringAsync(Page));

    private static Dictionary<string, string> Shown(string form)
    {
        Dictionary<string, string> fields = [];
        foreach (Match input in Regex.Matches(form, "<input type=\"(?!hidden)[^>]*name=\"([^\"]+)\" value=\"([^\"]*)\""))
            fields[WebUtility.HtmlDecode(input.Groups[1].Value)] = WebUtility.HtmlDecode(input.Groups[2].Value);
        foreach (Match select in Regex.Matches(form, "<select[^>]*name=\"([^\"]+)\".*?</select>", RegexOptions.Singleline))
            fields[WebUtility.HtmlDecode(select.Groups[1].Value)] = Regex
                .Match(select.Value, "value=\"([^\"]*)\" selected")
                .Groups[1]
                .Value;
        return fields;
    }
}
