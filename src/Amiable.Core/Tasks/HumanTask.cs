using Amiable.Contacts;

namespace Amiable.Tasks;

/// <summary>What a task is about.</summary>
public enum TaskKind
{
    /// <summary>Nobody at the account can be reached.</summary>
    MissingContact,

    /// <summary>An invoice has no due date.</summary>
    MissingDueDate,

    /// <summary>Amicable messages have had no effect: what now?</summary>
    AdvancedAction,

    /// <summary>A promise was broken and its reminder had no effect.</summary>
    BrokenPromise,

    /// <summary>The process ended while sending: did the message leave?</summary>
    UncertainDelivery,

    /// <summary>An edited message no longer fits the figures.</summary>
    MessageOutdated,

    /// <summary>A message states a figure the ledger does not explain.</summary>
    UnexplainedFigure,

    /// <summary>A message was refused by the mail server.</summary>
    DeliveryProblem,

    /// <summary>The address of a contact does not work; others can be reached.</summary>
    AddressBounced,

    /// <summary>Our own mail server cannot be reached or signed in to.</summary>
    MailServerProblem,

    /// <summary>The imported figures are too old to chase with.</summary>
    StaleData,

    /// <summary>Far more messages than usual want to leave today.</summary>
    UnusualVolume,

    /// <summary>A customer answered, and nobody has read it: the account is not written to before somebody has.</summary>
    UnclearReply,

    /// <summary>Something a member noted.</summary>
    Free,
}

/// <summary>Where a task stands.</summary>
public enum HumanTaskStatus
{
    /// <summary>A member should act.</summary>
    ActionRequired,

    /// <summary>The agent asked the customer.</summary>
    AwaitingResponse,

    /// <summary>Somebody is at it.</summary>
    InProgress,

    /// <summary>Done.</summary>
    Closed,

    /// <summary>No longer needed.</summary>
    Cancelled,
}

/// <summary>One remark in a task's conversation.</summary>
/// <param name="By">Who; null for the agent.</param>
/// <param name="Text">A member's words, or for the agent the code of a sentence.</param>
/// <param name="At">When.</param>
public sealed record Remark(string? By, string Text, DateTimeOffset At);

/// <summary>Something the agent needs from a human, with its conversation.</summary>
public sealed class HumanTask : Owned
{
    /// <summary>Identity.</summary>
    public HumanTaskId Id { get; private init; }

    /// <summary>About whom; null for the organization as a whole.</summary>
    public AccountId? AccountId { get; private init; }

    /// <summary>About which message.</summary>
    public CommunicationId? CommunicationId { get; private init; }

    /// <summary>What it is about.</summary>
    public TaskKind Kind { get; private init; }

    /// <summary>What makes it this task and no other; there is at most one open task of a key.</summary>
    public string Key { get; private init; } = "";

    /// <summary>Where it stands.</summary>
    public HumanTaskStatus Status { get; private set; }

    /// <summary>Facts its words are made of: invoice numbers, amounts, dates; for a free task its subject.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; private set; } = new Dictionary<string, string>();

    /// <summary>The conversation.</summary>
    public IReadOnlyList<Remark> Remarks { get; private set; } = [];

    /// <summary>When it was raised.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Whether it is not over.</summary>
    public bool IsOpen => Status is not (HumanTaskStatus.Closed or HumanTaskStatus.Cancelled);

    /// <summary>Whether it should be seen before the others.</summary>
    public bool IsCritical => CriticalKinds.Contains(Kind);

    /// <summary>What should be seen before everything else.</summary>
    public static IReadOnlyList<TaskKind> CriticalKinds { get; } =
    [TaskKind.MissingContact, TaskKind.UncertainDelivery, TaskKind.MailServerProblem, TaskKind.UnexplainedFigure, TaskKind.UnusualVolume];

    private HumanTask() { }

    /// <summary>Asks the members something.</summary>
    public HumanTask(
        HumanTaskId id,
        TaskKind kind,
        string key,
        AccountId? accountId,
        IReadOnlyDictionary<string, string> facts,
        DateTimeOffset now,
        CommunicationId? communicationId = null
    ) => (Id, Kind, Key, AccountId, Facts, CreatedAt, CommunicationId) = (id, kind, key, accountId, facts, now, communicationId);

    /// <summary>Somebody says something.</summary>
    public Problem? Say(string by, string text, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new Invalid(nameof(text), "task.empty", "Write something first.");
        Remarks = [.. Remarks, new(by, text.Trim(), now)];
        if (Status == HumanTaskStatus.ActionRequired)
            Status = HumanTaskStatus.InProgress;
        return null;
    }

    /// <summary>It is done.</summary>
    /// <param name="outcome">What came of it: a code that screens put into words; null for nothing to say.</param>
    /// <param name="now">When.</param>
    public Problem? Close(string? outcome, DateTimeOffset now) => End(HumanTaskStatus.Closed, outcome, now);

    /// <summary>It is no longer needed.</summary>
    public Problem? Cancel(string? outcome, DateTimeOffset now) => End(HumanTaskStatus.Cancelled, outcome, now);

    /// <summary>Calls somebody whose data were erased by a pseudonym, in its facts and in what was said.</summary>
    public void Forget(ErasedContact contact)
    {
        if (Facts.Any(f => contact.In(f.Value) != f.Value))
            Facts = Facts.ToDictionary(f => f.Key, f => contact.In(f.Value)!);
        if (Remarks.Any(r => contact.In(r.Text) != r.Text))
            Remarks = [.. Remarks.Select(r => r with { Text = contact.In(r.Text)! })];
    }

    private Refused? End(HumanTaskStatus status, string? outcome, DateTimeOffset now)
    {
        if (!IsOpen)
            return new Refused("task.ended", "The task is over.");
        (Status, EndedAt) = (status, now);
        if (outcome is not null)
            Remarks = [.. Remarks, new(null, outcome, now)];
        return null;
    }
}
