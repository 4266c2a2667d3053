using Amiable.FollowUp;

namespace Amiable.Organizations;

/// <summary>Has the agent ask members to telephone, from a sum and after a number of messages, or not at all.</summary>
public sealed class ProposeCalls(ChangeOrganization changeOrganization)
{
    /// <param name="version">The version the change was made from.</param>
    /// <param name="rule">When it asks.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Result<Done>> Run(int version, CallRule rule, CancellationToken ct) =>
        changeOrganization.Run(version, organization => organization.Follow(organization.Policy with { Calls = rule }), ct);
}
