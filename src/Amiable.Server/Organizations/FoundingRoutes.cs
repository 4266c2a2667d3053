using Amiable.Organizations.Pages;
using Amiable.Platform.Http;
using Amiable.Platform.SignIn;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Amiable.Organizations;

/// <summary>How an organization comes to be: at the first visit, by sign-up where the operator lets strangers in, or as a further one of somebody's.</summary>
public static class FoundingRoutes
{
    public static void MapFounding(this RouteGroupBuilder pages)
    {
        var open = pages.MapGroup("").RequireRateLimiting(SignInLimits.Policy);
        MapFirst(open);
        MapSignUp(open);
        MapSignedUp(open);
        MapFurther(pages);
        pages
            .MapPost(
                "/organizations/{id:guid}/look",
                async (Guid id, HttpContext http, LookAtOrganization look) =>
                    (await look.Run(new(id), http.RequestAborted)).Problem is null ? Results.LocalRedirect("/") : Results.NotFound()
            )
            .RequireAuthorization();
    }

    private static void MapFirst(RouteGroupBuilder open)
    {
        open.MapGet(
            "/welcome",
            async (HttpContext http, AllOrganizations organizations, CancellationToken ct) =>
                (await organizations.List(ct)) is var all && all.All(o => o.IsDemo)
                    ? Show(new() { IsFirst = true, DemoCanBeMade = Door.IsThisMachine(http) && all.Count == 0 })
                    : Results.LocalRedirect("/sign-in")
        );
        open.MapPost(
            "/welcome",
            async ([FromForm] FoundingForm form, HttpContext http, FoundOrganization found, Viewer viewer) =>
            {
                var founded = await found.First(form.Details(viewer.Language), form.Email ?? "", form.Password ?? "", http.RequestAborted);
                return await Answer(http, founded, new() { IsFirst = true }, form);
            }
        );
    }

    private static void MapSignUp(RouteGroupBuilder open)
    {
        open.MapGet(
            "/sign-up",
            (bool? sent, string? token, HttpContext http, IConfiguration settings, SendSignUpLink links) =>
                !SignUp.IsOpen(settings) ? Results.LocalRedirect("/sign-in")
                : links.AddressOf(token) is { } address ? Show(new() { Address = address, Token = token })
                : new RazorComponentResult<SignUpPage>(new { Sent = sent ?? false })
        );
        open.MapPost(
            "/sign-up",
            async (
                [FromForm] string? email,
                HttpContext http,
                IConfiguration settings,
                SendSignUpLink send,
                PublicAddress address,
                Viewer viewer
            ) =>
            {
                if (!SignUp.IsOpen(settings))
                    return Results.LocalRedirect("/sign-in");
                var sent = await send.Run(
                    email ?? "",
                    viewer.Language,
                    address.Link(http, "/sign-up"),
                    address.Link(http, "/sign-in"),
                    http.RequestAborted
                );
                return sent.Problem is { } problem
                    ? new RazorComponentResult<SignUpPage>(new { Problem = problem }) { StatusCode = 422 }
                    : Results.LocalRedirect("/sign-up?sent=true");
            }
        );
    }

    /// <summary>With the link that was sent.</summary>
    private static void MapSignedUp(RouteGroupBuilder open) =>
        open.MapPost(
            "/sign-up/found",
            async (
                [FromForm] FoundingForm form,
                HttpContext http,
                IConfiguration settings,
                SendSignUpLink links,
                FoundOrganization found,
                Viewer viewer
            ) =>
            {
                if (!SignUp.IsOpen(settings) || links.AddressOf(form.Token) is not { } address)
                    return Results.LocalRedirect("/sign-up");
                var founded = await found.ForNewcomer(form.Details(viewer.Language), address, form.Password ?? "", http.RequestAborted);
                return await Answer(http, founded, new() { Address = address, Token = form.Token }, form);
            }
        );

    private static void MapFurther(RouteGroupBuilder pages)
    {
        var further = pages.MapGroup("/organizations/new").RequireAuthorization();
        further.MapGet("", (Viewer viewer) => viewer.MayFound ? Show(new() { IsFurther = true }) : Results.NotFound());
        further.MapPost(
            "",
            async ([FromForm] FoundingForm form, HttpContext http, FoundOrganization found, CurrentPerson current, Viewer viewer) =>
            {
                if (!viewer.MayFound)
                    return Results.NotFound();
                var founded = await found.Run(form.Details(viewer.Language), current.Id, http.RequestAborted);
                return await Answer(http, founded, new() { IsFurther = true }, form);
            }
        );
    }

    private static async Task<IResult> Answer(HttpContext http, Result<Member> founded, Founding founding, FoundingForm form) =>
        founded.Problem is { } problem
            ? Show(founding with { Typed = form }, problem)
            : await SignInRoutes.Admit(http, founded.Value!.PersonId, "/", founded.Value.OrganizationId);

    private static RazorComponentResult<FoundingPage> Show(Founding founding, Problem? problem = null) =>
        new RazorComponentResult<FoundingPage>(new { Founding = founding, Problem = problem }) { StatusCode = problem is null ? 200 : 422 };
}

/// <summary>What is typed to found an organization. Not every occasion asks for everything, and parameters of a constructor would all be required.</summary>
public sealed record FoundingForm
{
    public string? Name { get; init; }
    public string? Country { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Email { get; init; }
    public string? Password { get; init; }
    public string? Token { get; init; }

    public NewOrganization Details(string language) => new(Name ?? "", Country ?? "", language, FirstName ?? "", LastName ?? "");
}

/// <summary>On which occasion an organization is founded.</summary>
public sealed record Founding
{
    /// <summary>The first of the installation.</summary>
    public bool IsFirst { get; init; }

    /// <summary>A further one of somebody who is signed in.</summary>
    public bool IsFurther { get; init; }

    public bool DemoCanBeMade { get; init; }

    /// <summary>The address that is known already.</summary>
    public string? Address { get; init; }

    public string? Token { get; init; }

    public FoundingForm? Typed { get; init; }
}
