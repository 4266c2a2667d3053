using Amiable.FollowUp;
using Amiable.Invoices;
using static Amiable.Tests.FollowUp.Given;

namespace Amiable.Tests.FollowUp;

public class LeftOutTests
{
    private const string Today = "2026-03-16";

    private static readonly OpenInvoice Overdue = Invoice("A", "2026-02-02");

    [Fact]
    public void A_disputed_invoice_is_left_out_and_the_others_stay()
    {
        var plan = Account(Invoice("D", "2026-01-05").Disputed(), Overdue).PlannedOn(Today);

        Assert.Equal("2026-03-16 Overdue Courteous: A", Line(plan.Next!));
        Assert.Equal(Why.Disputed, plan.WhyNot("D"));
    }

    [Fact]
    public void A_dispute_on_the_oldest_invoice_leaves_the_rhythm_of_the_others_to_their_own_age() =>
        // D is 70 days old; B is 14 and was asked for on the 9th: ten business days, not three.
        Assert.Equal(
            "2026-03-23 Overdue Professional: B",
            Account(Invoice("D", "2026-01-05").Disputed(), Invoice("B", "2026-03-02"))
                .After(Asked("2026-03-09", Tone.Firm, "D", "B"))
                .NextOn(Today)
        );

    [Fact]
    public void A_message_about_a_contested_invoice_does_not_delay_one_that_fell_due_since() =>
        Assert.Equal(
            "2026-03-17 Overdue Courteous: B",
            Account(Invoice("D", "2026-01-05").Disputed(), Invoice("B", "2026-03-16"))
                .After(Asked("2026-03-12", Tone.Firm, "D"))
                .NextOn("2026-03-17")
        );

    [Theory]
    [InlineData(Exclusion.Draft, Why.NotIssued)]
    [InlineData(Exclusion.Cancelled, Why.NotIssued)]
    [InlineData(Exclusion.ProForma, Why.NotIssued)]
    [InlineData(Exclusion.SelfBilled, Why.SelfBilled)]
    [InlineData(Exclusion.DirectDebitPending, Why.DirectDebitPending)]
    [InlineData(Exclusion.Rejected, Why.Rejected)]
    [InlineData(Exclusion.ByMember, Why.ExcludedByMember)]
    public void What_is_excluded_is_never_chased(Exclusion exclusion, Why why)
    {
        var plan = Account(Overdue.Excluded(exclusion)).PlannedOn(Today);

        Assert.Null(plan.Next);
        Assert.Equal(why, plan.WhyNot("A"));
    }

    [Fact]
    public void Every_exclusion_has_a_reason_of_its_own_or_shares_one_on_purpose() =>
        Assert.Equal(
            5,
            Enum.GetValues<Exclusion>().Select(e => Account(Overdue.Excluded(e)).PlannedOn(Today).WhyNot("A")).Distinct().Count()
        );

    [Theory]
    [InlineData(0)]
    [InlineData(-20)]
    public void Nothing_or_less_is_never_chased(decimal owed)
    {
        var plan = Account(Invoice("A", "2026-02-02", owed)).PlannedOn(Today);

        Assert.Null(plan.Next);
        Assert.Equal(Why.NothingOwed, plan.WhyNot("A"));
    }

    [Fact]
    public void What_is_written_off_is_never_chased()
    {
        var plan = Account(Overdue.WrittenOff()).PlannedOn(Today);

        Assert.Null(plan.Next);
        Assert.Equal(Why.WrittenOff, plan.WhyNot("A"));
    }

    [Fact]
    public void Without_a_due_date_there_is_a_need_and_never_a_message()
    {
        var plan = Account(Invoice("N", null), Overdue).PlannedOn(Today);

        Assert.Equal("2026-03-16 Overdue Courteous: A", Line(plan.Next!));
        Assert.Equal(Why.NoDueDate, plan.WhyNot("N"));
        Assert.Equal([Id("N")], Assert.Single(plan.Needs, n => n.Kind == NeedKind.MissingDueDate).Invoices.Select(i => i.Id));
        Assert.Null(Account(Invoice("N", null)).PlannedOn(Today).Next);
    }

    [Fact]
    public void A_settled_or_excluded_invoice_needs_no_due_date() =>
        Assert.Empty(Account(Invoice("N", null, 0), Invoice("M", null).Excluded(Exclusion.Draft)).PlannedOn(Today).Needs);

    [Fact]
    public void Nothing_is_planned_while_follow_ups_rest()
    {
        var plan = (Account(Overdue, Invoice("B", "2026-04-20")) with { IsPaused = true }).PlannedOn(Today);

        Assert.Null(plan.Next);
        Assert.Equal([Why.AccountPaused, Why.AccountPaused], plan.LeftOut.Select(l => l.Why));
        Assert.Empty(plan.Needs);
    }

    [Fact]
    public void Nobody_to_write_to_is_a_need_and_no_message()
    {
        var plan = (Account(Overdue, Invoice("P", "2026-02-02").Promised("2026-02-20")) with { Reach = null }).PlannedOn(Today);

        Assert.Null(plan.Next);
        Assert.True(plan.Needs(NeedKind.MissingContact));
        Assert.Equal([Why.NoValidContact, Why.NoValidContact], plan.LeftOut.Select(l => l.Why));
    }

    [Fact]
    public void Nobody_to_write_to_is_no_need_as_long_as_there_is_nothing_to_write() =>
        Assert.Empty((Account(Overdue.Disputed()) with { Reach = null }).PlannedOn(Today).Needs);

    [Fact]
    public void A_letter_is_planned_where_only_a_letter_arrives() =>
        Assert.Equal(Channel.Letter, (Account(Overdue) with { Reach = Channel.Letter }).PlannedOn(Today).Next!.Channel);

    [Fact]
    public void An_account_without_open_invoices_needs_nothing()
    {
        var plan = Account().PlannedOn(Today);

        Assert.Null(plan.Next);
        Assert.Empty(plan.LeftOut);
        Assert.Empty(plan.Needs);
    }

    [Fact]
    public void With_reminders_switched_off_and_credit_left_what_is_not_due_is_still_told_why()
    {
        var plan = Account(Invoice("A", "2026-03-02", 100), Invoice("B", "2026-05-04", 100))
            .WithCredit(Eur(120))
            .PlannedOn(Today, new() { RemindBusinessDaysBeforeDue = null });

        Assert.Equal("2026-05-05 Overdue Courteous: A B", Line(plan.Next!));
    }
}
