namespace Amiable;

/// <summary>A part of a country that has a business calendar of its own.</summary>
/// <param name="Id">What follows the country in ISO 3166-2: "BY" of DE-BY. A part of a region has both ids: "BY-A".</param>
/// <param name="Name">Its name in English where there is one, else in its own language.</param>
public sealed record Region(string Id, string Name);

/// <summary>The countries and regions of which something is known: for settings to choose from.</summary>
public static class Places
{
    /// <summary>Countries whose weekend and time zone are known (ISO 3166-1 alpha-2), sorted.</summary>
    public static IReadOnlyList<string> Countries => HolidayTable.Countries;

    /// <summary>The regions of a country, sorted by id, each followed by its parts; empty when it has none or is not known.</summary>
    public static IReadOnlyList<Region> RegionsOf(string country) =>
        [
            .. HolidayTable
                .RegionsOf(country)
                .Select(place => new Region(place.Id, place.Name))
                .OrderBy(region => region.Id, StringComparer.Ordinal),
        ];
}
