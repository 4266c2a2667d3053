using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Amiable.Platform.Storage;

/// <summary>A newer program has brought the database to a form this one does not know.</summary>
public sealed class NewerDatabase() : Exception("The database is of a newer program: install that one. Nothing was changed.");

public static class Migrating
{
    // Beside the decisions of Alone, in the same room of numbers.
    private const int MigratingLock = 1000;

    /// <summary>Brings the database to the form this program needs; makes it when it is not there.</summary>
    public static async Task<IReadOnlyList<string>> MigrateDatabase(this IServiceProvider services, CancellationToken ct = default)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await MakeWhereThereIsNone(db, ct);
        // What a newer program needs, this one would break without knowing.
        if ((await db.Database.GetAppliedMigrationsAsync(ct)).Except(db.Database.GetMigrations()).Any())
            throw new NewerDatabase();
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count > 0)
            await Migrate(db, services.GetRequiredService<DataFolder>(), ct);
        await services.RefreshStatistics(ct);
        foreach (var step in scope.ServiceProvider.GetServices<IAfterMigrating>())
            await step.Run(ct);
        return pending;
    }

    // PostgreSQL is asked for its tables; a file of SQLite comes to be by being opened.
    private static async Task MakeWhereThereIsNone(AppDb db, CancellationToken ct)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (db.Database.IsNpgsql() && !await creator.ExistsAsync(ct))
            await creator.CreateAsync(ct);
    }

    private static Task Migrate(AppDb db, DataFolder data, CancellationToken ct) =>
        db.Database.IsNpgsql() ? MigratePostgres(db, ct) : MigrateSqlite(db, data, ct);

    /// <summary>One process at a time has the lock, which ends with its connection; the next one finds nothing left to do.</summary>
    private static async Task MigratePostgres(AppDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            // However long the other one takes.
            db.Database.SetCommandTimeout(0);
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock(0, {MigratingLock})", ct);
            try
            {
                await db.Database.MigrateAsync(ct);
            }
            finally
            {
                await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock(0, {MigratingLock})", CancellationToken.None);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>
    /// EF Core notes in a table that it migrates, and waits for ever when whoever noted it was killed. So one process at a time holds a lock of the operating
    /// system, which ends with the process: who has it knows that a note in the table is a dead one's.
    /// </summary>
    private static async Task MigrateSqlite(AppDb db, DataFolder data, CancellationToken ct)
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
