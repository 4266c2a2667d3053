using System.Globalization;
using System.Text;

namespace Amiable.Accounts;

/// <summary>Recognises one company under several spellings of its name.</summary>
public static class CompanyName
{
    private static readonly HashSet<string> LegalForms =
    [
        "sa",
        "sas",
        "sasu",
        "sarl",
        "eurl",
        "snc",
        "sci",
        "scop",
        "gmbh",
        "ag",
        "kg",
        "ohg",
        "ug",
        "mbh",
        "co",
        "ltd",
        "limited",
        "plc",
        "llc",
        "llp",
        "inc",
        "corp",
        "corporation",
        "company",
        "bv",
        "nv",
        "vof",
        "spa",
        "srl",
        "srls",
        "sl",
        "slu",
        "slne",
        "lda",
        "unipessoal",
        "oy",
        "ab",
        "as",
        "aps",
        "se",
        "ev",
        "eg",
    ];

    /// <summary>
    /// The name without case, accents, punctuation and, at either end, legal form. Never empty for a name with a letter or digit. What stands in the
    /// middle tells companies apart ("The Coffee Company Paris"): two accounts for one customer do less harm than one account for two.
    /// </summary>
    public static string MatchKey(string name)
    {
        var words = Words(name);
        var (first, last) = (0, words.Count - 1);
        while (first <= last && LegalForms.Contains(words[last]))
            last--;
        while (first <= last && LegalForms.Contains(words[first]))
            first++;
        return string.Join(' ', first <= last ? words[first..(last + 1)] : words);
    }

    /// <summary>Whether the name says that it is a company: "Roux SARL", "Weber GmbH".</summary>
    public static bool HasLegalForm(string name) =>
        Words(name) is var words && (LegalForms.Contains(words.FirstOrDefault("")) || LegalForms.Contains(words.LastOrDefault("")));

    private static List<string> Words(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark || c is '.' or '\'' or '’')
                continue;
            plain.Append(char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ');
        }
        return [.. plain.ToString().Replace("ß", "ss", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }
}
