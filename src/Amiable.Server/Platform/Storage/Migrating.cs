using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Storage;

public static class Migrating
{
    /// <summary>Brings the database to the form this program needs; makes it when it is not there.</summary>
    public static async Task<IReadOnlyList<string>> MigrateDatabase(this IServiceProvider services, CancellationToken ct = default)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count > 0)
            await Migrate(db, services.GetRequiredService<DataFolder>(), ct);
        await services.RefreshStatistics(ct);
        return pending;
    }

    /// <summary>
    /// EF Core notes in a table that it migrates, and waits for ever when whoever noted it was killed. So one process at a time holds a lock of the operating
    /// system, which ends with the process: who has it knows that a note in the table is a dead one's.
    /// </summary>
    private static async Task Migrate(AppDb db, DataFolder data, CancellationToken ct)
    {
        await using var alone = await Alone(data.File("migrating.lock"), ct);
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", ct);
        await db.Database.MigrateAsync(ct);
    }

    private static async Task<FileStream> Alone(string file, CancellationToken ct)
    {
        while (true)
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), ct); // Somebody else is at it.
            }
    }
}
