using Amiable.Organizations;

namespace Amiable.Platform;

/// <summary>The only place that asks the clock, and that turns it into the calendar day of an organization.</summary>
public sealed class Today(TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public DateOnly For(Organization organization) => In(organization.TimeZone);

    public DateOnly In(string timeZone) => SendWindow.LocalDay(Now, TimeZoneInfo.FindSystemTimeZoneById(timeZone));

    public TId NewId<TId>()
        where TId : struct, IId<TId> => Ids.New<TId>(Now);
}
