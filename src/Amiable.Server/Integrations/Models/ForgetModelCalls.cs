using Microsoft.EntityFrameworkCore;

namespace Amiable.Integrations.Models;

/// <summary>Deletes what is noted of calls of a language model when it is old enough.</summary>
public sealed class ForgetModelCalls(AppDb db, Today today)
{
    public async Task Run(CancellationToken ct)
    {
        var before = today.Now - ModelCall.Kept;
        if (await db.ModelCalls.AnyAsync(c => c.At < before, ct))
            await db.ModelCalls.Where(c => c.At < before).ExecuteDeleteAsync(ct);
    }
}
