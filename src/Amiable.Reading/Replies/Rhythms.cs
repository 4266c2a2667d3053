using System.Text.RegularExpressions;
using Amiable.Invoices;

namespace Amiable.Reading.Replies;

/// <summary>How far apart the parts are that somebody asks to pay in.</summary>
internal static partial class Rhythms
{
    /// <summary>Null when it is not said; two rhythms in one request are none.</summary>
    public static InstalmentRhythm? Of(List<ReadSentence> asking)
    {
        var text = string.Join(' ', asking.Select(s => s.Folded));
        List<InstalmentRhythm> said = [];
        if (Fortnight().IsMatch(text))
            said.Add(InstalmentRhythm.Fortnightly);
        else if (Week().IsMatch(text))
            said.Add(InstalmentRhythm.Weekly);
        if (Month().IsMatch(text))
            said.Add(InstalmentRhythm.Monthly);
        return said is [var only] ? only : null;
    }

    [GeneratedRegex(
        @"\b(?:(?:every|alle|toutes les|tous les|cada|ogni|om de|iedere|elke|a cada|co|de) (?:2|two|zwei|deux|dos|due|twee|duas|dois|dwa) (?:weeks|wochen|semaines|semanas|settimane|weken|tygodnie)|every other week|fortnight\w*|bi-?weekly|quinzaine|15 jours|quincen\w+|quinzen\w+|14[- ](?:tagig|tage|days|dagen|dias|giorni|dni)\w*)\b"
    )]
    private static partial Regex Fortnight();

    [GeneratedRegex(
        @"\b(?:weekly|(?:a|per|each|every) week|wochentlich\w*|woechentlich\w*|(?:pro|jede|je) woche|hebdomadaire\w*|(?:par|chaque) semaine|toutes les semaines|semanal\w*|seman(?:al)?mente|(?:por|cada|a la) semana|settimanal\w*|(?:a|per|ogni) settimana|wekelijks\w*|(?:per|elke|iedere) week|tygodniow\w+|(?:co|na) tydzien|weeks)\b"
    )]
    private static partial Regex Week();

    [GeneratedRegex(
        @"\b(?:monthly|(?:a|per|each|every) month|months|monatlich\w*|monats\w*|(?:pro|jeden|je|zum) monat\w*|monate\w*|mensu\w+|(?:par|chaque|tous les) mois|mois|mensil\w*|mensal\w*|(?:al|por|cada|ao|a cada) mes|meses|(?:al|ogni|per) mese|mesi|maandelijks\w*|(?:per|elke|iedere) maand|maanden|miesieczn\w+|(?:co|na) miesiac|miesi\w+)\b"
    )]
    private static partial Regex Month();
}
