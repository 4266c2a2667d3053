using Amiable.Platform.Http;
using Amiable.Platform.OAuth.Pages;
using Amiable.Platform.SignIn;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Amiable.Platform.OAuth;

/// <summary>A program sends a member here, the member decides, and goes back to it with the answer.</summary>
public static class ConsentRoutes
{
    public static void MapConsent(this RouteGroupBuilder pages)
    {
        pages.MapGet(OAuthRoutes.Authorize, Ask).RequireRateLimiting(SignInLimits.Policy);
        pages.MapPost(OAuthRoutes.Authorize, Answer).RequireRateLimiting(SignInLimits.Policy);
        pages.MapPost("/settings/developers/programs/{id:guid}/revoke", ShutOut).RequireAuthorization();
    }

    private static async Task<IResult> Ask(HttpContext http, ReadAuthorization read, PublicAddress address, CurrentPerson current)
    {
        var asked = await read.Run(new(http.Request.Query), address.Issuer(http), http.RequestAborted);
        return asked.Problem is { } problem ? Fault(http, address, problem)
            : current.IsKnown ? Show(http, asked.Value!, current, null)
            : SignInFirst(http);
    }

    /// <summary>What was asked for stands behind the address of the form, as it came, and is looked at again.</summary>
    private static async Task<IResult> Answer(
        HttpContext http,
        ReadAuthorization read,
        AllowProgram allow,
        PublicAddress address,
        CurrentPerson current
    )
    {
        var (issuer, ct) = (address.Issuer(http), http.RequestAborted);
        var asked = await read.Run(new(http.Request.Query), issuer, ct);
        if (asked.Problem is { } problem)
            return Fault(http, address, problem);
        if (!current.IsKnown)
            return SignInFirst(http);
        var (request, form) = (asked.Value!, await http.Request.ReadFormAsync(ct));
        if (form["decision"] != "allow")
            return Fault(
                http,
                address,
                new OAuthFault("access_denied", "The member said no.") { RedirectUri = request.RedirectUri, State = request.State }
            );
        _ = Guid.TryParse(form["organization"], out var organization);
        var allowed = await allow.Run(request, new(organization), ct);
        return allowed.Problem is { } refused
            ? Show(http, request, current, refused)
            : Back(http, request.RedirectUri, ("code", allowed.Value), ("state", request.State), ("iss", issuer));
    }

    private static RazorComponentResult<ConsentPage> Show(
        HttpContext http,
        AuthorizationRequest request,
        CurrentPerson current,
        Problem? problem
    )
    {
        // The answer leaves this page by its form, which goes to the program in the end.
        http.Response.Headers.ContentSecurityPolicy = SecurityHeaders.Policy.Replace(
            "form-action 'self'",
            $"form-action 'self' {RedirectAddress.FormTarget(request.RedirectUri)}",
            StringComparison.Ordinal
        );
        http.Response.Headers.XFrameOptions = "DENY";
        http.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<ConsentPage>(
            new
            {
                Request = request,
                Current = current,
                Problem = problem,
            }
        )
        {
            StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
    }

    /// <summary>Told to the program; or, while it is not certain who that is, to whoever sits here.</summary>
    private static IResult Fault(HttpContext http, PublicAddress address, Problem problem) =>
        problem is OAuthFault { RedirectUri: { } redirect } fault
            ? Back(
                http,
                redirect,
                ("error", fault.Error),
                ("error_description", fault.Description),
                ("state", fault.State),
                ("iss", address.Issuer(http))
            )
            : new RazorComponentResult<ConsentFaultPage>(new { Fault = problem as OAuthFault })
            {
                StatusCode = StatusCodes.Status400BadRequest,
            };

    // 303: whatever was posted here is not posted there (RFC 9700 section 4.12).
    private static IResult Back(HttpContext http, string redirect, params (string, string?)[] answer)
    {
        http.Response.Headers.Location = RedirectAddress.With(redirect, answer);
        http.Response.Headers.CacheControl = "no-store";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static IResult SignInFirst(HttpContext http) =>
        Results.LocalRedirect($"/sign-in?next={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString)}");

    private static async Task<IResult> ShutOut(Guid id, HttpContext http, RevokeGrant revoke, Viewer viewer) =>
        AnswerToPost.With(
            http,
            viewer,
            await revoke.Run(new(id), http.RequestAborted),
            "programs.revoked",
            "/settings/developers",
            null,
            null
        );
}
