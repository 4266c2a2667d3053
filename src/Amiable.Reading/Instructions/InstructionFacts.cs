using System.Text.RegularExpressions;
using Amiable.Reading.Understanding;
using Amiable.Reading.Understanding.Amounts;
using Amiable.Reading.Understanding.Dates;
using Amiable.Reading.Understanding.Invoices;
using Amiable.Reading.Understanding.People;
using Amiable.Replies;

namespace Amiable.Reading.Instructions;

/// <summary>An invoice named in a text, and whose it is.</summary>
/// <param name="Span">Where.</param>
/// <param name="Account">Whose.</param>
/// <param name="Invoice">Which.</param>
internal sealed record NamedInvoice(Span Span, KnownAccount Account, KnownInvoice Invoice);

/// <summary>Everything in an instruction that has a meaning of its own.</summary>
internal sealed partial class InstructionFacts
{
    public InstructionFacts(InstructionToRead read, WrittenText text, IReadOnlyList<string> languages)
    {
        (Read, Text, Languages) = (read, text, languages);
        var concepts = InstructionConcepts.Read(text, languages);
        Emails = PeopleReader.Emails(text);
        var common = concepts.Select(c => c.Span).ToHashSet();
        Accounts =
        [
            .. new AccountNames(read.Accounts)
                .Read(text, w => common.Contains(new(w.Start, w.Length)))
                .Where(m => !Emails.Any(e => Overlap(e.Span, m.Span))),
        ];
        // A word of a company's name means nothing else, nor does one of a set phrase ("until further notice").
        var idle = concepts.Where(c => c.Name == "VOID").Select(c => c.Span).Concat(Accounts.Select(a => a.Span)).ToList();
        Concepts = [.. concepts.Where(c => c.Name is "UNTIL" || !idle.Exists(v => v.Start <= c.Span.Start && c.Span.End <= v.End))];
        Invoices = ReadInvoices();
        var known = Invoices.Select(i => i.Span).Concat(Emails.Select(e => e.Span)).ToList();
        var dates = DateReader.ReadAll(text, languages, new(Today, WritesMonthFirst()));
        Dates = [.. dates.Where(d => !known.Exists(k => Overlap(k, d.Span) && k.Length >= d.Span.Length))];
        known.AddRange(Dates.Select(d => d.Span));
        // "Adia o Tavares para sexta": "para" stops nobody there.
        Concepts = [.. Concepts.Where(c => c.Name != "PAUSE" || !Dates.Any(d => IsPreposition(c, d.Span)))];
        Amounts = AmountReader.Read(text, known);
        Figures = [.. BareFigures(known)];
        Names = PeopleReader.Names(text);
    }

    public InstructionToRead Read { get; }
    public WrittenText Text { get; }
    public IReadOnlyList<string> Languages { get; }
    public IReadOnlyList<Concept> Concepts { get; }
    public IReadOnlyList<AccountMention> Accounts { get; }
    public IReadOnlyList<NamedInvoice> Invoices { get; }
    public IReadOnlyList<FoundDate> Dates { get; }
    public IReadOnlyList<FoundAmount> Amounts { get; }

    /// <summary>Figures that are nothing else: "Verdier nous a viré 500".</summary>
    public IReadOnlyList<FoundAmount> Figures { get; }
    public IReadOnlyList<FoundAddress> Emails { get; }
    public IReadOnlyList<FoundName> Names { get; }

    public DateOnly Today => DateOnly.FromDateTime(Read.Received.DateTime);

    public static bool Overlap(Span one, Span other) => one.Start < other.End && other.Start < one.End;

    /// <summary>The contacts a passage names, with the account they belong to.</summary>
    public IEnumerable<AccountMention> ContactsIn(Span span)
    {
        var words = Text.Words.Where(w => w.Start >= span.Start && w.End <= span.End && char.IsUpper(Text.Raw[w.Start])).ToList();
        // "Martelin" may be the company Martelin as well as Bruno Martelin: what was read as a company names nobody else.
        foreach (var word in words.Where(w => w.Length > 2 && !Accounts.Any(a => Overlap(a.Span, new(w.Start, w.Length)))))
        {
            var meant = Read.Accounts.Where(a => a.Contacts.Any(c => WrittenText.Of(c.Name).Words.Any(n => n.Text == word.Text))).ToList();
            if (meant.Count > 0)
                yield return new(new(word.Start, word.Length), meant, 0.9);
        }
        foreach (var email in Emails.Where(e => Overlap(e.Span, span)))
        {
            var domain = Domain(email.Value);
            var meant = Read.Accounts.Where(a => a.Contacts.Any(c => c.Email is { } known && Domain(known) == domain)).ToList();
            if (meant.Count > 0)
                yield return new(email.Span, meant, 0.9);
        }
    }

    /// <summary>Something written like the number of an invoice that no account has.</summary>
    public bool NamesUnknownInvoice(Span span)
    {
        var prefixes = Read
            .Accounts.SelectMany(a => a.Invoices)
            .Select(i => Prefix().Match(i.Number).Value)
            .Where(p => p.Length > 0)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Numbered()
            .Matches(Text.Raw)
            .Any(m =>
                Overlap(new(m.Index, m.Length), span)
                && !Invoices.Any(i => Overlap(i.Span, new(m.Index, m.Length)))
                && !Dates.Any(d => Overlap(d.Span, new(m.Index, m.Length)))
                && !Accounts.Any(a => Overlap(a.Span, new(m.Index, m.Length)))
                && (prefixes.Contains(m.Groups["prefix"].Value) || m.Groups["word"].Success || Capitals().IsMatch(m.Value))
            );
    }

    private bool IsPreposition(Concept concept, Span date) =>
        Text.Folded.AsSpan(concept.Span.Start, concept.Span.Length).SequenceEqual("para")
            && concept.Span.Start <= date.Start + 1
            && date.Start - concept.Span.End < 4
        || date.Start <= concept.Span.Start && concept.Span.End <= date.End;

    private static string Domain(string email) => email[(email.LastIndexOf('@') + 1)..].ToLowerInvariant();

    /// <summary>Who owes dollars is of a country that writes the month first.</summary>
    private bool WritesMonthFirst() =>
        Accounts.Any(a => a.Accounts.All(x => x.WritesMonthFirst || American().IsMatch(x.Name)))
        || Text.Raw.Contains('$', StringComparison.Ordinal)
        || Accounts.Count == 0 && Read.Accounts.Any(a => a.Id == Read.About && (a.WritesMonthFirst || American().IsMatch(a.Name)));

    private List<NamedInvoice> ReadInvoices()
    {
        var all = Read.Accounts.SelectMany(a => a.Invoices.Select(i => (Account: a, Invoice: i, Open: Open(i)))).ToList();
        var found = InvoiceReader.ByNumber(Text, [.. all.Select(x => x.Open)]).ToList();
        // A short form that several accounts could mean is that of an account the text names.
        var named = Accounts.SelectMany(a => a.Accounts).Select(a => a.Id).Append(Read.About ?? default).ToHashSet();
        foreach (var more in InvoiceReader.ByNumber(Text, [.. all.Where(x => named.Contains(x.Account.Id)).Select(x => x.Open)]))
            if (!found.Exists(f => Overlap(f.Span, more.Span)))
                found.Add(more);
        return
        [
            .. found
                .Where(f => !Emails.Any(e => Overlap(e.Span, f.Span)) && !Accounts.Any(a => Overlap(a.Span, f.Span)))
                .Select(f => (f.Span, Meant: all.First(x => ReferenceEquals(x.Open, f.Invoice) || x.Open == f.Invoice)))
                .Select(f => new NamedInvoice(f.Span, f.Meant.Account, f.Meant.Invoice))
                .OrderBy(f => f.Span.Start),
        ];
    }

    private static OpenInvoice Open(KnownInvoice invoice) => new(invoice.Number, invoice.Open, invoice.DueDate);

    private IEnumerable<FoundAmount> BareFigures(List<Span> taken)
    {
        foreach (Match match in Figure().Matches(Text.Folded))
        {
            var span = new Span(match.Index, match.Length);
            if (
                !taken.Exists(t => Overlap(t, span))
                && !Amounts.Any(a => Overlap(a.Span, span))
                && AmountReader.Value(match.Value) is { } value and > 0
            )
                yield return new(span, value, null);
        }
    }

    [GeneratedRegex(@"(?<![\w/.,-])\d{1,3}(?:[ '.,]\d{3})+(?![\w/-])|(?<![\w/.,-])\d{2,7}(?:[.,]\d{1,2})?(?![\w/%-]| ?%)")]
    private static partial Regex Figure();

    [GeneratedRegex(@"\b(?:Inc|LLC|Corp|Corporation)\b")]
    private static partial Regex American();

    [GeneratedRegex(@"^[A-Z]{1,5}[-/]?\d{2}")]
    private static partial Regex Capitals();

    [GeneratedRegex(@"^[A-Za-z]+")]
    private static partial Regex Prefix();

    [GeneratedRegex(
        @"(?<![\w@.])(?:(?<prefix>[A-Za-z]{1,5})[-/ .]?\d[\w/-]*\d|(?<word>(?:invoice|facture|rechnung|factura|fattura|factuur|fatura)(?: no\.?| n[°o]\.?| nr\.?)?) \d[\w/-]*\d)(?!\w)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Numbered();
}
