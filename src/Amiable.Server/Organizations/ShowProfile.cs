using Microsoft.EntityFrameworkCore;

namespace Amiable.Organizations;

/// <summary>What an organization says of itself.</summary>
public sealed class ShowProfile(AppDb db)
{
    public async Task<ProfileView> Run(CancellationToken ct)
    {
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        return new(organization.Profile, organization.FullName, LogoAddress.Of(organization.LogoHash), organization.Version);
    }
}

/// <summary>A profile to be shown and edited.</summary>
/// <param name="FullName">Both names where they differ.</param>
/// <param name="LogoUrl">Null without a logo.</param>
/// <param name="Version">What an edit was made from.</param>
public sealed record ProfileView(OrganizationProfile Profile, string FullName, string? LogoUrl, int Version);
