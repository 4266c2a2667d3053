using Amiable.Channels;
using Amiable.Mail.Connections;
using Amiable.Mail.Imap;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Inbound;

/// <summary>A mailbox to follow, from where on.</summary>
/// <param name="Channel">Whose.</param>
/// <param name="Version">Of the settings: another one means to begin anew.</param>
public sealed record MailboxToRead(MailChannelId Channel, int Version, ImapServer Server, FollowOptions Options, MailboxPosition? From);

/// <summary>The mailbox of the organization that is to be read over IMAP; null for none, or when its password cannot be read any more.</summary>
public sealed class ShowMailboxToRead(AppDb db, SecretBox secrets, MailNetwork network)
{
    /// <summary>Ours beside the kinds of the mail library: the password has to be entered again.</summary>
    public const string PasswordLost = "PasswordLost";

    public async Task<MailboxToRead?> Run(CancellationToken ct)
    {
        var organization = await db.Organizations.AsNoTracking().SingleOrDefaultAsync(ct);
        if (organization is not { IsDemo: false, IsLeaving: false })
            return null;
        var channel = await db.MailChannels.AsNoTracking().SingleOrDefaultAsync(ct);
        if (channel is not { InboundWay: InboundWay.Imap, Imap: { } imap })
            return null;
        var cursor = await db.MailboxCursors.SingleOrDefaultAsync(c => c.Id == channel.Id, ct);
        if (cursor is null)
            db.MailboxCursors.Add(cursor = new(channel.Id));
        if (Open(imap) is not { } host)
        {
            cursor.Trouble = PasswordLost;
            await db.SaveChangesAsync(ct);
            return null;
        }
        await db.SaveChangesAsync(ct);
        return new(
            channel.Id,
            channel.Version,
            new(host),
            // Marked as read, so that people who open the same mailbox see what was taken in.
            new() { Mailbox = channel.ImapFolder, AfterReading = new(Seen: true, channel.ImapMoveTo) },
            cursor.Position()
        );
    }

    private MailHost? Open(MailServerSettings settings)
    {
        try
        {
            return settings.Open(secrets, network);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
