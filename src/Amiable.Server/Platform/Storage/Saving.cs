using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Storage;

public static class Saving
{
    /// <summary>Saves what a use case changed; a lost race is told, never an overwrite.</summary>
    public static async Task<Result<Done>> Save(this AppDb db, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return new Done();
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new ChangedMeanwhile();
        }
    }
}
