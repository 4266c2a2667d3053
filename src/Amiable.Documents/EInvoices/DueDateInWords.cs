using System.Globalization;
using System.Text.RegularExpressions;

namespace Amiable.Documents.EInvoices;

/// <summary>
/// The due date in the words of payment terms (BT-20), in seven languages, where they leave no doubt: one day, or one number of days from
/// the issue date. Discounts, interest and debits are no due dates; the end of a month, or days from a delivery, are left to a person.
/// </summary>
internal static partial class DueDateInWords
{
    private const int MostDays = 400;
    private const int LongestTerms = 4_000;

    public static (DateOnly Day, double Confidence)? Read(string terms, DateOnly issued)
    {
        if (terms.Length > LongestTerms)
            return null;
        var clauses = ClauseEnds()
            .Split(NoDiscount().Replace(SkontoLine().Replace(terms, "\n"), " "))
            .Where(c => !Other().IsMatch(c))
            .ToList();
        var text = string.Join(" | ", clauses);
        if (Unclear().IsMatch(text))
            return null;
        var days = Days().Matches(text).Select(Count).Distinct().ToList();
        var dates = clauses.Where(c => DueWords().IsMatch(c)).SelectMany(Dates).Distinct().ToList();
        if (days.Count > 1 || dates.Count > 1 || dates.Exists(d => d < issued || d > issued.AddDays(MostDays)))
            return null;
        DateOnly? byDays = days.Count == 1 && days[0] is > 0 and <= MostDays ? issued.AddDays(days[0]) : null;
        // "30 days, by 4 July" is a day off when the issue date is counted, two when it ends on a weekend: the day is what is stated.
        if (dates.Count == 1)
            return byDays is not { } counted || Math.Abs(counted.DayNumber - dates[0].DayNumber) <= 3 ? (dates[0], Finding.Certain) : null;
        if (days.Count == 1)
            return byDays is { } day && !FromReceipt().IsMatch(text) ? (day, Finding.Certain) : null;
        return AtOnce().IsMatch(text) ? (issued, 0.9) : null;
    }

    private static int Count(Match days) =>
        int.Parse(days.Groups.Values.Skip(1).First(g => g.Success).ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    // 03/04/2025 is the 4th of March to some who write English, and the 3rd of April to all others.
    private static IEnumerable<DateOnly> Dates(string clause)
    {
        foreach (Match found in DatesWritten().Matches(clause))
        {
            var (text, isSlash) = (found.Value, found.Value.Contains('/'));
            string[] forms = text[4] == '-' ? ["yyyy-MM-dd"] : ["d.M.yyyy", "d/M/yyyy", "d-M-yyyy"];
            if (isSlash && English().IsMatch(clause) && int.Parse(text.Split('/')[0], CultureInfo.InvariantCulture) <= 12)
                continue;
            if (DateOnly.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                yield return date;
        }
    }

    [GeneratedRegex(@"^\s*#[A-ZÄÖÜ]+#.*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex SkontoLine();

    [GeneratedRegex(@"\n|;|\||,\s(?!\d{1,2}[./]\d{1,2}[./]\d{4})|\.(?:\s|$)")]
    private static partial Regex ClauseEnds();

    [GeneratedRegex(
        @"(ohne|kein(en)?|abzüglich keine[nrms]*)\s+(jeden\s+)?(skonto|abzug|rabatt)|sans\s+escompte|(pas\s+d'|aucun\s+)escompte|without\s+discount|no\s+discount|senza\s+sconto|sin\s+descuento|zonder\s+korting|sem\s+desconto",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NoDiscount();

    // Discounts, interest and penalties, debits, complaints: they have days and dates of their own.
    [GeneratedRegex(
        @"skonto|rabatt|nachlass|%|discount|escompte|remise|sconto|abbuono|descuento|korting|desconto|bonus|verzug|mahn|zins|interest|intér[êe]t|interess|late\b|retard|pénalit|\bmora\b|mora\w*\s|juros|rente\b|boete|lastschrift|abgebucht|abbuch|einzug|eingezogen|direct\s+debit|prélev|addebit|domicili|incasso|débito\s+direto|reklam|complaint|réclam|garant|warrant|gewähr",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Other();

    [GeneratedRegex(
        @"monatsende|ultimo|ende\s+des\s+monats|end\s+of\s+(the\s+)?month|\beom\b|fin\s+de\s+mois|fine\s+mese|fin\s+de\s+mes|einde\s+(van\s+de\s+)?maand|fim\s+do\s+m[êe]s|lieferung|leistung|deliver|livraison|consegna|entrega|levering|werktag|arbeitstag|bankarbeit|business\s+day|working\s+day|ouvr[ée]|lavorativ|h[áa]biles|werkdag|[úu]teis|anzahlung|instal+ment|rate\b|raten\b|échelonn",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Unclear();

    [GeneratedRegex(
        @"erhalt|zugang|eingang|receipt|received|réception|ricevi|ricezione|recep[cç]|recebi|ontvangst",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex FromReceipt();

    [GeneratedRegex(
        @"(?<![\d.,])(\d{1,3})\s*(?:kalender|calendar\s+)?(?:tage?n?|days?|jours?|giorni|gg|d[ií]as|dagen|dag)\b|\bnet(?:to)?\s+(\d{1,3})\b(?![.,/-]\d)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Days();

    [GeneratedRegex(@"(?<!\d)(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{4})(?!\d)")]
    private static partial Regex DatesWritten();

    [GeneratedRegex(
        @"\bbis\b|fällig|zahlbar|zahlung|spätestens|\bdue\b|\bby\b|before|until|payable|avant|échéance|au\s+plus\s+tard|jusqu|payer|entro|scad|pagamento|venc|antes|hasta|uiterlijk|v[oó]{2}r|verval|até",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex DueWords();

    [GeneratedRegex(@"\b(due|by|before|until|payable|payment|pay|on)\b", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(
        @"\bsofort|immediate|upon\s+receipt|on\s+receipt|immédiat|au\s+comptant|à\s+réception|dès\s+réception|a\s+vista|al\s+contado|pago\s+inmediato|immediat|per\s+direct|pronto\s+pagamento|ricevimento\s+fattura|rimessa\s+diretta",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex AtOnce();
}
