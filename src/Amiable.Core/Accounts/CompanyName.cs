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

    /// <summary>The name without case, accents, punctuation and legal form. Never empty for a name with a letter or digit.</summary>
    public static string MatchKey(string name)
    {
        var words = Words(name);
        var telling = words.Where(w => !LegalForms.Contains(w)).ToList();
        return string.Join(' ', telling.Count > 0 ? telling : words);
    }

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
