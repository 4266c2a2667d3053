namespace Amiable;

/// <summary>What must be known of a currency to keep its amounts exact (ISO 4217).</summary>
public static class Currencies
{
    /// <summary>The largest amount, in minor units, that is taken for real: more is a typing error or an attack.</summary>
    public const long MostMinor = 100_000_000_000_000;

    // ISO 4217: currencies whose minor unit is not the hundredth.
    private static readonly Dictionary<string, int> Odd = new()
    {
        ["BIF"] = 0,
        ["CLP"] = 0,
        ["DJF"] = 0,
        ["GNF"] = 0,
        ["ISK"] = 0,
        ["JPY"] = 0,
        ["KMF"] = 0,
        ["KRW"] = 0,
        ["PYG"] = 0,
        ["RWF"] = 0,
        ["UGX"] = 0,
        ["UYI"] = 0,
        ["VND"] = 0,
        ["VUV"] = 0,
        ["XAF"] = 0,
        ["XOF"] = 0,
        ["XPF"] = 0,
        ["BHD"] = 3,
        ["IQD"] = 3,
        ["JOD"] = 3,
        ["KWD"] = 3,
        ["LYD"] = 3,
        ["OMR"] = 3,
        ["TND"] = 3,
    };

    private const string Known =
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK "
        + "DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF "
        + "KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK "
        + "PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX "
        + "USD UYI UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

    private static readonly HashSet<string> Codes = [.. Known.Split(' ')];

    private static readonly decimal[] Powers = [1m, 10m, 100m, 1000m];

    /// <summary>Whether this is the code of a currency in use (ISO 4217, capitals).</summary>
    public static bool IsKnown(string? code) => code is not null && Codes.Contains(code);

    /// <summary>How many decimals the currency has: 2 for EUR, 0 for JPY, 3 for KWD.</summary>
    public static int Exponent(string currency) => Odd.GetValueOrDefault(currency, 2);

    /// <summary>The currencies in use that have so many decimals.</summary>
    public static IEnumerable<string> OfExponent(int exponent) =>
        Codes.Where(code => Exponent(code) == exponent).Order(StringComparer.Ordinal);

    internal static decimal UnitsPerMajor(string currency) => Powers[Exponent(currency)];
}
