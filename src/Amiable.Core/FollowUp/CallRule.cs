using Amiable.Invoices;

namespace Amiable.FollowUp;

/// <summary>When the agent asks a member to telephone. It never telephones itself.</summary>
/// <param name="IsOn">Whether it asks at all.</param>
/// <param name="AtLeast">The least that is overdue, in whole units; it counts in each currency by itself.</param>
/// <param name="AfterMessages">So many messages about what is overdue had no effect.</param>
public sealed record CallRule(bool IsOn, int AtLeast, int AfterMessages)
{
    /// <summary>Nobody is asked to telephone.</summary>
    public static readonly CallRule Off = new(false, 500, 2);

    /// <summary>Business days from a call to the next one that is asked for.</summary>
    public const int RestBusinessDays = 5;

    /// <summary>Calendar days for which a member who did not want to call is not asked again.</summary>
    public const int RestAfterNoDays = 30;

    /// <summary>The furthest day for which a call can be put off, in calendar days: the task is out of sight until then.</summary>
    public const int MostDaysAhead = 60;

    /// <summary>Whether a member should call: one who was asked goes on as long as something is overdue that may be asked for.</summary>
    internal static bool IsWanted(Sorting s, List<OpenInvoice> overdue, CallFacts calls) =>
        calls.IsPlanned ? s.Policy.Calls.IsOn && overdue.Count > 0 : IsDue(s, overdue, calls);

    /// <summary>
    /// A call is asked for when it is wanted, somebody there has a telephone number, enough is overdue, enough messages about it had no effect, the customer
    /// waits for nothing of ours and we for nothing of theirs, and the last one is some days ago.
    /// </summary>
    private static bool IsDue(Sorting s, List<OpenInvoice> overdue, CallFacts calls)
    {
        var rule = s.Policy.Calls;
        return rule.IsOn
            && calls is { HasNumber: true, CustomerWaits: false }
            && rule.IsReachedBy(overdue)
            && s.AskedWithoutEffect(overdue).Count() >= rule.AfterMessages
            && !s.LeftOut.Exists(l => l.Why is Why.Disputed or Why.Promised or Why.SaidToBePaid or Why.WithAPerson)
            && !(s.Today < s.NoticeIsOver)
            && !(calls.LastOn is { } last && s.Today < s.Calendar.Away(last, RestBusinessDays))
            && !(s.Today < calls.DeclinedOn?.AddDays(RestAfterNoDays))
            && !(s.Today <= calls.QuietThrough);
    }

    /// <summary>Whether as much is overdue in one of the currencies.</summary>
    public bool IsReachedBy(IEnumerable<OpenInvoice> overdue) =>
        overdue.GroupBy(i => i.Outstanding.Currency).Any(g => g.Select(i => i.Outstanding).Sum(g.Key).Major >= AtLeast);
}

/// <summary>What the planner knows of calls to an account. Calls are no messages: they neither count in the rhythm nor raise the tone.</summary>
public sealed record CallFacts
{
    /// <summary>No call, and nobody to call.</summary>
    public static readonly CallFacts None = new();

    /// <summary>Whether a contact has a telephone number.</summary>
    public bool HasNumber { get; init; }

    /// <summary>Whether a task to call is open.</summary>
    public bool IsPlanned { get; init; }

    /// <summary>Whether the customer wrote something that a person should answer first.</summary>
    public bool CustomerWaits { get; init; }

    /// <summary>The day of the last call, whoever was reached.</summary>
    public DateOnly? LastOn { get; init; }

    /// <summary>The day on which a member last ended a task to call without having called.</summary>
    public DateOnly? DeclinedOn { get; init; }

    /// <summary>The last day on which nothing is sent: that of a conversation, or for which they asked to be called back.</summary>
    public DateOnly? QuietThrough { get; init; }
}
