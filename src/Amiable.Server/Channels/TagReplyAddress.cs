using Amiable.Communications;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Channels;

/// <summary>Where answers to a message go, with its signed tag; null when they simply go to the sender.</summary>
public sealed class TagReplyAddress(AppDb db, SecretBox secrets)
{
    // Once for all messages that are claimed together.
    private (bool IsKnown, byte[]? Key) _read;

    public async Task<string?> Run(string address, CommunicationId message, CancellationToken ct)
    {
        if (!_read.IsKnown)
            _read = (true, await ReadKey(ct));
        return _read.Key is { } key ? ReplyTag.Put(address, message, key) : null;
    }

    private async Task<byte[]?> ReadKey(CancellationToken ct) =>
        await db.MailChannels.AsNoTracking().SingleOrDefaultAsync(ct) is { HasPlusAddresses: true } channel
        && channel.InboundWay != InboundWay.None
            ? ReplyKeys.Read(channel.ReplyKey, secrets)
            : null;
}
