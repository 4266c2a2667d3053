using Amiable.FollowUp;
using Amiable.Organizations;
using Amiable.Platform.Backups;
using Amiable.Platform.Notices;

namespace Amiable.Operator;

/// <summary>
/// The second half of a restore, once the rows are there; begun again by the next start where it was broken off. What may have left is doubted, an agent that sent by itself asks first again, and
/// sending rests until the operator says "go on".
/// </summary>
public sealed partial class FinishRestore(
    AppDb db,
    SendingHold hold,
    AllOrganizations organizations,
    ForgetWaitingNotices forgetNotices,
    ILogger<FinishRestore> log
)
{
    /// <returns>Whether there was something to finish.</returns>
    public async Task<bool> Run(CancellationToken ct)
    {
        if (hold.Unfinished is not { } backup)
            return false;
        var state = await db.OfInstallation(ct);
        (state.HeldSince, state.RestoredFrom) = (backup.RestoredAt, backup.TakenAt);
        await db.SaveChangesAsync(ct);
        await forgetNotices.Run(ct);
        var doubtful = 0;
        foreach (var organization in await organizations.List(ct))
            doubtful += await organizations.For(organization.Id, s => Settle(s, organization, backup, ct));
        hold.Unmark();
        Restored(log, backup.TakenAt, doubtful);
        return true;
    }

    private static async Task<int> Settle(IServiceProvider services, Organization organization, RestoredBackup backup, CancellationToken ct)
    {
        var doubtful = await services.GetRequiredService<DoubtWhatMayHaveLeft>().Run(backup.RestoredAt, ct);
        // Messages that were planned and sent after the backup are in no row. Their copies would be planned again, so a member looks at each.
        if (organization.Autonomy == Autonomy.Auto)
            await services.GetRequiredService<TrustAgent>().Run(organization.Version, Autonomy.Approve, ct);
        return doubtful;
    }

    [LoggerMessage(
        LogLevel.Warning,
        "Restored as of {TakenAt}: {Doubtful} messages are uncertain, and nothing leaves until the operator says so"
    )]
    private static partial void Restored(ILogger log, DateTimeOffset takenAt, int doubtful);
}

public static class FinishingRestore
{
    /// <summary>At each start; nearly always there is nothing to do.</summary>
    public static async Task FinishRestore(this IServiceProvider services, CancellationToken ct = default)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<FinishRestore>().Run(ct);
    }
}
