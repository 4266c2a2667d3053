using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Channels;

/// <summary>From now on letters can be posted by that service. None is before a member says so.</summary>
public sealed class SavePosting(AppDb db, SecretBox secrets, PostingNetwork network, Today today)
{
    /// <param name="version">The version the change was made from; 0 when there was nothing.</param>
    /// <param name="entry">What was typed.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Done>> Run(int version, PostingEntry entry, CancellationToken ct)
    {
        var channel = await db.PostingChannels.SingleOrDefaultAsync(ct);
        if ((channel?.Version ?? 0) != version)
            return new ChangedMeanwhile();
        var read = entry.Read(network);
        if (read.Value is not { } settings)
            return read.Problem!;
        var secret =
            entry.Secret.Length > 0 ? secrets.Hide(OpenPosting.Purpose, entry.Secret)
            : IsSameClient(channel?.Service, settings) ? channel!.Secret
            : null;
        if (secret is null)
            return channel is null
                ? new Invalid("secret", "posting.no-secret", "Type the secret of this client.")
                : new Invalid(
                    "secret",
                    "posting.secret-again",
                    "Type the secret again: the stored one belongs to another client or address."
                );
        if (channel is null)
            db.PostingChannels.Add(new(today.NewId<PostingChannelId>(), settings, secret));
        else
            channel.Become(settings, secret);
        return await db.SaveOnly(ct);
    }

    // Whoever could change the address and keep the secret could have it sent to a machine of his own.
    private static bool IsSameClient(PostingSettings? former, PostingSettings settings) =>
        former is not null && former.Client == settings.Client && former.Address == settings.Address;
}

/// <summary>Members post the letters again. The secret is forgotten; what the service has already goes on there, and is heard of no more.</summary>
public sealed class StopPosting(AppDb db)
{
    public async Task<Result<Done>> Run(int version, CancellationToken ct)
    {
        var channel = await db.PostingChannels.SingleOrDefaultAsync(ct);
        if ((channel?.Version ?? 0) != version)
            return new ChangedMeanwhile();
        if (channel is not null)
            db.PostingChannels.Remove(channel);
        return await db.Save(ct);
    }
}
