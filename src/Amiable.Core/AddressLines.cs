namespace Amiable;

/// <summary>An address as it stands on an envelope.</summary>
public static class AddressLines
{
    /// <summary>The lines in the order of the country it goes to (Universal Postal Union, S42); the country last, in capitals, when it is another one than the sender's.</summary>
    /// <param name="name">The company.</param>
    /// <param name="attention">The person there, in words ready to print; null for none.</param>
    /// <param name="address">Where.</param>
    /// <param name="from">The sender's country.</param>
    /// <param name="nameOf">What a country is called in the sender's language.</param>
    public static IReadOnlyList<string> Of(string name, string? attention, PostalAddress address, string from, Func<string, string> nameOf)
    {
        var country = address.Country ?? from;
        List<string> lines = [name.Trim()];
        if (attention is not null)
            lines.Add(attention);
        var street = (address.Street ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        // The window holds so many lines: those of the town and the country are the ones a letter cannot do without.
        var room = LetterForm.MostLines - lines.Count - 2 - (IsCodeBelow(country) ? 1 : 0);
        lines.AddRange(street.Length <= room ? street : [.. street.Take(room - 1), string.Join(", ", street.Skip(room - 1))]);
        lines.AddRange(Town(address, country).Where(line => line.Length > 0));
        if (country != from)
            lines.Add(nameOf(country).ToUpperInvariant());
        return lines;
    }

    /// <summary>Whether there is enough of it for a letter to arrive.</summary>
    public static bool IsEnough(PostalAddress address) =>
        !string.IsNullOrWhiteSpace(address.Street) && !string.IsNullOrWhiteSpace(address.City);

    private static bool IsCodeBelow(string country) => country is "GB" or "IE";

    private static string[] Town(PostalAddress address, string country)
    {
        var (code, city) = (address.PostalCode?.Trim() ?? "", address.City?.Trim() ?? "");
        return country switch
        {
            "GB" => [city.ToUpperInvariant(), code.ToUpperInvariant()],
            "IE" => [city, code.ToUpperInvariant()],
            "US" or "CA" or "AU" or "NZ" or "IN" or "SG" or "MT" => [Joined(Joined(city, address.Region?.Trim() ?? ""), code)],
            // La Poste wants the line of the town in capitals, for its machines.
            "FR" or "MC" => [Joined(code, city.ToUpperInvariant())],
            _ => [Joined(code, city)],
        };
    }

    private static string Joined(string first, string second) => $"{first} {second}".Trim();
}
