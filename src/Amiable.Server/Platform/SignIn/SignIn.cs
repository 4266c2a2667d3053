using System.Security.Claims;
using Amiable.Organizations;
using Amiable.Platform.SignIn.Pages;
using Amiable.Ui;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.SignIn;

/// <summary>Who is at the door: a cookie says which member of which organization. For now only the demo can be entered, and only from this machine.</summary>
public static class SignIn
{
    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
    private const string OrganizationClaim = "organization";
    private const string MemberClaim = "member";

    public static void AddSignIn(this IServiceCollection services)
    {
        services
            .AddAuthentication(Scheme)
            .AddCookie(cookie =>
            {
                cookie.Cookie.Name = "session";
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.Cookie.HttpOnly = true;
                cookie.LoginPath = "/sign-in";
                cookie.ReturnUrlParameter = "next";
                cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
            });
        services.AddAuthorization(rules => rules.FallbackPolicy = null);
        services.AddDataProtection().SetApplicationName("Amiable");
        services
            .AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>()
            .Configure<DataFolder, ILoggerFactory>(
                (keys, data, logs) =>
                    keys.XmlRepository = new Microsoft.AspNetCore.DataProtection.Repositories.FileSystemXmlRepository(
                        new DirectoryInfo(data.Folder("keys")),
                        logs
                    )
            );
    }

    public static void UseSignIn(this IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(
            async (http, next) =>
            {
                if (
                    Guid.TryParse(http.User.FindFirstValue(OrganizationClaim), out var organization)
                    && Guid.TryParse(http.User.FindFirstValue(MemberClaim), out var member)
                )
                    if (!await Enter(http, new(organization), new(member)))
                    {
                        await http.SignOutAsync(Scheme);
                        http.Response.Redirect("/sign-in");
                        return;
                    }
                await next(http);
            }
        );
    }

    public static void MapSignIn(this RouteGroupBuilder pages)
    {
        pages.MapGet(
            "/sign-in",
            async (HttpContext http, AllOrganizations organizations, CancellationToken ct) =>
            {
                var all = await organizations.List(ct);
                var here = IsThisMachine(http);
                return new RazorComponentResult<SignInPage>(
                    new { DemoAvailable = here && all.Any(o => o.IsDemo), DemoCanBeMade = here && all.Count == 0 }
                );
            }
        );
        pages.MapPost(
            "/sign-in/demo",
            async (HttpContext http, OpenDemo openDemo, CancellationToken ct) =>
            {
                if (!IsThisMachine(http))
                    return Results.Redirect("/sign-in");
                var opened = await openDemo.Run(alsoBesideOthers: false, ct);
                if (opened.Problem is not null)
                    return Results.Redirect("/sign-in");
                await http.SignInAsync(Scheme, Identity(opened.Value!));
                return Results.Redirect("/");
            }
        );
        pages.MapPost(
            "/sign-out",
            async (HttpContext http) =>
            {
                await http.SignOutAsync(Scheme);
                return Results.Redirect("/sign-in");
            }
        );
    }

    private static ClaimsPrincipal Identity(Member member) =>
        new(
            new ClaimsIdentity(
                [new(OrganizationClaim, member.OrganizationId.Value.ToString()), new(MemberClaim, member.Id.Value.ToString())],
                Scheme
            )
        );

    /// <summary>Behind a proxy the address is the proxy's, so a forwarded request never counts as local.</summary>
    private static bool IsThisMachine(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address
        && System.Net.IPAddress.IsLoopback(address)
        && !http.Request.Headers.ContainsKey("X-Forwarded-For")
        && !http.Request.Headers.ContainsKey("Forwarded");

    private static async Task<bool> Enter(HttpContext http, OrganizationId organizationId, MemberId memberId)
    {
        var services = http.RequestServices;
        services.GetRequiredService<CurrentOrganization>().Choose(organizationId);
        var db = services.GetRequiredService<AppDb>();
        var member = await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Id == memberId, http.RequestAborted);
        var organization = await db.Organizations.AsNoTracking().SingleOrDefaultAsync(http.RequestAborted);
        if (member is null || organization is null || (organization.IsDemo && !IsThisMachine(http)))
            return false;
        services.GetRequiredService<CurrentMember>().Is(member.Id, member.FullName);
        services.GetRequiredService<Viewer>().IsMember(organization.Name, member.FullName, organization.TimeZone, member.Language);
        services.GetRequiredService<Viewer>().LogoUrl = LogoAddress.Of(organization.LogoHash);
        return true;
    }
}
