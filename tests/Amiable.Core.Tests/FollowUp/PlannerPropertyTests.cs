using System.Text.Json;
using Amiable.FollowUp;
using FsCheck.Fluent;

namespace Amiable.Tests.FollowUp;

/// <summary>What holds for every account, however odd. The accounts are other ones at each run, and the same for every property: making them takes the time.</summary>
public class PlannerPropertyTests
{
    private static readonly Lazy<(AnyAccount Account, FollowUpPlan Plan)[]> Accounts = new(() =>
        [.. AnyAccount.Any.Generator.Sample(2_000).Select(account => (account, account.Plan()))]
    );

    private static readonly Why[] HeldBack =
    [
        Why.Disputed,
        Why.Promised,
        Why.SaidToBePaid,
        Why.WithAPerson,
        Why.AccountPaused,
        Why.WrittenOff,
        Why.NothingOwed,
        Why.NoDueDate,
        Why.NotIssued,
        Why.SelfBilled,
        Why.DirectDebitPending,
        Why.Rejected,
        Why.ExcludedByMember,
    ];

    [Fact]
    public void Every_open_invoice_is_in_the_message_or_left_out_with_a_reason_exactly_once() =>
        EveryPlan(
            (account, plan) =>
                account
                    .Situation.Invoices.Select(i => i.Id.Value)
                    .Order()
                    .SequenceEqual(InMessage(plan).Select(i => i.Id.Value).Concat(plan.LeftOut.Select(l => l.Invoice.Value)).Order())
        );

    [Fact]
    public void A_message_goes_out_on_a_business_day_from_today_on() =>
        EveryMessage((account, next) => next.SendOn >= account.Today && account.Calendar.IsOpen(next.SendOn));

    [Fact]
    public void A_message_keeps_the_gap_from_whatever_went_out_before() =>
        EveryMessage(
            (account, next) =>
                account
                    .Situation.Messages.Where(m => !m.Skipped)
                    .All(m => account.Calendar.OpenDaysBetween(m.On, next.SendOn) >= account.Policy.MinimumGapBusinessDays)
        );

    [Fact]
    public void A_message_waits_for_the_time_after_a_formal_notice() =>
        EveryMessage(
            (account, next) =>
                account.Situation.FormalNoticeOn is not { } notice
                || account.Calendar.OpenDaysBetween(notice, next.SendOn) >= account.Policy.WaitAfterFormalNoticeBusinessDays
        );

    [Fact]
    public void Nothing_is_called_overdue_before_the_day_after_its_due_date() =>
        EveryMessage(
            (_, next) =>
                next.About.Count > 0
                && next.About.All(i => next.Stage == Stage.BeforeDue ? i.DueOn >= next.SendOn : i.DueOn < next.SendOn)
                && next.Upcoming.All(i => next.Stage == Stage.Overdue && i.DueOn >= next.SendOn)
        );

    [Fact]
    public void The_tone_climbs_one_step_at_a_time_and_never_begins_firm() =>
        EveryMessage(
            (account, next) => next.Stage != Stage.Overdue || next.Tone <= (LastTone(account, next) is { } last ? last + 1 : Tone.Courteous)
        );

    [Fact]
    public void The_tone_does_not_go_down_as_long_as_nothing_was_paid_promised_or_contested() =>
        EveryMessage(
            (account, next) =>
                next.Stage != Stage.Overdue
                || LastAsked(account, next) is not { } last
                || account.Situation.EasedOn >= last.On
                || last.Invoices.Any(id => InMessage(next).All(i => i.Id != id))
                || next.Tone >= last.Tone
        );

    [Fact]
    public void A_reminder_is_courteous() => EveryMessage((_, next) => next.Stage == Stage.Overdue || next.Tone == Tone.Courteous);

    [Fact]
    public void A_reminder_of_a_due_date_goes_out_once() =>
        EveryMessage(
            (account, next) =>
                next.Stage != Stage.BeforeDue
                || !account.Situation.Messages.Any(m => m.Stage is Stage.BeforeDue && next.About.Any(i => m.Invoices.Contains(i.Id)))
        );

    [Fact]
    public void What_is_asked_for_less_the_credit_is_more_than_nothing_in_every_currency() =>
        EveryMessage(
            (account, next) =>
                next
                    .About.GroupBy(i => i.Outstanding.Currency)
                    .All(g =>
                        (
                            g.Select(i => i.Outstanding).Sum(g.Key)
                            - account.Situation.UnallocatedCredit.Where(c => c.Currency == g.Key).Sum(g.Key)
                        ).IsPositive
                    )
        );

    [Fact]
    public void What_is_held_back_is_in_no_message() =>
        EveryMessage(
            (_, next) =>
                InMessage(next)
                    .All(i => i.Outstanding.IsPositive && !i.IsDisputed && !i.IsWrittenOff && i.Excluded is null && i.DueOn is not null)
        );

    [Fact]
    public void As_long_as_anything_may_be_asked_and_somebody_can_be_reached_there_is_a_message_or_credit_covers_it() =>
        EveryPlan(
            (account, plan) =>
                plan.Next is not null
                || account.Situation.Reach is null
                || plan.LeftOut.All(l => HeldBack.Contains(l.Why) || l.Why is Why.CoveredByCredit or Why.NotDueYet)
        );

    [Fact]
    public void What_is_covered_by_credit_in_a_currency_is_no_more_than_the_credit() =>
        EveryPlan(
            (account, plan) =>
                account.Situation.UnallocatedCredit.All(credit =>
                    account
                        .Situation.Invoices.Where(i =>
                            i.Outstanding.Currency == credit.Currency
                            && plan.LeftOut.Any(l => l.Invoice == i.Id && l.Why == Why.CoveredByCredit)
                        )
                        .Select(i => i.Outstanding)
                        .Sum(credit.Currency) <= credit
                )
        );

    [Fact]
    public void Follow_ups_keep_the_rhythm_of_the_age() =>
        EveryMessage(
            (account, next) =>
                next.Stage != Stage.Overdue
                || LastAsked(account, next, withSkipped: true) is not { } last
                || account.Calendar.OpenDaysBetween(last.On, next.SendOn)
                    >= account.Policy.RungAt(next.SendOn.DayNumber - next.About[0].DueOn!.Value.DayNumber).EveryBusinessDays
        );

    [Fact]
    public void The_same_situation_always_gives_the_same_plan() => EveryPlan((account, plan) => Json(account.Plan()) == Json(plan));

    [Fact]
    public void The_order_of_the_invoices_does_not_matter() =>
        EveryPlan(
            (account, plan) =>
                Json(plan)
                == Json(
                    (account with { Situation = account.Situation with { Invoices = [.. account.Situation.Invoices.Reverse()] } }).Plan()
                )
        );

    [Fact]
    public void Nothing_is_planned_through_the_day_of_a_conversation_or_an_agreed_call() =>
        EveryMessage((account, next) => !(next.SendOn <= account.Situation.Calls.QuietThrough));

    [Fact]
    public void Planned_again_on_the_day_of_sending_the_message_is_the_same() =>
        // As long as nothing happens, what a member read and approved is what goes out. A promise may be broken in between, though, and credit used up,
        // whereupon an older invoice joins that has a rhythm of its own.
        EveryMessage(
            (account, next) =>
                account.Situation.Invoices.Any(i => i.PromisedOn is not null || i.RestsUntil is not null)
                || account.Situation.UnallocatedCredit.Count > 0
                || (account with { Today = next.SendOn }).Plan().Next is { } later
                    && later.SendOn == next.SendOn
                    && Given.Line(later) == Given.Line(next)
        );

    [Fact]
    public void The_properties_see_messages_of_every_kind_and_reasons_of_every_kind()
    {
        var plans = Accounts.Value.Select(a => a.Plan).ToList();

        Assert.Equal(
            [Stage.BeforeDue, Stage.Overdue, Stage.PromiseBroken],
            plans.Where(p => p.Next is not null).Select(p => p.Next!.Stage).Distinct().Order()
        );
        Assert.Equal(Enum.GetValues<Tone>(), plans.Where(p => p.Next is not null).Select(p => p.Next!.Tone).Distinct().Order());
        Assert.Equal(Enum.GetValues<Why>(), plans.SelectMany(p => p.LeftOut).Select(l => l.Why).Distinct().Order());
        Assert.Equal(Enum.GetValues<NeedKind>(), plans.SelectMany(p => p.Needs).Select(n => n.Kind).Distinct().Order());
        Assert.Equal(
            Enum.GetValues<ReasonKind>(),
            plans.Where(p => p.Next is not null).SelectMany(p => p.Next!.Because).Select(r => r.Kind).Distinct().Order()
        );
    }

    private static IEnumerable<OpenInvoice> InMessage(FollowUpPlan plan) => plan.Next is { } next ? InMessage(next) : [];

    private static IEnumerable<OpenInvoice> InMessage(PlannedMessage next) => next.About.Concat(next.Upcoming);

    private static Tone? LastTone(AnyAccount account, PlannedMessage next) => LastAsked(account, next)?.Tone;

    /// <summary>The last message that asked for something the next one asks for, too.</summary>
    private static PastMessage? LastAsked(AnyAccount account, PlannedMessage next, bool withSkipped = false) =>
        account.Situation.Messages.LastOrDefault(m =>
            m.Stage == Stage.Overdue && (withSkipped || !m.Skipped) && next.About.Any(i => i.DueOn < m.On && m.Invoices.Contains(i.Id))
        );

    private static string Json<T>(T facts) => JsonSerializer.Serialize(facts);

    private static void EveryMessage(Func<AnyAccount, PlannedMessage, bool> holds) =>
        EveryPlan((account, plan) => plan.Next is null || holds(account, plan.Next));

    private static void EveryPlan(Func<AnyAccount, FollowUpPlan, bool> holds)
    {
        foreach (var (account, plan) in Accounts.Value)
            if (!holds(account, plan))
                Assert.Fail($"{account.Place} {account.Today:O}\n{Json(account.Policy)}\n{Json(account.Situation)}\n{Json(plan)}");
    }
}
