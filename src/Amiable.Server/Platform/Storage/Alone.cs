using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Storage;

/// <summary>What is decided by looking at the whole installation, and may be decided once at a time.</summary>
public enum Decision
{
    /// <summary>Which organizations there are, and who has a login because of them.</summary>
    WhoIsHere = 1,
}

public static class Alone
{
    /// <summary>
    /// Waits until nobody else decides that, and has it until the transaction ends. On SQLite that is so already: its one write lock is taken when a
    /// transaction begins.
    /// </summary>
    public static async Task DecideAlone(this AppDb db, Decision what, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("What is decided alone is decided in a transaction.");
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(0, {(int)what})", ct);
    }
}
