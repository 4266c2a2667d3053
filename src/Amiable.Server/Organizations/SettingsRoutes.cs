using Amiable.Integrations.Models.Pages;
using Amiable.OrganizationData;
using Amiable.Organizations.Pages;

namespace Amiable.Organizations;

/// <summary>The settings; each page maps its own routes.</summary>
public static class SettingsRoutes
{
    public static void MapSettings(this RouteGroupBuilder pages)
    {
        var settings = pages.MapGroup("").RequireAuthorization();
        settings.MapGet("/settings", () => Results.LocalRedirect("/settings/profile"));
        settings.MapProfile();
        settings.MapLogo();
        settings.MapAgent();
        settings.MapModel();
        settings.MapOrganizationData();
    }
}
