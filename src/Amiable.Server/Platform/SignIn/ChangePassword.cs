using Amiable.Platform.Notices;
using Microsoft.AspNetCore.Identity;

namespace Amiable.Platform.SignIn;

/// <summary>Changes one's own password, for which the old one is asked; a first one where there was none. All other browsers are signed out.</summary>
public sealed class ChangePassword(
    UserManager<Person> people,
    CheckPassword check,
    EndSessions endSessions,
    SendNotice send,
    CurrentPerson current,
    TellProof tell
)
{
    public async Task<Result<Done>> Run(string old, string password, string language, CancellationToken ct)
    {
        var person = (await people.FindByIdAsync(current.Id.Value.ToString()))!;
        if (person.PasswordHash is not null && (await check.Run(person.Email, old)).Problem is not null)
            return new Invalid("old", "password.wrong", "This is not your present password.");
        var changed = person.PasswordHash is null
            ? await people.AddPasswordAsync(person, password)
            : await people.ChangePasswordAsync(person, old, password);
        if (changed.Problem() is { } problem)
            return problem;
        await endSessions.Run(person.Id, null, current.Session, ct);
        await send.Run(person.Email, NoticeKind.PasswordChanged, language, null, [], ct);
        await tell.Run("password-changed", ct);
        return new Done();
    }
}
