using System.Text.RegularExpressions;
using Amiable.Reading.Intents;
using Amiable.Reading.Understanding.Dates;

namespace Amiable.Reading.Replies;

/// <summary>Rules on what a sentence says beside the others, and how sure one may be of it: what no word supports is read, but nothing is done on it.</summary>
internal static partial class InContext
{
    // Just below ReplyReading.SureEnough: it counts, and a human is asked.
    private const double Asked = 0.65;

    // The same, of what was said clearly enough to come first.
    private const double Said = 0.69;

    public static void Apply(List<ReadSentence> told, ReplyToRead reply, ReplyFacts facts)
    {
        for (var i = 0; i < told.Count; i++)
        {
            var sentence = told[i];
            OnCondition(sentence);
            OnADocument(sentence, i > 0 ? told[i - 1] : null);
            WhereToPay(sentence);
            DayOfASum(sentence);
            ShortAndDated(sentence, i > 0 ? told[i - 1] : null);
            NotBefore(sentence);
        }
        Misreadings.Apply(told, reply);
        AsAgreed(told);
        Promises.OnThatDay(told);
        Promises.InParts(told);
        AcceptsADay(told, reply, facts);
        PaidAndPromised(told);
        var asksForPapers = told.Exists(s => s["DO"] >= IntentChoice.Threshold);
        foreach (var sentence in told)
        {
            Doubt(sentence);
            if (
                asksForPapers && Documents.Any(d => d is not ("CORRECTED" or "CREDITNOTE") && sentence.Means(d))
                || asksForPapers && IsOnlyOfCredits(sentence)
                || Others.Any(l => sentence[l] > sentence["DI"] + 0.1)
            )
                Most(sentence, "DI");
            else if (Others.Any(l => sentence[l] > sentence["DI"] - 0.05))
                sentence.Set("DI", Math.Min(sentence["DI"], Said));
        }
        Misreadings.Caution(told);
    }

    /// <summary>"We'll pay for what we got once that is sorted": a condition of paying is a promise, if not one with a day.</summary>
    private static void OnCondition(ReadSentence sentence)
    {
        if (sentence["CP"] > 0.9 && sentence["PP"] is > 0.2 and < 0.6 && sentence.Means("PAYF") && !sentence.Means("NOTPAY"))
            sentence.Set("PP", 0.6);
    }

    /// <summary>"Once the credit note is here we pay": it is asked for.</summary>
    private static void OnADocument(ReadSentence sentence, ReadSentence? before)
    {
        if (
            sentence["CP"] > 0.5
            && sentence["PP"] >= IntentChoice.Threshold
            && !sentence.Means("NOTPAY")
            && (Documents.Any(sentence.Means) || before is not null && before["NO"] < 0.5 && Documents.Any(before.Means))
        )
            sentence.Set("DO", Math.Max(sentence["DO"], 0.75));
    }

    private static readonly string[] Documents =
    [
        "CORRECTED",
        "CREDITNOTE",
        "PODOC",
        "TAXDOC",
        "STATEMENT",
        "CONTRACTDOC",
        "ORDERDOC",
        "COPY",
    ];

    /// <summary>"What is your account number?" asks where to pay; whether an account is the right one is another question.</summary>
    private static void WhereToPay(ReadSentence sentence)
    {
        if (sentence.Asks && sentence.Means("BANKDOC") && !sentence.Means("BANKCHG") && sentence["BA"] < 0.4)
            sentence.Set("DO", Math.Max(sentence["DO"], 0.75));
    }

    /// <summary>"I pay Friday ok": few words, one of them for paying, and a day ahead.</summary>
    private static void ShortAndDated(ReadSentence sentence, ReadSentence? before)
    {
        if (
            sentence.Words <= 8
            // "Paid. You should see it tomorrow."
            && (before is null || before["PC"] < IntentChoice.Threshold)
            && (sentence.Means("PAYF") || sentence.Means("PAY"))
            && !sentence.Means("NOT")
            && !sentence.Means("REQUEST")
            && sentence.Dates.Any(d => d.Next is not null)
            && IntentChoice.Labels.Keys.All(l => l is "PP" or "AK" || sentence[l] < IntentChoice.Threshold)
        )
            sentence.Set("PP", Math.Max(sentence["PP"], 0.72));
    }

    /// <summary>"{number}: going Friday", "500 on the 12th": a sum or an invoice and a day ahead, and nothing else is said.</summary>
    private static void DayOfASum(ReadSentence sentence)
    {
        if (
            !sentence.Asks
            && sentence.Amounts.Count + sentence.Mentions.Count > 0
            && sentence.Dates.Any(d => d.Next is not null)
            && IntentChoice.Labels.Keys.All(l => sentence[l] < IntentChoice.Threshold)
            && sentence["IJ"] < 0.3
            && sentence["NO"] < 0.6
        )
            sentence.Set("PP", 0.62);
    }

    /// <summary>"The board meets on the 20th and cannot release anything before": time is asked for, nothing is promised.</summary>
    private static void NotBefore(ReadSentence sentence)
    {
        if (
            sentence["PP"] > 0.3
            && (sentence.Means("BEFORE") || sentence.Means("CANNOT") && sentence.Means("MORETIME"))
            && (sentence.Means("NOT") || sentence.Means("CANNOT"))
            && !sentence.Means("NOTPAY")
            // "It will be paid on the 30th, not before" is a promise.
            && (sentence.Means("CANNOT") || !sentence.Means("PAYF"))
            && sentence.Dates.Any(d => d.Next is not null && d.Form != DateForm.DueDate)
        )
        {
            sentence.Set("EX", Math.Max(sentence["EX"], 0.7));
            sentence.Set("PP", Math.Min(sentence["PP"], 0.3));
        }
    }

    /// <summary>Terms are also named by who keeps them: with a day of payment in the mail, and no fault, nothing is contested.</summary>
    private static void AsAgreed(List<ReadSentence> told)
    {
        if (!told.Exists(s => s["PP"] > 0.8 && s["CP"] < 0.5 && s.Dates.Any(d => d.Next is not null)))
            return;
        foreach (var sentence in told.Where(s => s["DI"] > 0.25 && s.Means("TERMS")))
            if (!sentence.Means("NOTPAY") && !sentence.Means("PRICE") && !Corrections.Faults.Any(sentence.Means))
                sentence.Set("DI", 0.25);
    }

    /// <summary>"Yes, fine." to somebody who asked whether the sixth will do.</summary>
    private static void AcceptsADay(List<ReadSentence> told, ReplyToRead reply, ReplyFacts facts)
    {
        var yes = told.Find(s => s["AK"] >= IntentChoice.Threshold && s.Means("OK") && s.Words <= 5 && !s.Means("CHECKING"));
        if (
            yes is not null
            && told.TrueForAll(s => s == yes || IntentChoice.Labels.Keys.All(l => s[l] < IntentChoice.Threshold))
            && told.TrueForAll(s => s.Dates.Count == 0)
            && Quoted.AsksForDay(reply, facts.Languages, DateOnly.FromDateTime(reply.Received.DateTime))
        )
        {
            yes.Set("PP", Asked);
            yes.Set("AK", 0.3);
        }
    }

    /// <summary>Paid, and to be paid, and nothing says of which sum or invoice either is: one of them is misread.</summary>
    private static void PaidAndPromised(List<ReadSentence> told)
    {
        var paid = told.Where(s => s["PC"] >= IntentChoice.Threshold).ToList();
        var promised = told.Where(s => s["PP"] >= IntentChoice.Threshold).ToList();
        if (paid.Count == 0 || promised.Count == 0 || paid.Concat(promised).Any(s => s.Amounts.Count + s.Mentions.Count > 0))
            return;
        foreach (var sentence in paid)
            sentence.Set("PC", Math.Min(sentence["PC"], Said));
    }

    /// <summary>"I am lost between your invoices and your credit notes", beside a paper asked for.</summary>
    private static bool IsOnlyOfCredits(ReadSentence sentence) =>
        sentence.Amounts.Count + sentence.Mentions.Count == 0
        && sentence.Means("CREDITNOTE")
        && !sentence.Means("NOT")
        && !Corrections.Faults.Any(f => f != "CREDITNOTE" && sentence.Means(f));

    private static void Doubt(ReadSentence sentence)
    {
        // "The credit follows on the 14th" is money to come.
        if (sentence.Dates.Any(d => d.Next is not null) && !Wrong.Any(sentence.Means))
            sentence.Set("DI", Math.Min(sentence["DI"], Said));
        // Asked, or a weekday that may be the last one: "it went out on Monday".
        var mayBeBehind = sentence.Words > 4 && !sentence.Means("PAYF") && !sentence.Means("SCHED");
        if (sentence.Asks || mayBeBehind && sentence.Dates.All(d => d.Last is not null))
            sentence.Set("PP", Math.Min(sentence["PP"], Said));
        if (!Told(sentence, Paid) && sentence.Dates.All(d => d.Last is null))
            Most(sentence, "PC");
        if (!Told(sentence, Contested) || sentence.Means("BANKDOC") && !sentence.Means("CONTEST") && !sentence.Means("PRICE"))
            Most(sentence, "DI");
        if (
            !Told(sentence, Promised) && sentence.Dates.All(d => d.Next is null)
            // "I will pay, but let me breathe"; "it leaves today and is there tomorrow".
            || sentence["CP"] < 0.5
                && (sentence.Means("MORETIME") || sentence.Means("CANNOT") || sentence.Means("NOTPAY") && sentence["PP"] > 0.75)
            || Signs().IsMatch(sentence.Folded) && sentence.Dates.Count(d => d.Next is not null) > 1
            || sentence.Dates.Any(d => d is { Form: DateForm.Day, Next: null })
                && sentence.Dates.Any(d => d is { Form: DateForm.Day, Last: null })
        )
            Most(sentence, "PP");
    }

    /// <summary>What comes before the money: a signature, an approval, a return.</summary>
    [GeneratedRegex(
        @"\b(?:sign(?:s|e|ent|era)?|unterschreib\w*|unterzeichn\w*|firma|firman|firmera|teken(?:t|en)|assina\w*|podpis\w*|approves?|meets?|back|return\w*|zuruck|vuelv\w*|rentre|torno|terug|wracam|volto)\b"
    )]
    internal static partial Regex Signs();

    // A sentence that says one of these at least as clearly contests nothing surely: marking a dispute changes what is written to the customer.
    private static readonly string[] Others = ["WC", "PP", "PC", "DO", "BA", "HU", "ST", "AR", "SP", "UN", "IJ", "NO"];

    private static bool Told(ReadSentence sentence, string[] concepts) => concepts.Any(sentence.Means);

    private static void Most(ReadSentence sentence, string label) => sentence.Set(label, Math.Min(sentence[label], Asked));

    private static readonly string[] Paid = ["PAYP", "PROOF", "CHEQUE", "DEBIT"];

    private static readonly string[] Promised = ["PAYF", "PAY", "SCHED", "CHEQUE", "DEBIT"];

    private static readonly string[] Wrong = [.. Corrections.Faults.Where(f => f != "CREDITNOTE"), "NOTPAY"];

    private static readonly string[] Contested = [.. Corrections.Faults, "PRICE", "TERMS", "NOTPAY"];
}
