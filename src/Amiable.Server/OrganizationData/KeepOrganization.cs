using Microsoft.EntityFrameworkCore;

namespace Amiable.OrganizationData;

/// <summary>The organization is not deleted after all; the agent goes on at its next beat.</summary>
public sealed class KeepOrganization(AppDb db)
{
    public async Task<Result<Done>> Run(CancellationToken ct)
    {
        (await db.Organizations.SingleAsync(ct)).Stay();
        return await db.Save(ct);
    }
}
