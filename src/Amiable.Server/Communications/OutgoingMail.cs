namespace Amiable.Communications;

/// <summary>A mail exactly as it leaves, and its envelope.</summary>
/// <param name="Organization">In whose name; null for a mail of the installation, such as a link for a new password.</param>
/// <param name="Id">The left part of its Message-ID.</param>
/// <param name="From">The sender's address.</param>
/// <param name="To">Every recipient's address.</param>
/// <param name="Mime">Its bytes.</param>
/// <param name="At">When it was handed over.</param>
public sealed record OutgoingMail(
    OrganizationId? Organization,
    Guid Id,
    string From,
    IReadOnlyList<string> To,
    byte[] Mime,
    DateTimeOffset At
);

/// <summary>Hands a message over for delivery.</summary>
public interface IMailer
{
    /// <summary>Never throws for what a mail server does: that is in the answer.</summary>
    Task<Handover> Send(OutgoingMail mail, CancellationToken ct);
}

/// <summary>It cannot be made into a mail; nothing has left.</summary>
public sealed class MailRefused(string why) : Exception(why);
