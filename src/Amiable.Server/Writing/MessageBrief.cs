using Amiable.FollowUp;
using Amiable.LatePayment;
using Amiable.Organizations;

namespace Amiable.Writing;

/// <summary>
/// Everything a writer may say: what the planner decided and the figures of the ledger, nothing else.
/// A figure, date or reference that is not in the brief must not be in the message.
/// </summary>
public sealed record MessageBrief
{
    public required Stage Stage { get; init; }
    public required Tone Tone { get; init; }

    /// <summary>ISO 639-1; one of <see cref="Languages.Written"/>, else English is used.</summary>
    public required string Language { get; init; }

    /// <summary>ISO 3166-1 alpha-2 of the recipient, for the forms of dates and amounts (de + CH writes 1’540.00).</summary>
    public string? Country { get; init; }

    public required Sender Sender { get; init; }

    /// <summary>The customer's name as used in messages.</summary>
    public required string AccountName { get; init; }

    /// <summary>Full name of the first recipient; null when only an address is known.</summary>
    public string? RecipientName { get; init; }

    /// <summary>The day it is sent, in the recipient's time zone.</summary>
    public required DateOnly SentOn { get; init; }

    /// <summary>What is past its due date, oldest first. Several currencies may appear; each has its own total.</summary>
    public IReadOnlyList<BriefLine> Overdue { get; init; } = [];

    /// <summary>What falls due on <see cref="SentOn"/> or later: the subject of a <see cref="Stage.BeforeDue"/> message, else a note beside it.</summary>
    public IReadOnlyList<BriefLine> Upcoming { get; init; } = [];

    /// <summary>For <see cref="Stage.Thanks"/>: the invoices the payment settled, so that the thanks can name them. Nothing is asked for these.</summary>
    public IReadOnlyList<BriefLine> Paid { get; init; } = [];

    /// <summary>Credit not yet set against an invoice, one amount a currency; it lowers what is asked and is shown as a line.</summary>
    public IReadOnlyList<Money> UnallocatedCredit { get; init; } = [];

    /// <summary>What is claimed besides, for paying late; it is never part of what is asked.</summary>
    public IReadOnlyList<LateSum> Claimed { get; init; } = [];

    /// <summary>For <see cref="Stage.PromiseBroken"/> and <see cref="Stage.Thanks"/>: the day payment was promised for.</summary>
    public DateOnly? PromisedOn { get; init; }

    /// <summary>The numbers of the invoices whose documents go with the message.</summary>
    public IReadOnlyList<string> Attached { get; init; } = [];

    /// <summary>Where the documents of these invoices can be had, because they are too large to go with it.</summary>
    public IReadOnlyList<DocumentLink> ToDownload { get; init; } = [];

    /// <summary>How many messages of this kind this account has had before; another number gives another wording.</summary>
    public int Variant { get; init; }

    /// <summary>Whether it is printed and posted: it then cannot be answered by a button.</summary>
    public bool ByPost { get; init; }

    /// <summary>Whether the text must say that an AI assistant writes: in the first message of a thread (AI Act art. 50).</summary>
    public bool SaysItIsAi { get; init; } = true;
}

/// <summary>One invoice of a message.</summary>
public sealed record BriefLine(
    string Number,
    DateOnly IssuedOn,
    DateOnly DueOn,
    Money Total,
    Money Outstanding,
    string? PurchaseOrder = null
);

/// <summary>Where the document of an invoice can be had.</summary>
public sealed record DocumentLink(string Number, string Url);

/// <summary>The creditor and the agent who writes for it.</summary>
/// <param name="Creditor">The creditor's name as used in messages.</param>
/// <param name="AgentName">The agent's given name: "Léa".</param>
/// <param name="Signature">Lines the organization adds under the name (telephone, address); null for none.</param>
/// <param name="LegalName">The registered name where it differs.</param>
/// <param name="Address">On one line, the parts divided by commas.</param>
/// <param name="RegistrationNumber">With the register: "812 345 676 RCS Lyon".</param>
/// <param name="VatNumber">Without spaces.</param>
/// <param name="ReplyTo">The e-mail address a letter names for answers; null where the reader has one already.</param>
public sealed record Sender(
    string Creditor,
    string AgentName,
    BankDetails? Bank = null,
    string? Signature = null,
    string? LegalName = null,
    string? Address = null,
    string? RegistrationNumber = null,
    string? VatNumber = null,
    string? ReplyTo = null
);

/// <summary>What goes out.</summary>
public sealed record WrittenMessage(string Subject, string Text, string Html);
