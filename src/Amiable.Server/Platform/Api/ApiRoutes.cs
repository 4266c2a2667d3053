using Microsoft.AspNetCore.Authorization;

namespace Amiable.Platform.Api;

/// <summary>The group all routes of the public API are mapped on: a token is asked for, cookies count for nothing.</summary>
public static class ApiRoutes
{
    public const string Scheme = "ApiToken";
    public const string ScopeClaim = "scope";
    public const string Root = "/api/public/v1";

    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder app) =>
        app.MapGroup(Root).RequireAuthorization(new AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser().Build());

    /// <summary>The operations about one kind of thing; one scope reads them, the other does the rest.</summary>
    public static ApiArea Area(this RouteGroupBuilder api, string tag, string read, string? write = null) =>
        new(api, tag, read, write ?? read);

    /// <summary>Asks for a scope beside the token.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder route, string scope)
        where TBuilder : IEndpointConventionBuilder =>
        route.RequireAuthorization(
            new AuthorizationPolicyBuilder(Scheme)
                .RequireAssertion(asked => Scopes.Include(asked.User.FindAll(ScopeClaim).Select(c => c.Value), scope))
                .Build()
        );
}
