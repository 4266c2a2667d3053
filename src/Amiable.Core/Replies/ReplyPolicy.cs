using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Tasks;

namespace Amiable.Replies;

/// <summary>What follows from what a customer wrote: which question a person is asked, about what. Pure. Until a person answers, nothing is conceded.</summary>
public static class ReplyPolicy
{
    /// <summary>Calendar days after which a promise is no promise but a wish: a person decides whether to wait so long.</summary>
    public const int LongestPromiseDays = 60;

    /// <summary>What is asked of the team about a reply.</summary>
    /// <param name="reading">What a reader understood. A reading that is not sure enough, or of a text that gives the agent orders, says nothing.</param>
    /// <param name="open">What the account owes.</param>
    /// <param name="receivedOn">The day it came, where the customer is.</param>
    /// <param name="isKnown">Whether a contact of the account wrote it, or somebody who answers what was sent: what a stranger contests, a person reads first.</param>
    public static ReplyQuestion Ask(ReplyReading reading, IReadOnlyList<OpenInvoice> open, DateOnly receivedOn, bool isKnown)
    {
        if (reading.InstructsTheAgent || reading.Confidence < ReplyReading.SureEnough)
            return new(TaskKind.UnclearReply);
        // What could do the most harm is asked first, wherever in the mail it stands.
        if (reading.Has(ReplyIntent.BankDetailsChange))
            return new(TaskKind.SuspectedFraud);
        if (reading.Has(ReplyIntent.Insolvency))
            return new(TaskKind.Insolvency) { Contact = Reachable(reading.NewContact) };
        if (reading.Has(ReplyIntent.LegalThreat) || reading.Has(ReplyIntent.StopRequest) || reading.Has(ReplyIntent.HumanRequested))
            return new(TaskKind.HumanRequested);
        return reading.Primary switch
        {
            ReplyIntent.Dispute when isKnown && Those(reading.Dispute?.Invoices, open) is { Count: > 0 } contested => new(TaskKind.Dispute)
            {
                Invoices = contested,
                Reason = reading.Dispute!.Reason,
            },
            ReplyIntent.PaymentPlanRequest => new(TaskKind.PaymentPlanRequest),
            ReplyIntent.ExtensionRequest => new(TaskKind.ExtensionRequest) { On = reading.Extension?.Until },
            ReplyIntent.PaymentClaimed => new(TaskKind.PaymentAnnounced)
            {
                Invoices = Those(reading.Payment?.Invoices, open),
                On = reading.Payment?.Date,
            },
            ReplyIntent.DocumentRequest => new(TaskKind.MissingDocument) { Document = reading.Document },
            ReplyIntent.WrongContact when Reachable(reading.NewContact) is { } contact => new(TaskKind.WrongContact) { Contact = contact },
            ReplyIntent.PromiseToPay when reading.Promise is { Date: { } day } promise && IsSoon(day, receivedOn) => new(
                TaskKind.UnclearReply
            )
            {
                Invoices = Those(promise.Invoices, open),
                On = day,
            },
            _ => new(TaskKind.UnclearReply),
        };
    }

    private static bool IsSoon(DateOnly day, DateOnly receivedOn) => day >= receivedOn && day <= receivedOn.AddDays(LongestPromiseDays);

    private static ReadContact? Reachable(ReadContact? contact) => string.IsNullOrWhiteSpace(contact?.Email) ? null : contact;

    private static List<InvoiceId> Those(IReadOnlyList<string>? numbers, IReadOnlyList<OpenInvoice> open) =>
        numbers is null ? [] : [.. open.Where(i => numbers.Contains(i.Number)).Select(i => i.Id)];
}

/// <summary>What the team is asked about a reply.</summary>
/// <param name="Kind">What kind of question.</param>
public sealed record ReplyQuestion(TaskKind Kind)
{
    /// <summary>The open invoices it is about; none for all, or nobody knows.</summary>
    public IReadOnlyList<InvoiceId> Invoices { get; init; } = [];

    /// <summary>The day the customer names: of a payment, or until which to wait.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Why invoices are contested.</summary>
    public DisputeReason? Reason { get; init; }

    /// <summary>Who should be written to instead; has an address.</summary>
    public ReadContact? Contact { get; init; }

    /// <summary>What is to be sent.</summary>
    public RequestedDocument? Document { get; init; }
}
