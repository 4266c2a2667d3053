using System.Text.RegularExpressions;

namespace Amiable.Documents.Text;

/// <summary>Lines of addresses: postal code and city, and countries.</summary>
internal static partial class AddressLine
{
    private static readonly Dictionary<string, string> Countries = ReadCountries();

    /// <summary>"69001 Lyon", "DE 80333 München", "1025 RX Amsterdam", "London SW1A 1AA", "Seattle, WA 98109-5210, US", "1000-205 Lisboa".</summary>
    public static bool IsCity(string text) => text.Length < 60 && City().IsMatch(text) && !NoCity().IsMatch(text);

    /// <summary>The country a line names, alone or at its end.</summary>
    public static string? Country(string line)
    {
        var plain = Letters.Plain(line).Trim(' ', '.', ',', '-');
        if (Countries.TryGetValue(plain, out var code))
            return code;
        foreach (
            var part in plain.Split(
                [',', '/', '|', '●', '·', '•', '-', '(', ')'],
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            )
        )
            if (Countries.TryGetValue(part, out code) && part.Length > 1)
                return code;
        return IsoAtEnd().Match(line) is { Success: true } iso && Countries.ContainsValue(iso.Groups[1].Value) ? iso.Groups[1].Value : null;
    }

    /// <summary>The country whose way of writing a city this is, where only one writes so.</summary>
    public static string? CountryOfCity(string line)
    {
        if (Prefixed().Match(line) is { Success: true } prefixed)
            return prefixed.Groups["country"].Value switch
            {
                "D" => "DE",
                "F" => "FR",
                "A" => "AT",
                "B" => "BE",
                "I" => "IT",
                "E" => "ES",
                "P" => "PT",
                "L" => "LU",
                var code => code,
            };
        return Dutch().IsMatch(line) ? "NL"
            : British().IsMatch(line) ? "GB"
            : American().IsMatch(line) ? "US"
            : Portuguese().IsMatch(line) ? "PT"
            : Canadian().IsMatch(line) ? "CA"
            : null;
    }

    private static Dictionary<string, string> ReadCountries()
    {
        var countries = new Dictionary<string, string>();
        using var stream = typeof(AddressLine).Assembly.GetManifestResourceStream("Labels/countries")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                foreach (var name in line[(colon + 1)..].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                    countries.TryAdd(Letters.Plain(name).Trim('.'), line[..colon]);
        return countries;
    }

    [GeneratedRegex(
        @"^(?:(?:[A-Z]{1,2}[- ]{1,3})?\d{4,5}\s+\p{Lu}[\p{L}'’ .,/()-]+(?:\s\d{1,2})?(?:\s*,?\s*\p{L}+)?|(?:NL[- ])?\d{4}\s?[A-Z]{2},?\s+\p{Lu}[\p{L}'’ .-]+|\d{4}-\d{3}\s+\p{L}[\p{L}'’ .-]+|\p{Lu}[\p{L}'’ .-]+,?\s+[A-Z]{2},?\s+\d{5}(?:-\d{4})?.*|.*\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b.*|.*\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b.*|\d{5}[\s,-]+\p{Lu}[\p{L}'’ .-]+(?:\s?\([A-Z]{2}\)|\s[A-Z]{2})?(?:[\s,-]+\p{L}[\p{L} ]*)?|\p{Lu}[\p{L} .,-]+,\s\d{4,6},\s[A-Z]{2}|\p{Lu}[\p{L} .'’-]+,?\s(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT)\s\d{4}|\p{Lu}[\p{L} .'’-]+[ ,-]+\d{6})$",
        RegexOptions.None,
        1_000
    )]
    private static partial Regex City();

    [GeneratedRegex(@"@|www\.|https?:|%|€|:\s|\b(?:IBAN|BIC|Tel|Fax)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NoCity();

    [GeneratedRegex(@"\d{4,6}(?:-\d{4})?,\s?([A-Z]{2})$")]
    private static partial Regex IsoAtEnd();

    [GeneratedRegex(@"^(?<country>D|DE|F|FR|A|AT|B|BE|CH|I|IT|E|ES|P|PT|L|LU|NL)[- ]{1,3}\d{4,5}\b")]
    private static partial Regex Prefixed();

    [GeneratedRegex(@"^(?:NL[- ])?\d{4}\s?[A-Z]{2},?\s+\p{Lu}")]
    private static partial Regex Dutch();

    [GeneratedRegex(@"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b")]
    private static partial Regex British();

    [GeneratedRegex(@",?\s[A-Z]{2},?\s+\d{5}(?:-\d{4})?(?:,|$)")]
    private static partial Regex American();

    [GeneratedRegex(@"^\d{4}-\d{3}\s+\p{L}")]
    private static partial Regex Portuguese();

    [GeneratedRegex(@"\b[A-Z]\d[A-Z]\s\d[A-Z]\d\b")]
    private static partial Regex Canadian();
}
