using System.Globalization;
using System.Text;

namespace Amiable.Import.Csv;

/// <summary>Takes the spelling out of words: "N° de facture", "no_facture" and "NoFacture" become the same.</summary>
internal static class HeaderWords
{
    private const int LongestRead = 200;

    // Articles and prepositions of the seven languages; they say nothing about a column.
    private static readonly HashSet<string> Fillers =
    [
        .. "a am au by d da das de dei del della dello der des di die do dos du e el em en et for het il in l la las le les lo los of on op par para per por the to und van von vom y".Split(
            ' '
        ),
    ];

    /// <summary>The words in small letters without accents, fillers and currency codes.</summary>
    public static List<string> Split(string text)
    {
        var words = new List<string>();
        foreach (var word in Words(text))
        {
            if (!Currencies.IsKnown(word) && !CurrencySigns.IsWord(word) && Fold(word) is var folded && !Fillers.Contains(folded))
                words.Add(folded);
        }
        return words;
    }

    /// <summary>All in one word, without fillers: what two spellings of one header have in common.</summary>
    public static string Squash(string text) => string.Concat(Split(text));

    /// <summary>All in one word, every word kept: for cells, where a filler can be the whole answer.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in WithoutForms(Cut(text)))
        {
            if (char.IsLetterOrDigit(c))
                Append(folded, char.ToLowerInvariant(c));
        }
        return folded.ToString();
    }

    /// <summary>The currency a header names: "Total (EUR)", "Betrag in €".</summary>
    public static string? Currency(string header, string preferred)
    {
        if (header.Length > LongestRead)
            return null;
        var code = Words(header).FirstOrDefault(Currencies.IsKnown);
        if (code is not null)
            return code;
        var sign = header.FirstOrDefault(c => char.GetUnicodeCategory(c) == UnicodeCategory.CurrencySymbol);
        return sign == default ? null : CurrencySigns.Find(sign.ToString(), preferred);
    }

    private static string Cut(string text)
    {
        var cut = text.Length > LongestRead ? text[..LongestRead] : text;
        // A lone half of a surrogate pair cannot be normalized, and a cut can make one.
        return cut.Any(char.IsSurrogate) ? string.Concat(cut.Where(c => !char.IsSurrogate(c))) : cut;
    }

    // "é" becomes e and an accent, "№" No. Most text is ASCII, and normalizing it is what takes the time.
    private static string WithoutForms(string text) => Ascii.IsValid(text) ? text : text.Normalize(NormalizationForm.FormKD);

    private static void Append(StringBuilder folded, char c) =>
        _ = c switch
        {
            'ß' => folded.Append("ss"),
            'œ' => folded.Append("oe"),
            'æ' => folded.Append("ae"),
            'ø' => folded.Append('o'),
            'ł' => folded.Append('l'),
            _ => folded.Append(c),
        };

    private static IEnumerable<string> Words(string text)
    {
        text = Cut(text)
            .Replace("°", "o", StringComparison.Ordinal)
            .Replace("#", " no ", StringComparison.Ordinal)
            .Replace("e-mail", "email", StringComparison.OrdinalIgnoreCase)
            .Normalize(NormalizationForm.FormKD);
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var ends = i == text.Length || !(char.IsLetterOrDigit(text[i]) || IsAccent(text[i]));
            if (!ends && !BeginsWord(text, start, i))
                continue;
            if (i > start)
                yield return text[start..i];
            start = ends ? i + 1 : i;
        }
    }

    // invoiceNumber → invoice Number; IDClient → ID Client; VATNumber → VAT Number.
    private static bool BeginsWord(string text, int start, int i) =>
        i > start
        && char.IsUpper(text[i])
        && (char.IsLower(text[i - 1]) || (i + 1 < text.Length && char.IsUpper(text[i - 1]) && char.IsLower(text[i + 1])));

    private static bool IsAccent(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;
}
