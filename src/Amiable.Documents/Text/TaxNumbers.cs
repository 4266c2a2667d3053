using System.Text.RegularExpressions;

namespace Amiable.Documents.Text;

/// <summary>A VAT number on the page.</summary>
/// <param name="Value">With its country's letters, without spaces.</param>
/// <param name="Checked">Its check digits are right.</param>
internal sealed record TaxNumber(string Value, bool Checked, Passage Place);

/// <summary>Finds VAT numbers, with their country's letters or announced as one.</summary>
internal static partial class TaxNumbers
{
    public static bool IsValid(string text)
    {
        var value = Compact(text);
        return value.Length > 8
            && char.IsAsciiLetter(value[0])
            && TaxDigits.Forms.TryGetValue(value[..2], out var form)
            && Regex.IsMatch(value[2..], $"^(?:{form})$")
            && TaxDigits.Check(value) == true;
    }

    public static List<TaxNumber> Find(Sheet sheet)
    {
        var numbers = new List<TaxNumber>();
        foreach (var cell in sheet.Lines.SelectMany(line => line.Cells).Where(cell => cell.Text.Any(char.IsAsciiDigit)))
        {
            foreach (Match match in WithCountry().Matches(cell.Text))
                if (Cut(match.Value) is var (value, length))
                    numbers.Add(new(value, TaxDigits.Check(value) ?? false, cell.Part(match.Index, length)));
        }
        foreach (var label in sheet.Of(Role.VatId))
            if (
                !numbers.Exists(number => number.Place.Line == label.Line && number.Place.Last >= label.Place.First)
                && National(sheet, label) is { } national
            )
                numbers.Add(national);
        return [.. numbers.DistinctBy(number => (number.Value, number.Place.Line))];
    }

    /// <summary>Italian, Spanish, Portuguese and British numbers stand without letters where their label says what they are.</summary>
    private static TaxNumber? National(Sheet sheet, Label label)
    {
        var words = label.Line.Words;
        for (var at = label.Place.Last; at < Math.Min(words.Count, label.Place.Last + 5); at++)
        {
            for (var last = Math.Min(words.Count - 1, at + 3); last >= at; last--)
            {
                var place = new Passage(label.Line, at, last);
                var value = Compact(place.Text[(place.Text.IndexOf(':', StringComparison.Ordinal) + 1)..]);
                foreach (var country in Countries(sheet.Language))
                    if (
                        value.Length >= 9
                        && Regex.IsMatch(value, $"^(?:{TaxDigits.Forms[country]})$")
                        && TaxDigits.Check(country + value) == true
                    )
                        return new(country + value, true, place);
            }
        }
        return null;
    }

    private static string[] Countries(string language) =>
        language switch
        {
            "it" => ["IT"],
            "es" => ["ES"],
            "pt" => ["PT"],
            "en" => ["GB"],
            _ => [],
        };

    /// <summary>The first letters and digits that make a number of its country, and how many characters they take.</summary>
    private static (string Value, int Length)? Cut(string text)
    {
        var country = text[..2];
        if (!TaxDigits.Forms.TryGetValue(country, out var form))
            return null;
        (string, int)? found = null;
        var compact = new System.Text.StringBuilder();
        for (var at = 2; at < text.Length; at++)
        {
            if (char.IsAsciiLetterOrDigit(text[at]))
                compact.Append(text[at]);
            var edge = at + 1 == text.Length || !char.IsAsciiLetterOrDigit(text[at + 1]);
            if (edge && compact.Length >= 7 && Regex.IsMatch(compact.ToString(), $"^(?:{form})$"))
                found = (country + compact, at + 1);
        }
        return found;
    }

    private static string Compact(string text) => new([.. text.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);

    [GeneratedRegex(
        @"(?<![A-Z0-9])(?:AT|BE|BG|CH|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|NO|PL|PT|RO|SE|SI|SK|XI)[ .-]{0,2}[A-Z0-9](?:[ .-]?[A-Z0-9]){6,15}",
        RegexOptions.None,
        1_000
    )]
    private static partial Regex WithCountry();
}
