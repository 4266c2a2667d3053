using Amiable.Communications;
using Amiable.Tasks;
using Amiable.Ui;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Home;

/// <summary>How much waits for the members: the figures in the navigation. One question to the database, answered from two indexes.</summary>
public sealed class CountWhatWaits(AppDb db, CurrentMember member)
{
    public async Task<NavCounts> Run(CancellationToken ct)
    {
        var me = member.Id;
        return await db
            .Organizations.Select(o => new NavCounts(
                // Mine, and everybody's: what the list of tasks opens on.
                db.Tasks.Count(t =>
                    t.Status == HumanTaskStatus.ActionRequired
                    && (!db.TaskAssignments.Any(a => a.TaskId == t.Id) || db.TaskAssignments.Any(a => a.TaskId == t.Id && a.MemberId == me))
                ),
                db.Communications.Count(c => c.Status == CommunicationStatus.AwaitingApproval)
            ))
            .SingleAsync(ct);
    }
}
