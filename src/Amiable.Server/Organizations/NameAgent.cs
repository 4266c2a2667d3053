namespace Amiable.Organizations;

/// <summary>Changes in whose name the agent writes, and the lines under it. The address it writes from stays.</summary>
public sealed class NameAgent(ChangeOrganization changeOrganization)
{
    public Task<Result<Done>> Run(int version, string name, string? signature, CancellationToken ct) =>
        changeOrganization.Run(version, organization => organization.SignAs(name, signature), ct);
}
