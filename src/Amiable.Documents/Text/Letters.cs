using System.Globalization;
using System.Text;

namespace Amiable.Documents.Text;

/// <summary>Words as labels are compared by: small letters without accents, digits, and every sign of "number" as "nr".</summary>
internal static class Letters
{
    private static readonly HashSet<string> NumberSigns =
    [
        "n",
        "nr",
        "no",
        "num",
        "nro",
        "nbr",
        "numero",
        "nº",
        "n°",
        "#",
        "№",
        "nrº",
        "nr°",
        "no°",
        "noº",
    ];

    // "Teilrechnung", "Stromrechnung": a German invoice by its last part. These are none, or of another kind.
    private static readonly string[] NoInvoices =
    [
        "storno",
        "korrektur",
        "proforma",
        "original",
        "bezugs",
        "ab",
        "be",
        "gegen",
        "vor",
        "ursprungs",
        "referenz",
        "jahresab",
        "nach",
        "aus",
        "auf",
        "zins",
        "er",
        "voraus",
        "ver",
    ];

    /// <summary>The pieces of a word that are letters and digits, each folded; a sign of "number" becomes "nr".</summary>
    public static void Fold(string word, List<string> pieces)
    {
        var piece = new StringBuilder();
        foreach (var letter in word.Length > 200 ? word[..200] : word)
        {
            if (char.IsLetterOrDigit(letter) || letter is '#' or '°' or 'º' or '№')
            {
                // "Invoice#12", "Rechnung12": a label may end where digits begin.
                if (piece.Length > 0 && char.IsDigit(letter) != char.IsDigit(piece[^1]))
                    Take(piece, pieces);
                piece.Append(letter);
            }
            else
                Take(piece, pieces);
        }
        Take(piece, pieces);
    }

    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
                continue;
            _ = letter switch
            {
                'ß' => plain.Append("ss"),
                'œ' => plain.Append("oe"),
                'æ' => plain.Append("ae"),
                'ø' => plain.Append('o'),
                'ª' => plain,
                _ => plain.Append(letter),
            };
        }
        return plain.ToString();
    }

    private static void Take(StringBuilder piece, List<string> pieces)
    {
        if (piece.Length == 0)
            return;
        var text = Plain(piece.ToString());
        piece.Clear();
        if (NumberSigns.Contains(text))
            text = "nr";
        else if (text.Length > 8 && text.EndsWith("rechnung", StringComparison.Ordinal) && !NoInvoices.Contains(text[..^8]))
            text = "rechnung";
        if (text is not ("º" or "°"))
            pieces.Add(text);
    }
}
