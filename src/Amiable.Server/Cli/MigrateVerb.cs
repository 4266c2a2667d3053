using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Amiable.Platform.Storage.Moving;

namespace Amiable.Cli;

/// <summary>./run migrate: brings the database to the form this program needs, which serving does by itself; or moves it to PostgreSQL.</summary>
internal static class MigrateVerb
{
    public static Command Command()
    {
        var from = new Option<string?>("--from") { Description = "Where the installation is now: sqlite, the file in ./data." };
        var to = new Option<string?>("--to")
        {
            Description = "Where it is to go: postgres, the empty database that the setting Database leads to. The file is left as it is.",
        };
        from.AcceptOnlyFromAmong("sqlite");
        to.AcceptOnlyFromAmong("postgres");
        var command = new Command(
            "migrate",
            "Bring the database (in ./data, or where the setting Database leads) to the form this program needs; make it when it is not there. Serving does this by itself. "
                + "With --from sqlite --to postgres, copy the whole installation."
        )
        {
            from,
            to,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(from) is null != parsed.GetValue(to) is null)
                parsed.AddError("--from sqlite and --to postgres go together.");
        });
        command.SetAction(
            (parsed, ct) =>
                Installation.UseAsItIs(services =>
                    parsed.GetValue(to) is null ? Migrate(services, ct) : Move(services, Console.Out, Console.Error, ct)
                )
        );
        return command;
    }

    private static async Task<int> Migrate(IServiceProvider services, CancellationToken ct)
    {
        var applied = await services.MigrateDatabase(ct);
        Console.WriteLine(applied.Count == 0 ? "The database is up to date." : $"Applied: {string.Join(", ", applied)}.");
        return 0;
    }

    internal static async Task<int> Move(IServiceProvider services, TextWriter say, TextWriter complain, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var moved = await MoveToPostgres.Run(services, ct);
        if (moved.Problem is { } problem)
            return await Refuse(complain, problem.Message);
        foreach (var table in moved.Value!)
            await say.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{table.Name, -24}{table.Rows, 12:N0}  {table.Sum}{(table.IsSame ? "" : "  DIFFERENT")}"
                )
            );
        if (moved.Value.Any(t => !t.IsSame))
            return await Refuse(complain, "What was written is not what was read. Nothing was kept in PostgreSQL; the file is as it was.");
        await say.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{moved.Value.Sum(t => t.Rows):N0} rows copied and compared in {watch.Elapsed.TotalSeconds:N1} s. Keep the setting Database from now on: without it, {Database.FileName} is used again."
            )
        );
        return 0;
    }

    private static async Task<int> Refuse(TextWriter complain, string message)
    {
        await complain.WriteLineAsync(message);
        return 1;
    }
}
