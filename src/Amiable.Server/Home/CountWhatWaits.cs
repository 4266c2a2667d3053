using Amiable.Communications;
using Amiable.Tasks;
using Amiable.Ui;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Home;

/// <summary>How much waits for the members: the figures in the navigation. One question to the database, answered from two indexes.</summary>
public sealed class CountWhatWaits(AppDb db)
{
    public async Task<NavCounts> Run(CancellationToken ct) =>
        await db
            .Organizations.Select(o => new NavCounts(
                db.Tasks.Count(t => t.Status == HumanTaskStatus.ActionRequired),
                db.Communications.Count(c => c.Status == CommunicationStatus.AwaitingApproval)
            ))
            .SingleAsync(ct);
}
