using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Amiable.Platform.Storage.Moving;

/// <param name="Name">Of the table.</param>
/// <param name="Rows">How many it has now.</param>
/// <param name="Sum">Of every value of every row.</param>
/// <param name="IsSame">Whether both databases say so.</param>
public sealed record MovedRows(string Name, long Rows, string Sum, bool IsSame);

/// <summary>
/// Copies an installation from its SQLite file into an empty PostgreSQL database: all of it in one transaction, or nothing. Row after row, so that memory does not
/// grow with the ledger. What was written is read back and compared before it stands. The file is left as it is.
/// </summary>
public static class MoveToPostgres
{
    private static readonly Refused NoServer = new(
        "move.nowhere",
        "Say where the PostgreSQL database is: Database=\"Host=…;Username=…;Password=…;Database=…\" ./run migrate --from sqlite --to postgres"
    );

    /// <returns>A line for each table; what did not come out the same was not kept.</returns>
    public static async Task<Result<List<MovedRows>>> Run(IServiceProvider services, CancellationToken ct)
    {
        var data = services.GetRequiredService<DataFolder>();
        if (services.GetRequiredService<IConfiguration>()[Database.Setting] is not { Length: > 0 })
            return NoServer;
        if (!File.Exists(Path.Combine(data.Path, Database.FileName)))
            return new Refused("move.no-file", $"There is no {Database.FileName} in {data.Path}.");
        // Both in the same form.
        var file = new DbContextOptionsBuilder<AppDb>();
        Database.In(data).Configure(file);
        await using var from = new AppDb(file.Options, new CurrentOrganization());
        await from.Database.MigrateAsync(ct);
        await services.MigrateDatabase(ct);
        await using var scope = services.CreateAsyncScope();
        var moved = await Move(from, scope.ServiceProvider.GetRequiredService<AppDb>(), ct);
        if (moved.Problem is null)
            await services.RefreshStatistics(ct);
        return moved;
    }

    private static async Task<Result<List<MovedRows>>> Move(AppDb from, AppDb to, CancellationToken ct)
    {
        var tables = MovedTable.Of(to.GetService<IDesignTimeModel>().Model);
        // Nobody else writes into the file until all is copied: SQLite takes its write lock here.
        await using var reading = await from.Database.BeginTransactionAsync(ct);
        await using var writing = await to.Database.BeginTransactionAsync(ct);
        var (source, target) = ((SqliteConnection)from.Database.GetDbConnection(), (NpgsqlConnection)to.Database.GetDbConnection());
        foreach (var table in tables)
            if (await Ask(target, $"SELECT EXISTS (SELECT 1 FROM \"{table.Name}\")", ct) is true)
                return new Refused("move.not-empty", $"The PostgreSQL database is not empty: there are rows in {table.Name}.");

        // Sums that triggers keep are copied like everything else; the index of texts is made by its triggers meanwhile.
        var keeping = await Keepers(target, ct);
        foreach (var (table, trigger) in keeping)
            await Do(target, $"ALTER TABLE {table} DISABLE TRIGGER {trigger}", ct);
        List<MovedRows> moved = [];
        foreach (var table in tables)
        {
            var (rows, sum) = await Copy(table, source, target, ct);
            var (back, same) = await ReadBack(table, target, ct);
            moved.Add(new(table.Name, rows, sum, rows == back && sum == same));
        }
        foreach (var (table, trigger) in keeping)
            await Do(target, $"ALTER TABLE {table} ENABLE TRIGGER {trigger}", ct);
        if (moved.TrueForAll(m => m.IsSame))
            await writing.CommitAsync(ct);
        return moved;
    }

    private static async Task<(long Rows, string Sum)> Copy(
        MovedTable table,
        SqliteConnection source,
        NpgsqlConnection target,
        CancellationToken ct
    )
    {
        // As they were added, which is the order in which what is searched for is shown. The sum is taken in the order of the key, in a second walk.
        await using (var rows = await Read(source, $"SELECT {table.Columns} FROM \"{table.Name}\" ORDER BY rowid", ct))
        await using (
            var writer = await target.BeginBinaryImportAsync($"COPY \"{table.Name}\" ({table.Columns}) FROM STDIN (FORMAT BINARY)", ct)
        )
        {
            // What its rows point to, and its words, are looked up when the last one is there: that takes minutes for a million.
            writer.Timeout = TimeSpan.FromDays(1);
            while (await rows.ReadAsync(ct))
            {
                await writer.StartRowAsync(ct);
                foreach (var value in Enumerable.Range(0, table.Width).Select(i => table.Read(i, rows.GetValue(i))))
                    await Write(writer, value, ct);
            }
            await writer.CompleteAsync(ct);
        }
        return await Sum(source, table, table.Read, ct);
    }

    private static Task Write(NpgsqlBinaryImporter writer, object value, CancellationToken ct) =>
        value switch
        {
            DBNull => writer.WriteNullAsync(ct),
            Guid id => writer.WriteAsync(id, ct),
            bool yes => writer.WriteAsync(yes, ct),
            DateOnly day => writer.WriteAsync(day, ct),
            int number => writer.WriteAsync(number, ct),
            long number => writer.WriteAsync(number, ct),
            byte[] bytes => writer.WriteAsync(bytes, ct),
            _ => writer.WriteAsync((string)value, ct),
        };

    private static Task<(long Rows, string Sum)> ReadBack(MovedTable table, NpgsqlConnection target, CancellationToken ct) =>
        Sum(target, table, table.Back, ct);

    private static async Task<(long Rows, string Sum)> Sum(
        DbConnection connection,
        MovedTable table,
        Func<int, object, object> read,
        CancellationToken ct
    )
    {
        using var sum = new Checksum();
        await using var rows = await Read(connection, $"SELECT {table.Columns} FROM \"{table.Name}\" ORDER BY {table.Key}", ct);
        while (await rows.ReadAsync(ct))
            sum.Add(Enumerable.Range(0, table.Width).Select(i => read(i, rows.GetValue(i))));
        return (sum.Rows, sum.Sum());
    }

    /// <summary>The triggers of the migrations, but for those of the index of texts.</summary>
    private static async Task<List<(string Table, string Trigger)>> Keepers(NpgsqlConnection target, CancellationToken ct)
    {
        const string Triggers = """
            SELECT t.tgrelid::regclass::text, quote_ident(t.tgname) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
            WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace AND t.tgname NOT LIKE 'search\_%'
            """;
        List<(string, string)> keeping = [];
        await using var found = await Read(target, Triggers, ct);
        while (await found.ReadAsync(ct))
            keeping.Add((found.GetString(0), found.GetString(1)));
        return keeping;
    }

#pragma warning disable CA2100 // Names of our own tables, and nothing that anybody typed.
    private static async Task<DbDataReader> Read(DbConnection connection, string sql, CancellationToken ct)
    {
        // Ends with its reader.
        var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);
        return await command.ExecuteReaderAsync(ct);
    }

    private static async Task<object?> Ask(DbConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(ct);
    }

    private static async Task Do(DbConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }
#pragma warning restore CA2100
}
