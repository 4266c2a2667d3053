using Amiable.Communications;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>
/// What a member just did to a message answers what was asked about it. Part of the caller's work: the caller saves. Whether an uncertain
/// message left remains a question whatever happens.
/// </summary>
public sealed class EndTasksAbout(AppDb db, Today today)
{
    public async Task Run(CommunicationId id, string outcome, CancellationToken ct)
    {
        var open = db.Tasks.Where(t =>
            t.CommunicationId == id
            && t.Status != HumanTaskStatus.Closed
            && t.Status != HumanTaskStatus.Cancelled
            && (t.Kind == TaskKind.MessageOutdated || t.Kind == TaskKind.UnexplainedFigure || t.Kind == TaskKind.DeliveryProblem)
        );
        foreach (var task in await open.ToListAsync(ct))
            task.Close(outcome, today.Now);
    }
}
