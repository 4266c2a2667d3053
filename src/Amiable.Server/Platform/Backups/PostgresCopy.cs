using System.ComponentModel;
using System.Data;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Amiable.Platform.Backups;

/// <summary>A database of PostgreSQL by its own programs: pg_dump reads the very moment in which the rows are counted, pg_restore loads all of it or nothing.</summary>
internal static class PostgresCopy
{
    private const string DumpProgram = "pg_dump";
    private const string RestoreProgram = "pg_restore";

    public static async Task<Result<CopiedDatabase>> Take(AppDb db, CopyFolder folder, CancellationToken ct)
    {
        var file = folder.File("amiable.dump");
        await using var moment = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var (connection, within) = (db.Database.GetDbConnection(), moment.GetDbTransaction());
        var snapshot = (string)(await RowCounts.Ask(connection, "SELECT pg_export_snapshot()", within, ct))!;
        var rows = await RowCounts.Count(connection, db.Model, within, ct);
        var migrations = await RowCounts.Migrations(connection, within, ct);
        // Its own tables and what belongs to them; who owns the extension they need is the server's.
        string[] arguments =
        [
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            "--no-comments",
            $"--snapshot={snapshot}",
            $"--file={file}",
        ];
        return await Start(DumpProgram, db, arguments, ct) is { } problem
            ? problem
            : new CopiedDatabase(BackupManifest.Postgres, BackupManifest.PostgresEntry, file, migrations, rows);
    }

    /// <summary>Loads a dump into an empty database.</summary>
    public static async Task<Problem?> Load(AppDb db, string file, CancellationToken ct)
    {
        var name = new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()).Database;
        string[] arguments = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", $"--dbname={name}", file];
        return await Start(RestoreProgram, db, arguments, ct);
    }

    public static async Task<bool> IsEmpty(AppDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        return await RowCounts.Ask(
            db.Database.GetDbConnection(),
            "SELECT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema())",
            null,
            ct
        )
            is false;
    }

    public static async Task<bool> IsWhole(AppDb db, BackupManifest manifest, CancellationToken ct)
    {
        var connection = db.Database.GetDbConnection();
        foreach (var (table, rows) in manifest.Rows)
            if (
                table.Contains('"', StringComparison.Ordinal)
                || await RowCounts.Ask(connection, $"SELECT count(*) FROM \"{table}\"", null, ct) is not long count
                || count != rows
            )
                return false;
        return true;
    }

    /// <summary>How to reach the database goes by the environment: what stands behind a program is shown to everybody on the machine.</summary>
    private static async Task<Problem?> Start(string program, AppDb db, string[] arguments, CancellationToken ct)
    {
        var to = new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString());
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["PGHOST"] = to.Host;
        start.Environment["PGPORT"] = $"{to.Port}";
        start.Environment["PGDATABASE"] = to.Database;
        start.Environment["PGUSER"] = to.Username;
        if (to.Password is { Length: > 0 } password)
            start.Environment["PGPASSWORD"] = password;
        if (to.SslMode != SslMode.Prefer)
            start.Environment["PGSSLMODE"] = to.SslMode switch
            {
                SslMode.VerifyCA => "verify-ca",
                SslMode.VerifyFull => "verify-full",
                var mode => $"{mode}".ToLowerInvariant(),
            };
        try
        {
            using var process = Process.Start(start)!;
            var said = process.StandardError.ReadToEndAsync(ct);
            await process.StandardOutput.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return process.ExitCode == 0
                ? null
                : new Refused("backup.program", $"{program} ended with {process.ExitCode}: {(await said).Trim()}");
        }
        catch (Win32Exception)
        {
            return new Refused(
                "backup.no-program",
                $"{program} is not installed here. It comes with PostgreSQL (Debian: postgresql-client, as new as the server or newer)."
            );
        }
    }
}
