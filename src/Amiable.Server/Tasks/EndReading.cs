using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>Whoever answers a message has read it, and spoken with them: the questions about it that ask for no more are closed. Part of the caller's work: the caller saves.</summary>
public sealed class EndReading(AppDb db, Today today)
{
    public async Task Run(CommunicationId answered, CancellationToken ct)
    {
        var open = db.Tasks.Where(t =>
            t.CommunicationId == answered
            && (t.Kind == TaskKind.UnclearReply || t.Kind == TaskKind.HumanRequested)
            && t.Status != HumanTaskStatus.Closed
            && t.Status != HumanTaskStatus.Cancelled
        );
        foreach (var task in await open.ToListAsync(ct))
            task.Close("answered", today.Now);
    }
}
