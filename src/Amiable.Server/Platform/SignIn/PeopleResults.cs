using Microsoft.AspNetCore.Identity;

namespace Amiable.Platform.SignIn;

internal static class PeopleResults
{
    /// <summary>What Identity refused, as a problem of the field that was typed; null when it refused nothing.</summary>
    public static Problem? Problem(this IdentityResult result) =>
        result.Succeeded ? null
        : result.Errors.First() is var error && error.Code == nameof(IdentityErrorDescriber.InvalidToken)
            ? new Refused("link-expired", "This link does not work any more. Ask for a new one.")
        : error.Code is nameof(IdentityErrorDescriber.DuplicateUserName) or nameof(IdentityErrorDescriber.DuplicateEmail)
            ? new Refused("has-login", "This address has a login here already. Sign in with it.")
        : new Invalid("password", error.Code, error.Description);
}
