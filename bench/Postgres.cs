using System.Diagnostics;
using Npgsql;

namespace Amiable.Bench;

/// <summary>
/// PostgreSQL for as long as something is measured: the server that the setting Database names, or else one of Debian's, started in a temporary folder with the
/// settings it comes with. What is measured has databases of its own, which are gone afterwards.
/// </summary>
internal sealed class Postgres : IAsyncDisposable
{
    private const string Missing =
        "PostgreSQL is not installed here (Debian: apt-get install postgresql). Install it, name a server in the setting Database, or ask for --database sqlite.";
    private readonly string _server;
    private readonly string? _folder;
    private readonly string _programs;
    private readonly List<string> _made = [];
    private int _isStopped;

    private Postgres(string server, string? folder, string programs) => (_server, _folder, _programs) = (server, folder, programs);

    /// <summary>Whether there is one to measure on.</summary>
    public static bool IsThere => Named is not null || Programs is not null;

    private static string? Named => Environment.GetEnvironmentVariable("Database") is { Length: > 0 } named ? named : null;

    private static string? Programs =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .Concat(Debian())
            .FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "pg_ctl")));

    /// <exception cref="InvalidOperationException">It is not installed, or does not start; the message says so.</exception>
    public static async Task<Postgres> Start()
    {
        if (Named is { } named)
            return new(named, null, "");
        var programs = Programs ?? throw new InvalidOperationException(Missing);
        var folder = Directory.CreateTempSubdirectory("amiable-bench-postgres").FullName;
        var server = new Postgres($"Host={folder};Username=amiable;Database=postgres", folder, programs);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Stop().GetAwaiter().GetResult();
        if (Environment.IsPrivilegedProcess)
            await Call("chown", "postgres", folder);
        await server.Do("initdb", "-D", $"{folder}/data", "-U", "amiable", "-A", "trust", "--encoding=UTF8", "--locale=C.UTF-8");
        await server.Do(
            "pg_ctl",
            "-D",
            $"{folder}/data",
            "-l",
            $"{folder}/log",
            "-w",
            "start",
            "-o",
            $"-c listen_addresses='' -c unix_socket_directories='{folder}'"
        );
        return server;
    }

    /// <summary>The setting that leads to a database of its own; the program makes it.</summary>
    public string NewDatabase()
    {
        _made.Add($"amiable_bench_{Environment.ProcessId}_{_made.Count}");
        return new NpgsqlConnectionStringBuilder(_server) { Database = _made[^1] }.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_folder is null)
            await Drop();
        else
            await Stop();
    }

    private async Task Drop()
    {
        await using var connection = new NpgsqlConnection(_server);
        await connection.OpenAsync();
        foreach (var database in _made)
        {
#pragma warning disable CA2100 // Names of our own.
            await using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS {database} WITH (FORCE)", connection);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
        }
        _made.Clear();
    }

    private async Task Stop()
    {
        if (Interlocked.Exchange(ref _isStopped, 1) == 1)
            return;
        await Do("pg_ctl", "-D", $"{_folder}/data", "-m", "immediate", "stop");
        Directory.Delete(_folder!, recursive: true);
    }

    // It refuses to run as root.
    private Task Do(string program, params string[] arguments) =>
        Environment.IsPrivilegedProcess
            ? Call("runuser", ["-u", "postgres", "--", Path.Combine(_programs, program), .. arguments])
            : Call(Path.Combine(_programs, program), arguments);

    private static async Task Call(string program, params string[] arguments)
    {
        // The server that pg_ctl starts keeps what it was given to write to: read by nobody, it goes nowhere.
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null", "sh", program, .. arguments]) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"PostgreSQL could not be started or stopped: {Path.GetFileName(program)} failed.");
    }

    private static IEnumerable<string> Debian()
    {
        var all = new DirectoryInfo("/usr/lib/postgresql");
        return all.Exists
            ? all.GetDirectories().OrderByDescending(d => d.Name, StringComparer.Ordinal).Select(d => $"{d.FullName}/bin")
            : [];
    }
}
