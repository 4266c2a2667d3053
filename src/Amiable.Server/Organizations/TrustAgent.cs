namespace Amiable.Organizations;

/// <summary>Lets the agent do more, or less, by itself. What waits for approval then leaves by itself, or what would have left waits.</summary>
public sealed class TrustAgent(ChangeOrganization changeOrganization)
{
    public Task<Result<Done>> Run(int version, Autonomy autonomy, CancellationToken ct) =>
        changeOrganization.Run(
            version,
            organization =>
            {
                organization.Trust(autonomy);
                return null;
            },
            ct
        );
}
