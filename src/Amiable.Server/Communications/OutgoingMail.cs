using System.Globalization;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Amiable.Organizations;

namespace Amiable.Communications;

/// <summary>A message exactly as it leaves, and its envelope.</summary>
public sealed record OutgoingMail(
    OrganizationId Organization,
    CommunicationId Id,
    string From,
    IReadOnlyList<string> To,
    byte[] Mime,
    DateTimeOffset At
)
{
    /// <exception cref="MailRefused">It cannot be put into a mail: an address or a header that no mail may have.</exception>
    public static OutgoingMail Of(Communication message, Organization organization, DateTimeOffset now) =>
        new(
            organization.Id,
            message.Id,
            organization.AgentEmail,
            [.. message.Recipients.Select(r => r.Address)],
            Compose(message, organization, now),
            now
        );

    private static byte[] Compose(Communication message, Organization organization, DateTimeOffset now)
    {
        try
        {
            return Written(message, organization, now);
        }
        catch (Exception unfit) when (unfit is FormatException or ArgumentException or SmtpException { InnerException: null })
        {
            throw new MailRefused(unfit.Message);
        }
    }

    /// <summary>The base library writes the MIME; what it cannot know, our clock and our identity, is put in its headers.</summary>
    private static byte[] Written(Communication message, Organization organization, DateTimeOffset now)
    {
        using var mail = new MailMessage
        {
            From = new MailAddress(organization.AgentEmail, $"{organization.AgentName} · {organization.Name}", Encoding.UTF8),
            Subject = message.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        foreach (var recipient in message.Recipients)
            (recipient.IsCopy ? mail.CC : mail.To).Add(new MailAddress(recipient.Address, recipient.Name, Encoding.UTF8));
        mail.Headers["Message-ID"] = $"<{message.Id.Value:N}@{new MailAddress(organization.AgentEmail).Host}>";
        mail.Headers["Date"] = now.ToString("ddd, dd MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture).Remove(29, 1);
        mail.Headers["Auto-Submitted"] = "auto-generated";
        mail.Headers["X-AI-Generated"] = "true";
        using var text = AlternateView.CreateAlternateViewFromString(message.Text, Encoding.UTF8, MediaTypeNames.Text.Plain);
        using var html = AlternateView.CreateAlternateViewFromString(message.Html, Encoding.UTF8, MediaTypeNames.Text.Html);
        mail.AlternateViews.Add(text);
        mail.AlternateViews.Add(html);
        return Written(mail);
    }

    private static byte[] Written(MailMessage mail)
    {
        var folder = Directory.CreateTempSubdirectory("amiable-mail");
        try
        {
            using var pickup = new SmtpClient
            {
                DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
                PickupDirectoryLocation = folder.FullName,
            };
            pickup.Send(mail);
            return File.ReadAllBytes(folder.GetFiles().Single().FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

/// <summary>Hands a message over for delivery.</summary>
public interface IMailer
{
    /// <exception cref="MailRefused">It has certainly not left.</exception>
    Task Send(OutgoingMail mail, CancellationToken ct);
}

/// <summary>The message was refused before it left.</summary>
public sealed class MailRefused(string why) : Exception(why);
