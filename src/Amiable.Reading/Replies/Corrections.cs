using System.Text.RegularExpressions;
using Amiable.Reading.Intents;
using Amiable.Reading.Understanding.Dates;
using Amiable.Replies;

namespace Amiable.Reading.Replies;

/// <summary>Rules that know better than the classifier, on what one sentence says or the one before it.</summary>
internal static partial class Corrections
{
    public static void Apply(List<ReadSentence> told, ReplyToRead reply, ReplyFacts facts)
    {
        for (var i = 0; i < told.Count; i++)
        {
            var sentence = told[i];
            BareDate(sentence, told);
            Tense(sentence, DateOnly.FromDateTime(reply.Received.DateTime));
            Promises.Apply(sentence);
            Refusal(sentence);
            Question(sentence);
            ScheduledNotContested(sentence);
            AskedOnly(sentence);
            NotBeforeDue(sentence);
            if (i > 0)
                Arrival(sentence, told[i - 1]);
            Competition(sentence);
            CertainWords(sentence);
            Unsupported(sentence);
        }
        InContext.Apply(told, reply, facts);
    }

    /// <summary>"Friday." to somebody who asked when.</summary>
    private static void BareDate(ReadSentence sentence, List<ReadSentence> told)
    {
        var dated = sentence.Dates.Where(d => d.Next is not null).ToList();
        if (
            dated.Count != 1
            || sentence.Asks
            || sentence.Words > dated[0].Span.Length / 3 + 4
            || sentence.Concepts.Any(c => c.Name is not ("OK" or "PAYF" or "BEFORE" or "MORETIME"))
        )
            return;
        var rest = sentence.Folded.Length - dated[0].Span.Length;
        if (rest <= 8 && told.TrueForAll(s => s == sentence || s["PP"] < 0.5 && s["PL"] < 0.5 && s["EX"] < 0.5))
            sentence.Set("PP", Math.Max(sentence["PP"], 0.85));
    }

    /// <summary>A day that can only lie ahead is no payment made; one that can only lie behind is no promise.</summary>
    private static void Tense(ReadSentence sentence, DateOnly today)
    {
        if (sentence.Dates.Count == 0)
            return;
        if (sentence["PC"] > 0.4 && sentence["PP"] > 0.2 && sentence.Dates.All(d => d.Last is null || IsNearerAhead(d, today)))
            (sentence, _) = Lower(sentence, "PC", "PP");
        else if (sentence["PP"] > 0.4 && sentence["PC"] > 0.2 && sentence.Dates.All(d => d.Next is null || IsNearerBehind(d, today)))
            Lower(sentence, "PP", "PC");
    }

    /// <summary>"8 July", said on the 2nd: nobody means the one of last year.</summary>
    private static bool IsNearerAhead(FoundDate date, DateOnly today) =>
        date is { Next: { } next, Last: { } last } && next < today.AddDays(90) && last < today.AddDays(-240);

    /// <summary>"Transfer of 14 February", said in March.</summary>
    private static bool IsNearerBehind(FoundDate date, DateOnly today) =>
        date is { Form: DateForm.DayAndMonth, Next: { } next, Last: { } last } && last > today.AddDays(-90) && next > today.AddDays(240);

    private static (ReadSentence, double) Lower(ReadSentence sentence, string wrong, string right)
    {
        var most = Math.Max(sentence[wrong], sentence[right]);
        sentence.Set(right, most);
        sentence.Set(wrong, Math.Min(sentence[wrong], 0.2));
        return (sentence, most);
    }

    /// <summary>A sentence says one thing clearly and another faintly: the faint one is an echo of shared words.</summary>
    private static void Competition(ReadSentence sentence)
    {
        var most = IntentChoice.Labels.Keys.Max(l => sentence[l]);
        if (most < 0.85)
            return;
        foreach (var label in IntentChoice.Labels.Keys)
            if (sentence[label] is >= 0.4 and < 0.68)
                sentence.Set(label, 0.4);
    }

    /// <summary>Words that hardly anybody uses for something else: where the classifier hesitates they decide.</summary>
    private static void CertainWords(ReadSentence sentence)
    {
        foreach (var (concept, label) in Certain)
            if (
                sentence.Means(concept)
                && sentence[label] > (label == "HU" ? 0.3 : 0.15)
                && sentence[label] < 0.6
                && sentence["AR"] < 0.5
                && sentence["SP"] < 0.5
                // "You have the wrong people, we are the lawyers upstairs" threatens nobody.
                && sentence["WC"] < 0.7
            )
                sentence.Set(label, 0.6);
    }

    private static readonly (string Concept, string Label)[] Certain =
    [
        ("STOPW", "ST"),
        ("LEGAL", "LE"),
        ("PLAN", "PL"),
        ("BANKCHG", "BA"),
        ("HUMAN", "HU"),
    ];

    /// <summary>What no word supports is a guess: it counts only when the classifier is all but certain.</summary>
    private static void Unsupported(ReadSentence sentence)
    {
        foreach (var (label, concepts) in Support)
            if (sentence[label] is >= 0.4 and < 0.93 && !concepts.Any(sentence.Means) && !(label == "PP" && IsShortAnswer(sentence)))
                sentence.Set(label, sentence[label] > 0.8 && label is ("DI" or "PP" or "PC" or "WC") ? 0.55 : 0.4);
    }

    /// <summary>"By the 26th at the latest, promised": the mail before asked for nothing but a day.</summary>
    private static bool IsShortAnswer(ReadSentence sentence) =>
        !sentence.Asks && (sentence.Words <= 9 && sentence.Dates.Any(d => d.Next is not null) || sentence.Words <= 6);

    /// <summary>What is wrong, where something is.</summary>
    internal static readonly string[] Faults =
    [
        "BROKEN",
        "NOTDELIV",
        "MISSING",
        "DUP",
        "NOTORDERED",
        "TERMINATED",
        "CREDITNOTE",
        "CONTEST",
        "CANCEL",
        "NOTRECV",
    ];

    private static readonly (string Label, string[] Concepts)[] Support =
    [
        ("DI", [.. Faults, "PRICE", "TERMS", "NOTPAY"]),
        ("AR", ["OOO", "AUTOMSG", "UNDELIV", "URGENT", "COLLEAGUE"]),
        ("DO", ["REQUEST", "SEND", "NOTRECV", "MISSING", "COPY", "COND", "NOT"]),
        ("HU", ["HUMAN"]),
        ("LE", ["LEGAL"]),
        ("IN", ["INSOLV"]),
        ("BA", ["BANKCHG", "BANKDOC"]),
        ("ST", ["STOPW", "NOMORE"]),
        ("PL", ["PLAN"]),
        ("WC", ["WRONGPERS", "WRITETO", "NOMORE", "COLLEAGUE", "NOT"]),
        ("PC", ["PAYP", "PAY", "PROOF", "SCHED", "CHEQUE", "DEBIT"]),
        ("PP", ["PAYF", "PAY", "SCHED", "CHEQUE", "DEBIT", "PAYP"]),
    ];

    /// <summary>Who asks whether he may pay in parts, or later, promises nothing yet.</summary>
    private static void Question(ReadSentence sentence)
    {
        if (!sentence.Asks)
            return;
        foreach (var (concept, label) in new[] { ("PLAN", "PL"), ("MORETIME", "EX") })
            if (sentence.Means(concept) && sentence["PP"] > sentence[label] && sentence.Means("REQUEST"))
            {
                sentence.Set(label, Math.Max(0.75, sentence[label]));
                sentence.Set("PP", 0.2);
            }
    }

    /// <summary>Terms and prices are also named by who pays as agreed; with a day ahead that is no dispute.</summary>
    private static void ScheduledNotContested(ReadSentence sentence)
    {
        if (
            sentence["PP"] > 0.9
            && sentence["PP"] > sentence["DI"]
            && sentence.Dates.Any(d => d.Next is not null)
            && !Faults.Any(sentence.Means)
        )
            sentence.Set("DI", Math.Min(sentence["DI"], 0.25));
    }

    [GeneratedRegex(
        @"\b(?:(?:ne|n') ?contest\w+ (?:pas|point|nullement|en rien)|(?:not|don't|do not|never|no) (?:contest|disput|challeng|question|object)\w*|(?:bestreit|anfecht|beanstand)\w* .{0,24}\bnicht|nicht (?:bestritten|beanstandet|angefochten)|no (?:discut|disput|impugn|cuestion|neg)\w+|non (?:contest|disput|neg)\w+|(?:betwist|bestrijd)\w* .{0,24}\bniet|niet (?:betwist|bestreden)|nao (?:contest|disput|neg)\w+|nie (?:kwestion|neguj|podwaz|zaprzecz)\w*)"
    )]
    private static partial Regex NotContested();

    /// <summary>What is asked or denied is not said: "Would Friday do?" is no promise that anybody may rely on without asking back.</summary>
    private static void AskedOnly(ReadSentence sentence)
    {
        // "Is that right?" contests nothing; who contests in a question is asked back as well.
        if (sentence.Asks && sentence["DI"] > 0.2)
            sentence.Set("DI", sentence.Words <= 4 ? 0.1 : Math.Min(sentence["DI"], 0.65));
        // "I don't contest the debt".
        if (sentence["DI"] > 0.2 && NotContested().IsMatch(sentence.Folded) && !Faults.Any(c => c != "CONTEST" && sentence.Means(c)))
            sentence.Set("DI", 0.1);
        if (sentence.Asks && sentence["PP"] > 0.6 && (sentence.Means("REQUEST") || !sentence.Means("PAYF")))
            sentence.Set("PP", 0.6);
    }

    /// <summary>"We do not pay before the due date": on it, then.</summary>
    private static void NotBeforeDue(ReadSentence sentence)
    {
        if (
            !sentence.Means("NOTPAY")
            || !sentence.Means("BEFORE")
            || sentence.Dates.All(d => d.Form != DateForm.DueDate) && !BeforeDue().IsMatch(sentence.Folded)
        )
            return;
        sentence.Set("PP", Math.Max(sentence["PP"], 0.75));
        sentence.Set("DI", 0.2);
    }

    /// <summary>"Paid yesterday. You should see it tomorrow": when it arrives is no promise.</summary>
    private static void Arrival(ReadSentence sentence, ReadSentence before)
    {
        if (
            before["PC"] > 0.7
            && sentence["PP"] > 0.3
            && sentence.Mentions.Count == 0
            && sentence.Amounts.Count == 0
            && Arrives().IsMatch(sentence.Folded)
        )
            sentence.Set("PP", 0.2);
    }

    [GeneratedRegex(
        @"before (?:its|the|their) due|avant (?:l'|son |sa |la )?(?:echeance|date d'echeance)|vor (?:der )?falligkeit|antes de(?:l)? (?:su )?vencimiento|prima della scadenza|voor de vervaldatum|antes do vencimento|przed terminem"
    )]
    private static partial Regex BeforeDue();

    [GeneratedRegex(
        @"\b(?:see|show|appear|reach|arrive|receive|credited|with you|voir|apparai\w+|arriv\w+|recev\w+|credit\w+|konto|eingehen|eingegangen|gutgeschrieben|llega\w*|ver|vera\w*|recib\w+|vedere|vedr\w+|arriver\w*|ricever\w*|accredit\w*|zien|binnen|rekening|chegar\w*|receber\w*|zobacz\w*|wplyn\w*|koncie)\b"
    )]
    internal static partial Regex Arrives();

    /// <summary>Who says that he does not pay promises nothing.</summary>
    private static void Refusal(ReadSentence sentence)
    {
        if (sentence.Means("NOTPAY") && !sentence.Means("SCHED") && sentence.Dates.All(d => d.Next is null))
            sentence.Set("PP", Math.Min(sentence["PP"], 0.25));
    }
}
