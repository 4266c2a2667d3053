using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Channels;

/// <summary>From now on messages leave by that SMTP server.</summary>
public sealed class SaveSending(AppDb db, SecretBox secrets, MailNetwork network, Today today)
{
    /// <param name="version">The version the change was made from; 0 when there was nothing.</param>
    /// <param name="entry">What was typed.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Done>> Run(int version, ServerEntry entry, CancellationToken ct)
    {
        var channel = await db.MailChannels.SingleOrDefaultAsync(ct);
        if ((channel?.Version ?? 0) != version)
            return new ChangedMeanwhile();
        var read = await entry.Read(channel?.Smtp, secrets, network, ct);
        if (read.Problem is { } problem)
            return problem;
        (channel ?? db.AddChannel(secrets, today)).Smtp = read.Value;
        return await db.SaveOnly(ct);
    }
}

/// <summary>From now on messages go to the outbox folder again, and reach nobody. The password is forgotten.</summary>
public sealed class StopSending(AppDb db)
{
    public async Task<Result<Done>> Run(int version, CancellationToken ct)
    {
        var channel = await db.MailChannels.SingleOrDefaultAsync(ct);
        if ((channel?.Version ?? 0) != version)
            return new ChangedMeanwhile();
        if (channel is not null)
            channel.Smtp = null;
        return await db.Save(ct);
    }
}

/// <summary>There is one channel of an organization at most.</summary>
internal static class OnlyChannel
{
    public static MailChannel AddChannel(this AppDb db, SecretBox secrets, Today today)
    {
        var channel = MailHosts.New(today.NewId<MailChannelId>(), secrets);
        db.MailChannels.Add(channel);
        return channel;
    }

    public static async Task<Result<Done>> SaveOnly(this AppDb db, CancellationToken ct)
    {
        try
        {
            return await db.Save(ct);
        }
        catch (DbUpdateException)
        {
            return new ChangedMeanwhile(); // Two made the first one in the same moment.
        }
    }
}
