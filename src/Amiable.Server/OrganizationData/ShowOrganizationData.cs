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
            await db.StandingTotals.SumAsync(t => t.Accounts, ct),
            await db.Invoices.IgnoreAutoIncludes().Select(i => i.Id).Order().Take(OrganizationDataView.CountedUpTo + 1).CountAsync(ct),
            await db.Communications.Select(c => c.Id).Order().Take(OrganizationDataView.CountedUpTo + 1).CountAsync(ct)
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
)
{
    /// <summary>Of more it is only said that they are more: nobody weighs a deletion by the last digit, and a million takes long to count.</summary>
    public const int CountedUpTo = 100_000;
}
