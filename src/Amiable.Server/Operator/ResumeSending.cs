using Amiable.Platform.Backups;

namespace Amiable.Operator;

/// <summary>The operator has looked: after a restore, messages leave again.</summary>
public sealed partial class ResumeSending(AppDb db, FinishRestore finish, TimeProvider clock, ILogger<ResumeSending> log)
{
    public async Task<Result<Done>> Run(CancellationToken ct)
    {
        await finish.Run(ct);
        var state = await db.OfInstallation(ct);
        if (state.HeldSince is not { } since)
            return new Refused("sending.not-held", "Sending does not rest.");
        state.HeldSince = null;
        await db.SaveChangesAsync(ct);
        Resumed(log, (clock.GetUtcNow() - since).TotalMinutes);
        return new Done();
    }

    [LoggerMessage(LogLevel.Warning, "Messages leave again, {Minutes:F0} minutes after the restore")]
    private static partial void Resumed(ILogger log, double minutes);
}
