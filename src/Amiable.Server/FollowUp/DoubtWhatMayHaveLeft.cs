using Amiable.Communications;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>
/// After a restore: what was due until then may have left the installation that is no more. Nobody knows, so it never leaves by itself: a task asks somebody to look.
/// </summary>
public sealed class DoubtWhatMayHaveLeft(AppDb db, RaiseNeeds raiseNeeds)
{
    /// <returns>How many messages.</returns>
    public async Task<int> Run(DateTimeOffset until, CancellationToken ct)
    {
        var doubtful = await db
            .Communications.Where(c =>
                c.Status == CommunicationStatus.Sending
                || (c.Status == CommunicationStatus.Scheduled && c.Channel != Channel.Letter && c.SendAt <= until)
            )
            .ToListAsync(ct);
        foreach (var message in doubtful)
        {
            message.MayHaveLeft();
            await raiseNeeds.RaiseUncertain(message, ct);
        }
        await db.SaveChangesAsync(ct);
        return doubtful.Count;
    }
}
