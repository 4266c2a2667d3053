using Amiable.Platform.Notices;
using Microsoft.AspNetCore.Identity;

namespace Amiable.Platform.SignIn;

/// <summary>Sets a new password with the link that was sent. Every browser is signed out, and a lock is lifted: the owner of the address is here.</summary>
public sealed class ChoosePassword(UserManager<Person> people, EndSessions endSessions, SendNotice send)
{
    /// <param name="id">Whose.</param>
    /// <param name="token">From the link.</param>
    /// <param name="password">The new one.</param>
    /// <param name="language">Of the mail that tells the owner.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Person>> Run(PersonId id, string token, string password, string language, CancellationToken ct)
    {
        if (await people.FindByIdAsync(id.Value.ToString()) is not { } person)
            return new Refused("link-expired", "This link does not work any more. Ask for a new one.");
        if ((await people.ResetPasswordAsync(person, token, password)).Problem() is { } problem)
            return problem;
        await people.SetLockoutEndDateAsync(person, null);
        await endSessions.Run(id, null, null, ct);
        await send.Run(person.Email, NoticeKind.PasswordChanged, language, null, [], ct);
        return person;
    }
}
