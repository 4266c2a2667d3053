using Amiable.Platform.Http;
using Amiable.Platform.SignIn.Pages;
using Amiable.Ui;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Amiable.Platform.SignIn;

/// <summary>One's own name, proofs and browsers.</summary>
internal static class YouRoutes
{
    public static void MapYou(this RouteGroupBuilder pages)
    {
        var you = pages.MapGroup("/you").RequireAuthorization().RequireRateLimiting(SignInLimits.Policy);
        you.MapGet("", (ShowYou show, CancellationToken ct) => Show(show, null, null, ct));
        you.MapPost(
            "/name",
            async ([FromForm] string? firstName, [FromForm] string? lastName, HttpContext http, RenameYourself rename, Viewer viewer) =>
                await Again(http, viewer, await rename.Run(firstName ?? "", lastName ?? "", http.RequestAborted), "name", "you.name-saved")
        );
        you.MapPost(
            "/password",
            async ([FromForm] string? old, [FromForm] string? password, HttpContext http, ChangePassword change, Viewer viewer) =>
                await Again(
                    http,
                    viewer,
                    await change.Run(old ?? "", password ?? "", viewer.Language, http.RequestAborted),
                    "password",
                    "you.password-saved"
                )
        );
        MapCodes(you);
        you.MapOwnPasskeys();
        you.MapPost(
            "/sessions/{id:guid}/end",
            async (Guid id, HttpContext http, EndSessions end, CurrentPerson current, Viewer viewer) =>
                Answer(http, viewer, await end.Run(current.Id, id, null, http.RequestAborted), "you.session-ended")
        );
        you.MapPost(
            "/sessions/end",
            async (HttpContext http, EndSessions end, CurrentPerson current, Viewer viewer) =>
                Answer(http, viewer, await end.Run(current.Id, null, current.Session, http.RequestAborted), "you.sessions-ended")
        );
    }

    public static IResult Answer(HttpContext http, Viewer viewer, Result<Done> result, string said) =>
        AnswerToPost.With(http, viewer, result, said, "/you", null, null);

    private static void MapCodes(RouteGroupBuilder you)
    {
        you.MapGet("/codes", async (PrepareAuthenticator prepare) => await Codes(prepare, null));
        you.MapPost(
            "/codes",
            async ([FromForm] string? code, TurnOnCodes turnOn, PrepareAuthenticator prepare) =>
            {
                var on = await turnOn.Run(code ?? "");
                return on.Problem is { } problem
                    ? await Codes(prepare, problem)
                    : new RazorComponentResult<RecoveryCodesPage>(new { Codes = on.Value! });
            }
        );
        you.MapPost(
            "/codes/off",
            async ([FromForm] string? proof, HttpContext http, TurnOffCodes turnOff, Viewer viewer) =>
                await Again(http, viewer, await turnOff.Run(proof ?? ""), "codes", "you.codes-off")
        );
    }

    private static async Task<IResult> Codes(PrepareAuthenticator prepare, Problem? problem) =>
        await prepare.Run() is { Key.Length: > 0 } shown
            ? new RazorComponentResult<AuthenticatorPage>(new { Shown = shown, Problem = problem })
            {
                StatusCode = problem is null ? 200 : 422,
            }
            : Results.LocalRedirect("/you");

    private static Task<IResult> Again(HttpContext http, Viewer viewer, Result<Done> result, string form, string said) =>
        result.Problem is { } problem
            ? Show(http.RequestServices.GetRequiredService<ShowYou>(), form, problem, http.RequestAborted)
            : Task.FromResult(Answer(http, viewer, result, said));

    private static async Task<IResult> Show(ShowYou show, string? form, Problem? problem, CancellationToken ct) =>
        new RazorComponentResult<YouPage>(
            new
            {
                View = await show.Run(ct),
                Form = form,
                Problem = problem,
            }
        )
        {
            StatusCode = problem is null ? 200 : 422,
        };
}
