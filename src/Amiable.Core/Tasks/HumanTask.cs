using System.Globalization;
using Amiable.Contacts;

namespace Amiable.Tasks;

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

    /// <summary>The day on which it ended there; null while it is open.</summary>
    public DateOnly? EndedOn(TimeZoneInfo zone) => EndedAt is { } at ? SendWindow.LocalDay(at, zone) : null;

    /// <summary>Whether it is not over.</summary>
    public bool IsOpen => Status is not (HumanTaskStatus.Closed or HumanTaskStatus.Cancelled);

    /// <summary>Whether it should be seen before the others.</summary>
    public bool IsCritical => Kind.IsCritical();

    /// <summary>The invoices it is about, where the question is about some of the account's.</summary>
    public IReadOnlyList<InvoiceId> Invoices =>
        [
            .. Facts
                .GetValueOrDefault(InvoiceIds, "")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(id => Guid.TryParseExact(id, "N", out var read) ? new InvoiceId(read) : (InvoiceId?)null)
                .OfType<InvoiceId>(),
        ];

    /// <summary>The fact that holds the ids of the invoices it is about, separated by spaces.</summary>
    public const string InvoiceIds = "invoice-ids";

    /// <summary>The fact that something was owed when it was raised: it ends by itself once nothing is.</summary>
    public const string SomethingWasOwed = "owed";

    /// <summary>The fact that it is out of sight until that day.</summary>
    public const string Again = "again";

    /// <summary>The day on which it needs somebody again; null while it does, or when nobody knows.</summary>
    public DateOnly? ComesBackOn =>
        DateOnly.TryParseExact(
            Facts.GetValueOrDefault(Again, ""),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;

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

    /// <summary>
    /// The key of a question that a customer raised. Of those about invoices there may be one for each invoice, else one for each account.
    /// </summary>
    public static string KeyOf(TaskKind kind, AccountId account, IReadOnlyList<InvoiceId> invoices) =>
        kind.IsAboutInvoices() && invoices.Count > 0
            ? $"{kind} {invoices.MinBy(i => i.Value).Value:N} {invoices.Count}"
            : $"{kind} {account.Value:N}";

    /// <summary>Whether a new question would be this one over again.</summary>
    public bool IsTheSameAs(TaskKind kind, AccountId account, IReadOnlyList<InvoiceId> invoices) =>
        IsOpen
        && Kind == kind
        && AccountId == account
        && (!kind.IsAboutInvoices() || invoices.Count == 0 || Invoices.Count == 0 || Invoices.Intersect(invoices).Any());

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

    /// <summary>Somebody's words beside an outcome: they change nothing about where it stands, and stay when it is over.</summary>
    public void Remember(string by, string text, DateTimeOffset now) => Remarks = [.. Remarks, new(by, text, now)];

    /// <summary>Somebody is at it.</summary>
    public Problem? TakeUp() => Stand(HumanTaskStatus.InProgress);

    /// <summary>The customer was asked: it waits until they answer.</summary>
    public Problem? WaitForCustomer() =>
        AccountId is null ? new Refused("task.no-customer", "The task is about no customer.") : Stand(HumanTaskStatus.AwaitingResponse);

    /// <summary>It needs somebody again.</summary>
    public Problem? PutBack() => Stand(HumanTaskStatus.ActionRequired);

    /// <summary>The customer wrote: what waited for that needs somebody.</summary>
    public void CustomerAnswered(DateTimeOffset now)
    {
        if (Status != HumanTaskStatus.AwaitingResponse)
            return;
        Status = HumanTaskStatus.ActionRequired;
        Remarks = [.. Remarks, new(null, "customer-answered", now)];
    }

    /// <summary>Something came of it, and it is not over.</summary>
    /// <param name="on">The day on which it needs somebody again; null for at once.</param>
    /// <param name="outcome">What came of it: a code that screens put into words.</param>
    /// <param name="now">When.</param>
    public Problem? GoesOn(DateOnly? on, string outcome, DateTimeOffset now)
    {
        if (Stand(on is null ? HumanTaskStatus.ActionRequired : HumanTaskStatus.AwaitingResponse) is { } ended)
            return ended;
        Note(Again, on is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "");
        Remarks = [.. Remarks, new(null, outcome, now)];
        return null;
    }

    /// <summary>Its day has come.</summary>
    public void ComeBack()
    {
        if (IsOpen && ComesBackOn is not null)
            Status = HumanTaskStatus.ActionRequired;
        Note(Again, "");
    }

    /// <summary>Keeps one more fact; an empty one is forgotten.</summary>
    public void Note(string fact, string value)
    {
        var facts = new Dictionary<string, string>(Facts);
        facts.Remove(fact);
        if (value.Length > 0)
            facts[fact] = value;
        Facts = facts;
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

    private Refused? Stand(HumanTaskStatus status)
    {
        if (!IsOpen)
            return new Refused("task.ended", "The task is over.");
        Status = status;
        return null;
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
