using System.Text.RegularExpressions;

namespace Amiable.Writing;

/// <summary>
/// Numbers written out. Small ones may be a count of invoices or of days late; larger ones, and words such as a fortnight or "sous huitaine",
/// are never in a brief. Only the language of the text is read: "once" is a number in Spanish, "due" in Italian.
/// </summary>
internal static partial class NumberWords
{
    // Two to twelve, folded. One is also an article in most of these languages, and says nothing a reader could be wronged by.
    private static readonly Dictionary<string, string[]> Small = new()
    {
        ["en"] = "two three four five six seven eight nine ten eleven twelve".Split(' '),
        ["fr"] = "deux trois quatre cinq six sept huit neuf dix onze douze".Split(' '),
        ["de"] = "zwei drei vier funf sechs sieben acht neun zehn elf zwolf".Split(' '),
        ["es"] = "dos tres cuatro cinco seis siete ocho nueve diez once doce".Split(' '),
        ["it"] = "due tre quattro cinque sei sette otto nove dieci undici dodici".Split(' '),
        ["nl"] = "twee drie vier vijf zes zeven acht negen tien elf twaalf".Split(' '),
        ["pt"] = "dois tres quatro cinco seis sete oito nove dez onze doze".Split(' '),
    };

    public static void Explain(LockedText locked, KnownFacts facts)
    {
        var language = facts.Locale.Language;
        var rest = locked.Rest;
        foreach (Match word in Word().Matches(rest))
        {
            var text = word.Value.ToLowerInvariant();
            var small = text == "duas" && language == "pt" ? 2 : Array.IndexOf(Small[language], text) + 2;
            if (small < 2 && !Large(language).IsMatch(text))
                continue;
            var after = rest[(word.Index + word.Length)..Math.Min(rest.Length, word.Index + word.Length + 60)];
            var before = rest[Math.Max(0, word.Index - 40)..word.Index];
            if (small < 2 || !IsExplained(small, before, after, facts))
                locked.Suspect(word);
        }
    }

    private static bool IsExplained(int number, string before, string after, KnownFacts facts)
    {
        if (Units.IsMoneyAfter(after) || Units.IsPercent(after) || Units.IsManyTimes(after))
            return false;
        return Units.TimeAfter(after) switch
        {
            "day" => facts.IsDays(number, before),
            null => facts.Counts.Contains(number),
            _ => false,
        };
    }

    private static Regex Large(string language) =>
        language switch
        {
            "fr" => French(),
            "de" => German(),
            "es" => Spanish(),
            "it" => Italian(),
            "nl" => Dutch(),
            "pt" => Portuguese(),
            _ => English(),
        };

    [GeneratedRegex(@"(?<!\p{L})\p{L}{3,}(?!\p{L})")]
    private static partial Regex Word();

    [GeneratedRegex(
        "^(?:(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|(?:m|b|tr)illions?|dozens?|fortnights?)$"
    )]
    private static partial Regex English();

    [GeneratedRegex(
        "^(?:treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante|cents?|mille|millions?|milliards?|milliers?|huitaine|dizaine|douzaine|quinzaine|vingtaine|trentaine|centaines?)$"
    )]
    private static partial Regex French();

    // In German a number is one word, however long; not counting the articles and "und" alone.
    [GeneratedRegex(
        "^(?!(?:ein|eins|und)+$)(?:eins?|zwei|drei(?:ß|ss)?ig|drei|vier|funf|sechs?|sieben|sieb|acht|neun|zehn|elf|zwolf|zwan|zig|hundert|tausend|und)+$|^million(?:en)?$|^milliarden?$|^dutzend$"
    )]
    private static partial Regex German();

    [GeneratedRegex(
        "^(?:trece|catorce|quince|dieci\\p{L}+|veinte|veinti\\p{L}+|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|cientos?|(?:dos|tres|cuatro|seis|sete|ocho|nove)cient[oa]s|quinient[oa]s|mil|miles|millon|millones|docena|decena|quincena)$"
    )]
    private static partial Regex Spanish();

    [GeneratedRegex(
        "^(?:un|uno|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|sedici|diciassette|diciotto|diciannove|vent[iu]?|trent[au]?|quarant[au]?|cinquant[au]?|sessant[au]?|settant[au]?|ottant[au]?|novant[au]?|cento|mille|mila)(?<!^uno?)(?:un|uno|due|tre|quattro|cinque|sei|sette|otto|nove|cento|mila|vent[iu]?|trent[au]?|quarant[au]?|cinquant[au]?|sessant[au]?|settant[au]?|ottant[au]?|novant[au]?)*$|^milion[ei]$|^miliard[oi]$|^(?:dozz|quindic|dec|vent|trent)ina$"
    )]
    private static partial Regex Italian();

    [GeneratedRegex(
        "^(?!(?:een|en)+$)(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|der|veer|tach|twin|tig|honderd|duizend|en)+$|^miljoen(?:en)?$|^miljard(?:en)?$|^(?:do|tien)zijn$"
    )]
    private static partial Regex Dutch();

    [GeneratedRegex(
        "^(?:treze|quatorze|catorze|quinze|dez[ae]\\p{L}+|dezoito|vinte|trinta|quarenta|cinquenta|sessenta|setenta|oitenta|noventa|cem|cento|(?:duz|trez)ent[oa]s|(?:quatro|seis|sete|oito|nove)cent[oa]s|quinhent[oa]s|mil|milhao|milhoes|milhares|duzia|dezena|quinzena|centena)$"
    )]
    private static partial Regex Portuguese();
}
