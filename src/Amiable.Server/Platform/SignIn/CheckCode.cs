using Microsoft.AspNetCore.Identity;

namespace Amiable.Platform.SignIn;

/// <summary>The second step: a code of the authenticator app, or one of the recovery codes, which works once.</summary>
public sealed class CheckCode(UserManager<Person> people)
{
    private static readonly Invalid Wrong = new(
        "code",
        "wrong-code",
        "This code does not work. A code of the app is valid for half a minute."
    );

    public async Task<Result<Person>> Run(PersonId id, string code)
    {
        if (await people.FindByIdAsync(id.Value.ToString()) is not { } person || await people.IsLockedOutAsync(person))
            return Wrong;
        var typed = string.Concat(code.Where(c => !char.IsWhiteSpace(c)));
        var isRight =
            typed.Length == 6 && typed.All(char.IsAsciiDigit)
                ? await people.VerifyTwoFactorTokenAsync(person, TokenOptions.DefaultAuthenticatorProvider, typed)
                : (await people.RedeemTwoFactorRecoveryCodeAsync(person, typed)).Succeeded;
        if (isRight)
            return person;
        await people.AccessFailedAsync(person);
        return Wrong;
    }
}
