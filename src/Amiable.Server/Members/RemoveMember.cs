using Amiable.Platform.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Members;

/// <summary>
/// Ends a membership at once: every session in this organization is over with the next request. Somebody who is a member nowhere else has no login any
/// more either. The last member stays: nobody could get in again.
/// </summary>
public sealed class RemoveMember(AppDb db, AllOrganizations organizations)
{
    public async Task<Result<Done>> Run(MemberId id, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.DecideAlone(Decision.WhoIsHere, ct);
        var members = await db.Members.ToListAsync(ct);
        if (members.SingleOrDefault(m => m.Id == id) is not { } member)
            return new NotFound("member");
        if (members.Count == 1)
            return new Refused("member.last", "The last member cannot be removed. Invite somebody else first, or delete the organization.");
        db.Members.Remove(member);
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await db.Sessions.Where(s => s.PersonId == member.PersonId && s.OrganizationId == member.OrganizationId).ExecuteDeleteAsync(ct);
        var elsewhere = (await organizations.Of(member.PersonId, ct)).Any(m => m.Member.Id != id);
        if (!elsewhere)
            await db.Persons.Where(p => p.Id == member.PersonId && !p.IsOperator).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
        return new Done();
    }
}
