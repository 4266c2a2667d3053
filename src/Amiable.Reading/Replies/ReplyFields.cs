using System.Text.RegularExpressions;
using Amiable.Invoices;
using Amiable.Reading.Intents;
using Amiable.Reading.Understanding.Dates;
using Amiable.Replies;

namespace Amiable.Reading.Replies;

/// <summary>Days, sums, invoices and reasons, each from the sentences that speak of them.</summary>
internal sealed partial class ReplyFields(ReplyToRead reply, ReplyFacts facts, List<ReadSentence> told)
{
    private readonly PromisedDays days = new(reply, facts, told);

    private DateOnly Today => DateOnly.FromDateTime(reply.Received.DateTime);

    public ReadPromise Promise()
    {
        var promising = Saying("PP");
        var waits = promising.Exists(IsOnCondition);
        var firm = promising.Where(s => !IsOnCondition(s) && !(waits && PromisedDays.IsGuess(s))).ToList();
        // The earliest promise with a day is the one kept track of; its sentence says of what.
        var all = firm.Select(s => (Sentence: s, Day: days.Of(s))).Where(s => s.Day is not null).OrderBy(s => s.Day).ToList();
        var dated = all.Find(s => !days.IsRule(s.Sentence)) is { Sentence: not null } exact ? exact : all.FirstOrDefault();
        var sentence = dated.Sentence ?? (firm.Count > 0 ? firm[0] : promising.FirstOrDefault());
        var day = dated.Day;
        if (day is null && firm.Count > 0)
            day = DayBeside(firm) ?? (Accepts(firm) ? ProposedDay() : null);
        return new(day, sentence is null ? null : Sums.Paid(sentence, reply.Invoices), InvoicesOf(sentence, "PP"));
    }

    public ReadPayment Payment()
    {
        var claiming = Saying("PC");
        var dated = claiming
            .Select(s => (Sentence: s, Day: s.Dates.Where(days.IsOfPayment).Select(d => d.Last).FirstOrDefault(d => d is not null)))
            .ToList();
        var best = dated.FirstOrDefault(d => d.Day is not null);
        var sentence = best.Sentence ?? claiming.FirstOrDefault();
        var beside = Beside(claiming, "PC").SelectMany(s => s.Dates).Where(d => d.Form != DateForm.DueDate && !days.IsInvoiceDate(d));
        return new(
            best.Day ?? beside.Select(d => d.Last).FirstOrDefault(d => d is not null),
            claiming.Select(s => Sums.Paid(s, reply.Invoices)).FirstOrDefault(a => a is not null),
            References.In(told, claiming, facts),
            InvoicesOf(sentence, "PC")
        );
    }

    public ReadDispute Dispute()
    {
        var contesting = Saying("DI");
        var why = Enum.Parse<DisputeReason>(Kinds.Of("DI", contesting));
        var named = contesting.FirstOrDefault(s => s.Mentions.Count > 0) ?? contesting.FirstOrDefault();
        // A duplicate is named before what it repeats.
        var invoices =
            why == DisputeReason.Duplicate && named is { Mentions: [var first, ..] } ? [first.Invoice.Number] : InvoicesOf(named, "DI");
        return new(why, invoices, Sums.Contested(told, contesting, reply.Invoices));
    }

    public ReadPlan Plan()
    {
        var asking = Saying("PL");
        var first = asking.SelectMany(s => s.Dates).Where(d => d.Next is not null).Select(d => d.Next).Order().FirstOrDefault();
        return new(
            Installments.Count(asking),
            Installments.BeginsNow(asking) ? null : first ?? NextDay(asking),
            Installments.Each(asking, reply.Invoices),
            Rhythms.Of(asking)
        );
    }

    public ReadExtension Extension()
    {
        var asking = Saying("EX");
        var ahead = asking
            .SelectMany(s => s.Dates)
            .Where(d => d.Next is not null && !days.IsInvoiceDate(d))
            .Select(d => d.Next!.Value)
            .ToList();
        // "Two more weeks", without a day: counted from today.
        var spans = facts
            .Spans.Where(d => asking.Exists(s => s.Span.Start <= d.Span.Start && d.Span.Start < s.Span.End))
            .Select(d => d.Next);
        return new(ahead.Count > 0 ? ahead.Max() : spans.FirstOrDefault() ?? NextDay(asking));
    }

    /// <summary>The first one asked for: a sentence that only says what is missing comes before the one that asks.</summary>
    public RequestedDocument Document() => Enum.Parse<RequestedDocument>(Kinds.Of("DO", [.. Saying("DO").Take(2)]));

    /// <summary>"As soon as …"; a number of days behind such words runs from what is waited for.</summary>
    private static bool IsOnCondition(ReadSentence sentence) =>
        (sentence.Means("COND") || sentence["DO"] > 0.5 && sentence.Means("REQUEST"))
        && (sentence["CP"] > 0.4 || sentence.Dates.Any(d => d.Form == DateForm.Within))
        && !HasItsOwnDay(sentence);

    /// <summary>"At the end of next week, once the harvest is paid": what is waited for is nothing of ours, and the day is named.</summary>
    private static bool HasItsOwnDay(ReadSentence sentence) =>
        sentence["DO"] < 0.3
        && sentence.Dates.Any(d => d.Next is not null && d.Form is not (DateForm.Within or DateForm.DueDate))
        && !Yours().IsMatch(sentence.Folded);

    [GeneratedRegex(
        @"\b(?:you\w*|vous|votre|vos|te|ton|sie|ihr\w*|euch|euer\w*|ustedes|usted|vuestr\w+|os|su|sus|voi|vi|vostr\w+|vs|u|uw|jullie|je|vos|voss\w+|panstw\w*|wasz\w*|credit\w*|avoir|gutschrift|abono|accredito|correct\w*|corrig\w*)\b"
    )]
    private static partial Regex Yours();

    private List<ReadSentence> Saying(string label)
    {
        var saying = told.Where(s => s[label] >= IntentChoice.Threshold).ToList();
        return saying.Count > 0 || told.Count == 0 ? saying : [told.MaxBy(s => s[label])!];
    }

    /// <summary>A day in a sentence that says nothing else.</summary>
    private DateOnly? DayBeside(List<ReadSentence> firm) =>
        Beside(firm, "PP").Select(days.Of).FirstOrDefault(d => d is not null)
        ?? told.Where(s => !firm.Contains(s) && s["PP"] + s["NO"] > 0.4 && s["DI"] < 0.4 && s["EX"] < 0.4 && s["AR"] < 0.4)
            .Select(days.Of)
            .FirstOrDefault(d => d is not null);

    /// <summary>Sentences next to those that say it, which say nothing else.</summary>
    private IEnumerable<ReadSentence> Beside(List<ReadSentence> saying, string label) =>
        told.Where(s => !saying.Contains(s) && IntentChoice.Labels.Keys.All(l => l == label || s[l] < IntentChoice.Threshold))
            .Where(s => saying.Exists(f => Math.Abs(told.IndexOf(f) - told.IndexOf(s)) == 1));

    private DateOnly? NextDay(List<ReadSentence> asking) =>
        told.Where(s =>
                !asking.Contains(s) && IntentChoice.Labels.Keys.All(l => l is "PP" or "PL" or "EX" || s[l] < IntentChoice.Threshold)
            )
            .SelectMany(s => s.Dates)
            .Where(d => !days.IsInvoiceDate(d))
            .Select(d => d.Next)
            .FirstOrDefault(d => d is not null);

    /// <summary>"Yes, that date": the day the creditor proposed.</summary>
    private static bool Accepts(List<ReadSentence> firm) => firm.Exists(s => s.Means("OK") || s.Words <= 6);

    private DateOnly? ProposedDay() => Quoted.ProposedDay(reply, facts.Languages, Today);

    /// <summary>Those the sentence names; else those named just before it and nowhere else; else all.</summary>
    private List<string> InvoicesOf(ReadSentence? sentence, string label)
    {
        var all = reply.Invoices.Select(i => i.Number).ToList();
        if (sentence is null || all.Count < 2)
            return all;
        var named = told.Where(s => s[label] >= IntentChoice.Threshold && s["CP"] < 0.5 == sentence["CP"] < 0.5)
            .Where(s => label != "PP" || s == sentence || days.Of(s) == days.Of(sentence))
            .SelectMany(s => s.Mentions)
            .Select(m => m.Invoice.Number)
            .Distinct()
            .ToList();
        if (named.Count == 0)
            named = Before(sentence);
        if (named.Count == 0)
            named = Positions.Named(sentence, reply.Invoices, Others(label));
        return named.Count > 0 ? [.. all.Where(named.Contains)] : all;
    }

    /// <summary>"10461 - that was paid": the number may stand in a sentence of its own, or be what the text speaks of until now.</summary>
    private List<string> Before(ReadSentence sentence)
    {
        for (var i = told.IndexOf(sentence) - 1; i >= 0; i--)
        {
            if (told[i].Mentions.Count > 0)
                return [.. told[i].Mentions.Select(m => m.Invoice.Number).Distinct()];
            if (facts.Text.Raw[told[i].Span.End..told[i + 1].Span.Start].Contains("\n\n", StringComparison.Ordinal))
                return [];
        }
        return [];
    }

    /// <summary>Invoices another wish is about: "the other one" is none of them.</summary>
    private HashSet<string> Others(string label) =>
        [
            .. told.Where(s => s[label] < IntentChoice.Threshold && s.Mentions.Count > 0)
                .SelectMany(s => s.Mentions)
                .Select(m => m.Invoice.Number),
        ];
}
