using System.Security.Cryptography;
using Amiable.Mail.Connections;
using Amiable.Mail.Imap;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Channels;

/// <summary>Opens the stored mailbox, changes nothing in it, and tells every step.</summary>
public sealed class TryReceiving(AppDb db, SecretBox secrets, MailNetwork network, CurrentOrganization organization)
{
    public async Task<Result<Trial>> Run(CancellationToken ct)
    {
        if (await db.MailChannels.AsNoTracking().SingleOrDefaultAsync(ct) is not { Imap: { } server } channel)
            return new Refused("channels.no-server", "Enter a mail server first.");
        return await Trial.Run(
            organization.Id,
            ofSending: false,
            async (transcript, limit) =>
            {
                MailHost host;
                try
                {
                    host = server.Open(secrets, network) with { ConnectTimeout = Trial.Silence };
                }
                catch (CryptographicException)
                {
                    return new(false, TrialOutcome.PasswordLost, []);
                }
                await using var client = new ImapClient(new(host) { Timeout = Trial.Silence }, transcript);
                await client.ConnectAsync(limit);
                var mailbox = await client.OpenAsync(channel.ImapFolder, readOnly: true, limit);
                await client.LogOutAsync(limit);
                return new(false, TrialOutcome.Opened, [], Messages: mailbox.Exists);
            },
            ct
        );
    }
}
