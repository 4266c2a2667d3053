using System.Security.Claims;
using System.Text.Encodings.Web;
using Amiable.Platform.Api;
using Amiable.Platform.OAuth;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Amiable.Developers;

/// <summary>"Authorization: Bearer amiable_…" (RFC 6750): the program works in the token's organization, as far as its scopes go.</summary>
public sealed class ApiTokenScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Bearer = "Bearer ";

    private CallLimit.Standing? _standing;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        var services = Context.RequestServices;
        var holder = await services.GetRequiredService<CheckApiToken>().Run(header[Bearer.Length..].Trim(), Context.RequestAborted);
        if (holder is null || (holder.Organization.IsDemo && !Platform.SignIn.Door.IsThisMachine(Context)))
            return AuthenticateResult.Fail("The token is unknown.");
        if (holder.Token.Audience is { } audience && audience != Audiences.Of(Request.Path))
            return AuthenticateResult.Fail("The token is for something else.");
        _standing = services.GetRequiredService<CallLimit>().Count(holder.Token.Id);
        _standing.Value.Tell(Response.Headers);
        if (_standing is { Wait: not null })
            return AuthenticateResult.Fail("The token asks too often.");
        services.GetRequiredService<CurrentOrganization>().Choose(holder.Organization.Id, holder.Organization.TimeZone);
        services.GetRequiredService<CurrentMember>().Is(holder.Member.Id, holder.Member.FullName);
        services.GetRequiredService<CurrentActor>().Is(ActorKind.ApiClient, holder.Token.Id, holder.Token.Name);
        NoteUse(services.GetRequiredService<NoteTokenUse>(), holder.Token);
        var claims = holder.Token.Scopes.Select(scope => new Claim(ApiRoutes.ScopeClaim, scope));
        return AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(claims, ApiRoutes.Scheme)), ApiRoutes.Scheme));
    }

    // Once the answer is out: nobody waits for that.
    private void NoteUse(NoteTokenUse note, HeldToken token)
    {
        if (note.IsDue(token))
            Response.OnCompleted(() => note.Run(token, CancellationToken.None));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_standing is { Wait: not null } standing)
        {
            await ApiProblem
                .Of(
                    StatusCodes.Status429TooManyRequests,
                    "too-many-requests",
                    $"At most {standing.Limit} requests within 60 seconds: wait as long as Retry-After says."
                )
                .ExecuteAsync(Context);
            return;
        }
        Response.Headers.WWWAuthenticate = Challenge.Of(Context, Request.Headers.Authorization.Count == 0 ? null : "invalid_token");
        await ApiProblem
            .Of(StatusCodes.Status401Unauthorized, "unauthorized", "Send a valid token: Authorization: Bearer …")
            .ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var held = Context.User.FindAll(ApiRoutes.ScopeClaim).Select(c => c.Value).ToList();
        var needed = Context.GetEndpoint()?.Metadata.GetMetadata<OperationFacts>()?.Scopes ?? [];
        var scope = needed.FirstOrDefault(s => !Scopes.Include(held, s)) ?? "";
        Response.Headers.WWWAuthenticate = Challenge.Of(Context, "insufficient_scope", scope);
        return ApiProblem
            .Of(
                StatusCodes.Status403Forbidden,
                "missing-scope",
                $"The token does not include the scope {scope}, which this operation needs."
            )
            .ExecuteAsync(Context);
    }
}
