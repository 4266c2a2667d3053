using Amiable.FollowUp;
using static Amiable.Tests.FollowUp.Given;

namespace Amiable.Tests.FollowUp;

public class ToneTests
{
    private static Tone? ToneOf(Situation account, string today, FollowUpPolicy? policy = null) =>
        account.PlannedOn(today, policy).Next?.Tone;

    [Theory]
    [InlineData("2026-01-19", Tone.Courteous)]
    [InlineData("2026-02-20", Tone.Courteous)]
    [InlineData("2026-06-01", Tone.Courteous)]
    public void The_first_message_is_courteous_however_late_it_is(string today, Tone tone) =>
        Assert.Equal(tone, ToneOf(Account(Invoice("A", "2026-01-16")), today));

    [Fact]
    public void The_second_message_is_professional() =>
        Assert.Equal(
            Tone.Professional,
            ToneOf(Account(Invoice("A", "2026-01-16")).After(Asked("2026-01-19", Tone.Courteous, "A")), "2026-01-20")
        );

    [Fact]
    public void Courteous_is_not_followed_by_firm_even_after_sixty_days() =>
        Assert.Equal(
            Tone.Professional,
            ToneOf(Account(Invoice("A", "2026-01-16")).After(Asked("2026-04-01", Tone.Courteous, "A")), "2026-04-02")
        );

    // A fell due on Friday 2 January 2026 and is 61 days overdue on 4 March.
    [Theory]
    [InlineData("2026-02-24", "2026-03-03", Tone.Professional)]
    [InlineData("2026-02-25", "2026-03-04", Tone.Firm)]
    public void Firm_begins_after_sixty_days(string lastOn, string sendOn, Tone tone)
    {
        var next = Account(Invoice("A", "2026-01-02"))
            .After(Asked("2026-01-05", Tone.Courteous, "A"), Asked(lastOn, Tone.Professional, "A"))
            .PlannedOn(lastOn)
            .Next!;

        Assert.Equal((Day.Of(sendOn), tone), (next.SendOn, next.Tone));
    }

    [Fact]
    public void Skipped_messages_are_no_steps_of_the_ladder() =>
        Assert.Equal(
            Tone.Courteous,
            ToneOf(
                Account(Invoice("A", "2026-01-02"))
                    .After(Asked("2026-01-05", Tone.Courteous, "A").Skipped(), Asked("2026-02-16", Tone.Professional, "A").Skipped()),
                "2026-03-20"
            )
        );

    [Fact]
    public void Manual_messages_and_reminders_are_no_steps_of_the_ladder() =>
        Assert.Equal(
            Tone.Courteous,
            ToneOf(
                Account(Invoice("A", "2026-01-02"))
                    .After(Reminded("2025-12-29", "A"), Manual("2026-02-02", "A"), Manual("2026-02-09", "A")),
                "2026-03-20"
            )
        );

    [Fact]
    public void The_tone_stays_when_the_age_goes_down_without_a_cause()
    {
        // A due date moved later is none.
        var next = Account(Invoice("A", "2026-03-02")).After(Asked("2026-03-10", Tone.Firm, "A")).PlannedOn("2026-03-11").Next!;

        Assert.Equal(Tone.Firm, next.Tone);
        Assert.Contains(next.Because, r => r is { Kind: ReasonKind.ToneKept, Tone: Tone.Firm });
    }

    [Fact]
    public void A_part_payment_lets_the_tone_go_down_to_that_of_the_age() =>
        Assert.Equal(
            Tone.Professional,
            ToneOf(
                Account(Invoice("A", "2026-03-02")).After(Asked("2026-03-10", Tone.Firm, "A")) with
                {
                    EasedOn = Day.Of("2026-03-10"),
                },
                "2026-03-11"
            )
        );

    [Fact]
    public void A_cause_before_the_last_message_is_used_up() =>
        Assert.Equal(
            Tone.Firm,
            ToneOf(
                Account(Invoice("A", "2026-03-02")).After(Asked("2026-03-10", Tone.Firm, "A")) with
                {
                    EasedOn = Day.Of("2026-03-09"),
                },
                "2026-03-11"
            )
        );

    [Fact]
    public void When_the_oldest_invoice_is_paid_the_younger_one_is_asked_for_in_the_tone_of_its_own_age() =>
        // The payment may be dated before the last message: banks are slow.
        Assert.Equal(
            Tone.Professional,
            ToneOf(
                Account(Invoice("B", "2026-03-02")).After(Asked("2026-03-10", Tone.Firm, "A", "B")) with
                {
                    EasedOn = Day.Of("2026-03-06"),
                },
                "2026-03-11"
            )
        );

    [Fact]
    public void An_invoice_that_a_firm_message_only_mentioned_is_first_asked_for_courteously() =>
        Assert.Equal(
            Tone.Courteous,
            ToneOf(Account(Invoice("B", "2026-03-12")).After(Asked("2026-03-10", Tone.Firm, "A", "B")), "2026-03-13")
        );

    [Fact]
    public void A_new_invoice_beside_a_firm_one_is_asked_for_in_the_same_message() =>
        Assert.Equal(
            "2026-03-13 Overdue Firm: A B",
            Account(Invoice("A", "2026-01-02"), Invoice("B", "2026-03-11")).After(Asked("2026-03-10", Tone.Firm, "A")).NextOn("2026-03-11")
        );

    [Fact]
    public void A_step_with_two_tones_begins_with_its_first_whatever_came_on_the_steps_before()
    {
        var policy = new FollowUpPolicy
        {
            Rungs = [new(0, 10, [Tone.Courteous]), new(31, 5, [Tone.Professional, Tone.Firm]), new(61, 3, [Tone.Firm])],
        };
        var account = Account(Invoice("A", "2026-01-02"));
        var before = Asked("2026-01-05", Tone.Courteous, "A");
        var again = Asked("2026-01-19", Tone.Courteous, "A");

        Assert.Equal(Tone.Professional, ToneOf(account.After(before, again), "2026-02-02", policy));
        Assert.Equal(Tone.Firm, ToneOf(account.After(before, again, Asked("2026-02-02", Tone.Professional, "A")), "2026-02-03", policy));
    }
}
