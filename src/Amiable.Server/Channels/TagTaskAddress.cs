using Amiable.Communications;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Channels;

/// <summary>Where answers to a task go, with its signed tag; null when no mail comes in.</summary>
public sealed class TagTaskAddress(AppDb db, SecretBox secrets)
{
    public async Task<string?> Run(string address, HumanTaskId task, CancellationToken ct) =>
        // Without an own name of the receiving server nobody's answer could be believed: nobody is invited to one.
        await db.MailChannels.AsNoTracking().SingleOrDefaultAsync(ct) is not { TrustedReceiver: not null } channel
        || channel.InboundWay == InboundWay.None
            ? null
        : channel.HasPlusAddresses && ReplyKeys.Read(channel.ReplyKey, secrets) is { } key ? ReplyTag.Put(address, task, key) ?? address
        : address;
}
