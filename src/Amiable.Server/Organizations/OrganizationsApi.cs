using Amiable.Platform.Api;

namespace Amiable.Organizations;

/// <summary>Organizations in the public API: a token is of one organization, and sees that one.</summary>
public static class OrganizationsApi
{
    public static void MapOrganizationsApi(this RouteGroupBuilder api)
    {
        var organizations = api.Area("Organizations", Scopes.OrganizationsRead);
        organizations
            .Get("/organizations", "list-organizations", "List organizations", List)
            .Answers<ListJson<OrganizationJson>>()
            .Says("A token is of one organization, and sees that one.");
        organizations
            .Get("/organizations/{organizationId:guid}", "get-organization", "Get an organization", Get)
            .Answers<OrganizationJson>();
    }

    private static async Task<IResult> List(Paging paging, ShowOrganization show, CancellationToken ct) =>
        ApiAnswer.Ok(
            // One is the whole list: behind it there is nothing.
            ListJson.Of(paging.After is null ? [OrganizationJson.Of(await show.Run(ct))] : Array.Empty<OrganizationJson>())
        );

    private static async Task<IResult> Get(Guid organizationId, ShowOrganization show, CancellationToken ct) =>
        await show.Run(ct) is var own && own.Id.Value == organizationId
            ? ApiAnswer.Ok(OrganizationJson.Of(own))
            : ApiProblem.Of(new NotFound("organization"));
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
