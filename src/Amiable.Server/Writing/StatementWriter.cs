using Amiable.FollowUp;

namespace Amiable.Writing;

/// <summary>A statement of account as an HTML document: what is open on a day, its sums by currency, unallocated credit deducted, where to pay.</summary>
public static class StatementWriter
{
    /// <summary>What it is called in the language of the brief.</summary>
    public static string Title(MessageBrief brief) => new BriefPhrases(brief, []).Word("statement");

    /// <param name="brief">Who writes to whom and in which language; its overdue and upcoming lines are what is open.</param>
    public static string Write(MessageBrief brief)
    {
        List<BriefLine> open =
        [
            .. brief.Overdue.Concat(brief.Upcoming).OrderBy(l => l.DueOn).ThenBy(l => l.Number, StringComparer.Ordinal),
        ];
        // Nothing is asked in a statement: a brief of what is open, whatever falls due when.
        var sound = SoundBrief.Of(brief with { Stage = Stage.Thanks, Overdue = [], Upcoming = [] });
        var phrases = new BriefPhrases(sound, open);
        var title = phrases.Word("statement");
        List<Block> blocks =
        [
            new Prose(title),
            new Prose(phrases.Word("statement day", 1, ("date", phrases.Locale.Date(brief.SentOn))), Quiet: true),
        ];
        if (open.Count == 0)
            blocks.Add(new Prose(phrases.Word("nothing open")));
        else
            blocks.Add(
                BuiltInWriter.Table(phrases, open, BuiltInWriter.Sums(phrases, AskedFigures.Of(open, sound.UnallocatedCredit), open.Count))
            );
        if (open.Count > 0 && sound.Sender.Bank is { } bank)
            blocks.Add(BuiltInWriter.PaymentDetails(phrases, bank, open));
        if (BuiltInWriter.Particulars(phrases) is { } particulars)
            blocks.Add(new Prose(particulars, Quiet: true));
        return HtmlMail.Of(blocks, phrases.Locale, title);
    }
}
