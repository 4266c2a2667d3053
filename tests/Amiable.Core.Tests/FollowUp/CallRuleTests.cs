using Amiable.FollowUp;
using Amiable.Invoices;
using static Amiable.Tests.FollowUp.Given;

namespace Amiable.Tests.FollowUp;

public class CallRuleTests
{
    private static readonly FollowUpPolicy Calling = FollowUpPolicy.Standard with { Calls = new(true, AtLeast: 500, AfterMessages: 2) };

    // Two messages about 600 euros that fell due on Friday 2 January 2026; on Thursday 5 February a third is not yet due.
    private static readonly Situation Owing = Owed(Invoice("A", "2026-01-02", 600));

    private static Situation Owed(params OpenInvoice[] invoices) =>
        Account(invoices).After(Asked("2026-01-12", Tone.Courteous, "A"), Asked("2026-01-26", Tone.Professional, "A")) with
        {
            Calls = new() { HasNumber = true },
        };

    private static bool IsAsked(Situation account, FollowUpPolicy? policy = null, string today = "2026-02-05") =>
        account.PlannedOn(today, policy ?? Calling).Needs(NeedKind.Call);

    private static Situation With(Func<CallFacts, CallFacts> calls) => Owing with { Calls = calls(Owing.Calls) };

    [Fact]
    public void A_member_is_asked_to_call_when_messages_about_enough_had_no_effect() => Assert.True(IsAsked(Owing));

    [Fact]
    public void Nobody_is_asked_unless_the_organization_wants_it() => Assert.False(IsAsked(Owing, FollowUpPolicy.Standard));

    [Theory]
    [InlineData(499.99, false)]
    [InlineData(500, true)]
    public void What_is_overdue_has_to_be_worth_a_call(decimal owed, bool asked) =>
        Assert.Equal(asked, IsAsked(Owed(Invoice("A", "2026-01-02", owed))));

    [Fact]
    public void What_is_not_due_yet_is_no_reason_to_call() =>
        Assert.False(IsAsked(Owed(Invoice("A", "2026-01-02", 400), Invoice("B", "2026-03-01", 400))));

    [Fact]
    public void Amounts_of_two_currencies_are_not_added_up() =>
        Assert.False(IsAsked(Owed(Invoice("A", "2026-01-02", 400), Invoice("B", "2026-01-02", 400, "USD"))));

    [Fact]
    public void Credit_that_covers_it_all_leaves_nothing_to_call_about() => Assert.False(IsAsked(Owing.WithCredit(Eur(600))));

    [Fact]
    public void One_message_is_too_few() => Assert.False(IsAsked(Owing with { Messages = [Owing.Messages[0]] }));

    [Fact]
    public void A_message_before_the_customer_did_something_had_an_effect() =>
        Assert.False(IsAsked(Owing with { EasedOn = Day.Of("2026-01-20") }));

    [Fact]
    public void Without_a_telephone_number_nobody_is_asked() => Assert.False(IsAsked(With(c => c with { HasNumber = false })));

    [Fact]
    public void A_call_that_was_asked_for_is_wanted_as_long_as_something_is_overdue()
    {
        var planned = With(c => c with { IsPlanned = true, LastOn = Day.Of("2026-02-04") });
        Assert.True(IsAsked(planned));
        Assert.False(IsAsked(planned, FollowUpPolicy.Standard));
        Assert.False(IsAsked(planned with { Invoices = [Invoice("A", "2026-01-02", 600).Promised("2026-02-20")] }));
    }

    [Theory]
    [InlineData(null, "A B C")]
    [InlineData(100, "A")]
    [InlineData(101, "A B")]
    [InlineData(1000, "A B")]
    public void A_promise_of_an_amount_is_about_the_oldest_it_begins_to_pay(int? amount, string about) =>
        Assert.Equal(
            about,
            string.Join(
                ' ',
                PromisedPart
                    .Of([Invoice("A", "2026-01-02"), Invoice("B", "2026-01-03"), Invoice("C", "2026-01-04", 100, "USD")], amount)
                    .Select(i => i.Number)
            )
        );

    [Fact]
    public void Whoever_waits_for_our_answer_is_not_called_about_money() =>
        Assert.False(IsAsked(With(c => c with { CustomerWaits = true })));

    [Fact]
    public void A_paused_account_is_not_called() => Assert.False(IsAsked(Owing with { IsPaused = true }));

    [Fact]
    public void A_dispute_is_settled_first() =>
        Assert.False(IsAsked(Owed(Invoice("A", "2026-01-02", 600), Invoice("B", "2026-01-02").Disputed())));

    [Fact]
    public void A_promise_is_waited_for() =>
        Assert.False(IsAsked(Owed(Invoice("A", "2026-01-02", 600), Invoice("B", "2026-01-02").Promised("2026-02-10"))));

    [Fact]
    public void A_payment_that_is_announced_is_waited_for() =>
        Assert.False(IsAsked(Owed(Invoice("A", "2026-01-02", 600), Invoice("B", "2026-01-02") with { RestsUntil = Day.Of("2026-02-06") })));

    [Fact]
    public void After_a_formal_notice_nobody_calls_before_its_days_are_over() =>
        Assert.False(IsAsked(Owing with { FormalNoticeOn = Day.Of("2026-02-02") }));

    [Theory]
    [InlineData("2026-01-30", false)] // Friday: five business days later is Friday 6 February.
    [InlineData("2026-01-29", true)]
    public void Five_business_days_lie_between_two_calls(string last, bool asked) =>
        Assert.Equal(asked, IsAsked(With(c => c with { LastOn = Day.Of(last) })));

    [Theory]
    [InlineData("2026-01-07", false)]
    [InlineData("2026-01-06", true)]
    public void Who_did_not_want_to_call_is_not_asked_again_for_thirty_days(string declined, bool asked) =>
        Assert.Equal(asked, IsAsked(With(c => c with { DeclinedOn = Day.Of(declined) })));

    [Fact]
    public void An_account_without_an_address_can_still_be_called() => Assert.True(IsAsked(Owing with { Reach = null }));

    [Theory]
    [InlineData(null, "2026-02-05 Overdue Professional: A")]
    [InlineData("2026-02-04", "2026-02-05 Overdue Professional: A")]
    [InlineData("2026-02-05", "2026-02-06 Overdue Professional: A")]
    [InlineData("2026-02-13", "2026-02-16 Overdue Professional: A")] // Friday: the next day to write on is Monday.
    public void Nothing_is_sent_before_the_day_after_a_conversation_or_an_agreed_call(string? through, string next) =>
        Assert.Equal(next, With(c => c with { QuietThrough = through is null ? null : Day.Of(through) }).NextOn("2026-02-05", Calling));

    [Fact]
    public void A_call_is_no_message_and_does_not_move_the_rhythm() =>
        Assert.Equal(
            Owing.NextOn("2026-02-05", Calling),
            With(c => c with { LastOn = Day.Of("2026-02-04") }).NextOn("2026-02-05", Calling)
        );

    [Theory]
    [InlineData(-1, 2, "policy.calls-amount")]
    [InlineData(0, 0, "policy.calls-messages")]
    [InlineData(0, 51, "policy.calls-messages")]
    [InlineData(0, 1, null)]
    public void The_rule_has_to_make_sense(int atLeast, int after, string? code) =>
        Assert.Equal(code, (FollowUpPolicy.Standard with { Calls = new(true, atLeast, after) }).Fault?.Code);
}
