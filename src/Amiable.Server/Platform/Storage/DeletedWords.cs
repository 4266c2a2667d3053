using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Storage;

/// <summary>
/// What was deleted from the index of the texts of messages lies in it until parts of it are merged: overwriting it each time made writing a message anew take a hundred times
/// as long. Whoever erases a person has it merged at once.
/// </summary>
internal static class DeletedWords
{
    /// <summary>Merges it into one part, without what was deleted. Takes some seconds for a hundred thousand messages, and nobody writes meanwhile.</summary>
    public static async Task ForgetDeletedWords(this AppDb db, CancellationToken ct)
    {
        // PostgreSQL keeps no such parts.
        if (!db.Database.IsSqlite())
            return;
        await db.Database.ExecuteSqlAsync($"INSERT INTO search_communications_words (search_communications_words) VALUES ('optimize')", ct);
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO search_communications_subjects (search_communications_subjects) VALUES ('optimize')",
            ct
        );
    }
}
