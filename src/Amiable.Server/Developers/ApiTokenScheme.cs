using System.Security.Claims;
using System.Text.Encodings.Web;
using Amiable.Platform.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Amiable.Developers;

/// <summary>"Authorization: Bearer amiable_…" (RFC 6750): the program works in the token's organization, as far as its scopes go.</summary>
public sealed class ApiTokenScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        var services = Context.RequestServices;
        var holder = await services.GetRequiredService<CheckApiToken>().Run(header[Bearer.Length..].Trim(), Context.RequestAborted);
        if (holder is null || (holder.Organization.IsDemo && !Platform.SignIn.Door.IsThisMachine(Context)))
            return AuthenticateResult.Fail("The token is unknown.");
        services.GetRequiredService<CurrentOrganization>().Choose(holder.Organization.Id);
        services.GetRequiredService<CurrentMember>().Is(holder.Member.Id, holder.Member.FullName);
        services.GetRequiredService<CurrentActor>().Is(ActorKind.ApiClient, holder.Token.Id.Value, holder.Token.Name);
        var claims = holder.Token.Scopes.Select(scope => new Claim(ApiRoutes.ScopeClaim, scope));
        return AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(claims, ApiRoutes.Scheme)), ApiRoutes.Scheme));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Request.Headers.Authorization.Count == 0 ? "Bearer" : "Bearer error=\"invalid_token\"";
        await ApiProblem
            .Of(StatusCodes.Status401Unauthorized, "unauthorized", "Send a valid token: Authorization: Bearer …")
            .ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ApiProblem
            .Of(StatusCodes.Status403Forbidden, "missing-scope", "The token does not include the scope that this operation needs.")
            .ExecuteAsync(Context);
}
