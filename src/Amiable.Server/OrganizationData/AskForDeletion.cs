using Microsoft.EntityFrameworkCore;

namespace Amiable.OrganizationData;

/// <summary>Puts the organization up for deletion; until the grace is over it can be kept.</summary>
public sealed class AskForDeletion(AppDb db, Today today)
{
    public async Task<Result<Done>> Run(string typedName, CancellationToken ct)
    {
        var organization = await db.Organizations.SingleAsync(ct);
        return organization.Leave(typedName, today.Now) is { } problem ? problem : await db.Save(ct);
    }
}
