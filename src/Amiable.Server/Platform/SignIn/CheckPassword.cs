using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Amiable.Platform.SignIn;

/// <summary>
/// Whether this password is this address's. The answer to a wrong password, an unknown address and a locked one is the same sentence and takes the same
/// time, so that nobody learns who has a login here.
/// </summary>
public sealed partial class CheckPassword(UserManager<Person> people, IPasswordHasher<Person> hasher, ILogger<CheckPassword> log)
{
    private static readonly Refused Wrong = new(
        "wrong-sign-in",
        "This address and this password do not belong together. After ten wrong tries an address is refused for a quarter of an hour."
    );

    public async Task<Result<Person>> Run(string email, string password)
    {
        var person = await people.FindByEmailAsync(email);
        if (person?.PasswordHash is null || password.Length > PasswordRules.Longest)
        {
            // As expensive as comparing.
            hasher.HashPassword(new(), password.Length > PasswordRules.Longest ? "" : password);
            return Wrong;
        }
        var isRight = await people.CheckPasswordAsync(person, password);
        if (await people.IsLockedOutAsync(person))
            return Wrong;
        if (isRight)
            return person;
        await people.AccessFailedAsync(person);
        if (await people.IsLockedOutAsync(person))
            Locked(log, person.Id.Value);
        return Wrong;
    }

    [LoggerMessage(LogLevel.Warning, "Person {Person} is locked for a quarter of an hour: ten wrong tries")]
    private static partial void Locked(ILogger log, Guid person);
}
