using System.Security.Claims;
using Amiable.Organizations;
using Amiable.Platform.Http;
using Amiable.Platform.Live;
using Amiable.Ui;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.SignIn;

/// <summary>Every request passes here: the cookie names a session, the session a person and an organization, and the person must still be a member of it.</summary>
public static class Door
{
    // Where somebody without any organization may go.
    private static readonly string[] OpenToAnybody =
    [
        "/sign-out",
        "/sign-in",
        "/organizations/new",
        "/you",
        "/invitations",
        "/preferences",
    ];

    // How exactly "last seen" is kept: a write at every request would cost more than it tells.
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    public static async Task Pass(HttpContext http, RequestDelegate next)
    {
        if (Guid.TryParse(http.User.FindFirstValue(SignIn.SessionClaim), out var session) && await Enter(http, session) is { } elsewhere)
        {
            http.Response.Redirect(elsewhere);
            return;
        }
        await next(http);
    }

    /// <summary>Opens the session; its cookie is all that the browser keeps.</summary>
    public static Task Admit(HttpContext http, Session session) =>
        http.SignInAsync(
            SignIn.Scheme,
            new ClaimsPrincipal(new ClaimsIdentity([new(SignIn.SessionClaim, session.Id.ToString())], SignIn.Scheme)),
            new() { IsPersistent = true }
        );

    /// <summary>Behind a proxy the address is the proxy's, so a forwarded request never counts as local.</summary>
    public static bool IsThisMachine(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address
        && System.Net.IPAddress.IsLoopback(address)
        && !http.Request.Headers.ContainsKey("X-Forwarded-For")
        && !http.Request.Headers.ContainsKey("Forwarded");

    /// <returns>Where to go instead, or null.</returns>
    private static async Task<string?> Enter(HttpContext http, Guid id)
    {
        var services = http.RequestServices;
        var now = services.GetRequiredService<Today>().Now;
        var db = services.GetRequiredService<AppDb>();
        var (session, isOperator, isHeld) = await Find(db, id, http.RequestAborted);
        if (session is null || session.SeenAt + SignIn.Idle < now)
            return await Leave(http, session, db);
        var memberships = await services.GetRequiredService<AllOrganizations>().Of(session.PersonId, http.RequestAborted);
        var here = memberships.SingleOrDefault(m => m.Organization.Id == session.OrganizationId);
        if (here is { Organization.IsDemo: true } && !IsThisMachine(http))
            return await Leave(http, session, db);
        services.GetRequiredService<CurrentPerson>().Is(session, memberships);
        var viewer = services.GetRequiredService<Viewer>();
        (viewer.IsOperator, viewer.IsSendingHeld) = (isOperator, isHeld);
        viewer.MayFound = isOperator || SignUp.IsOpen(services.GetRequiredService<IConfiguration>());
        if (session.SeenAt + SeenEvery < now && !LiveRoutes.IsByItself(http))
            await db.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SeenAt, now), http.RequestAborted);
        if (here is null)
            return await WithoutOrganization(http, session, memberships, viewer.MayFound, db);
        services.GetRequiredService<CurrentOrganization>().Choose(here.Organization.Id, here.Organization.TimeZone);
        services.GetRequiredService<CurrentMember>().Is(here.Member.Id, here.Member.FullName);
        viewer.IsMember(
            here.Organization.Name,
            here.Member.FullName,
            here.Organization.TimeZone,
            here.Member.Language,
            [.. memberships.Where(m => m != here).Select(m => new OtherOrganization(m.Organization.Id.Value, m.Organization.Name))]
        );
        viewer.OrganizationId = here.Organization.Id.Value;
        viewer.DeletionDueAt = here.Organization.DeletionDueAt;
        viewer.LogoUrl = LogoAddress.Of(here.Organization.LogoHash);
        return null;
    }

    private static async Task<(Session?, bool IsOperator, bool IsHeld)> Find(AppDb db, Guid id, CancellationToken ct)
    {
        var found = await db
            .Sessions.AsNoTracking()
            .Where(s => s.Id == id)
            .Select(s => new
            {
                Session = s,
                IsOperator = db.Persons.Any(p => p.Id == s.PersonId && p.IsOperator),
                IsHeld = db.InstallationStates.Any(i => i.HeldSince != null),
            })
            .SingleOrDefaultAsync(ct);
        return (found?.Session, found?.IsOperator ?? false, found?.IsHeld ?? false);
    }

    /// <summary>Removed from the organization that was looked at: another one is shown, or none is left.</summary>
    private static async Task<string?> WithoutOrganization(
        HttpContext http,
        Session session,
        IReadOnlyList<Membership> memberships,
        bool mayFound,
        AppDb db
    )
    {
        if (memberships is [var other, ..])
        {
            await db
                .Sessions.Where(s => s.Id == session.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.OrganizationId, other.Organization.Id), http.RequestAborted);
            return "/";
        }
        if (!mayFound)
            return await Leave(http, session, db);
        return OpenToAnybody.Any(path => http.Request.Path.StartsWithSegments(path)) ? null : "/organizations/new";
    }

    private static async Task<string?> Leave(HttpContext http, Session? session, AppDb db)
    {
        if (session is not null)
            await db.Sessions.Where(s => s.Id == session.Id).ExecuteDeleteAsync(http.RequestAborted);
        await http.SignOutAsync(SignIn.Scheme);
        // A page for strangers, such as an invitation, is shown to who has just become one.
        if (HttpMethods.IsGet(http.Request.Method) && http.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is null)
        {
            http.User = new();
            return null;
        }
        var asked = HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString : "";
        return LocalPath.IsLocal(asked) && asked != "/" ? $"/sign-in?next={Uri.EscapeDataString(asked)}" : "/sign-in";
    }
}
