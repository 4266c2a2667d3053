using System.Text.RegularExpressions;

namespace Amiable.Documents.Text;

/// <summary>Names of companies and people as they stand in addresses.</summary>
internal static partial class PartyNames
{
    /// <summary>Without "Firma", "Frau", "Attn:" before it.</summary>
    public static string Clean(string text) => Salutation().Replace(text.Trim(), "").Trim(' ', ',', ';', '●', '|', '·', '-', '–', ':');

    /// <summary>The same name, or one the beginning of the other.</summary>
    public static bool Same(string one, string other)
    {
        var (a, b) = (Letters.Plain(one), Letters.Plain(other));
        return a == b
            || (a.Length > 5 && b.Length > 5 && (a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal)));
    }

    [GeneratedRegex(
        @"^(?:herrn?|frau|fa\.|mr\.?|mrs\.?|ms\.?|mme|mlle|m\.|monsieur|madame|dhr\.|mevr\.|sig\.(?:ra)?|sr\.|sra\.|attn\.?:?|att\.?:|spett\.?(?:le|abile)\.?|firma|an|to|à|exmo\.?s?\(?s?\)?\.?\s(?:sr\.?s?|senhores)\.?|kunde|client|cliente|klant|name|nom|nombre|nome|naam)\s*:?\s+",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Salutation();
}
