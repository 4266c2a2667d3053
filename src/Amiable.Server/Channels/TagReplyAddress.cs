using Amiable.Communications;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Channels;

/// <summary>Where answers to a message go, with its signed tag; null when they simply go to the sender.</summary>
public sealed class TagReplyAddress(AppDb db, SecretBox secrets)
{
    public async Task<string?> Run(string address, CommunicationId message, CancellationToken ct) =>
        await db.MailChannels.AsNoTracking().SingleOrDefaultAsync(ct) is { HasPlusAddresses: true } channel
        && channel.InboundWay != InboundWay.None
        && ReplyKeys.Read(channel.ReplyKey, secrets) is { } key
            ? ReplyTag.Put(address, message, key)
            : null;
}
