using Amiable.FollowUp;
using static Amiable.Tests.FollowUp.Given;

namespace Amiable.Tests.FollowUp;

public class AdvancedActionTests
{
    // A fell due on Friday 2 January 2026: 90 days overdue on 2 April, 91 on 3 April.
    private static readonly Situation Owing = Account(Invoice("A", "2026-01-02"));

    private static bool IsRecommended(Situation account, string today) => account.PlannedOn(today).Needs(NeedKind.AdvancedAction);

    private static PastMessage[] Firm(int times) =>
        [
            .. new[] { "2026-03-05", "2026-03-10", "2026-03-13", "2026-03-18", "2026-03-23" }
                .Take(times)
                .Select(on => Asked(on, Tone.Firm, "A")),
        ];

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(5, true)]
    public void Four_firm_messages_without_an_answer_are_enough(int firm, bool recommended) =>
        Assert.Equal(recommended, IsRecommended(Owing.After(Firm(firm)), "2026-03-24"));

    [Theory]
    [InlineData("2026-04-02", false)]
    [InlineData("2026-04-03", true)]
    public void More_than_ninety_days_are_enough_when_one_was_firm(string today, bool recommended) =>
        Assert.Equal(recommended, IsRecommended(Owing.After(Firm(1)), today));

    [Fact]
    public void Ninety_days_without_a_firm_message_are_not_enough() =>
        Assert.False(IsRecommended(Owing.After(Asked("2026-03-05", Tone.Professional, "A")), "2026-06-01"));

    [Fact]
    public void Firm_messages_before_a_payment_or_a_promise_were_answered() =>
        Assert.False(IsRecommended(Owing.After(Firm(5)) with { EasedOn = Day.Of("2026-03-13") }, "2026-03-24"));

    [Fact]
    public void Firm_messages_that_a_member_cancelled_do_not_count() =>
        Assert.False(IsRecommended(Owing.After([.. Firm(4).Select(m => m.Skipped())]), "2026-04-20"));

    [Fact]
    public void Firm_messages_about_what_is_paid_by_now_do_not_count() =>
        Assert.False(
            IsRecommended(
                Account(Invoice("B", "2026-01-02")).After([.. Firm(4).Select(m => m with { Invoices = [Id("paid")] })]),
                "2026-04-20"
            )
        );

    [Fact]
    public void Nothing_is_recommended_while_a_formal_notice_is_waited_for()
    {
        var noticed = Owing.After(Firm(5)) with { FormalNoticeOn = Day.Of("2026-03-24") };

        Assert.False(IsRecommended(noticed, "2026-03-25"));
        Assert.True(IsRecommended(noticed, "2026-04-03"));
    }

    [Fact]
    public void The_recommendation_names_what_is_overdue_and_messages_go_on()
    {
        var plan = Account(Invoice("A", "2026-01-02"), Invoice("B", "2026-06-01")).After(Firm(4)).PlannedOn("2026-03-19");

        Assert.Equal([Id("A")], plan.Needs.Single(n => n.Kind == NeedKind.AdvancedAction).Invoices.Select(i => i.Id));
        Assert.Equal("2026-03-23 Overdue Firm: A", Line(plan.Next!));
    }
}
