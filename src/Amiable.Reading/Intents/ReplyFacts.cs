using Amiable.Reading.Understanding;
using Amiable.Reading.Understanding.Amounts;
using Amiable.Reading.Understanding.Dates;
using Amiable.Reading.Understanding.Invoices;
using Amiable.Reading.Understanding.People;

namespace Amiable.Reading.Intents;

/// <summary>Everything in a text that has a meaning of its own.</summary>
internal sealed class ReplyFacts
{
    public ReplyFacts(WrittenText text, IReadOnlyList<string> languages, IReadOnlyList<OpenInvoice> invoices, DateBase from)
    {
        (Text, Languages) = (text, languages);
        Concepts = ConceptTable.Read(text, languages);
        Emails = PeopleReader.Emails(text);
        var numbers = InvoiceReader
            .ByNumber(text, invoices)
            .Where(m => !Emails.Any(e => e.Span.Start < m.Span.End && m.Span.Start < e.Span.End))
            .ToList();
        var known = numbers.Select(m => m.Span).Concat(Emails.Select(e => e.Span)).ToList();
        var dates = DateReader
            .ReadAll(text, languages, from)
            .Where(d => !known.Exists(k => k.Start < d.Span.End && d.Span.Start < k.End && k.Length >= d.Span.Length))
            .ToList();
        Dates = [.. dates.Where(d => d.Form != DateForm.Span)];
        Spans = [.. dates.Where(d => d.Form == DateForm.Span)];
        known.AddRange(Dates.Select(d => d.Span));
        // "In a week", "by the end of the month" are days, not parts.
        Concepts = [.. Concepts.Where(c => c.Name != "PLAN" || !Dates.Any(d => d.Span.Start <= c.Span.Start && c.Span.End <= d.Span.End))];
        var phones = PeopleReader.Phones(text, known);
        Amounts = AmountReader.Read(text, known.Concat(phones.Where(p => !LooksLikeMoney(text, p)).Select(p => p.Span)));
        Phones = [.. phones.Where(p => !Amounts.Any(a => a.Span.Start < p.Span.End && p.Span.Start < a.Span.End))];
        Mentions =
        [
            .. numbers
                .Concat(InvoiceReader.ByAmount(Amounts, invoices))
                .Concat(InvoiceReader.ByDueDate(Dates, invoices))
                .OrderBy(m => m.Span.Start),
        ];
        Kinds = new(
            numbers
                .Select(m => (m.Span, "<inv>"))
                .Concat(Emails.Select(e => (e.Span, "<mail>")))
                .Concat(
                    Dates.Select(d =>
                        (
                            d.Span,
                            d.Next is null ? "<last>"
                            : d.Last is null ? "<next>"
                            : "<date>"
                        )
                    )
                )
                .Concat(Amounts.Select(a => (a.Span, "<amt>")))
                .Concat(Phones.Select(p => (p.Span, "<tel>")))
        );
    }

    public WrittenText Text { get; }
    public IReadOnlyList<string> Languages { get; }
    public IReadOnlyList<InvoiceMention> Mentions { get; }
    public IReadOnlyList<FoundDate> Dates { get; }
    public IReadOnlyList<FoundDate> Spans { get; }
    public IReadOnlyList<FoundAmount> Amounts { get; }
    public IReadOnlyList<FoundAddress> Emails { get; }
    public IReadOnlyList<FoundAddress> Phones { get; }
    public SpanKinds Kinds { get; }
    public IReadOnlyList<Concept> Concepts { get; }

    private static bool LooksLikeMoney(WrittenText text, FoundAddress phone)
    {
        var end = text.Folded.AsSpan(phone.Span.End).TrimStart();
        return end.Length > 0 && (end[0] is '€' or '$' or '£' or ',' or '.' && end.Length > 2 && char.IsAsciiDigit(end[1]))
            || end.StartsWith("eur")
            || end.StartsWith("zl");
    }
}
