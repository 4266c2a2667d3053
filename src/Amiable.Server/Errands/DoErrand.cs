using Amiable.Accounts;
using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Import;
using Amiable.Import.Dropped;
using Amiable.Reading;
using Amiable.Replays;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Errands;

/// <summary>Does the next errand of an organization, in the name of who asked for it. One at a time: they would only wait for each other.</summary>
public sealed partial class DoErrand(AppDb db, AllOrganizations organizations, Today today, ILogger<DoErrand> log)
{
    // Whoever has said nothing for that long is dead: an import says nothing while it enters its rows.
    private static readonly TimeSpan DeadAfter = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan BetweenTellings = TimeSpan.FromMilliseconds(700);

    private DateTimeOffset _told;

    /// <returns>Whether there was one.</returns>
    public async Task<bool> Run(CancellationToken ct)
    {
        var dead = today.Now - DeadAfter;
        var open = await db.Errands.Where(e => !e.IsSeen && e.State != ErrandState.Over).OrderBy(e => e.Id).ToListAsync(ct);
        if (open.FirstOrDefault(e => e.IsToDo(dead)) is not { } errand || open.Exists(e => !e.IsToDo(dead)))
            return false;
        errand.Take(today.Now);
        // Another process was faster.
        if ((await db.Save(ct)).Problem is not null)
            return false;
        try
        {
            await organizations.For(db.Organization.Id, services => Work(errand, services, ct));
            errand.End(today.Now);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            errand.PutBack();
        }
        catch (Exception failure)
        {
            Failed(log, failure, errand.Id.Value);
            var left = errand.Left.Reasons.Append(new("errand.failed", "It broke off. What was done until then is done.", [], 1, []));
            errand.Advance(errand.Total, errand.Done, errand.Position, new() { Reasons = [.. left] }, today.Now);
            errand.End(today.Now);
        }
        await db.SaveChangesAsync(CancellationToken.None);
        return true;
    }

    private async Task<bool> Work(Errand errand, IServiceProvider services, CancellationToken ct)
    {
        services.GetRequiredService<CurrentMember>().Is(errand.MemberId, errand.By);
        var steps = services.GetRequiredService<ErrandSteps>();
        steps.Follow(errand, now => Tell(errand, now));
        await Do(errand, services, steps, ct);
        errand.Advance(steps.Total, steps.Done, steps.Position, steps.Left, today.Now);
        return true;
    }

    private static Task Do(Errand errand, IServiceProvider services, ErrandSteps steps, CancellationToken ct) =>
        errand.Kind switch
        {
            ErrandKind.PauseAccounts => services.GetRequiredService<PauseChosen>().Run(errand.Order, steps, ct),
            ErrandKind.ResumeAccounts => services.GetRequiredService<ResumeChosen>().Run(errand.Order, steps, ct),
            ErrandKind.ApproveMessages => services.GetRequiredService<ApproveChosen>().Run(errand.Order, errand.AskedAt, steps, ct),
            ErrandKind.CancelMessages => services.GetRequiredService<CancelChosen>().Run(errand.Order, errand.AskedAt, steps, ct),
            ErrandKind.ImportFile => services.GetRequiredService<ImportOrdered>().Run(errand.Order, steps, ct),
            ErrandKind.MeasureModel => services.GetRequiredService<MeasureModel>().Run(steps, ct),
            ErrandKind.ReadDocuments => services.GetRequiredService<ReadDroppedFiles>().Run(steps, ct),
            ErrandKind.TakeDocuments => services.GetRequiredService<TakeInvoices>().TakeCertain(steps, ct),
            ErrandKind.ImportDocuments => services.GetRequiredService<ImportDocuments>().Run(errand.Order, steps, ct),
            ErrandKind.PostLetters => services.GetRequiredService<CommissionLetters>().Run(errand.Order, steps, ct),
            ErrandKind.ReplayAgent => services.GetRequiredService<ReplayAgent>().Run(steps, ct),
            _ => services.GetRequiredService<PlanWhatChanged>().Run(ct),
        };

    // Only now and then: each telling is a write, and a page cannot be read faster.
    private async Task Tell(Errand errand, ErrandSteps steps)
    {
        if (today.Now - _told < BetweenTellings && steps.Total == errand.Total)
            return;
        _told = today.Now;
        errand.Advance(steps.Total, steps.Done, steps.Position, steps.Left, today.Now);
        await db.SaveChangesAsync(CancellationToken.None);
    }

    [LoggerMessage(LogLevel.Error, "Errand {Id} broke off")]
    private static partial void Failed(ILogger log, Exception failure, Guid id);
}
