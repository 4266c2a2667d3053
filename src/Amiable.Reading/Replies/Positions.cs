using System.Text.RegularExpressions;
using Amiable.Reading.Understanding.Invoices;

namespace Amiable.Reading.Replies;

/// <summary>"the first", "the second one", "the other": invoices named by their place in the reminder.</summary>
internal static partial class Positions
{
    public static List<string> Named(ReadSentence sentence, IReadOnlyList<OpenInvoice> invoices, HashSet<string> others)
    {
        if (invoices.Count < 2)
            return [];
        if (Both().IsMatch(sentence.Folded))
            return [.. invoices.Select(i => i.Number)];
        if (First().IsMatch(sentence.Folded))
            return [invoices[0].Number];
        if (Second().IsMatch(sentence.Folded))
            return [invoices[1].Number];
        if (Last().IsMatch(sentence.Folded))
            return [invoices[^1].Number];
        if (Oldest().IsMatch(sentence.Folded))
            return [invoices.MinBy(i => i.DueDate)!.Number];
        var rest = invoices.Where(i => !others.Contains(i.Number)).Select(i => i.Number).ToList();
        return others.Count > 0 && rest.Count > 0 && Other().IsMatch(sentence.Folded) ? rest : [];
    }

    [GeneratedRegex(
        @"\b(?:both|all (?:of them|three|four|invoices)|les deux|les trois|toutes|beide|alle|ambas|las dos|todas|entrambe|tutte|allebei|as duas|obie|wszystkie)\b"
    )]
    private static partial Regex Both();

    [GeneratedRegex(
        @"\b(?:the first (?:one|invoice)|first one|la premiere(?! (?:fois|echeance|mensualite))|die erste (?:rechnung)?|la primera(?! cuota)|la prima(?! rata)|de eerste(?! termijn)|a primeira(?! prestacao)|pierwsz[aey] (?:fakture|zaplac)|pierwsza fakture?)\b"
    )]
    private static partial Regex First();

    [GeneratedRegex(
        @"\b(?:the second (?:one|invoice)|second one|la (?:deuxieme|seconde)(?! fois)|die zweite|la segunda(?! cuota)|la seconda|de tweede|a segunda(?!-| feira)|druga|druga fakture?)\b"
    )]
    private static partial Regex Second();

    [GeneratedRegex(
        @"\b(?:the last (?:one|invoice)|the third|la derniere|la troisieme|die letzte|die dritte|la ultima|la tercera|l'ultima|la terza|de laatste|de derde|a ultima|a terceira|ostatni[aą]|trzeci[aą])\b"
    )]
    private static partial Regex Last();

    [GeneratedRegex(@"\b(?:the oldest|la plus ancienne|die alteste|la mas antigua|la piu vecchia|de oudste|a mais antiga|najstarsz\w+)\b")]
    private static partial Regex Oldest();

    [GeneratedRegex(
        @"\b(?:the other|others?|l'autre|les autres|la facture restante|die andere|die restliche|la otra|las otras|las demas|l'altra|le altre|de andere|a outra|as outras|pozostal\w+|drug\w+)\b"
    )]
    private static partial Regex Other();
}
