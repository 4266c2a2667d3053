using Amiable.Invoices;

namespace Amiable.Tasks;

/// <summary>What a member answers to a task.</summary>
public enum TaskAnswer
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>The message did leave.</summary>
    ItLeft,

    /// <summary>The message never left: the agent plans again.</summary>
    ItNeverLeft,

    /// <summary>The advanced action is not wanted: the agent goes on with words.</summary>
    KeepWriting,

    /// <summary>Take the edited message back: the agent writes it anew.</summary>
    WriteAnew,

    /// <summary>The many messages are meant: they may leave.</summary>
    LetThemGo,

    /// <summary>This person is to be written to, beside the others.</summary>
    AddContact,

    /// <summary>This person is to be written to first.</summary>
    ReplaceContact,

    /// <summary>The contact is the right one.</summary>
    KeepContact,

    /// <summary>The customer is right: a credit note follows, the invoice stays in dispute until it is there.</summary>
    CreditNoteFollows,

    /// <summary>The customer is wrong: the invoice is followed up again.</summary>
    ItIsOwed,

    /// <summary>The dispute is settled: the invoice falls due on another day.</summary>
    NewDueDate,

    /// <summary>It is given up.</summary>
    WriteOff,

    /// <summary>Payment in parts is agreed: the agent waits for each.</summary>
    AgreePlan,

    /// <summary>No: the agent goes on.</summary>
    Refuse,

    /// <summary>The agent waits for a payment until that day.</summary>
    WaitUntil,

    /// <summary>The payment is there.</summary>
    PaymentArrived,

    /// <summary>There is no payment: the agent goes on.</summary>
    NotArrived,

    /// <summary>A member sent the paper.</summary>
    DocumentSent,

    /// <summary>There is no such paper.</summary>
    NoDocument,

    /// <summary>The agent rests until that day.</summary>
    PauseUntil,

    /// <summary>The agent rests until a member says otherwise.</summary>
    StopWriting,

    /// <summary>The agent goes on.</summary>
    GoOn,

    /// <summary>It is genuine: the agent goes on.</summary>
    ItIsGenuine,

    /// <summary>It is an attempt at fraud: the agent rests.</summary>
    ItIsFraud,

    /// <summary>A formal notice was posted that day.</summary>
    NoticePosted,

    /// <summary>Somebody recovers it by law from here on: the agent rests.</summary>
    HandOver,

    /// <summary>Nobody took the call: it is tried again on a day.</summary>
    NobodyReached,

    /// <summary>A message was left on the answering machine.</summary>
    VoicemailLeft,

    /// <summary>They pay by that day.</summary>
    WillPay,

    /// <summary>They say that it is paid.</summary>
    SaysPaid,

    /// <summary>They contest invoices.</summary>
    Contests,

    /// <summary>They ask for more time.</summary>
    AsksForTime,

    /// <summary>They ask to pay in parts.</summary>
    AsksForParts,

    /// <summary>They want to be called again on that day: nothing is sent before.</summary>
    CallBack,

    /// <summary>Nobody of theirs has this number: it is taken off the contact.</summary>
    WrongNumber,
}

/// <summary>What an answer has to come with.</summary>
public enum AnswerNeeds
{
    Nothing,
    Day,
    Contact,
    Parts,
    Invoices,
}

/// <summary>What came with an answer.</summary>
/// <param name="On">A day.</param>
/// <param name="Name">Of a contact.</param>
/// <param name="Email">Of a contact.</param>
/// <param name="Parts">In how many parts it is paid, the first of them that day.</param>
/// <param name="Every">How far apart these are.</param>
/// <param name="Tell">Whether the agent tells who asked for it.</param>
/// <param name="Invoices">Which of the account's it is about; null for all.</param>
/// <param name="Amount">Of a promise, in major units; null for all that is overdue.</param>
/// <param name="Contact">Who was called.</param>
/// <param name="Note">What was said besides.</param>
public sealed record AnswerDetails(
    DateOnly? On = null,
    string? Name = null,
    string? Email = null,
    int? Parts = null,
    InstalmentRhythm Every = InstalmentRhythm.Monthly,
    bool Tell = false,
    IReadOnlyList<InvoiceId>? Invoices = null,
    decimal? Amount = null,
    ContactId? Contact = null,
    string? Note = null
);

public static class TaskAnswers
{
    /// <summary>The answers a kind of task allows, the recommended one first.</summary>
    public static IReadOnlyList<TaskAnswer> Answers(this TaskKind kind) =>
        kind switch
        {
            TaskKind.MissingContact => [TaskAnswer.AddContact, TaskAnswer.Done],
            TaskKind.UncertainDelivery => [TaskAnswer.ItLeft, TaskAnswer.ItNeverLeft],
            TaskKind.AdvancedAction =>
            [
                TaskAnswer.KeepWriting,
                TaskAnswer.NoticePosted,
                TaskAnswer.PauseUntil,
                TaskAnswer.WriteOff,
                TaskAnswer.HandOver,
            ],
            TaskKind.BrokenPromise => [TaskAnswer.KeepWriting, TaskAnswer.WaitUntil],
            TaskKind.UnusualVolume => [TaskAnswer.LetThemGo],
            TaskKind.UnclearReply => [TaskAnswer.Done, TaskAnswer.WaitUntil],
            TaskKind.MessageOutdated or TaskKind.UnexplainedFigure => [TaskAnswer.WriteAnew],
            TaskKind.Dispute => [TaskAnswer.CreditNoteFollows, TaskAnswer.ItIsOwed, TaskAnswer.WriteOff, TaskAnswer.NewDueDate],
            TaskKind.PaymentPlanRequest => [TaskAnswer.Refuse, TaskAnswer.AgreePlan, TaskAnswer.PauseUntil],
            TaskKind.ExtensionRequest => [TaskAnswer.Refuse, TaskAnswer.WaitUntil],
            TaskKind.PaymentAnnounced => [TaskAnswer.NotArrived, TaskAnswer.PaymentArrived, TaskAnswer.WaitUntil],
            TaskKind.MissingDocument => [TaskAnswer.DocumentSent, TaskAnswer.NoDocument],
            TaskKind.WrongContact => [TaskAnswer.ReplaceContact, TaskAnswer.AddContact, TaskAnswer.KeepContact],
            TaskKind.HumanRequested => [TaskAnswer.Done, TaskAnswer.PauseUntil],
            TaskKind.Insolvency => [TaskAnswer.StopWriting, TaskAnswer.GoOn],
            TaskKind.SuspectedFraud => [TaskAnswer.ItIsFraud, TaskAnswer.ItIsGenuine],
            TaskKind.Call => OfCall,
            _ => [TaskAnswer.Done],
        };

    /// <summary>What may come of a call.</summary>
    private static readonly IReadOnlyList<TaskAnswer> OfCall =
    [
        TaskAnswer.WillPay,
        TaskAnswer.SaysPaid,
        TaskAnswer.Contests,
        TaskAnswer.AsksForTime,
        TaskAnswer.AsksForParts,
        TaskAnswer.CallBack,
        TaskAnswer.NobodyReached,
        TaskAnswer.VoicemailLeft,
        TaskAnswer.WrongNumber,
    ];

    /// <summary>Whether the task is not over with it: it comes back.</summary>
    public static bool LeavesOpen(this TaskAnswer answer) =>
        answer is TaskAnswer.NobodyReached or TaskAnswer.CallBack or TaskAnswer.WrongNumber;

    /// <summary>Whether somebody there was spoken with.</summary>
    public static bool WasSpokenWith(this TaskAnswer answer) =>
        OfCall.Contains(answer) && answer is not (TaskAnswer.NobodyReached or TaskAnswer.VoicemailLeft or TaskAnswer.WrongNumber);

    /// <summary>Those of this task. What arrived is recorded for invoices that are named: for none, a member records it.</summary>
    public static IReadOnlyList<TaskAnswer> Answers(this HumanTask task) =>
        task.Invoices.Count > 0 ? task.Kind.Answers() : [.. task.Kind.Answers().Where(a => a != TaskAnswer.PaymentArrived)];

    /// <summary>What has to be filled in for it.</summary>
    public static AnswerNeeds Needs(this TaskAnswer answer) =>
        answer switch
        {
            TaskAnswer.NewDueDate
            or TaskAnswer.WaitUntil
            or TaskAnswer.PaymentArrived
            or TaskAnswer.PauseUntil
            or TaskAnswer.NoticePosted
            or TaskAnswer.WillPay
            or TaskAnswer.CallBack
            or TaskAnswer.NobodyReached => AnswerNeeds.Day,
            TaskAnswer.Contests => AnswerNeeds.Invoices,
            TaskAnswer.AgreePlan => AnswerNeeds.Parts,
            TaskAnswer.AddContact or TaskAnswer.ReplaceContact => AnswerNeeds.Contact,
            _ => AnswerNeeds.Nothing,
        };
}
