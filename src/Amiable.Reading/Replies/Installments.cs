using System.Globalization;
using System.Text.RegularExpressions;
using Amiable.Reading.Understanding.Invoices;

namespace Amiable.Reading.Replies;

/// <summary>How many parts are asked for, and how much each is.</summary>
internal static partial class Installments
{
    private static readonly Dictionary<string, int> Words = new()
    {
        ["two"] = 2,
        ["deux"] = 2,
        ["zwei"] = 2,
        ["dos"] = 2,
        ["due"] = 2,
        ["twee"] = 2,
        ["dois"] = 2,
        ["duas"] = 2,
        ["dwie"] = 2,
        ["dwoch"] = 2,
        ["three"] = 3,
        ["trois"] = 3,
        ["drei"] = 3,
        ["tres"] = 3,
        ["tre"] = 3,
        ["drie"] = 3,
        ["trzy"] = 3,
        ["trzech"] = 3,
        ["four"] = 4,
        ["quatre"] = 4,
        ["vier"] = 4,
        ["cuatro"] = 4,
        ["quattro"] = 4,
        ["quatro"] = 4,
        ["cztery"] = 4,
        ["czterech"] = 4,
        ["five"] = 5,
        ["cinq"] = 5,
        ["funf"] = 5,
        ["fuenf"] = 5,
        ["cinco"] = 5,
        ["cinque"] = 5,
        ["vijf"] = 5,
        ["piec"] = 5,
        ["pieciu"] = 5,
        ["six"] = 6,
        ["sechs"] = 6,
        ["seis"] = 6,
        ["sei"] = 6,
        ["zes"] = 6,
        ["szesc"] = 6,
        ["szesciu"] = 6,
        ["eight"] = 8,
        ["huit"] = 8,
        ["acht"] = 8,
        ["ocho"] = 8,
        ["otto"] = 8,
        ["oito"] = 8,
        ["osiem"] = 8,
        ["osmiu"] = 8,
        ["ten"] = 10,
        ["dix"] = 10,
        ["zehn"] = 10,
        ["diez"] = 10,
        ["dieci"] = 10,
        ["tien"] = 10,
        ["dez"] = 10,
        ["dziesiec"] = 10,
        ["dziesieciu"] = 10,
        ["twelve"] = 12,
        ["douze"] = 12,
        ["zwolf"] = 12,
        ["doce"] = 12,
        ["dodici"] = 12,
        ["twaalf"] = 12,
        ["doze"] = 12,
        ["dwanascie"] = 12,
        ["dwunastu"] = 12,
    };

    public static int? Count(List<ReadSentence> asking)
    {
        foreach (var sentence in asking)
            if (First(Parts().Match(sentence.Folded), Split().Match(sentence.Folded)) is { } match)
            {
                var number = match.Groups["n"].Value;
                var count = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var figure)
                    ? figure
                    : Words.GetValueOrDefault(number);
                // "200 now and the rest in two payments" are three.
                if (count is > 1 and <= 60)
                    return NowAndRest().Match(sentence.Folded) is { Success: true } now && now.Index < match.Index ? count + 1 : count;
            }
        return asking.Exists(s => Half().IsMatch(s.Folded)) ? 2 : null;
    }

    private static Match? First(Match one, Match other) =>
        one.Success ? one
        : other.Success ? other
        : null;

    /// <summary>The first part is paid at once, so it has no day; what is named behind is the second.</summary>
    public static bool BeginsNow(List<ReadSentence> asking) => asking.Exists(s => NowAndRest().IsMatch(s.Folded));

    /// <summary>The figure each part is; the whole is none.</summary>
    public static decimal? Each(List<ReadSentence> asking, IReadOnlyList<OpenInvoice> invoices) =>
        asking.Exists(s => Half().IsMatch(s.Folded)) || BeginsNow(asking)
            ? null
            : asking
                .SelectMany(s => s.Amounts)
                .Where(a => invoices.All(i => i.Amount != a.Value) && invoices.Sum(i => i.Amount) != a.Value)
                .Select(a => (decimal?)a.Value)
                .FirstOrDefault()
                ?? asking.Select(s => ARhythm().Match(s.Folded)).Where(m => m.Success).Select(m => (decimal?)Figure(m)).FirstOrDefault();

    private static decimal Figure(Match match) => decimal.Parse(match.Groups["sum"].Value, CultureInfo.InvariantCulture);

    /// <summary>"160 a month": a bare figure, but for its rhythm.</summary>
    [GeneratedRegex(
        @"(?<![\d.,/-])(?<sum>[1-9]\d{1,4}) (?:a|per|par|pro|por|al|na|each|every|im|je|tous les) (?:month|week|mois|semaine|monat|woche|mes|semana|mese|settimana|maand|week|miesiac|tydzien)\b"
    )]
    private static partial Regex ARhythm();

    [GeneratedRegex(
        @"\b(?:now|today|maintenant|tout de suite|aujourd'hui|jetzt|sofort|heute|ahora|hoy|ya|adesso|subito|oggi|nu|vandaag|agora|hoje|teraz|od razu|dzis)\b.{0,40}\b(?:rest|reste|other|balance|remainder|autres?|andere|demas|otra|altra|altro|resto|restante|reszt\w*|overige|outra|drug\w+)\b"
    )]
    private static partial Regex NowAndRest();

    [GeneratedRegex(
        @"\b(?:split\w*|spread|divid\w*|fraction\w*|partag\w*|etal\w*|aufteil\w*|teilen|verteil\w*|repart\w*|frazion\w*|rateizz\w*|splits\w*|verdel\w*|fasead\w*|rozloz\w*|podziel\w*)\b.{0,25}\b(?:in|into|en|em|na|over|sur|auf|op)\s(?<n>\d{1,2}|two|deux|zwei|dos|due|twee|dois|duas|dwie|three|trois|drei|tres|tre|drie|trzy|four|quatre|vier|cuatro|quattro|quatro|cztery|five|cinq|funf|cinco|cinque|vijf|piec|six|sechs|seis|sei|zes|szesc)\b(?! (?:days?|weeks?|jours|tage\w*|dias|giorni|dagen|dni))"
    )]
    private static partial Regex Split();

    [GeneratedRegex(
        @"\b(?<n>\d{1,2}|two|deux|zwei|dos|due|twee|dois|duas|dwie|dwoch|three|trois|drei|tres|tre|drie|trzy|trzech|four|quatre|vier|cuatro|quattro|quatro|cztery|czterech|five|cinq|funf|fuenf|cinco|cinque|vijf|piec|pieciu|six|sechs|seis|sei|zes|szesc|szesciu|eight|huit|acht|ocho|otto|oito|osiem|osmiu|ten|dix|zehn|diez|dieci|tien|dez|dziesiec|dziesieciu|twelve|douze|zwolf|doce|dodici|twaalf|doze|dwanascie|dwunastu)(?: ?\(\w+\))?(?: ?x ?(?=\d)| (?:equal |even |gleiche |gleichen |monthly |weekly |monatliche\w* |maandelijkse |rate |gelijke |miesieczn\w+ |rown\w+ |iguales |uguali |mensuales |mensili |wochentliche\w* |more )?(?:instal\w*|payments?|parts?|fois|mensualit\w*|echeances|versements?|paiements|rat[eay]\w*|teil\w*|plazos|cuotas|pagos|mensualidades|termijnen|delen|betalingen|prestac\w*|parcelas|vezes|czesci\w*|transz\w*|volte|monatsraten|months?|mois|monate\w*|meses|mesi|maanden|miesi\w+|weeks|tranches?|halves|goes|lumps|chunks|mal|keer|keren|veces|razy)\b)"
    )]
    private static partial Regex Parts();

    [GeneratedRegex(@"\b(?:half|moitie|halfte|haelfte|mitad|meta|helft|metade|polow\w+|50 ?%)(?!\w)")]
    private static partial Regex Half();
}
