using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Amiable.Organizations;

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
)
{
    /// <param name="message">What is said, and to whom.</param>
    /// <param name="organization">Who says it.</param>
    /// <param name="logo">Its logo; one that is too large for a mail is left out.</param>
    /// <param name="now">When it leaves.</param>
    /// <exception cref="MailRefused">It cannot be put into a mail: an address or a header that no mail may have.</exception>
    public static OutgoingMail Of(Communication message, Organization organization, Logo? logo, DateTimeOffset now) =>
        new(
            organization.Id,
            message.Id.Value,
            organization.AgentEmail,
            [.. message.Recipients.Select(r => r.Address)],
            MailBytes.Of(() => Compose(message, organization, logo is { FitsInMail: true } ? logo : null), now),
            now
        );

    private static MailMessage Compose(Communication message, Organization organization, Logo? logo)
    {
        var mail = new MailMessage
        {
            From = new MailAddress(organization.AgentEmail, $"{organization.AgentName} · {organization.Name}", Encoding.UTF8),
            Subject = message.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        foreach (var recipient in message.Recipients)
            (recipient.IsCopy ? mail.CC : mail.To).Add(new MailAddress(recipient.Address, recipient.Name, Encoding.UTF8));
        mail.Headers["Message-ID"] = $"<{message.Id.Value:N}@{new MailAddress(organization.AgentEmail).Host}>";
        mail.Headers["Auto-Submitted"] = "auto-generated";
        mail.Headers["X-AI-Generated"] = "true";
        mail.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(message.Text, Encoding.UTF8, MediaTypeNames.Text.Plain));
        mail.AlternateViews.Add(MailLogo.View(message.Html, logo, organization.Name));
        return mail;
    }
}

/// <summary>Hands a message over for delivery.</summary>
public interface IMailer
{
    /// <summary>Never throws for what a mail server does: that is in the answer.</summary>
    Task<Handover> Send(OutgoingMail mail, CancellationToken ct);
}

/// <summary>It cannot be made into a mail; nothing has left.</summary>
public sealed class MailRefused(string why) : Exception(why);
