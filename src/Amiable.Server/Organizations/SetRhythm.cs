using Amiable.FollowUp;

namespace Amiable.Organizations;

/// <summary>Changes when the agent writes and how firmly. Hours and limits stay.</summary>
public sealed class SetRhythm(ChangeOrganization changeOrganization)
{
    public Task<Result<Done>> Run(int version, FollowUpPolicy rhythm, CancellationToken ct) =>
        changeOrganization.Run(version, organization => organization.Follow(organization.Policy.WithRhythmOf(rhythm)), ct);
}
