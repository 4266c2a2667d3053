using Amiable.Platform.Api;

namespace Amiable.Webhooks;

/// <summary>A kind of thing that happens and that programs can be told of.</summary>
/// <param name="Name">"invoice.paid": what it is about, and what happened to it.</param>
/// <param name="Scope">What a program must be allowed to read to be told of it.</param>
/// <param name="Says">When that is, for developers.</param>
public sealed record EventType(string Name, string Scope, string Says)
{
    /// <summary>From then on events are kept: the first one of an organization.</summary>
    public const string Started = "events.started";

    /// <summary>Told when somebody tries a webhook out; kept nowhere.</summary>
    public const string Test = "webhook.test";

    /// <summary>What it is about: "invoice".</summary>
    public string Group => GroupOf(Name);

    public static readonly IReadOnlyList<EventType> All =
    [
        new("account.created", Scopes.AccountsRead, "An account became known."),
        new("account.updated", Scopes.AccountsRead, "What is known of it changed."),
        new("account.paused", Scopes.AccountsRead, "Its follow-ups rest; told again when reason or end change."),
        new("account.resumed", Scopes.AccountsRead, "Its follow-ups run again."),
        new("account.deleted", Scopes.AccountsRead, "It was deleted with all that belonged to it; of that nothing more is told."),
        new("invoice.created", Scopes.InvoicesRead, "An invoice became known, be it paid already."),
        new("invoice.updated", Scopes.InvoicesRead, "What is owed, due or said of it changed; told beside invoice.paid and the like."),
        new("invoice.paid", Scopes.InvoicesRead, "Nothing is owed any more."),
        new("invoice.reopened", Scopes.InvoicesRead, "Something is owed again."),
        new("invoice.written-off", Scopes.InvoicesRead, "The rest of it was given up."),
        new("invoice.deleted", Scopes.InvoicesRead, "It was deleted."),
        new("credit-note.created", Scopes.CreditNotesRead, "A credit note became known."),
        new("credit-note.updated", Scopes.CreditNotesRead, "What it is set against changed."),
        new("credit-note.deleted", Scopes.CreditNotesRead, "It was deleted."),
        new("payment.created", Scopes.InvoicesRead, "A payment was recorded."),
        new("payment.updated", Scopes.InvoicesRead, "What it settles, or its amount, changed."),
        new("payment.deleted", Scopes.InvoicesRead, "It was taken back."),
        new("communication.awaiting-approval", Scopes.CommunicationsRead, "A message waits for a member's yes."),
        new("communication.scheduled", Scopes.CommunicationsRead, "A message is to leave at its time."),
        new("communication.updated", Scopes.CommunicationsRead, "Words, recipients or time of a message that waits changed."),
        new("communication.sent", Scopes.CommunicationsRead, "It was handed over."),
        new("communication.delivered", Scopes.CommunicationsRead, "It arrived."),
        new("communication.bounced", Scopes.CommunicationsRead, "It came back."),
        new("communication.complained", Scopes.CommunicationsRead, "Its recipient complained."),
        new("communication.failed", Scopes.CommunicationsRead, "It was refused before it left."),
        new("communication.uncertain", Scopes.CommunicationsRead, "Nobody knows whether it left."),
        new("communication.cancelled", Scopes.CommunicationsRead, "It will not go out."),
        new("communication.received", Scopes.CommunicationsRead, "A message came in."),
        new("promise.made", Scopes.AccountsRead, "A payment was promised, whole or in parts."),
        new("promise.kept", Scopes.AccountsRead, "It came."),
        new("promise.broken", Scopes.AccountsRead, "Its day passed without the payment."),
        new("promise.ended", Scopes.AccountsRead, "It is waited for no more, for another reason."),
        new("announcement.made", Scopes.AccountsRead, "A payment is said to have been made."),
        new("announcement.ended", Scopes.AccountsRead, "It was found, or is waited for no more."),
        new("dispute.opened", Scopes.InvoicesRead, "An invoice is contested."),
        new("dispute.settled", Scopes.InvoicesRead, "It is contested no more."),
        new("task.opened", Scopes.TasksRead, "The agent needs a person."),
        new("task.answered", Scopes.TasksRead, "Somebody said something about it."),
        new("task.updated", Scopes.TasksRead, "It stands otherwise."),
        new("task.closed", Scopes.TasksRead, "It is done."),
        new("task.cancelled", Scopes.TasksRead, "It is no longer needed."),
    ];

    private static readonly Dictionary<string, EventType> ByName = All.ToDictionary(t => t.Name, StringComparer.Ordinal);

    public static readonly IReadOnlyList<string> Groups = [.. All.Select(t => t.Group).Distinct()];

    public static EventType? Of(string name) => ByName.GetValueOrDefault(name);

    public static string GroupOf(string name) => name.Split('.')[0];

    /// <summary>The types that a subscription means: "*" all of them, "invoice.*" those about invoices.</summary>
    public static IEnumerable<EventType> MeantBy(string pattern) =>
        pattern == "*" ? All
        : pattern.EndsWith(".*", StringComparison.Ordinal) ? All.Where(t => t.Group == pattern[..^2])
        : Of(pattern) is { } one ? [one]
        : [];
}
