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
    /// <param name="message">What is said, and to whom.</param>
    /// <param name="organization">Who says it.</param>
    /// <param name="logo">Its logo; one that is too large for a mail is left out.</param>
    /// <param name="now">When it leaves.</param>
    /// <exception cref="MailRefused">It cannot be put into a mail: an address or a header that no mail may have.</exception>
    public static OutgoingMail Of(Communication message, Organization organization, Logo? logo, DateTimeOffset now) =>
        new(
            organization.Id,
            message.Id,
            organization.AgentEmail,
            [.. message.Recipients.Select(r => r.Address)],
            Compose(message, organization, logo is { FitsInMail: true } ? logo : null, now),
            now
        );

    private static byte[] Compose(Communication message, Organization organization, Logo? logo, DateTimeOffset now)
    {
        try
        {
            return Written(message, organization, logo, now);
        }
        catch (Exception unfit) when (unfit is FormatException or ArgumentException or SmtpException { InnerException: null })
        {
            throw new MailRefused(unfit.Message);
        }
    }

    /// <summary>The base library writes the MIME; what it cannot know, our clock and our identity, is put in its headers.</summary>
    private static byte[] Written(Communication message, Organization organization, Logo? logo, DateTimeOffset now)
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
        mail.Headers["Auto-Submitted"] = "auto-generated";
        mail.Headers["X-AI-Generated"] = "true";
        using var text = AlternateView.CreateAlternateViewFromString(message.Text, Encoding.UTF8, MediaTypeNames.Text.Plain);
        using var html = MailLogo.View(message.Html, logo, organization.Name);
        mail.AlternateViews.Add(text);
        mail.AlternateViews.Add(html);
        return Corrected(Written(mail), now);
    }

    /// <summary>
    /// The library notes the envelope on top, which is not for the recipient's eyes, and takes the date from a clock of its own. Both are in the
    /// header section, which is ASCII (RFC 5322 section 2.1).
    /// </summary>
    private static byte[] Corrected(byte[] written, DateTimeOffset now)
    {
        var end = written.AsSpan().IndexOf("\r\n\r\n"u8);
        var date = now.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
        var headers = Encoding
            .ASCII.GetString(written, 0, end)
            .Split("\r\n")
            .Where(line =>
                !line.StartsWith("X-Sender:", StringComparison.Ordinal) && !line.StartsWith("X-Receiver:", StringComparison.Ordinal)
            )
            .Select(line => line.StartsWith("Date:", StringComparison.Ordinal) ? $"Date: {date}" : line);
        return [.. Encoding.ASCII.GetBytes(string.Join("\r\n", headers)), .. written.AsSpan(end)];
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
