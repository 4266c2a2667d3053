using Amiable.Accounts;
using Amiable.Organizations;
using Amiable.Platform.Http;
using Amiable.Platform.Watching;

namespace Amiable.FollowUp;

/// <summary>
/// Which day it is for the planner: where the account is, where the organization is, and on which day something could still be sent there. Of the clock a plan looks at
/// nothing else, so that as long as these stay, the same facts give the same plan.
/// </summary>
public sealed class PlanningDays(PublicAddress address, Today today)
{
    /// <summary>
    /// All of it for one zone, to be compared with what it was before. The program and its address are in it: another version may plan and write differently, and
    /// messages lead to documents under that address.
    /// </summary>
    public string In(string zone, Organization organization)
    {
        var there = Find(zone, organization);
        var now = today.Now;
        return $"{SendWindow.LocalDay(now, there):O} {FirstDay(now, there, organization):O} {today.For(organization):O} {ProgramVersion.Text} {address.Known}";
    }

    /// <summary>The first day on which something could still be sent there.</summary>
    public static DateOnly FirstDay(DateTimeOffset now, TimeZoneInfo zone, Organization organization)
    {
        var day = SendWindow.LocalDay(now, zone);
        return organization.Policy.Window.At(day, zone, 0, now) is null ? day.AddDays(1) : day;
    }

    /// <summary>By whose clock an account lives.</summary>
    public static TimeZoneInfo ZoneOf(AccountDetails account, Organization organization) =>
        Find(account.ZoneOr(organization.TimeZone), organization);

    // A zone this machine does not know must not keep everybody else from being planned.
    private static TimeZoneInfo Find(string zone, Organization organization) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) ? known : TimeZoneInfo.FindSystemTimeZoneById(organization.TimeZone);
}
