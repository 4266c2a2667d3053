using Amiable.OrganizationData;

namespace Amiable.Organizations;

/// <summary>Removes the demo organization with all its data.</summary>
public sealed class RemoveDemo(AllOrganizations organizations)
{
    /// <returns>Whether there was one.</returns>
    public async Task<bool> Run(CancellationToken ct) =>
        (await organizations.List(ct)).FirstOrDefault(o => o.IsDemo) is { } demo
        && await organizations.For(demo.Id, services => services.GetRequiredService<DeleteOrganization>().Run(ct));
}
