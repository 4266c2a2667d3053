using Microsoft.AspNetCore.Identity;

namespace Amiable.Platform.SignIn;

/// <summary>Passkeys: WebAuthn credentials of the person's devices. Identity speaks the protocol; the browser's half is in site.js.</summary>
public sealed partial class AddPasskey(
    UserManager<Person> people,
    IPasskeyHandler<Person> passkeys,
    CurrentPerson current,
    TellProof tell,
    ILogger<AddPasskey> log
)
{
    private static readonly Refused Failed = new("passkey-failed", "The passkey could not be added. Try again, or use another device.");

    /// <summary>What the browser is to ask the device for, and what to remember of it until it answers.</summary>
    public async Task<PasskeyCreationOptionsResult> Prepare(HttpContext http)
    {
        var person = (await people.FindByIdAsync(current.Id.Value.ToString()))!;
        var entity = new PasskeyUserEntity
        {
            Id = person.Id.Value.ToString(),
            Name = person.Email,
            DisplayName = person.Email,
        };
        return await passkeys.MakeCreationOptionsAsync(entity, http);
    }

    /// <param name="http">The request; its address is what the device signed for.</param>
    /// <param name="name">What its owner calls it.</param>
    /// <param name="credential">The device's answer, as JSON.</param>
    /// <param name="state">What was remembered.</param>
    public async Task<Result<Done>> Run(HttpContext http, string name, string credential, string? state)
    {
        var result = await passkeys.PerformAttestationAsync(
            new()
            {
                HttpContext = http,
                CredentialJson = credential,
                AttestationState = state,
            }
        );
        if (!result.Succeeded)
        {
            NotAdded(log, result.Failure, current.Id.Value);
            return Failed;
        }
        var person = (await people.FindByIdAsync(current.Id.Value.ToString()))!;
        if (result.UserEntity.Id != person.Id.Value.ToString())
            return Failed;
        result.Passkey.Name = name.Trim() is { Length: > 0 and <= 100 } given ? given : "Passkey";
        if ((await people.AddOrUpdatePasskeyAsync(person, result.Passkey)).Problem() is { } problem)
            return problem;
        await tell.Run("passkey-added");
        return new Done();
    }

    [LoggerMessage(LogLevel.Warning, "A passkey of person {Person} was not added")]
    private static partial void NotAdded(ILogger log, Exception? failure, Guid person);
}

/// <summary>Takes a passkey away: the device that holds it opens nothing any more.</summary>
public sealed class RemovePasskey(UserManager<Person> people, CurrentPerson current, TellProof tell)
{
    public async Task<Result<Done>> Run(byte[] credentialId)
    {
        var person = (await people.FindByIdAsync(current.Id.Value.ToString()))!;
        if (await people.GetPasskeyAsync(person, credentialId) is null)
            return new NotFound("passkey");
        if ((await people.RemovePasskeyAsync(person, credentialId)).Problem() is { } problem)
            return problem;
        await tell.Run("passkey-removed");
        return new Done();
    }
}

/// <summary>Who a passkey belongs to, when the device proves that it holds it.</summary>
public sealed class CheckPasskey(UserManager<Person> people, IPasskeyHandler<Person> passkeys)
{
    private static readonly Refused Failed = new("passkey-unknown", "This passkey is not known here. Sign in with your password instead.");

    public Task<PasskeyRequestOptionsResult> Prepare(HttpContext http) => passkeys.MakeRequestOptionsAsync(null!, http);

    public async Task<Result<Person>> Run(HttpContext http, string credential, string? state)
    {
        var result = await passkeys.PerformAssertionAsync(
            new()
            {
                HttpContext = http,
                CredentialJson = credential,
                AssertionState = state,
            }
        );
        if (!result.Succeeded)
            return Failed;
        // The device counts its uses: a counter that goes back is a copied device.
        await people.AddOrUpdatePasskeyAsync(result.User, result.Passkey);
        return result.User;
    }
}
