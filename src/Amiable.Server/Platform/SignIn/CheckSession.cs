using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.SignIn;

/// <summary>Whether a session still looks at this organization, and its person still is a member: asked by what stays open longer than a request.</summary>
public sealed class CheckSession(AppDb db, Today today)
{
    public async Task<bool> Run(Guid session, MemberId member, CancellationToken ct)
    {
        var (here, unused) = (db.Organization.Id, today.Now - SignIn.Idle);
        return await db.Sessions.AnyAsync(s => s.Id == session && s.OrganizationId == here && s.SeenAt >= unused, ct)
            && await db.Members.AnyAsync(m => m.Id == member, ct);
    }
}
