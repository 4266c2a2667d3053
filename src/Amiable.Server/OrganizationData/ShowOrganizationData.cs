using Microsoft.EntityFrameworkCore;

namespace Amiable.OrganizationData;

/// <summary>What there is to export or to delete.</summary>
public sealed class ShowOrganizationData(AppDb db)
{
    public async Task<OrganizationDataView> Run(CancellationToken ct)
    {
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        return new(
            organization.Name,
            organization.IsDemo,
            organization.DeletionDueAt,
            await db.Accounts.CountAsync(ct),
            await db.Invoices.IgnoreAutoIncludes().CountAsync(ct),
            await db.Communications.CountAsync(ct)
        );
    }
}

public sealed record OrganizationDataView(
    string Name,
    bool IsDemo,
    DateTimeOffset? DeletionDueAt,
    int Accounts,
    int Invoices,
    int Communications
);
