using Microsoft.AspNetCore.Identity;
using QRCoder;

namespace Amiable.Platform.SignIn;

/// <summary>A secret for an authenticator app (TOTP, RFC 6238), as text and as a picture to scan. It counts only once a code of it was typed.</summary>
public sealed class PrepareAuthenticator(UserManager<Person> people, CurrentPerson current)
{
    public sealed record Shown(string Key, string QrSvg);

    public async Task<Shown> Run()
    {
        var person = (await people.FindByIdAsync(current.Id.Value.ToString()))!;
        if (person.AsksForCode || await people.GetAuthenticatorKeyAsync(person) is not { Length: > 0 } key)
        {
            // While codes are asked for, the secret in use is not shown again: that needs turning it off first.
            if (person.AsksForCode)
                return new("", "");
            await people.ResetAuthenticatorKeyAsync(person);
            key = (await people.GetAuthenticatorKeyAsync(person))!;
        }
        var address = $"otpauth://totp/Amiable:{Uri.EscapeDataString(person.Email)}?secret={key}&issuer=Amiable&digits=6";
        return new(string.Join(' ', key.Chunk(4).Select(c => new string(c))), Qr(address));
    }

    private static string Qr(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(code);
        return svg.GetGraphic(
            new System.Drawing.Size(200, 200),
            "#000000",
            "#ffffff",
            drawQuietZones: true,
            SvgQRCode.SizingMode.ViewBoxAttribute
        );
    }
}

/// <summary>Asks for a code at every sign-in from now on; returns the recovery codes, which are shown once.</summary>
public sealed class TurnOnCodes(UserManager<Person> people, CurrentPerson current, TellProof tell)
{
    private const int RecoveryCodes = 10;

    public async Task<Result<IReadOnlyList<string>>> Run(string code)
    {
        var person = (await people.FindByIdAsync(current.Id.Value.ToString()))!;
        var typed = string.Concat(code.Where(char.IsAsciiDigit));
        if (!await people.VerifyTwoFactorTokenAsync(person, TokenOptions.DefaultAuthenticatorProvider, typed))
            return new Invalid("code", "wrong-code", "This code does not work. A code of the app is valid for half a minute.");
        await people.SetTwoFactorEnabledAsync(person, true);
        await tell.Run("codes-turned-on");
        return (await people.GenerateNewTwoFactorRecoveryCodesAsync(person, RecoveryCodes))!.ToArray();
    }
}

/// <summary>Asks for no code any more; for which the password is asked, or a code where there is no password.</summary>
public sealed class TurnOffCodes(
    UserManager<Person> people,
    CheckPassword checkPassword,
    CheckCode checkCode,
    CurrentPerson current,
    TellProof tell
)
{
    public async Task<Result<Done>> Run(string proof)
    {
        var person = (await people.FindByIdAsync(current.Id.Value.ToString()))!;
        if (person.PasswordHash is not null && (await checkPassword.Run(person.Email, proof)).Problem is not null)
            return new Invalid("proof", "password.wrong", "This is not your present password.");
        if (person.PasswordHash is null && (await checkCode.Run(person.Id, proof)).Problem is { } wrong)
            return new Invalid("proof", wrong.Code, wrong.Message);
        await people.SetTwoFactorEnabledAsync(person, false);
        await tell.Run("codes-turned-off");
        await people.ResetAuthenticatorKeyAsync(person);
        return new Done();
    }
}
