using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Organizations;

/// <summary>Changes something every message depends on: it is saved, and what waits is planned again at once. What a person edited stays.</summary>
public sealed class ChangeOrganization(AppDb db, PlanAfterChange planAfterChange)
{
    /// <param name="version">The version the change was made from.</param>
    /// <param name="change">What changes, or why it cannot.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Done>> Run(int version, Func<Organization, Problem?> change, CancellationToken ct)
    {
        var organization = await db.Organizations.SingleAsync(ct);
        if (organization.Version != version)
            return new ChangedMeanwhile();
        if (change(organization) is { } problem)
            return problem;
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planAfterChange.Run(ct);
        return new Done();
    }
}
