using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Members;

/// <summary>Who is in, and who is invited.</summary>
public sealed class ListMembers(AppDb db, Today today)
{
    public async Task<MembersView> Run(CancellationToken ct) =>
        new(
            await db.Members.AsNoTracking().OrderBy(m => m.LastName).ThenBy(m => m.FirstName).ToListAsync(ct),
            await db.Invitations.AsNoTracking().OrderByDescending(i => i.SentAt).ToListAsync(ct),
            today.Now
        );
}

public sealed record MembersView(IReadOnlyList<Member> Members, IReadOnlyList<Invitation> Invitations, DateTimeOffset Now);
