using System.Text.RegularExpressions;
using Amiable.Reading.Understanding.Amounts;
using Amiable.Reading.Understanding.Invoices;

namespace Amiable.Reading.Replies;

/// <summary>Which of the figures in a sentence is paid, or contested; most only say which invoice is meant.</summary>
internal static partial class Sums
{
    /// <summary>The figure said to be paid.</summary>
    public static decimal? Paid(ReadSentence sentence, IReadOnlyList<OpenInvoice> invoices)
    {
        var candidates = sentence.Amounts.Where(a => !OnlyNames(sentence, a, invoices)).ToList();
        return candidates.Count == 0 ? null : candidates[0].Value;
    }

    /// <summary>The figure contested: what is too much, or the credit asked for; two prices that are compared are neither.</summary>
    public static decimal? Contested(List<ReadSentence> told, List<ReadSentence> contesting, IReadOnlyList<OpenInvoice> invoices)
    {
        var credited = told.Where(s => s.Means("CREDITNOTE") && !contesting.Contains(s) && s["PC"] < 0.5 && s["PP"] < 0.5)
            .SelectMany(s => s.Amounts)
            .Select(a => (decimal?)a.Value)
            .FirstOrDefault();
        foreach (var sentence in contesting)
        {
            var amounts = sentence.Amounts.Where(a => !OnlyNames(sentence, a, invoices)).ToList();
            if (amounts.Count == 0)
                continue;
            var marked = amounts.Where(a => Contests().IsMatch(Before(sentence, a, 40))).ToList();
            if (marked.Count > 0)
                return marked[^1].Value;
            if (amounts.Count > 1 || Compared().IsMatch(sentence.Folded))
                continue;
            return amounts[0].Value;
        }
        return credited;
    }

    /// <summary>"the invoice for 1,250.40", "of the 11,236.75": the figure says which one, not how much is paid.</summary>
    private static bool OnlyNames(ReadSentence sentence, FoundAmount amount, IReadOnlyList<OpenInvoice> invoices) =>
        invoices.Count > 1
            && Names().IsMatch(Before(sentence, amount, 36))
            && (invoices.Any(i => i.Amount == amount.Value) || invoices.Sum(i => i.Amount) == amount.Value)
        || OfTheWhole().IsMatch(Before(sentence, amount, 16));

    private static string Before(ReadSentence sentence, FoundAmount amount, int most)
    {
        var at = amount.Span.Start - sentence.Span.Start;
        return sentence.Folded[Math.Max(0, at - most)..at];
    }

    [GeneratedRegex(
        @"(?:invoice|bill|facture|rechnung|factura|fattura|factuur|fatura|fakture|faktury|faktura|fakturze)s?(?: \S+)? (?:for|of|over|uber|de|von|van|por|da|di|na|ad|a|mit|d'un montant de|ter hoogte van|z)? ?(?:€|\$|£|eur)? ?$|(?:the|la|celle de|die uber|die von|la de|quella da|die van|a de|te na) (?:€|\$|£)? ?$"
    )]
    private static partial Regex Names();

    [GeneratedRegex(@"(?:of the|out of|sur les|von den|de los|sui|van de|dos|z|total of|balance of) (?:€|\$|£)? ?$")]
    private static partial Regex OfTheWhole();

    [GeneratedRegex(
        @"(?:differen[cz]\w*|excess|excedent\w*|eccedent\w*|difference|differenza|verschil|roznic\w*|trop|too much|zu viel|zuviel|de mas|in piu|te veel|a mais|overcharg\w*|credit\w*|avoir|gutschrift|abono|credito|creditnota|creditfactuur|korekt\w*|interest|zinsen|interets|intereses|interessi|rente|juros|odsetk\w*|deduct\w*|descont\w*|deduire|abzieh\w*|position|contest\w*|bestreit\w*|betwist\w*|dispute|retirer|penalit\w*|gebuhr\w*|fee|surcharge)[^.;]{0,24}$"
    )]
    private static partial Regex Contests();

    [GeneratedRegex(
        @"instead of|rather than|au lieu d|statt|anstatt|en lugar de|en vez de|anziche|invece di|in plaats van|em vez de|zamiast|, not |\bnicht\b|, no de|, non\b|, niet|cuando|/ ?st|quoted|devis etait|presupuesto era|laut angebot|offerte was|orcamento era|w ofercie|per unit|unitaire"
    )]
    private static partial Regex Compared();
}
