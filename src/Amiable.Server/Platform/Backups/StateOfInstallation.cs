using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Backups;

internal static class StateOfInstallation
{
    /// <summary>The one row, which is made when there is something to say.</summary>
    public static async Task<InstallationState> OfInstallation(this AppDb db, CancellationToken ct)
    {
        if (await db.InstallationStates.SingleOrDefaultAsync(ct) is { } state)
            return state;
        var made = new InstallationState();
        db.Add(made);
        return made;
    }
}
