using Amiable.Tasks;

namespace Amiable.Tests.Stories;

/// <summary>How an account is written to from before the due date on. The dates are worked out by hand from the cadence and the French calendar of 2026.</summary>
public sealed class LadderStories
{
    [Fact]
    public async Task Somebody_who_never_pays_is_written_to_courteously_then_professionally_then_firmly_for_120_days()
    {
        await using var walk = await Walk.From("2026-03-02");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");

        await walk.Through("2026-07-11", everyHours: 12);

        Assert.Equal(
            [
                "Tue 2026-03-10 BeforeDue Courteous F-1", // 3 business days before
                "Tue 2026-03-24 Overdue Courteous F-1", // 10 business days later
                "Wed 2026-04-08 Overdue Professional F-1", // 10, past Easter Monday
                "Wed 2026-04-15 Overdue Professional F-1", // 31 days on 13 April: every 5
                "Wed 2026-04-22 Overdue Professional F-1",
                "Wed 2026-04-29 Overdue Professional F-1",
                "Thu 2026-05-07 Overdue Professional F-1", // past 1 May
                "Wed 2026-05-13 Overdue Firm F-1", // 61 days: every 3, past 8 May
                "Tue 2026-05-19 Overdue Firm F-1", // past Ascension
                "Fri 2026-05-22 Overdue Firm F-1",
                "Thu 2026-05-28 Overdue Firm F-1", // past Whit Monday
                "Tue 2026-06-02 Overdue Firm F-1",
                "Fri 2026-06-05 Overdue Firm F-1",
                "Wed 2026-06-10 Overdue Firm F-1",
                "Mon 2026-06-15 Overdue Firm F-1",
                "Thu 2026-06-18 Overdue Firm F-1",
                "Tue 2026-06-23 Overdue Firm F-1",
                "Fri 2026-06-26 Overdue Firm F-1",
                "Wed 2026-07-01 Overdue Firm F-1",
                "Mon 2026-07-06 Overdue Firm F-1",
                "Thu 2026-07-09 Overdue Firm F-1",
            ],
            await walk.Sent(roux)
        );
        // Four firm messages had gone unanswered on 28 May: a person is asked once what comes after words.
        var task = Assert.Single(await walk.Tasks());
        Assert.Equal(
            (TaskKind.AdvancedAction, TestServer.Day("2026-05-28")),
            (task.Kind, DateOnly.FromDateTime(task.CreatedAt.UtcDateTime))
        );
    }

    [Fact]
    public async Task Somebody_who_pays_on_day_12_hears_no_more()
    {
        await using var walk = await Walk.From("2026-03-09");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");

        await walk.Through("2026-03-24");
        walk.GoTo("2026-03-25T09:00Z");
        await walk.Plan();
        Assert.True(await walk.IsAnythingWaiting(roux));
        await walk.Pays(roux, 100);
        Assert.False(await walk.IsAnythingWaiting(roux));
        await walk.Through("2026-05-01");

        Assert.Equal(["Tue 2026-03-10 BeforeDue Courteous F-1", "Tue 2026-03-24 Overdue Courteous F-1"], await walk.Sent(roux));
        Assert.Empty(await walk.Tasks());
    }

    [Fact]
    public async Task Somebody_who_pays_part_is_asked_for_the_rest_in_the_same_rhythm()
    {
        await using var walk = await Walk.From("2026-03-09");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13", amount: 1000);

        await walk.Through("2026-04-09");
        walk.GoTo("2026-04-10T09:00Z");
        await walk.Pays(roux, 400);
        await walk.Through("2026-04-22");

        Assert.Equal(
            [
                "Tue 2026-03-10 BeforeDue Courteous F-1",
                "Tue 2026-03-24 Overdue Courteous F-1",
                "Wed 2026-04-08 Overdue Professional F-1",
                "Wed 2026-04-15 Overdue Professional F-1",
                "Wed 2026-04-22 Overdue Professional F-1",
            ],
            await walk.Sent(roux)
        );
        var asked = (await walk.Communications(roux)).Where(c => c.SentAt is not null).Select(c => c.Facts.Asked.Single().Major);
        Assert.Equal([1000m, 1000m, 1000m, 600m, 600m], asked);
        Assert.Contains("600,00 €", walk.Server.Mailbox.Sent[^1].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_invoices_with_different_due_dates_share_one_message()
    {
        await using var walk = await Walk.From("2026-03-09");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Server.Invoice(roux, "F-2", dueOn: "2026-03-27", amount: 50);

        await walk.Through("2026-04-16");

        Assert.Equal(
            [
                "Tue 2026-03-10 BeforeDue Courteous F-1",
                "Tue 2026-03-24 Overdue Courteous F-1 (F-2)", // the very day of F-2's reminder: it rides along
                "Wed 2026-04-08 Overdue Professional F-1 F-2",
                "Wed 2026-04-15 Overdue Professional F-1 F-2",
            ],
            await walk.Sent(roux)
        );
    }

    [Fact]
    public async Task An_invoice_that_is_overdue_when_it_becomes_known_is_asked_for_on_the_same_day_and_courteously_first()
    {
        await using var walk = await Walk.From("2026-05-04");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-02-20"); // 73 days ago

        await walk.Through("2026-05-13");

        Assert.Equal(
            [
                "Mon 2026-05-04 Overdue Courteous F-1",
                "Thu 2026-05-07 Overdue Professional F-1", // every 3 at this age, but no step of severity is skipped
                "Wed 2026-05-13 Overdue Firm F-1", // past 8 May
            ],
            await walk.Sent(roux)
        );
    }
}
