using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tests.Crash;

/// <summary>A process that is killed while it brings the database to its form does not keep the next one from starting.</summary>
public sealed class KillWhileMigratingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_killed_process_noted_keeps_nobody_waiting(bool isMigrated)
    {
        TestDatabase.MustBeFile();
        await using var installation = isMigrated ? await Installation.Make() : Installation.Empty();
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(installation.Data, "amiable.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText =
                "PRAGMA journal_mode=WAL; CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL); "
                + "INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01 00:00:00')";
            await command.ExecuteNonQueryAsync();
        }

        var process = installation.Start("migrate");
        await process.WaitForExitAsync().WaitAsync(Patience);

        Assert.Equal(0, process.ExitCode);
        Assert.Equal(0, await installation.Ask(db => db.Invoices.CountAsync()));
    }
}
