namespace Amiable.Organizations;

/// <summary>Every page about an organization itself.</summary>
public static class OrganizationsPages
{
    public static void MapOrganizations(this RouteGroupBuilder pages)
    {
        pages.MapFounding();
    }
}
