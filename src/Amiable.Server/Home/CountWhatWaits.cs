using Amiable.Communications;
using Amiable.Tasks;
using Amiable.Ui;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Home;

/// <summary>How much waits for the members: the figures in the navigation. One question to the database, answered from the
/// beginnings of two indexes.</summary>
public sealed class CountWhatWaits(AppDb db, CurrentMember member)
{
    public async Task<NavCounts> Run(CancellationToken ct)
    {
        var me = member.Id;
        return await db
            .Organizations.Select(o => new NavCounts(
                // Mine, and everybody's: what the list of tasks opens on.
                db.Tasks.Where(t =>
                        t.Status == HumanTaskStatus.ActionRequired
                        && (
                            !db.TaskAssignments.Any(a => a.TaskId == t.Id)
                            || db.TaskAssignments.Any(a => a.TaskId == t.Id && a.MemberId == me)
                        )
                    )
                    .Select(t => t.CreatedAt)
                    .Order()
                    .Take(NavCounts.Most)
                    .Count(),
                db.Communications.Where(c => c.Status == CommunicationStatus.AwaitingApproval)
                    .Select(c => c.SendAt)
                    .Order()
                    .Take(NavCounts.Most)
                    .Count()
            ))
            .SingleAsync(ct);
    }
}
