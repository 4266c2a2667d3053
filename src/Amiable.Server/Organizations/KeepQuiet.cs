namespace Amiable.Organizations;

/// <summary>Adds quiet days, on which nothing leaves: one, or all from one to another.</summary>
public sealed class KeepQuiet(ChangeOrganization changeOrganization, Today today)
{
    private const int MostAtOnce = 92;
    private const int YearsAhead = 2;

    public Task<Result<Done>> Run(int version, DateOnly? from, DateOnly? to, CancellationToken ct) =>
        changeOrganization.Run(version, organization => Add(organization, from, to ?? from), ct);

    private Invalid? Add(Organization organization, DateOnly? from, DateOnly? to)
    {
        if (from is not { } first || to is not { } last)
            return new(nameof(from), "quiet.day", "Choose a day.");
        var day = today.For(organization);
        if (first < day)
            return new(nameof(from), "quiet.past", "That day has passed: choose today or later.");
        if (last < first)
            return new(nameof(to), "quiet.order", "The last day comes after the first.");
        if (last > day.AddYears(YearsAhead))
            return new(nameof(to), "quiet.far", $"Choose days within the next {YearsAhead} years.") { Values = [YearsAhead] };
        var days = last.DayNumber - first.DayNumber + 1;
        if (days > MostAtOnce)
            return new(nameof(to), "quiet.long", $"At most {MostAtOnce} days at once. To stop the agent for longer, let it only observe.")
            {
                Values = [MostAtOnce],
            };
        organization.KeepQuietOn(organization.BlackoutDays.Concat(Enumerable.Range(0, days).Select(first.AddDays)));
        return null;
    }
}
