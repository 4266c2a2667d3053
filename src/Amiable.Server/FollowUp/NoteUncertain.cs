using Amiable.Communications;
using Amiable.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>
/// What a process began to hand over and never told the end of is uncertain: a member is asked, and it never leaves again by itself. What it only had in line waits again.
/// </summary>
public sealed class NoteUncertain(AppDb db, RaiseNeeds raiseNeeds, Pace pace, Today today)
{
    public async Task Run(CancellationToken ct)
    {
        // A message is claimed at its moment of sending.
        var dead = today.Now - pace.ClaimLasts;
        var left = await db.Communications.Where(c => c.Status == CommunicationStatus.Sending && c.SendAt < dead).ToListAsync(ct);
        foreach (var message in left)
        {
            if (message.IsInLine)
            {
                message.GiveWay();
                continue;
            }
            message.IsUncertain();
            await raiseNeeds.RaiseUncertain(message, ct);
        }
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear(); // Another worker noted them in this very moment.
        }
    }
}
