namespace Amiable.FollowUp;

/// <summary>What a run of the planner did.</summary>
public readonly record struct PlanCounts
{
    public int Scheduled { get; init; }
    public int Rewritten { get; init; }
    public int Moved { get; init; }
    public int Cancelled { get; init; }
    public int Overtaken { get; init; }
    public int Failed { get; init; }

    public static PlanCounts operator +(PlanCounts a, PlanCounts b) =>
        new()
        {
            Scheduled = a.Scheduled + b.Scheduled,
            Rewritten = a.Rewritten + b.Rewritten,
            Moved = a.Moved + b.Moved,
            Cancelled = a.Cancelled + b.Cancelled,
            Overtaken = a.Overtaken + b.Overtaken,
            Failed = a.Failed + b.Failed,
        };
}
