using Amiable.Organizations;
using Amiable.Platform.Secrets;
using Amiable.Platform.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Members;

/// <summary>What the link of an invitation opens; nothing when it was used, revoked, replaced or is too old.</summary>
public sealed class ShowInvitation(AllOrganizations organizations, UserManager<Person> people, Today today)
{
    /// <param name="Email">Who is invited.</param>
    /// <param name="Organization">Where to.</param>
    /// <param name="InvitedBy">By whom.</param>
    /// <param name="Login">Whose login the address is here already, which is then the one to use.</param>
    public sealed record View(string Email, string Organization, string InvitedBy, PersonId? Login);

    public async Task<View?> Run(string link, CancellationToken ct)
    {
        if (OwnedSecret.Parse(link) is not { } parsed)
            return null;
        var found = await organizations.For(
            parsed.Organization,
            async services =>
            {
                var db = services.GetRequiredService<AppDb>();
                var invitation = await db.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.Id == new InvitationId(parsed.Row), ct);
                return parsed.Opens(invitation, today.Now)
                    ? (Invitation: invitation!, (await db.Organizations.AsNoTracking().SingleAsync(ct)).Name)
                    : default((Invitation Invitation, string Name)?);
            }
        );
        return found is { } it
            ? new(it.Invitation.Email, it.Name, it.Invitation.InvitedBy, (await people.FindByEmailAsync(it.Invitation.Email))?.Id)
            : null;
    }
}
