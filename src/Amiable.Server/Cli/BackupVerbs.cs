using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Amiable.Operator;
using Amiable.Platform.Backups;

namespace Amiable.Cli;

/// <summary>./run backup and ./run restore FILE: the whole installation as one file, and back. ./run resume: says "go on" after a restore.</summary>
internal static class BackupVerbs
{
    public static Command Backup()
    {
        var to = new Option<string?>("--to")
        {
            Description = "A file that ends with .zip, or a folder; default: backups in the data folder.",
        };
        var command = new Command(
            "backup",
            "Put the whole installation into one file, while it runs. It holds every key and password: keep it where nobody else reads, and not only on this disk."
        )
        {
            to,
        };
        command.SetAction(
            (parsed, ct) => Installation.UseAsItIs(services => Take(services, parsed.GetValue(to), Console.Out, Console.Error, ct))
        );
        return command;
    }

    public static Command Restore()
    {
        var file = new Argument<string>("file") { Description = "A backup." };
        var command = new Command(
            "restore",
            "Make an installation out of a backup, in an empty data folder (on PostgreSQL: and an empty database). Nothing leaves it until you say so."
        )
        {
            file,
        };
        command.SetAction(
            (parsed, ct) => Installation.UseAsItIs(services => Restore(services, parsed.GetValue(file)!, Console.Out, Console.Error, ct))
        );
        return command;
    }

    public static Command Resume()
    {
        var command = new Command(
            "resume",
            "After a restore: let messages leave again. The same as the button under Settings → Installation."
        );
        command.SetAction(
            (_, ct) =>
                Installation.Use(async services =>
                {
                    await using var scope = services.CreateAsyncScope();
                    var resumed = await scope.ServiceProvider.GetRequiredService<ResumeSending>().Run(ct);
                    return await Say(resumed.Problem, "Messages leave again.", Console.Out, Console.Error);
                })
        );
        return command;
    }

    internal static async Task<int> Take(IServiceProvider services, string? to, TextWriter say, TextWriter complain, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        await using var scope = services.CreateAsyncScope();
        var taken = await scope.ServiceProvider.GetRequiredService<TakeBackup>().Run(to, ct);
        var told = taken.Value is not { } backup
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{backup.File}: {backup.Bytes / 1048576.0:N1} MB, {backup.Manifest.Rows.Values.Sum():N0} rows and {backup.Manifest.Files.Count:N0} files, read back and compared, in {watch.Elapsed.TotalSeconds:N1} s."
            );
        return await Say(taken.Problem, told, say, complain);
    }

    internal static async Task<int> Restore(
        IServiceProvider services,
        string file,
        TextWriter say,
        TextWriter complain,
        CancellationToken ct
    )
    {
        await using var scope = services.CreateAsyncScope();
        var restored = await scope.ServiceProvider.GetRequiredService<RestoreBackup>().Run(file, ct);
        if (restored.Problem is null)
        {
            await services.MigrateDatabase(ct);
            await services.FinishRestore(ct);
        }
        var told = restored.Value is not { } backup
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"""
                Restored as of {backup.TakenAt:u}: {backup.Rows.Values.Sum():N0} rows.
                Nothing leaves this installation yet: what left after the backup was taken is not in it, and must not leave twice.
                Start it, sign in as its operator, read Settings → Installation, and let it go on there; or ./run resume.
                """
            );
        return await Say(restored.Problem, told, say, complain);
    }

    private static async Task<int> Say(Problem? problem, string told, TextWriter say, TextWriter complain)
    {
        await (problem is null ? say : complain).WriteLineAsync(problem?.Message ?? told);
        return problem is null ? 0 : 1;
    }
}
