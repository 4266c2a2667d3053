using Amiable.Organizations;
using Amiable.Platform.Http;
using Amiable.Platform.SignIn.Pages;
using Amiable.Ui;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Amiable.Platform.SignIn;

/// <summary>Signing in and out: with a password, then perhaps a code; with a passkey; into the demo.</summary>
public static class SignInRoutes
{
    private const string Pending = "sign-in";

    public static void MapSignIn(this RouteGroupBuilder pages)
    {
        var open = pages.MapGroup("").RequireRateLimiting(SignInLimits.Policy);
        MapPassword(open);
        MapCode(open);
        MapForgotten(open);
        MapNewPassword(open);
        open.MapPasskeySignIn();
        open.MapProvider();
        open.MapPost("/sign-in/demo", OpenTheDemo);
        pages.MapPost("/sign-out", SignOut);
        pages.MapYou();
    }

    /// <summary>Every proof was given: opens a session and leads to where the visitor wanted to go.</summary>
    public static async Task<IResult> Admit(HttpContext http, PersonId person, string? next, OrganizationId? into = null)
    {
        // Who signs in anew leaves no second session behind in the same browser.
        if (http.RequestServices.GetRequiredService<CurrentPerson>() is { IsKnown: true } before)
            await http.RequestServices.GetRequiredService<EndSessions>().Run(before.Id, before.Session, null, http.RequestAborted);
        var start = http.RequestServices.GetRequiredService<StartSession>();
        var session = await start.Run(person, into, Address(http), http.Request.Headers.UserAgent, http.RequestAborted);
        await Door.Admit(http, session);
        return Results.LocalRedirect(LocalPath.Or(next, "/"));
    }

    private static string? Address(HttpContext http) =>
        http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped
            ? mapped.MapToIPv4().ToString()
            : http.Connection.RemoteIpAddress?.ToString();

    private static void MapPassword(RouteGroupBuilder open)
    {
        open.MapGet(
            "/sign-in",
            async (string? next, HttpContext http, AllOrganizations organizations, CurrentPerson current, CancellationToken ct) =>
                current.IsKnown ? Results.LocalRedirect(LocalPath.Or(next, "/"))
                : (await organizations.List(ct)).Count == 0 ? Results.LocalRedirect("/welcome")
                : await Show(http, null)
        );
        open.MapPost(
            "/sign-in",
            async (HttpContext http, CheckPassword check) =>
            {
                var form = await http.Request.ReadFormAsync(http.RequestAborted);
                var checkedOut = await check.Run(form["email"].ToString(), form["password"].ToString());
                if (checkedOut.Problem is { } problem)
                    return await Show(http, problem);
                var person = checkedOut.Value!;
                if (!person.AsksForCode)
                    return await Admit(http, person.Id, form["next"]);
                ShortCookie.Keep(http, Pending, $"{person.Id.Value:N} {form["next"]}");
                return Results.LocalRedirect("/sign-in/code");
            }
        );
    }

    private static void MapCode(RouteGroupBuilder open)
    {
        open.MapGet(
            "/sign-in/code",
            (HttpContext http) =>
                ShortCookie.Read(http, Pending) is null
                    ? Results.LocalRedirect("/sign-in")
                    : new RazorComponentResult<CodePage>(new { Problem = (Problem?)null })
        );
        open.MapPost(
            "/sign-in/code",
            async (HttpContext http, CheckCode check) =>
            {
                if (ShortCookie.Read(http, Pending)?.Split(' ', 2) is not [var id, var next])
                    return Results.LocalRedirect("/sign-in");
                var form = await http.Request.ReadFormAsync(http.RequestAborted);
                var checkedOut = await check.Run(new(Guid.ParseExact(id, "N")), form["code"].ToString());
                if (checkedOut.Problem is { } problem)
                    return new RazorComponentResult<CodePage>(new { Problem = problem }) { StatusCode = 422 };
                ShortCookie.Take(http, Pending);
                return await Admit(http, checkedOut.Value!.Id, next);
            }
        );
    }

    private static void MapForgotten(RouteGroupBuilder open)
    {
        open.MapGet("/sign-in/forgotten", (bool? sent) => new RazorComponentResult<ForgottenPage>(new { Sent = sent ?? false }));
        open.MapPost(
            "/sign-in/forgotten",
            async (HttpContext http, SendPasswordLink send, PublicAddress address, Viewer viewer) =>
            {
                var form = await http.Request.ReadFormAsync(http.RequestAborted);
                await send.Run(form["email"].ToString(), viewer.Language, address.Link(http, "/sign-in/new-password"), http.RequestAborted);
                return Results.LocalRedirect("/sign-in/forgotten?sent=true");
            }
        );
    }

    private static void MapNewPassword(RouteGroupBuilder open)
    {
        open.MapGet("/sign-in/new-password", () => new RazorComponentResult<NewPasswordPage>(new { Problem = (Problem?)null }));
        open.MapPost(
            "/sign-in/new-password",
            async (HttpContext http, ChoosePassword choose, Viewer viewer) =>
            {
                var form = await http.Request.ReadFormAsync(http.RequestAborted);
                _ = Guid.TryParse(form["person"], out var id);
                var chosen = await choose.Run(
                    new(id),
                    form["token"].ToString(),
                    form["password"].ToString(),
                    viewer.Language,
                    http.RequestAborted
                );
                if (chosen.Problem is { } problem)
                    return new RazorComponentResult<NewPasswordPage>(new { Problem = problem }) { StatusCode = 422 };
                Toasts.Leave(http, viewer.T["sign-in.password-chosen"]);
                return Results.LocalRedirect("/sign-in");
            }
        );
    }

    private static async Task<IResult> OpenTheDemo(HttpContext http, OpenDemo openDemo)
    {
        if (!Door.IsThisMachine(http))
            return Results.LocalRedirect("/sign-in");
        var next = http.Request.HasFormContentType ? (await http.Request.ReadFormAsync(http.RequestAborted))["next"].ToString() : null;
        var opened = await openDemo.Run(alsoBesideOthers: false, http.RequestAborted);
        return opened.Problem is null
            ? await Admit(http, opened.Value!.PersonId, next, opened.Value.OrganizationId)
            : Results.LocalRedirect("/sign-in");
    }

    private static async Task<IResult> SignOut([FromForm] string? next, HttpContext http, EndSessions endSessions, CurrentPerson current)
    {
        if (current.IsKnown)
            await endSessions.Run(current.Id, current.Session, null, http.RequestAborted);
        await http.SignOutAsync(SignIn.Scheme);
        return Results.LocalRedirect(LocalPath.Or(next, "/sign-in"));
    }

    private static async Task<IResult> Show(HttpContext http, Problem? problem)
    {
        var all = await http.RequestServices.GetRequiredService<AllOrganizations>().List(http.RequestAborted);
        var settings = http.RequestServices.GetRequiredService<IConfiguration>();
        return new RazorComponentResult<SignInPage>(
            new
            {
                DemoAvailable = Door.IsThisMachine(http) && all.Any(o => o.IsDemo),
                IsNew = all.All(o => o.IsDemo),
                SignUpIsOpen = SignUp.IsOpen(settings),
                Provider = ProviderSettings.From(settings)?.Name,
                Problem = problem,
            }
        )
        {
            StatusCode = problem is null ? 200 : 422,
        };
    }
}
