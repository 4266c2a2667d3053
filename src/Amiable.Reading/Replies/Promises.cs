using System.Text.RegularExpressions;
using Amiable.Reading.Understanding.Dates;

namespace Amiable.Reading.Replies;

/// <summary>What is to be paid by a day is promised, however it is said: "is paid by the 21st at the latest", "we are closed, the transfer leaves on the 24th".</summary>
internal static partial class Promises
{
    public static void Apply(ReadSentence sentence)
    {
        if (sentence.Asks || sentence.Means("NOTPAY") || !sentence.Dates.Any(d => d.Next is not null))
            return;
        NeedsTime(sentence);
        ByADay(sentence);
        StillToCome(sentence);
        DespiteAbsence(sentence);
    }

    /// <summary>"Nobody can sign before Tuesday. I transfer it that day": nothing is asked for, the day is promised.</summary>
    public static void OnThatDay(List<ReadSentence> told)
    {
        foreach (var asking in told.Where(s => s["EX"] >= IntentChoice.Threshold && !s.Asks && !s.Means("REQUEST")))
            if (
                told.Exists(s =>
                    s != asking && s["PP"] > 0.9 && !s.Asks && s.Dates.Any(d => d.Next is { } day && asking.Dates.Any(a => a.Next == day))
                )
            )
                asking.Set("EX", 0.3);
    }

    /// <summary>
    /// "1,300 on the 30th and the rest in October, all right?" asks for parts; "half is sent, the other half comes on the 15th" does not.
    /// </summary>
    public static void InParts(List<ReadSentence> told)
    {
        for (var i = 0; i < told.Count; i++)
        {
            var sentence = told[i];
            var asks = sentence.Asks || i + 1 < told.Count && told[i + 1] is { Asks: true, Words: <= 6 };
            var ahead = sentence.Dates.Count(d => d.Next is not null);
            if (asks && ahead > 1 && sentence["PP"] > 0.5 && (sentence.Amounts.Count > 0 || sentence.Means("PLAN")))
            {
                sentence.Set("PL", Math.Max(sentence["PL"], 0.75));
                sentence.Set("PP", 0.3);
            }
            else if (!asks && ahead == 1 && sentence["PL"] > 0.4 && sentence["PC"] > 0.5 && Has().IsMatch(sentence.Folded))
            {
                sentence.Set("PL", 0.3);
                sentence.Set("PP", Math.Max(sentence["PP"], 0.75));
            }
        }
    }

    /// <summary>"This is paid by Thursday at the latest": a last day lies ahead, so it is not done yet.</summary>
    private static void ByADay(ReadSentence sentence)
    {
        if (
            sentence["PC"] > 0.3
            && sentence["PC"] > sentence["PP"]
            && sentence.Dates.All(d => d.Next is not null)
            && sentence.Dates.Any(d => By().IsMatch(sentence.Folded[..(d.Span.Start - sentence.Span.Start)]) || IsBy(sentence, d))
            && !Has().IsMatch(sentence.Folded)
        )
            Promise(sentence);
    }

    /// <summary>"Need ten more days on this".</summary>
    private static void NeedsTime(ReadSentence sentence)
    {
        if (sentence["EX"] > 0.2 && sentence["PP"] < 0.9 && !sentence.Means("PAYF") && Needs().IsMatch(sentence.Folded))
        {
            sentence.Set("EX", Math.Max(sentence["EX"], 0.75));
            sentence.Set("PP", Math.Min(sentence["PP"], 0.3));
        }
    }

    [GeneratedRegex(
        @"\b(?:need|require|brauch\w*|benotig\w*|besoin|fau(?:t|drait)|necesit\w*|serv(?:ono|irebbero)|nodig|precis\w*|potrzeb\w*)\b.{0,24}\b(?:more|extra|another|further|mehr|weitere|noch|de plus|supplementaires?|encore|mas|altri|altre|ancora|meer|mais|wiecej|jeszcze)\b"
    )]
    private static partial Regex Needs();

    /// <summary>"It will be settled on the 3rd": the verb and every day lie ahead.</summary>
    private static void StillToCome(ReadSentence sentence)
    {
        if (
            sentence["PC"] > 0.4
            && sentence["PC"] > sentence["PP"]
            && sentence.Means("PAYF")
            && sentence.Dates.All(d => d.Last is null)
            && !Has().IsMatch(sentence.Folded)
        )
            Promise(sentence);
    }

    /// <summary>No machine pays: who is away and says when the money leaves has written himself.</summary>
    private static void DespiteAbsence(ReadSentence sentence)
    {
        if (
            sentence["AR"] < 0.4
            || sentence["PP"] < 0.4
            || !(sentence.Means("PAYF") || sentence.Means("SCHED"))
            || Again().IsMatch(sentence.Folded)
        )
            return;
        sentence.Set("AR", Math.Min(sentence["AR"], 0.35));
        sentence.Set("PP", Math.Max(sentence["PP"], 0.75));
    }

    private static void Promise(ReadSentence sentence)
    {
        sentence.Set("PP", Math.Max(Math.Max(sentence["PP"], sentence["PC"]), 0.75));
        sentence.Set("PC", 0.2);
    }

    private static bool IsBy(ReadSentence sentence, FoundDate date) =>
        Begins().IsMatch(sentence.Folded[(date.Span.Start - sentence.Span.Start)..(date.Span.End - sentence.Span.Start)]);

    [GeneratedRegex(
        @"\b(?:by|before|no later than|latest|until|au plus tard|d'ici|avant|spatestens|bis|entro|al piu tardi|a mas tardar|antes del?|hasta|uiterlijk|voor|o mais tardar|ate|najpozniej|do|przed)(?: (?:by|on|the|le|la|au|am|zum|el|al|il|op|de|a|ao|dia|w|we|dnia))*\s?$"
    )]
    internal static partial Regex By();

    // Some forms of days take the small word with them.
    [GeneratedRegex(@"^(?:by|before|until|till|avant|d'ici|bis|entro|antes|hasta|uiterlijk|voor|ate|do|najpozniej)\b")]
    internal static partial Regex Begins();

    [GeneratedRegex(
        @"\b(?:ha[sd]|have|ve|was|were|been|ai|a ete|avons|ete|habe|haben|hat|wurde|wurden|worden|hemos|he|ha|fue|fueron|abbiamo|ho|stat[oaie]|heb|hebben|heeft|werd|werden|foi|foram|ja|juz|zostal[aoy]?)\b"
    )]
    private static partial Regex Has();

    // "Payments are made again from the 4th" is what a machine says of everybody's money.
    [GeneratedRegex(
        @"\b(?:again|resume\w*|all payments|payments (?:are|will)|reprendr\w*|reprise|de nouveau|wieder|reanud\w*|riprend\w*|nuovamente|weer|hervat\w*|retom\w*|ponownie|no payments?|aucun|keine|ningun|nessun|geen|nenhum|zadn\w+)\b"
    )]
    private static partial Regex Again();
}
