using Amiable.Accounts;

namespace Amiable.Tests.Stories;

/// <summary>Clocks that are changed, and holidays that only some keep.</summary>
public sealed class CalendarStories
{
    [Theory]
    [InlineData("FR", null, "Europe/Paris", "2026-03-27", "2026-03-30")] // forward on Sunday 29 March
    [InlineData("FR", null, "Europe/Paris", "2026-10-23", "2026-10-26")] // back on Sunday 25 October
    [InlineData("US", "NY", "America/New_York", "2026-03-06", "2026-03-09")]
    [InlineData("US", "NY", "America/New_York", "2026-10-30", "2026-11-02")]
    [InlineData("AU", "VIC", "Australia/Melbourne", "2026-10-02", "2026-10-05")] // the south: forward in October
    public async Task A_weekend_on_which_the_clock_changes_neither_doubles_nor_drops_a_message_nor_leaves_the_window(
        string country,
        string? region,
        string zone,
        string dueOnFriday,
        string monday
    )
    {
        await using var walk = await Walk.From(dueOnFriday);
        walk.Server.Clock.Advance(TimeSpan.FromDays(1)); // known on Saturday, past due since then
        var accounts = new List<Account>();
        for (var i = 0; i < 12; i++)
        {
            accounts.Add(await walk.Server.Account($"Company {i:00}", country, region, $"pay@company{i:00}.example"));
            await walk.Server.Invoice(accounts[^1], $"F-{i}", dueOnFriday);
        }

        await walk.Through(Walk.Day(monday, 1), everyHours: 1);

        Assert.Equal(12, walk.Server.Mailbox.Sent.Count);
        foreach (var account in accounts)
        {
            var sent = Assert.Single(await walk.Communications(account), c => c.SentAt is not null);
            var local = TimeZoneInfo.ConvertTime(sent.SentAt!.Value, TimeZoneInfo.FindSystemTimeZoneById(zone));
            Assert.Equal(TestServer.Day(monday), DateOnly.FromDateTime(local.DateTime));
            Assert.InRange(TimeOnly.FromDateTime(local.DateTime), new(8, 30), new(17, 30));
        }
    }

    [Theory]
    [InlineData("FR", null, "2026-04-02", "2026-04-03")] // Good Friday is worked in France,
    [InlineData("FR", "67", "2026-04-02", "2026-04-07")] // not in Alsace; Easter Monday nowhere
    [InlineData("FR", "68", "2026-04-02", "2026-04-07")]
    [InlineData("FR", "FR-67", "2026-04-02", "2026-04-07")]
    [InlineData("FR", null, "2026-05-13", "2026-05-15")] // Ascension
    [InlineData("DE", null, "2026-06-03", "2026-06-04")] // Corpus Christi is worked in Germany,
    [InlineData("DE", "BY", "2026-06-03", "2026-06-05")] // not in Bavaria
    [InlineData("DE", "BY", "2026-10-02", "2026-10-05")] // Unity Day is a Saturday
    [InlineData("IT", null, "2026-06-01", "2026-06-03")] // Festa della Repubblica
    [InlineData("AE", null, "2026-04-03", "2026-04-06")]
    public async Task The_first_follow_up_waits_for_a_business_day_where_the_customer_is(
        string country,
        string? region,
        string dueOn,
        string sentOn
    )
    {
        await using var walk = await Walk.From(dueOn);
        walk.Server.Clock.Advance(TimeSpan.FromHours(20)); // in the evening: too late for a reminder
        var account = await walk.Server.Account(country: country, region: region);
        await walk.Server.Invoice(account, "F-1", dueOn);

        await walk.Through(Walk.Day(sentOn, 1), everyHours: 6);

        Assert.Equal(TestServer.Day(sentOn), Assert.Single(await walk.Communications(account), c => c.SentAt is not null).SendOn);
    }

    [Fact]
    public async Task Nothing_leaves_on_a_day_the_organization_keeps_quiet()
    {
        await using var walk = await Walk.From("2026-03-16");
        await walk.Ask(async db =>
        {
            (await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.SingleAsync(db.Organizations)).KeepQuietOn([
                TestServer.Day("2026-03-16"),
                TestServer.Day("2026-03-17"),
            ]);
            return await db.SaveChangesAsync();
        });
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");

        await walk.Through("2026-03-20");

        Assert.Equal(["Wed 2026-03-18 Overdue Courteous F-1"], await walk.Sent(roux));
    }
}
