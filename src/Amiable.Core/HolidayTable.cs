using System.Collections.Concurrent;

namespace Amiable;

/// <summary>
/// The table of places, their closed days, weekends and time zones. Its text is generated when this project is built (holidays/generate.mjs,
/// which also tells its form and its sources); a country's part of it is read when first asked for, then kept.
/// </summary>
internal static partial class HolidayTable
{
    private static readonly ConcurrentDictionary<string, Dictionary<string, Place>> Read = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every country in the table, sorted by code.</summary>
    public static IReadOnlyList<string> Countries { get; } = Codes.Split(' ');

    /// <summary>The nearest place that is known: the region, what it lies in, the country, <see cref="Place.Unknown"/>.</summary>
    public static Place Find(string? country, string? region)
    {
        if (country is null || PlacesOf(country) is not { } places)
            return Place.Unknown;
        if (string.IsNullOrEmpty(region))
            return places[""];

        var byId = places.GetAlternateLookup<ReadOnlySpan<char>>();
        var id = region.AsSpan();
        if (id.Length > country.Length && id[country.Length] == '-' && id.StartsWith(country, StringComparison.OrdinalIgnoreCase))
            id = id[(country.Length + 1)..];
        while (true)
        {
            if (byId.TryGetValue(id, out var place))
                return place;
            id = id[..Math.Max(id.LastIndexOf('-'), 0)];
        }
    }

    /// <summary>The regions of a country, in the order of the table; empty when it has none or is not known.</summary>
    public static IEnumerable<Place> RegionsOf(string country) =>
        PlacesOf(country) is { } places ? places.Where(place => place.Key.Length > 0).Select(place => place.Value) : [];

    /// <summary>A country and its regions by their ids, the country itself by "".</summary>
    private static Dictionary<string, Place>? PlacesOf(string country)
    {
        if (Read.TryGetValue(country, out var places))
            return places;
        // Only what exists is kept: what people type must not fill the memory.
        return country.Length == 2 && country.ToUpperInvariant() is var code && TextOf(code) is { } text
            ? Read.GetOrAdd(code, Parsed, text)
            : null;
    }

    private static Dictionary<string, Place> Parsed(string code, string text)
    {
        var lines = text.Split('\n');
        var places = new Dictionary<string, Place>(StringComparer.OrdinalIgnoreCase) { [""] = Place.Country(code, lines[0]) };
        foreach (var line in lines.AsSpan(1))
        {
            var region = Place.Region(line, id => places[id[..Math.Max(id.LastIndexOf('-'), 0)]]);
            places.Add(region.Id, region);
        }
        return places;
    }
}
