using System.Text.RegularExpressions;
using Amiable.Reading.Understanding.Amounts;
using Amiable.Reading.Understanding.Dates;
using Amiable.Replies;

namespace Amiable.Reading.Understanding.Invoices;

/// <summary>An open invoice of the account, as whoever writes may name it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Amount">What is open.</param>
/// <param name="DueDate">When it is, or was, due.</param>
/// <param name="IssuedOn">Its date, when known.</param>
public sealed record OpenInvoice(string Number, decimal Amount, DateOnly DueDate, DateOnly? IssuedOn = null);

/// <summary>A passage that names an invoice.</summary>
/// <param name="Span">Where.</param>
/// <param name="Invoice">Which.</param>
/// <param name="ByAmount">Named by what it amounts to.</param>
public sealed record InvoiceMention(Span Span, OpenInvoice Invoice, bool ByAmount = false);

/// <summary>Finds the invoices a text names: by number however abbreviated, by amount, by due date.</summary>
public static partial class InvoiceReader
{
    /// <summary>Passages with a number of an invoice; a short form only where it can mean one invoice.</summary>
    public static IReadOnlyList<InvoiceMention> ByNumber(WrittenText text, IReadOnlyList<OpenInvoice> invoices)
    {
        var forms = invoices.SelectMany(i => Forms(i.Number).Select(f => (Form: f, Invoice: i))).ToList();
        var found = new List<InvoiceMention>();
        foreach (Match match in Candidate().Matches(text.Folded))
        foreach (var (start, length) in Parts(match))
        {
            var span = new Span(start, length);
            if (found.Exists(f => f.Span.Start < span.End && span.Start < f.Span.End))
                continue;
            var key = Key(text.Folded.Substring(start, length));
            if (Meant(forms, key) is { } only && IsNoNumberOfAnotherKind(text.Folded, span, key, only))
                found.Add(new(span, only));
        }
        return [.. found.OrderBy(f => f.Span.Start)];
    }

    /// <summary>The one invoice a form can mean; of several the one whose number ends with it ("8544" is no "8544R").</summary>
    private static OpenInvoice? Meant(List<(string Form, OpenInvoice Invoice)> forms, string key)
    {
        var meant = forms.Where(f => f.Form == key).Select(f => f.Invoice).Distinct().ToList();
        if (meant.Count > 1)
            meant = [.. meant.Where(i => Key(WrittenText.Of(i.Number).Folded).EndsWith(key, StringComparison.Ordinal))];
        return meant is [var only] ? only : null;
    }

    /// <summary>Passages with the exact amount of one invoice only ("the 1 250,40 one").</summary>
    public static IEnumerable<InvoiceMention> ByAmount(IEnumerable<FoundAmount> amounts, IReadOnlyList<OpenInvoice> invoices) =>
        invoices.Count < 2
            ? []
            : amounts.SelectMany(a =>
                invoices.Where(i => i.Amount == a.Value).ToList() is [var only] ? new[] { new InvoiceMention(a.Span, only, true) } : []
            );

    /// <summary>Passages with the due date of one invoice only.</summary>
    public static IEnumerable<InvoiceMention> ByDueDate(IEnumerable<FoundDate> dates, IReadOnlyList<OpenInvoice> invoices) =>
        invoices.Count < 2
            ? []
            : dates
                .Where(d => d.Form == DateForm.DayAndMonth)
                .SelectMany(d =>
                    invoices.Where(i => i.DueDate == d.Last || i.DueDate == d.Next).ToList() is [var only]
                        ? new[] { new InvoiceMention(d.Span, only) }
                        : []
                );

    /// <summary>What a number may be cut down to: "FV-26-0811" is also "26-0811", "0811" and "811".</summary>
    private static HashSet<string> Forms(string number)
    {
        var folded = WrittenText.Of(number).Folded;
        var parts = Part().Matches(folded).Select(m => m.Value).ToList();
        var forms = new HashSet<string> { Key(folded) };
        for (var from = 0; from < parts.Count; from++)
        for (var to = parts.Count; to > from; to--)
        {
            var some = parts[from..to];
            if (some.Exists(p => char.IsAsciiDigit(p[0]) && !IsYear(p) && p.TrimStart('0').Length >= 2))
                forms.Add(Key(string.Concat(some)));
        }
        // The running number alone, without its zeros.
        if (
            parts.Where(p => char.IsAsciiDigit(p[0]) && !IsYear(p)).MaxBy(p => p.Length) is { } running
            && running.TrimStart('0').Length >= 2
        )
            forms.Add(running.TrimStart('0'));
        return forms;
    }

    private static bool IsYear(string part) => part.Length == 4 && part.StartsWith("20", StringComparison.Ordinal) && part[2] is '2' or '3';

    private static string Key(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit));

    /// <summary>The longest run first, then its parts ("8544/8545" names two).</summary>
    private static IEnumerable<(int Start, int Length)> Parts(Match match)
    {
        yield return (match.Index, match.Length);
        var words = Word().Matches(match.Value).ToList();
        for (var size = words.Count - 1; size > 0; size--)
        for (var at = 0; at + size <= words.Count; at++)
            yield return (match.Index + words[at].Index, words[at + size - 1].Index + words[at + size - 1].Length - words[at].Index);
    }

    /// <summary>A short figure may be a day, a sum or a house number: it needs a word before it, or to begin its line.</summary>
    private static bool IsNoNumberOfAnotherKind(string folded, Span span, string key, OpenInvoice invoice)
    {
        if (key.Length >= 5 || key.Any(char.IsAsciiLetter) && key.Length >= 4 || IsWhole(folded.AsSpan(span.Start, span.Length), invoice))
            return true;
        var before = folded[Math.Max(0, span.Start - 24)..span.Start];
        var after = folded[span.End..Math.Min(folded.Length, span.End + 8)];
        if (
            Money().IsMatch(before)
            || Unit().IsMatch(after)
            || key == Key(decimal.Truncate(invoice.Amount).ToString(System.Globalization.CultureInfo.InvariantCulture))
        )
            return false;
        return key.Length == 4 && !IsYear(key) || Cue().IsMatch(before) || before.Length == 0 || before.EndsWith('\n');
    }

    /// <summary>"A/33" is what the invoice is called, not a figure beside a letter.</summary>
    private static bool IsWhole(ReadOnlySpan<char> written, OpenInvoice invoice) =>
        written.ContainsAnyInRange('a', 'z')
        && written.ContainsAny('/', '-')
        && WrittenText.Of(invoice.Number).Folded.AsSpan().EndsWith(written, StringComparison.Ordinal);

    [GeneratedRegex(@"[a-z]+|\d+")]
    private static partial Regex Part();

    [GeneratedRegex(@"[a-z0-9]+")]
    private static partial Regex Word();

    // Words with a digit in them, joined by the separators numbers have, and the prefix written apart ("FT 2026A/340").
    [GeneratedRegex(@"(?<![\w@])(?:[a-z]{1,4}[ .:-]{1,2})?(?:[a-z]{1,4}/)?[a-z]{0,4}\d[a-z0-9]*(?:(?:[./_-]| ?[/-] ?)[a-z0-9]+)*(?!\w)")]
    private static partial Regex Candidate();

    [GeneratedRegex(@"(?:€|\$|£|eur|usd|gbp|\+|tel\.?:?|tel|fax|§|art\.|page|bl|order|po) ?$")]
    private static partial Regex Money();

    [GeneratedRegex(@"^ ?(?:€|\$|£|%|eur|zl|pln|usd|gbp|euro|h\b|:\d|kg|stk|st\.|pcs|u\.|jours|days|tage|dias|giorni|dagen|dni)")]
    private static partial Regex Unit();

    [GeneratedRegex(
        @"(?:\b(?:la|the|die|der|de|a|n|no|nr|num|n°|nº|numero|number|nummer|facture|fact|invoice|inv|rechnung|rech|rg|re|factura|fra|fattura|fatt|ft|factuur|fact|fatura|faktura|fakture|faktury|fv|and|et|und|y|e|en|i|oraz|for|pour|fur|para|per|voor|za)\.?|[#°&,(])[ .:]{0,2}$"
    )]
    private static partial Regex Cue();
}
