using System.Security.Cryptography;
using Amiable.Integrations.Smtp;
using Amiable.Mail.Connections;
using Amiable.Mail.Mime;
using Amiable.Mail.Smtp;
using Amiable.Organizations;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Channels;

/// <summary>Sends a test mail by the stored SMTP server, to a member and nobody else, and tells every step.</summary>
public sealed class TrySending(AppDb db, SecretBox secrets, MailNetwork network, SmtpLine line, Today today)
{
    /// <param name="to">Which member gets it.</param>
    /// <param name="subject">In the language of the screens.</param>
    /// <param name="text">As above.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Trial>> Run(MemberId to, string subject, string text, CancellationToken ct)
    {
        var server = (await db.MailChannels.AsNoTracking().SingleOrDefaultAsync(ct))?.Smtp;
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        if (await db.Members.Where(m => m.Id == to).Select(m => m.Email).SingleOrDefaultAsync(ct) is not { } address)
            return new NotFound("member");
        if (server is null)
            return new Refused("channels.no-server", "Enter a mail server first.");
        if (!Contacts.EmailAddress.IsValid(organization.AgentEmail))
            return new Refused("channels.no-address", "Give the address to write from first.");
        return await Trial.Run(
            organization.Id,
            ofSending: true,
            async (transcript, limit) =>
            {
                SmtpServer smtp;
                try
                {
                    var host = server.Open(secrets, network) with { ConnectTimeout = Trial.Silence };
                    smtp = line.To(host) with { Timeouts = SmtpLine.Waiting(Trial.Silence), Pipelining = false };
                }
                catch (CryptographicException)
                {
                    return new(true, TrialOutcome.PasswordLost, []);
                }
                await using var client = new SmtpClient(smtp, transcript);
                var bytes = await Write(organization, address, subject, text, limit);
                var result = await client.SendAsync(new(organization.AgentEmail, [address]), SmtpMessage.Of(bytes), limit);
                await client.QuitAsync(limit);
                return Read(result, address);
            },
            ct
        );
    }

    private static Trial Read(SmtpResult result, string address)
    {
        var outcome = result.Outcome switch
        {
            SmtpOutcome.Accepted => TrialOutcome.Sent,
            SmtpOutcome.Unknown => TrialOutcome.Unknown,
            _ when result.Failure is { } failure => Trial.Of(failure.Kind),
            _ when RefusedMail.IsAboutUs(result) => TrialOutcome.SenderRefused,
            _ => TrialOutcome.MailRefused,
        };
        var said = outcome == TrialOutcome.Sent ? "" : RefusedMail.Said(result);
        return new(true, outcome, [], said, outcome == TrialOutcome.Sent ? address : null);
    }

    private async Task<byte[]> Write(Organization organization, string to, string subject, string text, CancellationToken ct)
    {
        var id = Guid.CreateVersion7(today.Now).ToString("N");
        var domain = organization.AgentEmail[(organization.AgentEmail.LastIndexOf('@') + 1)..];
        var message = new OutgoingMessage
        {
            From = new($"{organization.AgentName} · {organization.Name}", organization.AgentEmail),
            To = [new("", to)],
            Subject = subject,
            Text = text,
            Date = today.Now,
            MessageId = $"{id}@{domain}",
            Boundary = id,
            Fields = [("Auto-Submitted", "auto-generated")],
        };
        using var bytes = new MemoryStream();
        await message.WriteAsync(bytes, ct);
        return bytes.ToArray();
    }
}
