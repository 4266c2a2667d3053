using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Amiable.Platform.Backups;

/// <summary>How many rows each table has: what a backup says of itself, and what a restored database must have.</summary>
internal static class RowCounts
{
    private const string History = "__EFMigrationsHistory";
    private const string TablesOfSqlite = "SELECT name FROM sqlite_master WHERE type = 'table'";
    private const string TablesOfPostgres = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema()";

    public static async Task<Dictionary<string, long>> Count(
        DbConnection connection,
        IModel model,
        DbTransaction? within,
        CancellationToken ct
    )
    {
        // A backup before an upgrade is of an older form: what has no table there has no rows.
        var there = await Read(connection, connection is SqliteConnection ? TablesOfSqlite : TablesOfPostgres, within, ct);
        Dictionary<string, long> rows = [];
        foreach (
            var table in model
                .GetEntityTypes()
                .Select(t => t.GetTableName())
                .OfType<string>()
                .Distinct()
                .Intersect(there)
                .Order(StringComparer.Ordinal)
        )
            rows[table] = Convert.ToInt64(
                await Ask(connection, $"SELECT count(*) FROM \"{table}\"", within, ct),
                System.Globalization.CultureInfo.InvariantCulture
            );
        return rows;
    }

    public static Task<List<string>> Migrations(DbConnection connection, DbTransaction? within, CancellationToken ct) =>
        Read(connection, $"SELECT \"MigrationId\" FROM \"{History}\" ORDER BY \"MigrationId\"", within, ct);

    private static async Task<List<string>> Read(DbConnection connection, string sql, DbTransaction? within, CancellationToken ct)
    {
        await using var command = Command(connection, sql, within);
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<string> all = [];
        while (await reader.ReadAsync(ct))
            all.Add(reader.GetString(0));
        return all;
    }

    public static async Task<object?> Ask(DbConnection connection, string sql, DbTransaction? within, CancellationToken ct)
    {
        await using var command = Command(connection, sql, within);
        return await command.ExecuteScalarAsync(ct);
    }

#pragma warning disable CA2100 // Names of our own tables, and nothing that anybody typed.
    private static DbCommand Command(DbConnection connection, string sql, DbTransaction? within)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout, command.Transaction) = (sql, 0, within);
        return command;
    }
#pragma warning restore CA2100
}
