namespace Amiable.Organizations;

public static class MakeDemo
{
    public static Task<OrganizationId> In(AllOrganizations o, CancellationToken ct) => throw new InvalidOperationException();
}
