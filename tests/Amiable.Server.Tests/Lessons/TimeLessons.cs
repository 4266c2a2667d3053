using System.Globalization;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Invoices;
using Amiable.Tasks;
using Amiable.Tests.Stories;

namespace Amiable.Tests.Lessons;

/// <summary>Field lessons 12 to 15: dates, clocks and zones. Weekends of changed clocks and holidays are told in <see cref="CalendarStories"/>.</summary>
public sealed class TimeLessons
{
    [Fact]
    public async Task Lesson_12_No_time_zone_shifts_a_date_from_UTC_minus_11_to_UTC_plus_14()
    {
        string[] zones =
        [
            "Pacific/Pago_Pago",
            "Pacific/Honolulu",
            "America/Los_Angeles",
            "America/New_York",
            "America/St_Johns",
            "Atlantic/Azores",
            "UTC",
            "Europe/Paris",
            "Asia/Kolkata",
            "Asia/Kathmandu",
            "Asia/Tokyo",
            "Pacific/Auckland",
            "Pacific/Tongatapu",
            "Pacific/Kiritimati",
        ];
        await using var walk = await Walk.From("2026-03-01"); // a Sunday here, still Saturday in Pago Pago
        var accounts = new Dictionary<string, Account>();
        foreach (var zone in zones)
        {
            accounts[zone] = await Customer(walk, zone);
            await walk.Server.Invoice(accounts[zone], "F-1", dueOn: "2026-03-11");
            await walk.Server.Invoice(accounts[zone], "F-0", dueOn: "2026-02-27");
        }

        await walk.Through("2026-03-20", everyHours: 6);

        foreach (var (zone, account) in accounts)
        {
            var sent = (await walk.Communications(account)).Where(c => c.SentAt is not null).ToList();
            Assert.Equal(
                [
                    "Mon 2026-03-02 Overdue Courteous F-0", // the first business day everywhere
                    "Fri 2026-03-06 BeforeDue Courteous F-1", // three business days before the 11th, everywhere
                    "Mon 2026-03-16 Overdue Professional F-0 F-1",
                ],
                sent.Select(Walk.Line)
            );
            Assert.Equal(["2026-02-27", "2026-03-11"], sent[2].Facts.About.Select(i => $"{i.DueOn:O}"));
            Assert.All(sent, c => AssertInWindow(c, zone));
        }
    }

    [Theory]
    [InlineData("2026-03-26", "2026-03-30", "2026-03-30T08:00Z")]
    [InlineData("2026-10-22", "2026-10-26", "2026-10-26T09:00Z")]
    public async Task Lesson_13_Ten_o_clock_stays_ten_o_clock_when_the_clock_is_changed_both_ways(
        string thursday,
        string monday,
        string utc
    )
    {
        await using var walk = await Walk.From(thursday);
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: Walk.Day(thursday, -1));
        await walk.Plan();
        var waiting = await walk.Waiting(roux);
        var to = waiting.Recipients.Select(r => r.Contact).ToList();
        await walk.Server.Do<EditCommunication, Done>(u =>
            u.Run(waiting.Id, new(TestServer.Day(monday), new(10, 0), waiting.Subject, waiting.Text, to, [], waiting.Version), default)
        );

        await walk.Through(monday, everyHours: 1);

        Assert.Equal(DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture), Assert.Single(walk.Server.Mailbox.Sent).At);
    }

    [Fact]
    public async Task Lesson_14_The_hours_are_those_of_the_customer_not_of_the_server()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await Customer(walk, "America/New_York");
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");

        await walk.Through("2026-03-17", everyHours: 1);

        var sent = Assert.Single(await walk.Communications(roux), c => c.SentAt is not null);
        Assert.Equal("2026-03-16", $"{sent.SendOn:O}");
        AssertInWindow(sent, "America/New_York");
    }

    [Fact]
    public async Task Lesson_14_A_zone_this_machine_does_not_know_falls_back_to_the_organizations_and_stops_nobody_else()
    {
        await using var walk = await Walk.From("2026-03-16");
        var mars = await Customer(walk, "Mars/Olympus_Mons");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(mars, "F-1", dueOn: "2026-03-13");
        await walk.Server.Invoice(roux, "F-2", dueOn: "2026-03-13");

        await walk.Through("2026-03-16");

        Assert.Equal(["Mon 2026-03-16 Overdue Courteous F-1"], await walk.Sent(mars));
        Assert.Equal(["Mon 2026-03-16 Overdue Courteous F-2"], await walk.Sent(roux));
    }

    [Fact]
    public async Task Lesson_15_An_invoice_without_a_due_date_raises_a_task_and_no_message()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        var invoice = new Invoice(
            TestServer.New<InvoiceId>(),
            roux.Id,
            "F-1",
            TestServer.Day("2026-01-05"),
            null,
            new(100_00, "EUR"),
            walk.Now
        );
        await walk.Server.Save(walk.Server.Us, invoice);

        await walk.Through("2026-03-17");
        Assert.Equal(TaskKind.MissingDueDate, Assert.Single(await walk.Tasks()).Kind);
        await walk.Server.Do<SetDueDate, Done>(u => u.Run(invoice.Id, TestServer.Day("2026-03-13"), default));
        await walk.Through("2026-03-18");

        Assert.Equal(["Wed 2026-03-18 Overdue Courteous F-1"], await walk.Sent(roux));
        Assert.DoesNotContain(await walk.Tasks(), t => t.IsOpen);
    }

    private static void AssertInWindow(Communication sent, string zone)
    {
        var local = TimeZoneInfo.ConvertTime(sent.SentAt!.Value, TimeZoneInfo.FindSystemTimeZoneById(zone));
        Assert.Equal(sent.SendOn, DateOnly.FromDateTime(local.DateTime));
        Assert.InRange(TimeOnly.FromDateTime(local.DateTime), new(8, 30), new(17, 30));
    }

    private static async Task<Account> Customer(Walk walk, string zone)
    {
        var account = new Account(
            TestServer.New<AccountId>(),
            new()
            {
                Name = zone,
                Country = "FR",
                TimeZone = zone,
            },
            walk.Now
        );
        await walk.Server.Save(
            walk.Server.Us,
            account,
            new Contact(TestServer.New<ContactId>(), account.Id, "Anne Roux", "anne@roux.example")
        );
        return account;
    }
}
