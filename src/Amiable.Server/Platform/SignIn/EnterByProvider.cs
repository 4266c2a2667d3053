using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.SignIn;

/// <summary>
/// Which person the provider vouches for: the one it vouched for before, else the one who has this address, who is known by it from then on. Nobody
/// becomes a person this way: that takes an invitation.
/// </summary>
public sealed class EnterByProvider(AppDb db, UserManager<Person> people)
{
    public async Task<Person?> Run(Vouched vouched, CancellationToken ct)
    {
        var login = await db.ProviderLogins.SingleOrDefaultAsync(l => l.Issuer == vouched.Issuer && l.Subject == vouched.Subject, ct);
        if (login is not null)
            return await people.FindByIdAsync(login.PersonId.Value.ToString());
        if (vouched.Email is null || await people.FindByEmailAsync(vouched.Email) is not { } person)
            return null;
        db.ProviderLogins.Add(
            new()
            {
                Issuer = vouched.Issuer,
                Subject = vouched.Subject,
                PersonId = person.Id,
            }
        );
        await db.SaveChangesAsync(ct);
        return person;
    }
}
