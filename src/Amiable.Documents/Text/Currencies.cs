namespace Amiable.Documents.Text;

/// <summary>Signs and codes of money as invoices write them.</summary>
internal static class Currencies
{
    private static readonly Dictionary<string, string> Signs = new(StringComparer.Ordinal)
    {
        ["€"] = "EUR",
        ["£"] = "GBP",
        ["$"] = "$",
        ["₹"] = "INR",
        ["¥"] = "JPY",
        ["₺"] = "TRY",
        ["zł"] = "PLN",
        ["Kč"] = "CZK",
        ["Fr."] = "CHF",
        ["SFr."] = "CHF",
        ["Rs"] = "INR",
        ["Rs."] = "INR",
        ["kr"] = "kr",
        ["kr."] = "kr",
        ["US$"] = "USD",
        ["AU$"] = "AUD",
        ["A$"] = "AUD",
        ["CA$"] = "CAD",
        ["C$"] = "CAD",
        ["NZ$"] = "NZD",
        ["HK$"] = "HKD",
        ["SG$"] = "SGD",
        ["S$"] = "SGD",
        ["R$"] = "BRL",
        ["Euro"] = "EUR",
        ["Euros"] = "EUR",
        ["EURO"] = "EUR",
        ["EUROS"] = "EUR",
        ["euro"] = "EUR",
        ["euros"] = "EUR",
        ["Eur"] = "EUR",
    };

    private static readonly HashSet<string> Codes =
    [
        "EUR",
        "USD",
        "GBP",
        "CHF",
        "SEK",
        "NOK",
        "DKK",
        "PLN",
        "CZK",
        "HUF",
        "RON",
        "BGN",
        "TRY",
        "AUD",
        "CAD",
        "NZD",
        "JPY",
        "CNY",
        "HKD",
        "SGD",
        "INR",
        "ZAR",
        "BRL",
        "MXN",
        "ARS",
        "CLP",
        "COP",
        "PEN",
        "AED",
        "SAR",
        "QAR",
        "ILS",
        "KRW",
        "TWD",
        "THB",
        "MYR",
        "IDR",
        "PHP",
        "VND",
        "MAD",
        "TND",
        "DZD",
        "XOF",
        "XAF",
        "XPF",
        "EGP",
        "NGN",
        "KES",
        "UAH",
        "ISK",
        "RSD",
        "MUR",
        "LKR",
        "PKR",
        "BDT",
    ];

    /// <summary>ISO code; "$" and "kr" when only the document can tell whose; null for other words.</summary>
    public static string? Code(string sign)
    {
        var text = sign.Trim().Trim('(', ')', ':', '[', ']', ',');
        return text.Length is 0 or > 6 ? null
            : Codes.Contains(text) ? text
            : Signs.GetValueOrDefault(text);
    }

    /// <summary>What decimals its amounts have.</summary>
    public static bool HasCents(string code) => code is not ("JPY" or "KRW" or "CLP" or "VND" or "XOF" or "XAF" or "XPF");
}
