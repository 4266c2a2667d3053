namespace Amiable.Organizations;

/// <summary>Takes quiet days away: from one to another, both included.</summary>
public sealed class EndQuiet(ChangeOrganization changeOrganization)
{
    public Task<Result<Done>> Run(int version, DateOnly from, DateOnly to, CancellationToken ct) =>
        changeOrganization.Run(
            version,
            organization =>
            {
                organization.KeepQuietOn(organization.BlackoutDays.Where(day => day < from || day > to));
                return null;
            },
            ct
        );
}
