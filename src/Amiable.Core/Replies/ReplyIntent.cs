namespace Amiable.Replies;

/// <summary>What somebody wants who answers a message about money. Several may hold at once.</summary>
public enum ReplyIntent
{
    /// <summary>Announces or accepts paying, with or without a day.</summary>
    PromiseToPay,

    /// <summary>Says that money was sent. A declaration, never a payment.</summary>
    PaymentClaimed,

    /// <summary>Contests the amount, the goods or the obligation.</summary>
    Dispute,

    /// <summary>Asks to pay in several parts.</summary>
    PaymentPlanRequest,

    /// <summary>Asks for more time.</summary>
    ExtensionRequest,

    /// <summary>Asks for a document.</summary>
    DocumentRequest,

    /// <summary>Is not, or no longer, the one to write to.</summary>
    WrongContact,

    /// <summary>Made by a machine: absence, receipt of a ticket, undeliverable.</summary>
    AutoReply,

    /// <summary>Does not want to be written to, or called.</summary>
    StopRequest,

    /// <summary>A collective procedure was opened, or is about to be.</summary>
    Insolvency,

    /// <summary>Wants to speak with a human.</summary>
    HumanRequested,

    /// <summary>Lawyers, courts, complaints.</summary>
    LegalThreat,

    /// <summary>Anything about changed or doubted bank details: a well-known way of fraud.</summary>
    BankDetailsChange,

    /// <summary>Noted, thanks, will look into it.</summary>
    Acknowledgement,

    /// <summary>None of this: advertising, something unrelated, an attempt to instruct the agent.</summary>
    Other,
}
