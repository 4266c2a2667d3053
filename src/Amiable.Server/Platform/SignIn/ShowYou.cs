using Amiable.Organizations;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.SignIn;

/// <summary>How somebody signs in, and from where.</summary>
public sealed class ShowYou(AppDb db, UserManager<Person> people, CurrentPerson current)
{
    public async Task<YouView> Run(CancellationToken ct)
    {
        var person = (await people.FindByIdAsync(current.Id.Value.ToString()))!;
        return new(
            current.Here?.Member,
            person.Email,
            person.PasswordHash is not null,
            person.AsksForCode,
            await people.CountRecoveryCodesAsync(person),
            [.. await people.GetPasskeysAsync(person)],
            await db.Sessions.AsNoTracking().Where(s => s.PersonId == person.Id).OrderByDescending(s => s.SeenAt).ToListAsync(ct),
            current.Session
        );
    }
}

public sealed record YouView(
    Member? Member,
    string Email,
    bool HasPassword,
    bool AsksForCode,
    int RecoveryCodes,
    IReadOnlyList<UserPasskeyInfo> Passkeys,
    IReadOnlyList<Session> Sessions,
    Guid Session
);
