namespace Amiable.FollowUp;

/// <summary>A message that waits to be sent, as the planner sees it.</summary>
/// <param name="Id">Which.</param>
/// <param name="SendOn">Its day.</param>
/// <param name="Stage">What it is for.</param>
/// <param name="Tone">How it speaks.</param>
/// <param name="Channel">How it travels.</param>
/// <param name="About">What it asks for: invoice and amount.</param>
/// <param name="Upcoming">What it mentions beside.</param>
/// <param name="Credit">The credit it deducts.</param>
/// <param name="IsPinned">A person edited it.</param>
public sealed record Waiting(
    CommunicationId Id,
    DateOnly SendOn,
    Stage Stage,
    Tone Tone,
    Channel Channel,
    IReadOnlyList<Asked> About,
    IReadOnlyList<Asked> Upcoming,
    IReadOnlyList<Money> Credit,
    bool IsPinned
);

/// <summary>An invoice in a message, with the amount it states as still owed.</summary>
public sealed record Asked(InvoiceId Invoice, Money Outstanding);

/// <summary>The least that has to change for what waits to become what is planned.</summary>
public abstract record PlanChange
{
    private PlanChange() { }

    /// <summary>What waits is what is planned.</summary>
    public sealed record Nothing : PlanChange;

    /// <summary>Nothing waits yet: schedule this.</summary>
    public sealed record Schedule(PlannedMessage Message) : PlanChange;

    /// <summary>Only the day changes; words, amounts and a member's approval stay.</summary>
    public sealed record Move(CommunicationId Id, PlannedMessage Message) : PlanChange;

    /// <summary>The facts changed: it is written anew, and approved anew where approval is needed.</summary>
    public sealed record Rewrite(CommunicationId Id, PlannedMessage Message) : PlanChange;

    /// <summary>It is no longer planned.</summary>
    public sealed record Cancel(CommunicationId Id) : PlanChange;

    /// <summary>A person edited it and its facts changed since: the person decides.</summary>
    public sealed record AskAPerson(CommunicationId Id) : PlanChange;
}

/// <summary>Compares what waits with what is planned.</summary>
public static class PlanChanges
{
    /// <summary>
    /// What a person pinned keeps its day and its words as long as its facts hold. When nothing it asks for is owed any more it is cancelled like any other.
    /// </summary>
    public static PlanChange Between(Waiting? waiting, FollowUpPlan plan, IReadOnlyList<Money> credit)
    {
        if (waiting is null)
            return plan.Next is { } next ? new PlanChange.Schedule(next) : new PlanChange.Nothing();
        if (plan.Next is not { } planned)
            return new PlanChange.Cancel(waiting.Id);

        var factsHold =
            Same(waiting.About, planned.About) && Same(waiting.Upcoming, planned.Upcoming) && SameCredit(waiting, planned, credit);
        if (waiting.IsPinned && factsHold && waiting.Stage == planned.Stage)
            return new PlanChange.Nothing();
        if (waiting.IsPinned)
            return waiting.About.Any(a => IsOwed(a, plan)) ? new PlanChange.AskAPerson(waiting.Id) : new PlanChange.Cancel(waiting.Id);
        if (!factsHold || waiting.Stage != planned.Stage || waiting.Tone != planned.Tone || waiting.Channel != planned.Channel)
            return new PlanChange.Rewrite(waiting.Id, planned);
        return waiting.SendOn == planned.SendOn ? new PlanChange.Nothing() : new PlanChange.Move(waiting.Id, planned);
    }

    // Every unsettled invoice is in the plan: in its message or among what is left out.
    private static bool IsOwed(Asked asked, FollowUpPlan plan) =>
        plan.Next!.About.Concat(plan.Next.Upcoming).Any(i => i.Id == asked.Invoice)
        || plan.LeftOut.Any(l => l.Invoice == asked.Invoice && l.Why is not (Why.NothingOwed or Why.WrittenOff));

    private static bool Same(IReadOnlyList<Asked> asked, IReadOnlyList<OpenInvoice> planned) =>
        asked.Count == planned.Count
        && asked.Zip(planned).All(p => p.First.Invoice == p.Second.Id && p.First.Outstanding == p.Second.Outstanding);

    private static bool SameCredit(Waiting waiting, PlannedMessage planned, IReadOnlyList<Money> credit) =>
        waiting.Credit.ToHashSet().SetEquals(credit.Where(c => planned.About.Any(i => i.Outstanding.Currency == c.Currency)));
}
