using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Contacts;

/// <summary>Removes a contact; without another one that can be reached, a task asks for one.</summary>
public sealed class DeleteContact(AppDb db, PlanFollowUps planFollowUps)
{
    public async Task<Result<Done>> Run(AccountId account, ContactId id, CancellationToken ct)
    {
        if (await db.Contacts.SingleOrDefaultAsync(c => c.Id == id && c.AccountId == account, ct) is not { } contact)
            return new NotFound("contact");
        db.Contacts.Remove(contact);
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([account], ct);
        return new Done();
    }
}
