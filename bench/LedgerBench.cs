using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Amiable.Bench;

/// <summary>
/// ./run bench: the whole program at work on a ledger of any size, on SQLite and on PostgreSQL. Each figure comes from the use cases, the jobs' work and the started
/// program themselves; what is compiled as it is used was used before, on a small ledger.
/// </summary>
internal static class LedgerBench
{
    private const int MostInDunningRun = 10_000;

    public const string Usage =
        "Usage: ./run bench [--invoices N] [--accounts M] [--seed S] [--database sqlite|postgres] [--program FILE] [--json]\n"
        + "  N invoices (10,000) of M customers (N/5), the same ones for each seed S (1); both databases where PostgreSQL is installed.\n"
        + "  FILE is a published program to be started instead of the one that was built.";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="args">The options.</param>
    /// <param name="part">All of it, or one part alone.</param>
    public static async Task<int> RunAsync(string[] args, BenchPart part = BenchPart.All)
    {
        if (BenchOptions.Read(args, out var wrong) is not { } options)
        {
            await Console.Error.WriteLineAsync($"{wrong}\n{Usage}");
            return 2;
        }
        // Who stops it leaves no server and no files behind: ending is what the handlers of ProcessExit wait for.
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        try
        {
            List<(string Database, IReadOnlyList<Measured> Rows)> all = [];
            foreach (var database in options.Databases)
                all.Add((database, await Measure(options, database, part)));
            Console.WriteLine(options.IsJson ? AsJson(options, all) : AsTable(options, all));
            return 0;
        }
        catch (InvalidOperationException failed)
        {
            await Console.Error.WriteLineAsync(failed.Message);
            return 1;
        }
    }

    private static async Task<IReadOnlyList<Measured>> Measure(BenchOptions options, string database, BenchPart part)
    {
        await using var postgres = database == BenchOptions.Postgres ? await Postgres.Start() : null;
        await using var sink = new Sink();
        var folder = Directory.CreateTempSubdirectory("amiable-bench").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Drop(folder); // Stopped by hand.
        var monday = Monday();
        var sunday = new DateTimeOffset(monday.AddDays(-1), new(16, 0), TimeSpan.Zero);
        Task<Installed> New(string name) => Installed.Make(Path.Combine(folder, name), postgres?.NewDatabase(), sunday, sink.Port);
        void Tell(string what) => Console.Error.WriteLine($"{TimeProvider.System.GetLocalNow():HH:mm:ss} {database}: {what}");
        try
        {
            Tell("a small ledger, to warm up");
            await using (var small = await New("small"))
                await new AgentSteps(small, new Ledger(1_000, 200, options.Seed, monday), monday, sink).Run();
            if (part == BenchPart.Import)
            {
                Tell("an import");
                await using var empty = await New("import");
                return await new AgentSteps(
                    empty,
                    new Ledger(options.Invoices, options.Accounts, options.Seed, monday),
                    monday,
                    sink
                ).BringIn(Tell);
            }
            if (part == BenchPart.Plan)
            {
                Tell("a ledger is brought in");
                await using var planned = await New("plan");
                return await new AgentSteps(
                    planned,
                    new Ledger(options.Invoices, options.Accounts, options.Seed, monday),
                    monday,
                    sink
                ).PlanOnly(Tell);
            }
            Tell("a dunning run");
            var dunned = Math.Min(options.Invoices, MostInDunningRun);
            var overdue = new Ledger(dunned, Math.Max(1, dunned / 5), options.Seed, monday) { IsAllOverdue = true };
            Measured dunning;
            await using (var run = await New("dunning"))
                dunning = await new AgentSteps(run, overdue, monday, sink).Dun(Tell);
            if (part == BenchPart.Dunning)
                return [dunning];
            var ledger = new Ledger(options.Invoices, options.Accounts, options.Seed, monday);
            Tell($"{ledger.Invoices:N0} invoices of {ledger.Accounts:N0} customers");
            await using var installed = await New("ledger");
            var agent = await new AgentSteps(installed, ledger, monday, sink).Run();
            Tell("the started program");
            return [dunning, .. agent, .. await new WebSteps(installed, ledger, options.Program).Run()];
        }
        finally
        {
            Drop(folder);
        }
    }

    private static void End(PosixSignalContext signal)
    {
        signal.Cancel = true;
        Environment.Exit(130);
    }

    private static void Drop(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    // Pages count from the day of the machine: what is imported is of the Sunday before the last Monday.
    private static DateOnly Monday()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date);
        return today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
    }

    // Of the last minutes: well above 1, somebody else worked on this machine, too, and the figures say so.
    private static string Load() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]);

    private static string AsTable(BenchOptions options, List<(string Database, IReadOnlyList<Measured> Rows)> all)
    {
        List<string> lines =
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"{options.Invoices:N0} invoices of {options.Accounts:N0} customers, seed {options.Seed}, {Environment.ProcessorCount} cores, load average {Load()}"
            ),
            "",
            $"| work | wanted |{string.Concat(all.Select(a => $" {a.Database} | each |"))}",
            $"|------|-------:|{string.Concat(all.Select(_ => "----:|-----|"))}",
        ];
        for (var i = 0; i < all[0].Rows.Count; i++)
            lines.Add(
                $"| {all[0].Rows[i].Work} | {all[0].Rows[i].WantedSaid} |{string.Concat(all.Select(a => $" {a.Rows[i].Said} | {a.Rows[i].EachSaid} |"))}"
            );
        return string.Join('\n', lines);
    }

    private static string AsJson(BenchOptions options, List<(string Database, IReadOnlyList<Measured> Rows)> all) =>
        JsonSerializer.Serialize(
            new
            {
                options.Invoices,
                options.Accounts,
                options.Seed,
                Cores = Environment.ProcessorCount,
                LoadAverage = Load(),
                Databases = all.Select(a => new
                {
                    a.Database,
                    Rows = a.Rows.Select(r => new
                    {
                        r.Work,
                        r.Figure,
                        r.Unit,
                        r.Wanted,
                        r.Holds,
                        MicrosecondsEach = r.Each,
                        Each = r.Things == 0 ? null : r.Thing,
                    }),
                }),
            },
            Json
        );
}

/// <summary>How much of the bench is asked for.</summary>
internal enum BenchPart
{
    /// <summary>Everything.</summary>
    All,

    /// <summary>A file that comes in.</summary>
    Import,

    /// <summary>The dunning run.</summary>
    Dunning,

    /// <summary>What planning takes.</summary>
    Plan,
}
