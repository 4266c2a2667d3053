using Microsoft.EntityFrameworkCore;

namespace Amiable.Members;

/// <summary>Takes an invitation back: its link opens nothing any more.</summary>
public sealed class RevokeInvitation(AppDb db)
{
    public async Task<Result<Done>> Run(InvitationId id, CancellationToken ct)
    {
        if (await db.Invitations.SingleOrDefaultAsync(i => i.Id == id, ct) is not { } invitation)
            return new NotFound("invitation");
        db.Invitations.Remove(invitation);
        return await db.Save(ct);
    }
}
