using Amiable.FollowUp;
using Amiable.Writing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Organizations;

/// <summary>Changes who the organization is. Plans and words of what waits follow at once: names, bank, hours and language are in them.</summary>
public sealed class EditProfile(AppDb db, PlanFollowUps planFollowUps)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="version">The version the change was made from.</param>
    /// <param name="profile">What it is from now on.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Done>> Run(int version, OrganizationProfile profile, CancellationToken ct)
    {
        var organization = await db.Organizations.SingleAsync(ct);
        if (organization.Version != version)
            return new ChangedMeanwhile();
        if (!Languages.Written.Contains(profile.Language))
            return new Invalid(nameof(profile.Language), "organization.language", "Choose a language from the list.");
        if (organization.Describe(profile) is { } problem)
            return problem;
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await Plan(ct);
        return new Done();
    }

    // With very many accounts it takes longer than a person waits. What is left then is planned at the next beat, and none of it leaves with the old
    // words before: the last look before sending compares them.
    private async Task Plan(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            await planFollowUps.Run(patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Each account is planned in a transaction of its own: nothing is half done.
        }
    }
}
