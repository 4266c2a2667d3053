using Amiable.FollowUp;

namespace Amiable.Organizations;

/// <summary>Has a share of the follow-ups held back on purpose, or none. Measuring begins anew with each change: what was drawn otherwise is not comparable.</summary>
public sealed class MeasureEffect(ChangeOrganization changeOrganization, Today today)
{
    /// <param name="version">The version the change was made from.</param>
    /// <param name="percent">How many of a hundred; 0 for none.</param>
    /// <param name="businessDays">For how long.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Result<Done>> Run(int version, int percent, int businessDays, CancellationToken ct) =>
        changeOrganization.Run(
            version,
            organization =>
            {
                var before = organization.Policy.HoldOut;
                var isTheSame = (before.Percent, before.BusinessDays) == (percent, businessDays);
                var since =
                    percent == 0 ? (DateOnly?)null
                    : isTheSame ? before.Since
                    : today.For(organization);
                return organization.Follow(organization.Policy with { HoldOut = new(percent, businessDays, since) });
            },
            ct
        );
}
