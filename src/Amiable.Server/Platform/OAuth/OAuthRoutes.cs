using System.Text.Json;
using Amiable.Platform.Api;
using Amiable.Platform.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Amiable.Platform.OAuth;

/// <summary>Where programs get their tokens (OAuth 2.1). Members see <see cref="ConsentRoutes"/> only.</summary>
public static class OAuthRoutes
{
    public const string Authorize = "/api/oauth/authorize";
    public const string Token = "/api/oauth/token";
    public const string Register = "/api/oauth/register";
    public const string Revoke = "/api/oauth/revoke";
    public const string UserInfo = "/api/oauth/userinfo";

    private const int LargestBody = 64 * 1024;
    private const string Registering = "oauth-register";
    private const string Asking = "oauth-token";

    public static void AddOAuth(this IServiceCollection services) =>
        services.AddRateLimiter(limits =>
        {
            limits.AddPolicy<string, RegistrationLimit>(Registering);
            limits.AddPolicy<string, TokenLimit>(Asking);
        });

    public static void MapOAuth(this IEndpointRouteBuilder app)
    {
        app.MapMetadata();
        var open = app.MapGroup("").ExcludeFromDescription().WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        open.MapPost(Register, Introduce).RequireRateLimiting(Registering);
        open.MapPost(Token, Give).RequireRateLimiting(Asking);
        open.MapPost(Revoke, TakeBack).RequireRateLimiting(Asking);
        foreach (var path in new[] { Register, Token, Revoke, UserInfo })
            open.MapMethods(path, [HttpMethods.Options], OAuthAnswer.MayAsk);
        var told = app.MapGroup("")
            .ExcludeFromDescription()
            .RequireAuthorization(KnowsTheMember())
            .WithMetadata(new OperationFacts("userinfo", Scopes.OpenId));
        told.MapGet(UserInfo, Describe);
        told.MapPost(UserInfo, Describe);
    }

    private static AuthorizationPolicy KnowsTheMember() =>
        new AuthorizationPolicyBuilder(ApiRoutes.Scheme)
            .RequireAssertion(asked => asked.User.FindAll(ApiRoutes.ScopeClaim).Any(c => Scopes.Identity.Contains(c.Value)))
            .Build();

    private static async Task<IResult> Introduce(HttpContext http, RegisterClient register, CancellationToken ct)
    {
        if (!http.Request.HasJsonContentType())
            return OAuthAnswer.Of(new OAuthFault("invalid_client_metadata", "Send application/json."));
        try
        {
            using var said = await JsonDocument.ParseAsync(http.Request.Body, new() { MaxDepth = 8 }, ct);
            var registered = await register.Run(said.RootElement, ct);
            return registered.Problem is { } problem
                ? OAuthAnswer.Of(problem)
                : OAuthAnswer.Of(StatusCodes.Status201Created, Written(registered.Value!));
        }
        catch (Exception bad) when (bad is JsonException or InvalidOperationException)
        {
            return OAuthAnswer.Of(new OAuthFault("invalid_client_metadata", "This JSON cannot be read."));
        }
    }

    private static Dictionary<string, object> Written(RegisteredClient registered)
    {
        var client = registered.Client;
        var written = new Dictionary<string, object>
        {
            ["client_id"] = client.ClientId,
            ["client_id_issued_at"] = client.CreatedAt.ToUnixTimeSeconds(),
            ["client_name"] = client.Name,
            ["redirect_uris"] = client.RedirectUris,
            ["grant_types"] = client.MayRefresh ? RegisterClient.GrantTypes : ["authorization_code"],
            ["response_types"] = new[] { "code" },
            ["token_endpoint_auth_method"] = client.AuthMethod,
        };
        if (client.Scopes.Count > 0)
            written["scope"] = string.Join(' ', client.Scopes);
        // Zero: it ends by no clock (RFC 7591 section 3.2.1).
        if (registered.Secret is { } secret)
            (written["client_secret"], written["client_secret_expires_at"]) = (secret, 0);
        return written;
    }

    private static async Task<IResult> Give(
        HttpContext http,
        CheckClient check,
        ExchangeCode exchange,
        RotateTokens rotate,
        PublicAddress address
    )
    {
        var asked = await Asked(http, check);
        if (asked.Problem is { } wrong)
            return OAuthAnswer.Of(wrong);
        var ((client, form), issuer, ct) = (asked.Value, address.Issuer(http), http.RequestAborted);
        var given = form["grant_type"] switch
        {
            "authorization_code" => await exchange.Run(client, form, issuer, ct),
            "refresh_token" => await rotate.Run(client, form, issuer, ct),
            null => new OAuthFault("invalid_request", "grant_type is missing."),
            _ => new OAuthFault("unsupported_grant_type", "grant_type is authorization_code or refresh_token."),
        };
        return given.Problem is { } problem ? OAuthAnswer.Of(problem) : OAuthAnswer.Of(StatusCodes.Status200OK, given.Value!);
    }

    private static async Task<IResult> TakeBack(HttpContext http, CheckClient check, RevokeToken revoke)
    {
        var asked = await Asked(http, check);
        if (asked.Problem is { } wrong)
            return OAuthAnswer.Of(wrong);
        var revoked = await revoke.Run(asked.Value.Client, asked.Value.Form, http.RequestAborted);
        return revoked.Problem is { } problem
            ? OAuthAnswer.Of(problem)
            : OAuthAnswer.Of(StatusCodes.Status200OK, new Dictionary<string, string>());
    }

    /// <summary>A form, said once, by a program that is known.</summary>
    private static async Task<Result<(OAuthClient Client, OAuthParameters Form)>> Asked(HttpContext http, CheckClient check)
    {
        if (http.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
            return new OAuthFault("invalid_request", "Send application/x-www-form-urlencoded.");
        OAuthParameters form;
        try
        {
            form = new(await http.Request.ReadFormAsync(http.RequestAborted));
        }
        catch (InvalidDataException)
        {
            return new OAuthFault("invalid_request", "This form cannot be read.");
        }
        if (form.Repeated is { } twice)
            return new OAuthFault("invalid_request", $"{twice} is said twice.");
        var client = await check.Run(http.Request.Headers.Authorization.ToString(), form, http.RequestAborted);
        return client.Problem is { } problem ? problem : (client.Value!, form);
    }

    private static async Task<IResult> Describe(HttpContext http, DescribeMember describe, CancellationToken ct) =>
        OAuthAnswer.Of(StatusCodes.Status200OK, await describe.Run([.. http.User.FindAll(ApiRoutes.ScopeClaim).Select(c => c.Value)], ct));
}
