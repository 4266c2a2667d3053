using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>Whatever a language model proposed is forgotten, and the messages that wait speak in the built-in words again.</summary>
public sealed class ForgetWordings(AppDb db, PlanAfterChange planAfterChange, Today today)
{
    public async Task Run(CancellationToken ct)
    {
        await using (var whole = await Whole.Begin(db, ct))
        {
            if (await db.ModelWordings.Where(w => w.Words != null).ExecuteDeleteAsync(ct) == 0)
                return;
            db.PlanMarks.Add(PlanMark.OfEverybody(today.NewId<PlanMarkId>()));
            await db.SaveChangesAsync(ct);
            await whole.Commit(ct);
        }
        await planAfterChange.Run(ct);
    }
}
