using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Api;

/// <summary>
/// Programs name no version: that the agent saved the same thing a moment ago is not theirs to solve. So what was overtaken is tried again, on what is there
/// now.
/// </summary>
public sealed class TryAgain(AppDb db)
{
    private const int Times = 4;

    public async Task<Result<T>> IfOvertaken<T>(Func<Task<Result<T>>> work)
    {
        for (var time = 1; ; time++)
        {
            try
            {
                var result = await work();
                if (result.Problem is not ChangedMeanwhile || time == Times)
                    return result;
            }
            catch (DbUpdateException) when (time < Times && db.Database.CurrentTransaction is null)
            {
                // Somebody added the very same in this moment: now it is found.
            }
            db.ChangeTracker.Clear();
        }
    }
}
