using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Health;

/// <summary>One thing that must be so for this process to do its work.</summary>
/// <param name="Name">Which.</param>
/// <param name="IsGood">Whether it is so.</param>
/// <param name="Reason">For the operator: what is, or what to do.</param>
public sealed record ReadinessCheck(string Name, bool IsGood, string Reason);

public sealed record Readiness(IReadOnlyList<ReadinessCheck> Checks)
{
    public bool IsReady => Checks.All(c => c.IsGood);
}

/// <summary>
/// Whether this process can work: its database answers and has the right form, its folder takes files, its jobs run. Anybody may ask, so nothing in it is secret: no address,
/// no path, nobody's words.
/// </summary>
public sealed class CheckReadiness(AppDb db, DataFolder data, Pulse pulse, DiskRoom room)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<Readiness> Run(CancellationToken ct)
    {
        var database = await Database(ct);
        return new([.. database, Folder(), Jobs()]);
    }

    private async Task<IReadOnlyList<ReadinessCheck>> Database(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            var applied = (await db.Database.GetAppliedMigrationsAsync(patience.Token)).ToHashSet(StringComparer.Ordinal);
            var ours = db.Database.GetMigrations().ToList();
            return [new("database", true, "It answers."), Form(applied, ours)];
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            // The kind of failure only: what a driver says may repeat how to reach the database.
            return
            [
                new(
                    "database",
                    false,
                    $"It does not answer ({failure.GetType().Name}). It is asked again by itself; look at the database server."
                ),
            ];
        }
    }

    private static ReadinessCheck Form(HashSet<string> applied, List<string> ours)
    {
        var missing = ours.Count(m => !applied.Contains(m));
        var newer = applied.Except(ours).Count();
        return new(
            "migrations",
            missing == 0 && newer == 0,
            missing > 0 ? $"{missing} migrations are missing: run ./run migrate, or start this program again."
                : newer > 0 ? "The database is of a newer program: install that one."
                : "The database has the form this program needs."
        );
    }

    private ReadinessCheck Folder()
    {
        const string Name = "data";
        try
        {
            // A file of its own for each who asks, gone at once.
            var file = data.File($"writable-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}");
            File.WriteAllBytes(file, [1]);
            File.Delete(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new(Name, false, $"The data folder takes no files ({failure.GetType().Name}): look at its disk and its owner.");
        }
        return room.IsShort
            ? new(Name, false, $"Less than {DiskRoom.Least / (1024 * 1024)} MB are free on the disk of the data folder: make room.")
            : new(Name, true, "The data folder takes files.");
    }

    private ReadinessCheck Jobs() =>
        pulse.Faults() is { Count: > 0 } faults
            ? new("jobs", false, string.Join(' ', faults))
            : new("jobs", true, pulse.Count == 0 ? "No jobs run in this process." : "All run.");
}
