using System.Data.Common;
using Amiable.Platform.Health;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Jobs;

/// <summary>
/// Whether this process does what one is enough for: planning, reading mailboxes, telling of tasks, tidying up. It does so as long as a connection of its own
/// holds a lock of PostgreSQL, which ends with the process or its machine; the next beat of another one takes over. Nothing is right or wrong because of it:
/// what two processes may not do twice is claimed in the database. It spares doing it in vain. On SQLite every process that works leads.
/// </summary>
public sealed class Leading(IServiceScopeFactory scopes) : IAsyncDisposable
{
    // Beside that of migrating, in the same room of numbers.
    private const int LeadingLock = 1001;

    // A machine that lost its power says no goodbye: its connection, and the lock with it, is over after half a minute, and not after two hours.
    private const string MindTheDead =
        "SELECT set_config('tcp_keepalives_idle', '15', false) || set_config('tcp_keepalives_interval', '5', false)"
        + " || set_config('tcp_keepalives_count', '3', false) IS NOT NULL";

    private readonly SemaphoreSlim _gate = new(1);
    private AsyncServiceScope? _held;

    /// <summary>That work, where this process leads; else its run rests.</summary>
    public Func<Pulse.Run, CancellationToken, Task> Alone(Func<Pulse.Run, CancellationToken, Task> work) =>
        async (run, ct) =>
        {
            if (await IsOurs(ct))
                await work(run, ct);
            else
                run.Rest();
        };

    public async Task<bool> IsOurs(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            return await IsStillOurs(ct) || await Take(ct);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<bool> IsStillOurs(CancellationToken ct)
    {
        if (_held is not { } held)
            return false;
        try
        {
            await Ask(held, "SELECT true", ct);
            return true;
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException)
        {
            // The connection broke, and somebody else may lead by now.
            await LetGo();
            return false;
        }
    }

    private async Task<bool> Take(CancellationToken ct)
    {
        var scope = scopes.CreateAsyncScope();
        var isTaken = false;
        try
        {
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            if (!db.Database.IsNpgsql())
                return true;
            await db.Database.OpenConnectionAsync(ct);
            isTaken = await Ask(scope, $"SELECT pg_try_advisory_lock(0, {LeadingLock})", ct);
            if (isTaken)
            {
                _held = scope;
                await Ask(scope, MindTheDead, ct);
            }
            return isTaken;
        }
        finally
        {
            if (!isTaken)
                await scope.DisposeAsync();
        }
    }

    private static async Task<bool> Ask(AsyncServiceScope scope, string question, CancellationToken ct)
    {
        await using var command = scope.ServiceProvider.GetRequiredService<AppDb>().Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Words of our own.
        command.CommandText = question;
#pragma warning restore CA2100
        command.CommandTimeout = 10;
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task LetGo()
    {
        if (_held is not { } held)
            return;
        _held = null;
        try
        {
            // The connection goes back among the others, which keep what they hold.
            await Ask(held, $"SELECT pg_advisory_unlock(0, {LeadingLock})", CancellationToken.None);
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException)
        {
            // It broke, and the lock ended with it.
        }
        await held.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await LetGo();
        _gate.Dispose();
    }
}
