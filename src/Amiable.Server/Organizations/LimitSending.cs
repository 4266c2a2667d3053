using Amiable.FollowUp;

namespace Amiable.Organizations;

/// <summary>Changes in which hours messages leave, how many of them, and how old figures may be. Rhythm and tones stay.</summary>
public sealed class LimitSending(ChangeOrganization changeOrganization)
{
    public Task<Result<Done>> Run(int version, FollowUpPolicy sending, CancellationToken ct) =>
        changeOrganization.Run(version, organization => organization.Follow(organization.Policy.WithSendingOf(sending)), ct);
}
