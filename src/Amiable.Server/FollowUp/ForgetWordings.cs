using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>Whatever a language model proposed is forgotten, and the messages that wait speak in the built-in words again.</summary>
public sealed class ForgetWordings(AppDb db, PlanAfterChange planAfterChange)
{
    public async Task Run(CancellationToken ct)
    {
        if (await db.ModelWordings.Where(w => w.Words != null).ExecuteDeleteAsync(ct) > 0)
            await planAfterChange.Run(ct);
    }
}
