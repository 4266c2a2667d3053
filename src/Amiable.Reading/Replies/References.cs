using System.Text.RegularExpressions;
using Amiable.Reading.Intents;

namespace Amiable.Reading.Replies;

/// <summary>The reference of a payment, as written: a transfer's, a cheque's, a receipt's, or what its text says.</summary>
internal static partial class References
{
    public static string? In(List<ReadSentence> told, List<ReadSentence> claiming, ReplyFacts facts)
    {
        var near = claiming.Concat(told.Where(s => !claiming.Contains(s) && s.Means("PROOF")));
        foreach (var sentence in near)
        {
            if (Text().Match(sentence.Raw) is { Success: true } text)
                return text.Groups["r"].Value.Trim();
            foreach (Match match in Cue().Matches(sentence.Folded))
            {
                var group = match.Groups["r"];
                var start = sentence.Span.Start + group.Index;
                // "invoice no. 4471" is no reference of a payment.
                if (
                    facts.Dates.Any(d => d.Span.Start <= start && start < d.Span.End)
                    || facts.Amounts.Any(a => a.Span.Start <= start && start < a.Span.End)
                )
                    continue;
                if (match.Groups["weak"].Success && facts.Mentions.Any(m => m.Span.Start <= start && start < m.Span.End))
                    continue;
                if (group.Value.Any(char.IsAsciiDigit))
                    return sentence.Raw.Substring(group.Index, group.Length).TrimEnd('.', ',', ')', ';');
            }
        }
        return null;
    }

    [GeneratedRegex(
        @"(?i:Verwendungszweck|Zweck|libellé|motif|causale|concepto|omschrijving|tytułem|tytuł|descrição|reference|référence|referencia|o\.?v\.?v\.?)\s*:?\s*[""„“«'](?<r>[^""”“»\n]{3,60})[""”“»']"
    )]
    private static partial Regex Text();

    [GeneratedRegex(
        @"\b(?:(?:cheque|check|ch(?:e|è)que|scheck|talon|pagare|assegno|czek|receipt|recu|quittung|recibo|quietanza|ricevuta|kwit\w*|bon|traite|transaction|transaktion\w*|transfer|virement|uberweisung|transferencia|bonifico|overboeking|przelew\w*|avis(?: de \w+)?|remittance|remise|operation|operacion|trace|wire|ach|fed|bacs|confirmation|advice|avviso|zahlungsavis|payment|mandat|bordereau|zlecenie)(?: (?:de |van )?\w+)? ?(?:ref(?:erence|erenz|erentie|erencia|\.)?|n[°o]?\.?|no\.?|nr\.?|num(?:ero|\.)?|number|id|#|sous le numero)? ?[:#°]? ?|(?:verwendungszweck|o\.?v\.?v\.?|tytulem|tytul|causale|libelle|omschrijving|onder vermelding van) ?:? ?|(?<weak>)(?:ref(?:erence|erenz|erentie|erencia|\.)?|rif(?:erimento|\.)?|kenmerk|betalingskenmerk|cro|trn|utr|e2e|end-to-end|swift|uetr|nr ref\.?|unter der nummer|under reference|id)(?: (?:nr|no|n°|number|numero)\.?)? ?[:#]? ?)(?<![a-z0-9])(?<r>(?=[a-z/_.-]*\d)[a-z0-9][a-z0-9/_.-]{3,40})"
    )]
    private static partial Regex Cue();
}
