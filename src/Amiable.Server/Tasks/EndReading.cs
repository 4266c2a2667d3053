using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>Whoever answers a message has read it: the question about it is closed. Part of the caller's work: the caller saves.</summary>
public sealed class EndReading(AppDb db, Today today)
{
    public async Task Run(CommunicationId answered, CancellationToken ct)
    {
        var open = db.Tasks.Where(t =>
            t.CommunicationId == answered
            && t.Kind == TaskKind.UnclearReply
            && t.Status != HumanTaskStatus.Closed
            && t.Status != HumanTaskStatus.Cancelled
        );
        foreach (var task in await open.ToListAsync(ct))
            task.Close("answered", today.Now);
    }
}
