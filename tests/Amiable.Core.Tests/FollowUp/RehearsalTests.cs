using System.Globalization;
using Amiable.FollowUp;

namespace Amiable.Tests.FollowUp;

public class RehearsalTests
{
    private static readonly FollowUpPolicy Standard = FollowUpPolicy.Standard;

    private static string[] Lines(FollowUpPolicy policy) =>
        [
            .. Rehearsal
                .Of(policy, BusinessCalendar.WeekdaysOnly, Day.Of("2026-04-15"))!
                .Messages.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.On:yyyy-MM-dd} {m.DaysOverdue} {m.Stage} {m.Tone}")),
        ];

    [Fact]
    public void A_customer_who_never_pays_receives_what_the_standard_says()
    {
        Assert.Equal(
            [
                "2026-04-10 -5 BeforeDue Courteous",
                "2026-04-24 9 Overdue Courteous",
                "2026-05-08 23 Overdue Professional",
                "2026-05-18 33 Overdue Professional",
                "2026-05-25 40 Overdue Professional",
                "2026-06-01 47 Overdue Professional",
                "2026-06-08 54 Overdue Professional",
                "2026-06-15 61 Overdue Firm",
                "2026-06-18 64 Overdue Firm",
                "2026-06-23 69 Overdue Firm",
                "2026-06-26 72 Overdue Firm",
            ],
            Lines(Standard)
        );
    }

    [Fact]
    public void It_ends_where_a_person_is_asked_to_decide()
    {
        var rehearsal = Rehearsal.Of(
            Standard with
            {
                RecommendAfterFirmMessages = 1,
            },
            BusinessCalendar.WeekdaysOnly,
            Day.Of("2026-04-15")
        )!;

        Assert.Equal(Tone.Firm, rehearsal.Messages[^1].Tone);
        Assert.Equal(rehearsal.Messages[^1].On.AddDays(1), rehearsal.RecommendedOn);
        Assert.Single(rehearsal.Messages, m => m.Tone == Tone.Firm);
    }

    [Fact]
    public void Without_a_reminder_the_first_message_comes_on_the_day_after_the_due_date() =>
        Assert.Equal("2026-04-16 1 Overdue Courteous", Lines(Standard with { RemindBusinessDaysBeforeDue = null })[0]);

    [Fact]
    public void It_is_bounded_whatever_the_policy_says()
    {
        var daily = Standard with { Rungs = [new(0, 1, [Tone.Courteous])], MinimumGapBusinessDays = 1 };
        var never = Standard with { Rungs = [new(0, 260, [Tone.Courteous])], RemindBusinessDaysBeforeDue = 260 };

        Assert.Equal(40, Lines(daily).Length);
        Assert.Equal(2, Lines(never).Length);
        Assert.Null(Rehearsal.Of(Standard with { Rungs = [] }, BusinessCalendar.WeekdaysOnly, Day.Of("2026-04-15")));
    }
}
