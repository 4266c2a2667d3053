namespace Amiable.Writing;

/// <summary>Which language a message is written in.</summary>
public static class Languages
{
    /// <summary>The languages the built-in texts are written in.</summary>
    public static readonly IReadOnlyList<string> Written = ["en", "fr", "de", "es", "it", "nl", "pt"];

    /// <summary>The languages formal notices are written in; for every other one it is English.</summary>
    public static readonly IReadOnlyList<string> OfNotices = ["en", "fr", "de"];

    // The language of business letters; where a country has several, the one most companies use. A country that is missing is written to in English.
    private static readonly Dictionary<string, string> OfCountry = new(StringComparer.OrdinalIgnoreCase)
    {
        ["FR"] = "fr",
        ["MC"] = "fr",
        ["LU"] = "fr",
        ["SN"] = "fr",
        ["CI"] = "fr",
        ["MA"] = "fr",
        ["TN"] = "fr",
        ["DZ"] = "fr",
        ["BE"] = "fr",
        ["GP"] = "fr",
        ["MQ"] = "fr",
        ["RE"] = "fr",
        ["GF"] = "fr",
        ["DE"] = "de",
        ["AT"] = "de",
        ["LI"] = "de",
        ["CH"] = "de",
        ["ES"] = "es",
        ["MX"] = "es",
        ["AR"] = "es",
        ["CO"] = "es",
        ["CL"] = "es",
        ["PE"] = "es",
        ["UY"] = "es",
        ["EC"] = "es",
        ["CR"] = "es",
        ["DO"] = "es",
        ["PA"] = "es",
        ["IT"] = "it",
        ["SM"] = "it",
        ["VA"] = "it",
        ["NL"] = "nl",
        ["SR"] = "nl",
        ["PT"] = "pt",
        ["BR"] = "pt",
        ["AO"] = "pt",
        ["MZ"] = "pt",
        ["CV"] = "pt",
    };

    /// <summary>The contact's, else the account's, else that of the country, else the organization's; English for one nobody has written texts in.</summary>
    public static string For(string? contact, string? account, string? country, string organization)
    {
        var language = contact ?? account ?? (country is null ? organization : OfCountry.GetValueOrDefault(country, "en"));
        return Written.Contains(language) ? language : "en";
    }
}
