using Amiable.FollowUp;
using static Amiable.Tests.FollowUp.Given;

namespace Amiable.Tests.FollowUp;

/// <summary>What rests on a customer's word, and how long.</summary>
public class RestingTests
{
    private static readonly OpenInvoice SaidPaid = Invoice("P", "2026-02-02") with { RestsUntil = Day.Of("2026-03-11") };

    [Theory]
    [InlineData("2026-03-04")]
    [InlineData("2026-03-11")]
    public void Nothing_is_asked_for_an_invoice_that_is_said_to_be_paid_until_the_last_day_of_its_rest(string today)
    {
        var plan = Account(SaidPaid).PlannedOn(today);

        Assert.Null(plan.Next);
        Assert.Equal(new LeftOut(Id("P"), "P", Why.SaidToBePaid, Day.Of("2026-03-11")), Assert.Single(plan.LeftOut));
    }

    [Fact]
    public void When_no_payment_came_it_is_asked_for_again() =>
        Assert.Equal("2026-03-12 Overdue Courteous: P", Account(SaidPaid).NextOn("2026-03-12"));

    [Fact]
    public void The_others_go_on_meanwhile() =>
        Assert.Equal("2026-03-04 Overdue Courteous: A", Account(SaidPaid, Invoice("A", "2026-02-20")).NextOn("2026-03-04"));

    [Fact]
    public void Who_is_away_is_written_to_on_the_first_business_day_after_and_the_plan_says_why()
    {
        var away = Account(Invoice("A", "2026-02-20")) with { BackOn = Day.Of("2026-03-07") };

        var next = away.PlannedOn("2026-03-04").Next!;

        Assert.Equal("2026-03-09 Overdue Courteous: A", Line(next));
        Assert.Contains(next.Because, r => r.Kind == ReasonKind.PersonAway && r.On == Day.Of("2026-03-07"));
    }
}
