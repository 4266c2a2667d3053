using Amiable.Invoices;

namespace Amiable.FollowUp;

/// <summary>
/// What a customer who neither pays nor answers would receive under a policy: the planner itself walks, day by day, through the life of one
/// invoice. It ends where a person is asked to decide what comes after words.
/// </summary>
/// <param name="DueOn">The due date of the invoice.</param>
/// <param name="Messages">In their order.</param>
/// <param name="RecommendedOn">The day an advanced action is recommended; null when that lies further ahead than is looked.</param>
public sealed record Rehearsal(DateOnly DueOn, IReadOnlyList<RehearsedMessage> Messages, DateOnly? RecommendedOn)
{
    private const int MostDays = 200;
    private const int MostMessages = 40;

    /// <summary>Walks through it; null for a policy that cannot be followed.</summary>
    /// <param name="policy">The rhythm and the tones.</param>
    /// <param name="calendar">The business days of the customer.</param>
    /// <param name="dueOn">When the invoice falls due.</param>
    public static Rehearsal? Of(FollowUpPolicy policy, BusinessCalendar calendar, DateOnly dueOn)
    {
        if (policy.Fault is not null)
            return null;
        policy = policy with { HoldOut = HoldOut.Off };
        OpenInvoice invoice = new()
        {
            Id = default,
            Number = "",
            DueOn = dueOn,
            Outstanding = new Money(1, "EUR"),
        };
        List<PastMessage> sent = [];
        List<RehearsedMessage> messages = [];
        var day = calendar.Away(dueOn, -(policy.RemindBusinessDaysBeforeDue ?? 1));
        for (; day <= dueOn.AddDays(MostDays) && messages.Count < MostMessages; day = day.AddDays(1))
        {
            Situation situation = new()
            {
                AccountId = default,
                Invoices = [invoice],
                Messages = sent,
                Reach = Channel.Email,
            };
            var plan = FollowUpPlanner.Plan(situation, policy, calendar, day);
            if (plan.Needs.Any(n => n.Kind == NeedKind.AdvancedAction))
                return new(dueOn, messages, day);
            if (plan.Next is not { } next || next.SendOn != day)
                continue;
            sent.Add(new(day, next.Stage, next.Tone, [invoice.Id]));
            messages.Add(new(day, next.Stage, next.Tone, day.DayNumber - dueOn.DayNumber));
        }
        return new(dueOn, messages, null);
    }
}

/// <summary>A message the customer would receive.</summary>
/// <param name="On">The day it leaves.</param>
/// <param name="Stage">What it is for.</param>
/// <param name="Tone">How firmly it speaks.</param>
/// <param name="DaysOverdue">Calendar days past the due date; negative before it.</param>
public sealed record RehearsedMessage(DateOnly On, Stage Stage, Tone Tone, int DaysOverdue);
