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

    /// <summary>A customer asks for a paper: a copy, a proof of delivery, an order.</summary>
    MissingDocument,

    /// <summary>A customer contests invoices.</summary>
    Dispute,

    /// <summary>A customer asks to pay in parts.</summary>
    PaymentPlanRequest,

    /// <summary>A customer asks for more time.</summary>
    ExtensionRequest,

    /// <summary>A customer says that the payment is made: has it arrived?</summary>
    PaymentAnnounced,

    /// <summary>Somebody else at the customer should be written to.</summary>
    WrongContact,

    /// <summary>A customer wants to speak with a person.</summary>
    HumanRequested,

    /// <summary>A customer cannot pay any more: insolvency proceedings.</summary>
    Insolvency,

    /// <summary>Somebody may try to defraud: other bank details, another identity.</summary>
    SuspectedFraud,

    /// <summary>A connection does not bring in the figures.</summary>
    SyncProblem,

    /// <summary>Somebody there is to be called: it comes with a script, and with what may come of it.</summary>
    Call,

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

/// <summary>What kinds of tasks have in common.</summary>
public static class TaskKinds
{
    /// <summary>What should be seen before everything else: told at once.</summary>
    public static IReadOnlyList<TaskKind> Critical { get; } =
    [
        TaskKind.MissingContact,
        TaskKind.Dispute,
        TaskKind.PaymentPlanRequest,
        TaskKind.ExtensionRequest,
        TaskKind.HumanRequested,
        TaskKind.Insolvency,
        TaskKind.SuspectedFraud,
        TaskKind.UncertainDelivery,
        TaskKind.MailServerProblem,
        TaskKind.UnexplainedFigure,
        TaskKind.UnusualVolume,
    ];

    /// <summary>
    /// A customer waits for an answer of ours: until a person gave it, the agent asks the account for nothing. A dispute is not among them: it takes its
    /// invoices out of the messages, and so does a payment that is announced; the others go on.
    /// </summary>
    public static IReadOnlyList<TaskKind> HoldMessages { get; } =
    [
        TaskKind.UnclearReply,
        TaskKind.WrongContact,
        TaskKind.MissingDocument,
        TaskKind.PaymentPlanRequest,
        TaskKind.ExtensionRequest,
        TaskKind.HumanRequested,
        TaskKind.Insolvency,
        TaskKind.SuspectedFraud,
    ];

    /// <summary>What a customer says, by whatever way: raised by the agent, or noted by a member after a call.</summary>
    public static IReadOnlyList<TaskKind> SaidByCustomer { get; } =
    [
        TaskKind.Dispute,
        TaskKind.PaymentAnnounced,
        TaskKind.ExtensionRequest,
        TaskKind.PaymentPlanRequest,
        TaskKind.MissingDocument,
        TaskKind.WrongContact,
        TaskKind.HumanRequested,
        TaskKind.Insolvency,
        TaskKind.SuspectedFraud,
    ];

    /// <summary>The same about other invoices is another task: each is about what it names.</summary>
    public static bool IsAboutInvoices(this TaskKind kind) =>
        kind
            is TaskKind.Dispute
                or TaskKind.PaymentAnnounced
                or TaskKind.ExtensionRequest
                or TaskKind.PaymentPlanRequest
                or TaskKind.MissingDocument;

    /// <summary>Whether it should be seen before the others.</summary>
    public static bool IsCritical(this TaskKind kind) => Critical.Contains(kind);
}
