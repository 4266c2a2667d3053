using Amiable.Platform.Api;
using Amiable.Platform.Http;

namespace Amiable.Platform.OAuth;

/// <summary>What programs read to find out how we work: as a server that gives tokens (RFC 8414), and as what tokens are for (RFC 9728).</summary>
internal static class OAuthMetadata
{
    public const string Server = "/.well-known/oauth-authorization-server";

    public static void MapMetadata(this IEndpointRouteBuilder app)
    {
        var open = app.MapGroup("").ExcludeFromDescription();
        open.MapGet(Server, (HttpContext http, PublicAddress address) => Answer(OfServer(address.Issuer(http))));
        open.MapGet(
            Audiences.Metadata,
            (HttpContext http, PublicAddress address) => Answer(OfResource(Audience.Api, address.Issuer(http)))
        );
        open.MapGet(
            Audiences.Metadata + Audiences.McpPath,
            (HttpContext http, PublicAddress address) => Answer(OfResource(Audience.Mcp, address.Issuer(http)))
        );
        foreach (var path in new[] { Server, Audiences.Metadata, Audiences.Metadata + Audiences.McpPath })
            open.MapMethods(path, [HttpMethods.Options], OAuthAnswer.MayAsk);
    }

    private static IResult Answer(object metadata) => OAuthAnswer.Of(StatusCodes.Status200OK, metadata);

    private static Dictionary<string, object> OfServer(string issuer) =>
        new()
        {
            ["issuer"] = issuer,
            ["authorization_endpoint"] = issuer + OAuthRoutes.Authorize,
            ["token_endpoint"] = issuer + OAuthRoutes.Token,
            ["registration_endpoint"] = issuer + OAuthRoutes.Register,
            ["revocation_endpoint"] = issuer + OAuthRoutes.Revoke,
            ["userinfo_endpoint"] = issuer + OAuthRoutes.UserInfo,
            ["scopes_supported"] = Scopes.Grantable,
            ["response_types_supported"] = new[] { "code" },
            ["response_modes_supported"] = new[] { "query" },
            ["grant_types_supported"] = RegisterClient.GrantTypes,
            ["token_endpoint_auth_methods_supported"] = RegisterClient.AuthMethods,
            ["revocation_endpoint_auth_methods_supported"] = RegisterClient.AuthMethods,
            ["code_challenge_methods_supported"] = new[] { ProofKey.Method },
            ["authorization_response_iss_parameter_supported"] = true,
            ["protected_resources"] = new[] { Audiences.AddressOf(Audience.Api, issuer), Audiences.AddressOf(Audience.Mcp, issuer) },
            ["ui_locales_supported"] = Ui.Words.Spoken,
            ["service_documentation"] = issuer + "/help/developers",
        };

    private static Dictionary<string, object> OfResource(Audience audience, string issuer) =>
        new()
        {
            ["resource"] = Audiences.AddressOf(audience, issuer),
            ["resource_name"] = audience == Audience.Mcp ? "Amiable (MCP)" : "Amiable",
            ["authorization_servers"] = new[] { issuer },
            ["scopes_supported"] = audience == Audience.Mcp ? Scopes.Mcp : [.. Scopes.Identity, .. Scopes.All.Except(Scopes.Mcp)],
            ["bearer_methods_supported"] = new[] { "header" },
            ["resource_documentation"] = issuer + "/help/developers",
        };
}
