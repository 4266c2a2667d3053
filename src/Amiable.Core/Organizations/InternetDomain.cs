namespace Amiable.Organizations;

/// <summary>Domain names (RFC 1035 section 2.3), as people give them.</summary>
public static class InternetDomain
{
    /// <summary>The domain in what was pasted: "https://www.duvernay-conseil.fr/contact" and "claire@duvernay-conseil.fr" are at duvernay-conseil.fr.</summary>
    public static string Of(string pasted)
    {
        var domain = pasted.Trim().ToLowerInvariant();
        var scheme = domain.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
            domain = domain[(scheme + 3)..];
        domain = domain.Split('/', '?', '#')[0];
        domain = domain[(domain.LastIndexOf('@') + 1)..];
        if (domain.StartsWith("www.", StringComparison.Ordinal))
            domain = domain[4..];
        return domain.TrimEnd('.');
    }

    /// <summary>Whether it has the shape of one: two labels or more, of letters, digits and inner hyphens, the last with letters only or in Punycode.</summary>
    public static bool IsOne(string domain)
    {
        var labels = domain.Split('.');
        return domain.Length <= 253
            && labels.Length >= 2
            && labels.All(label =>
                label.Length is > 0 and <= 63 && label.All(c => char.IsLetterOrDigit(c) || c == '-') && label[0] != '-' && label[^1] != '-'
            )
            && labels[^1].Length >= 2
            && (labels[^1].All(char.IsLetter) || labels[^1].StartsWith("xn--", StringComparison.Ordinal));
    }
}
