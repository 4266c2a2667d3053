using Amiable.Accounts;
using Amiable.FollowUp;

namespace Amiable.Instructions;

/// <summary>One thing a member or referent tells the agent, in words. What was understood, not yet done.</summary>
public abstract record Command
{
    /// <summary>What it is called.</summary>
    public abstract CommandKind Kind { get; }
}

/// <summary>A command about one account.</summary>
/// <param name="Account">Which.</param>
public abstract record AccountCommand(AccountId Account) : Command;

/// <summary>A command about one invoice.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Invoice">Which.</param>
public abstract record InvoiceCommand(AccountId Account, InvoiceId Invoice) : AccountCommand(Account);

/// <summary>Follow-ups rest.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Until">The last day; null until somebody resumes.</param>
/// <param name="Reason">Why.</param>
public sealed record PauseFollowUp(AccountId Account, DateOnly? Until, PauseReason Reason) : AccountCommand(Account)
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.PauseFollowUp;
}

/// <summary>Follow-ups run again.</summary>
/// <param name="Account">Whose.</param>
public sealed record ResumeFollowUp(AccountId Account) : AccountCommand(Account)
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.ResumeFollowUp;
}

/// <summary>The next message leaves on another day.</summary>
/// <param name="Account">Whose.</param>
/// <param name="On">The day.</param>
public sealed record RescheduleFollowUp(AccountId Account, DateOnly On) : AccountCommand(Account)
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.RescheduleFollowUp;
}

/// <summary>The next message leaves now.</summary>
/// <param name="Account">Whose.</param>
public sealed record SendNow(AccountId Account) : AccountCommand(Account)
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.SendNow;
}

/// <summary>Money came in for an invoice.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Invoice">Which.</param>
/// <param name="Amount">How much came.</param>
/// <param name="On">When; null when not said.</param>
public sealed record SetPaidAmount(AccountId Account, InvoiceId Invoice, decimal Amount, DateOnly? On) : InvoiceCommand(Account, Invoice)
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.SetPaidAmount;
}

/// <summary>An invoice is contested.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Invoice">Which.</param>
public sealed record MarkDisputed(AccountId Account, InvoiceId Invoice) : InvoiceCommand(Account, Invoice)
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.MarkDisputed;
}

/// <summary>An invoice is no longer chased; the others are.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Invoice">Which.</param>
public sealed record ExcludeInvoice(AccountId Account, InvoiceId Invoice) : InvoiceCommand(Account, Invoice)
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.ExcludeInvoice;
}

/// <summary>Messages to an account speak in another tone.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Tone">How.</param>
public sealed record ChangeTone(AccountId Account, Tone Tone) : AccountCommand(Account)
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.ChangeTone;
}

/// <summary>The next message says something more.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Text">What, in the words of who asks for it.</param>
public sealed record AddNoteToNextMessage(AccountId Account, string Text) : AccountCommand(Account)
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.AddNoteToNextMessage;
}

/// <summary>A contact goes, another one comes.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Name">The new one's name.</param>
/// <param name="Email">The new one's address.</param>
/// <param name="Language">In what language to write, ISO 639-1; null when not said.</param>
public sealed record ReplaceContact(AccountId Account, string? Name, string? Email, string? Language) : AccountCommand(Account)
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.ReplaceContact;
}

/// <summary>One more contact.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Name">The name.</param>
/// <param name="Email">The address.</param>
/// <param name="Language">In what language to write, ISO 639-1; null when not said.</param>
public sealed record AddContact(AccountId Account, string? Name, string? Email, string? Language) : AccountCommand(Account)
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.AddContact;
}

/// <summary>An account is written to in another language.</summary>
/// <param name="Account">Which.</param>
/// <param name="Language">ISO 639-1.</param>
public sealed record SetContactLanguage(AccountId Account, string Language) : AccountCommand(Account)
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.SetContactLanguage;
}

/// <summary>The formal notice may go.</summary>
/// <param name="Account">To whom.</param>
public sealed record ApproveFormalNotice(AccountId Account) : AccountCommand(Account)
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.ApproveFormalNotice;
}

/// <summary>The formal notice stays.</summary>
/// <param name="Account">To whom it would have gone.</param>
public sealed record RejectFormalNotice(AccountId Account) : AccountCommand(Account)
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.RejectFormalNotice;
}

/// <summary>A question about an account, or about all of them.</summary>
/// <param name="Account">Which; null for all.</param>
/// <param name="Topic">About what.</param>
public sealed record AskQuestion(AccountId? Account, QuestionTopic Topic) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.AskQuestion;
}

/// <summary>Something is to be done, and it cannot be told what, or to whom.</summary>
/// <param name="About">What is missing.</param>
/// <param name="Intended">What was meant, as far as that is clear.</param>
/// <param name="Candidates">The accounts that may be meant.</param>
public sealed record Unclear(UnclearAbout About, CommandKind? Intended, IReadOnlyList<AccountId> Candidates) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.Unclear;
}
