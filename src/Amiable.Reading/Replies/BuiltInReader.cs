using System.Text.RegularExpressions;
using Amiable.Reading.Intents;
using Amiable.Reading.Understanding;
using Amiable.Reading.Understanding.Dates;
using Amiable.Replies;

namespace Amiable.Reading.Replies;

/// <summary>Reads replies without a language model: tables of words, a small classifier of sentences, and rules. A pure function.</summary>
public static partial class BuiltInReader
{
    /// <summary>Most characters read; nobody answers a reminder with more.</summary>
    public const int Most = 20_000;

    /// <summary>What the writer of a reply wants.</summary>
    public static ReplyReading Read(ReplyToRead reply)
    {
        var text = WrittenText.Of(reply.Text.NewText.Length > Most ? reply.Text.NewText[..Most] : reply.Text.NewText);
        var languages = Languages(reply, text);
        var facts = new ReplyFacts(text, languages, reply.Invoices, From(reply, text));
        var end = NewWords.End(text.Raw, reply.FromName);
        var everything = ReadSentence.Of(facts, text.Raw.Length);
        var all = end == text.Raw.Length ? everything : ReadSentence.Of(facts, end);
        var injected = Injection.In(text, everything);
        var isInjected = injected.Count > 0 || Injection.IsAround(reply, languages) || text.HidesLetters && text.Words.Count > 3;
        var told = all.Where(s => !injected.Exists(i => i.Start < s.Span.End && s.Span.Start < i.End) && !IsBehind(s, injected, text))
            .ToList();
        Corrections.Apply(told, reply, facts);
        var intents = IntentChoice.Of(told, reply, facts, isInjected);
        return new ReadingOfReply(reply, facts, all, told, intents, isInjected).Finish();
    }

    /// <summary>What each sentence was taken for; for whoever mends the tables.</summary>
    public static string Explain(ReplyToRead reply)
    {
        var text = WrittenText.Of(reply.Text.NewText);
        var languages = Languages(reply, text);
        var facts = new ReplyFacts(text, languages, reply.Invoices, From(reply, text));
        var sentences = ReadSentence.Of(facts, NewWords.End(text.Raw, reply.FromName)).ToList();
        Corrections.Apply(sentences, reply, facts);
        var injected = Injection.In(text, sentences).Select(i => $"ORDERS: {text[i]}\n");
        return string.Join(' ', languages)
            + $" {Injection.IsAround(reply, languages)}\n{string.Concat(injected)}"
            + string.Join('\n', sentences.Select(s => s.Explained()));
    }

    /// <summary>"… And don't tell your boss": what follows an order in its paragraph belongs to it, unless it speaks of a bill and orders nothing.</summary>
    private static bool IsBehind(ReadSentence sentence, List<Span> injected, WrittenText text) =>
        (
            sentence.Dates.Count + sentence.Amounts.Count + sentence.Mentions.Count == 0
            || (sentence["IJ"] > 0.2 || sentence.Means("COMMAND") || sentence.Means("CANCEL"))
                && sentence["PP"] < IntentChoice.Threshold
                && sentence["PC"] < IntentChoice.Threshold
        )
        && injected.Exists(i =>
            i.End <= sentence.Span.Start && !text.Raw[i.End..sentence.Span.Start].Contains("\n\n", StringComparison.Ordinal)
        );

    /// <summary>Few words tell no language; whoever answers a letter mostly does it in that of the letter.</summary>
    private static IReadOnlyList<string> Languages(ReplyToRead reply, WrittenText text) =>
        LanguageGuess.Of(
            text,
            reply.Language
                ?? (
                    text.Words.Count > Few ? null
                    : reply.Text.Quoted.Length > Few
                        ? LanguageGuess.Of(WrittenText.Of(reply.Text.Quoted.Length > 600 ? reply.Text.Quoted[..600] : reply.Text.Quoted))[0]
                    : LanguageGuess.Sure(WrittenText.Of(reply.Subject))
                )
        );

    private const int Few = 14;

    private static DateBase From(ReplyToRead reply, WrittenText text) =>
        new(
            DateOnly.FromDateTime(reply.Received.DateTime),
            // Who owes dollars, or signs with an American telephone number, writes the month first.
            reply.Currency == "USD"
                || AmericanPhone().IsMatch(text.Raw)
                || AmericanPhone().IsMatch(reply.Text.Signature),
            DueDate(reply),
            reply.Invoices is [{ IssuedOn: { } issued }] ? issued : null
        );

    // "(202) 456-1111", "202-456-1111", "+1 202 456 1111": three, three and four digits, the first of each group above one. Nobody else writes it so.
    [GeneratedRegex(@"(?<![\w+.-])(?:\+?1[ .-])?(?:\([2-9]\d\d\) ?|[2-9]\d\d[.-]|(?<=\+1 )[2-9]\d\d )\d{3}[ .-]\d{4}(?![\w-])")]
    private static partial Regex AmericanPhone();

    /// <summary>"On the due date" is the one still ahead; of several the first.</summary>
    private static DateOnly? DueDate(ReplyToRead reply)
    {
        var today = DateOnly.FromDateTime(reply.Received.DateTime);
        var ahead = reply.Invoices.Select(i => i.DueDate).Where(d => d > today).Order().ToList();
        return ahead.Count > 0 ? ahead[0]
            : reply.Invoices.Count > 0 ? reply.Invoices[0].DueDate
            : null;
    }
}
