namespace Amiable.Import.Csv;

/// <summary>What people write instead of a currency's code.</summary>
internal static class CurrencySigns
{
    private static readonly Dictionary<string, string> Unique = new(StringComparer.OrdinalIgnoreCase)
    {
        ["€"] = "EUR",
        ["euro"] = "EUR",
        ["euros"] = "EUR",
        ["£"] = "GBP",
        ["US$"] = "USD",
        ["$US"] = "USD",
        ["C$"] = "CAD",
        ["CA$"] = "CAD",
        ["A$"] = "AUD",
        ["AU$"] = "AUD",
        ["NZ$"] = "NZD",
        ["HK$"] = "HKD",
        ["S$"] = "SGD",
        ["R$"] = "BRL",
        ["zł"] = "PLN",
        ["Kč"] = "CZK",
        ["Ft"] = "HUF",
        ["Fr"] = "CHF",
        ["Fr."] = "CHF",
        ["SFr"] = "CHF",
        ["SFr."] = "CHF",
        ["lei"] = "RON",
        ["лв"] = "BGN",
        ["лв."] = "BGN",
        ["₺"] = "TRY",
        ["₹"] = "INR",
        ["₪"] = "ILS",
        ["₴"] = "UAH",
        ["₽"] = "RUB",
        ["₩"] = "KRW",
        ["₫"] = "VND",
        ["₱"] = "PHP",
    };

    // Signs several currencies share: the one of the ledger is meant if it is among them, else the first; no first, no guess.
    private static readonly (string Sign, string? Else, string Currencies)[] Shared =
    [
        ("$", "USD", "USD CAD AUD NZD HKD SGD MXN ARS CLP COP TWD"),
        ("¥", "JPY", "JPY CNY"),
        ("kr", null, "SEK NOK DKK ISK"),
        ("kr.", null, "SEK NOK DKK ISK"),
    ];

    /// <summary>The currency a code or sign stands for; null when it is none, or could be several.</summary>
    /// <param name="sign">"EUR", "eur", "€", "kr".</param>
    /// <param name="preferred">The ledger's own currency, which decides for signs that several share.</param>
    public static string? Find(string sign, string preferred)
    {
        if (sign.Length == 3 && sign.ToUpperInvariant() is var code && Currencies.IsKnown(code))
            return code;
        if (Unique.TryGetValue(sign, out var known))
            return known;
        foreach (var (shared, otherwise, currencies) in Shared)
        {
            if (shared.Equals(sign, StringComparison.OrdinalIgnoreCase))
                return currencies.Contains(preferred, StringComparison.Ordinal) ? preferred : otherwise;
        }
        return null;
    }

    /// <summary>Whether the word is a currency's name, which a header carries beside what it means.</summary>
    public static bool IsWord(string word) =>
        word.Equals("euro", StringComparison.OrdinalIgnoreCase) || word.Equals("euros", StringComparison.OrdinalIgnoreCase);
}
