using System.Text.RegularExpressions;

namespace Amiable.Import;

/// <summary>An address as a document writes it, a line each: street, postal code, town.</summary>
internal static partial class PostalLines
{
    private const int Longest = 200;

    public static (string? Street, string? PostalCode, string? City) Of(string? address)
    {
        var lines = (address ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0)
            return default;
        var town = TownLine().Match(lines[^1]);
        var street = string.Join(", ", lines[..^1]);
        return town.Success
            ? (Cut(street), Cut(town.Groups["code"].Value), Cut(town.Groups["town"].Value))
            : (Cut(street), null, Cut(lines[^1]));
    }

    private static string? Cut(string text) =>
        text.Length == 0 ? null
        : text.Length > Longest ? text[..Longest]
        : text;

    // "75002 Paris", "D-80331 München", "1012 AB Amsterdam", "SW1A 2AA London", "PL 00-950 Warszawa".
    [GeneratedRegex(@"^(?<code>(?:[A-Z]{1,2}[- ])?(?=\S*\d)[A-Z0-9-]{3,9}(?: (?:[A-Z]{2}|\d[A-Z]{2}))?) +(?<town>\p{L}.*)$")]
    private static partial Regex TownLine();
}
