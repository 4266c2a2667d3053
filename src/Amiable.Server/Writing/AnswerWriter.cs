using Amiable.Invoices;
using Amiable.Replies;

namespace Amiable.Writing;

/// <summary>One thing an answer says, with the figures of the ledger.</summary>
/// <param name="Kind">What.</param>
/// <param name="About">The invoices it names.</param>
/// <param name="On">The day it names.</param>
public sealed record AnswerLine(AnswerKind Kind, IReadOnlyList<BriefLine> About, DateOnly? On = null)
{
    /// <summary>The parts in which it is paid, as agreed.</summary>
    public IReadOnlyList<Instalment> Parts { get; init; } = [];
}

/// <summary>Writes what the agent answers to a reply, without a model: a sentence or two for each thing, nothing that was not decided.</summary>
public static class AnswerWriter
{
    /// <param name="brief">Who writes to whom, in which language, and which documents go with it.</param>
    /// <param name="subject">Of the message that is answered.</param>
    /// <param name="says">What it says, in this order.</param>
    public static WrittenMessage Write(MessageBrief brief, string subject, IReadOnlyList<AnswerLine> says)
    {
        var sound = SoundBrief.Of(brief);
        var phrases = new BriefPhrases(sound, []);
        List<Block> blocks =
        [
            new Prose(phrases.Word(sound.RecipientName is null ? "greeting to a team" : "greeting")),
            .. says.SelectMany((line, place) => Said(sound, line, phrases, isFirst: place == 0)),
        ];
        if (sound.ToDownload.Count > 0)
            blocks.Add(
                new Details(
                    phrases.Word("to download", sound.ToDownload.Count),
                    [.. sound.ToDownload.Select(link => (link.Number, link.Url))]
                )
            );
        blocks.AddRange(BuiltInWriter.Foot(phrases, phrases.Word("answer closing")));
        var line1 = SoundBrief.OneLine(subject);
        return new(line1, PlainText.Of(blocks, phrases.Locale), HtmlMail.Of(blocks, phrases.Locale, line1));
    }

    private static IEnumerable<Block> Said(MessageBrief brief, AnswerLine line, BriefPhrases phrases, bool isFirst)
    {
        yield return new Prose(Sentence(brief, line, isFirst));
        if (line.Parts.Count > 0)
            yield return new Details(
                phrases.Word("answer parts", line.Parts.Count),
                [.. line.Parts.Select(p => (phrases.Locale.Date(p.On), phrases.Locale.Amount(p.Amount)))]
            );
    }

    private static string Sentence(MessageBrief brief, AnswerLine line, bool isFirst)
    {
        var phrases = new BriefPhrases(line.On is null ? brief : brief with { PromisedOn = line.On }, line.About);
        var said = phrases.Word(Key(line.Kind, brief), line.About.Count);
        return isFirst && line.Kind is AnswerKind.Copies or AnswerKind.Statement ? $"{phrases.Word("answer thanks")} {said}" : said;
    }

    private static string Key(AnswerKind kind, MessageBrief brief) =>
        kind switch
        {
            AnswerKind.PromiseNoted => "answer promise",
            AnswerKind.PaymentNoted => "answer payment",
            AnswerKind.DisputeNoted => "answer dispute",
            AnswerKind.TimeGranted => "answer time",
            AnswerKind.PlanAgreed => "answer plan",
            AnswerKind.Copies => brief.ToDownload.Count > 0 ? "answer links" : "answer copies",
            AnswerKind.Statement => "answer statement",
            AnswerKind.HandedOver => "answer handed over",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Thanks are a message of their own."),
        };
}
