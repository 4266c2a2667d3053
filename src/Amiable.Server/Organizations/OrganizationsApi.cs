using Amiable.Platform.Api;

namespace Amiable.Organizations;

/// <summary>Organizations in the public API: a token is of one organization, and sees that one.</summary>
public static class OrganizationsApi
{
    public static void MapOrganizationsApi(this RouteGroupBuilder api)
    {
        var organizations = api.MapGroup("/organizations").RequireScope(Scopes.OrganizationsRead);
        organizations.MapGet("", async (ShowOrganization show, CancellationToken ct) => Page.Of([OrganizationJson.Of(await show.Run(ct))]));
        organizations.MapGet(
            "/{id:guid}",
            async (Guid id, ShowOrganization show, CancellationToken ct) =>
                await show.Run(ct) is var own && own.Id.Value == id
                    ? Results.Ok(OrganizationJson.Of(own))
                    : ApiProblem.Of(new NotFound("organization"))
        );
    }
}

/// <summary>An organization as the API writes it.</summary>
public sealed record OrganizationJson(
    Guid Id,
    string Name,
    string? LegalName,
    string Country,
    string TimeZone,
    string Language,
    CurrencyJson Currency
)
{
    public static OrganizationJson Of(Organization o) =>
        new(o.Id.Value, o.Name, o.LegalName, o.Country, o.TimeZone, o.Language, new(o.Currency));
}
