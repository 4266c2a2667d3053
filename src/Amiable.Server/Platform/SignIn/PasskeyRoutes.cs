using System.Buffers.Text;
using Amiable.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Amiable.Platform.SignIn;

/// <summary>The doors of passkeys. Each takes two steps: options for the browser, then the device's answer.</summary>
internal static class PasskeyRoutes
{
    private const string Adding = "passkey-new";
    private const string Using = "passkey";

    public static void MapPasskeySignIn(this RouteGroupBuilder open)
    {
        open.MapPost(
            "/sign-in/passkey/options",
            async (HttpContext http, CheckPasskey check) =>
            {
                var options = await check.Prepare(http);
                ShortCookie.Keep(http, Using, options.AssertionState ?? "");
                return Results.Content(options.RequestOptionsJson, "application/json");
            }
        );
        open.MapPost(
            "/sign-in/passkey",
            async ([FromForm] string credential, [FromForm] string? next, HttpContext http, CheckPasskey check, Viewer viewer) =>
            {
                var checkedOut = await check.Run(http, credential, ShortCookie.Take(http, Using));
                if (checkedOut.Problem is not { } problem)
                    return await SignInRoutes.Admit(http, checkedOut.Value!.Id, next);
                Toasts.Warn(http, viewer.T.Of(problem));
                return Results.LocalRedirect("/sign-in");
            }
        );
    }

    public static void MapOwnPasskeys(this RouteGroupBuilder you)
    {
        you.MapPost(
            "/passkeys/options",
            async (HttpContext http, AddPasskey add) =>
            {
                var options = await add.Prepare(http);
                ShortCookie.Keep(http, Adding, options.AttestationState ?? "");
                return Results.Content(options.CreationOptionsJson, "application/json");
            }
        );
        you.MapPost(
            "/passkeys",
            async ([FromForm] string credential, [FromForm] string? name, HttpContext http, AddPasskey add, Viewer viewer) =>
                YouRoutes.Answer(
                    http,
                    viewer,
                    await add.Run(http, name ?? "", credential, ShortCookie.Take(http, Adding)),
                    "you.passkey-added"
                )
        );
        you.MapPost(
            "/passkeys/{id}/remove",
            async (string id, HttpContext http, RemovePasskey remove, Viewer viewer) =>
                Base64Url.IsValid(id)
                    ? YouRoutes.Answer(http, viewer, await remove.Run(Base64Url.DecodeFromChars(id)), "you.passkey-removed")
                    : Results.NotFound()
        );
    }
}
