using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Writing;

namespace Amiable.FollowUp;

/// <summary>What the agent would write about these invoices, signed by a member: a start for words of his own. Pure.</summary>
public static class AgentDraft
{
    /// <param name="facts">Of the account.</param>
    /// <param name="about">What it is about.</param>
    /// <param name="tone">How it speaks.</param>
    /// <param name="language">ISO 639-1.</param>
    /// <param name="day">When it is to leave.</param>
    /// <param name="author">Who signs.</param>
    /// <param name="recipient">Who is greeted; null for nobody by name.</param>
    /// <param name="byPost">Whether it is a letter.</param>
    /// <returns>Null when there is nothing to ask for.</returns>
    public static WrittenMessage? Of(
        AccountFacts facts,
        MessageFacts about,
        Tone tone,
        string language,
        DateOnly day,
        string author,
        string? recipient,
        bool byPost = false
    )
    {
        var brief = Brief(facts, about, tone, language, day, author, recipient);
        if (byPost)
            brief = WriteMessage.AsLetter(brief);
        var asked = brief.Stage == Stage.BeforeDue ? brief.Upcoming : brief.Overdue;
        var isOwed = asked
            .GroupBy(i => i.Outstanding.Currency)
            .Any(g => (g.Select(i => i.Outstanding).Sum(g.Key) - Credit(about, g.Key)).IsPositive);
        return isOwed ? BuiltInWriter.Write(brief) : null;
    }

    /// <summary>Figures in a member's words that the ledger does not explain.</summary>
    public static string Unexplained(
        AccountFacts facts,
        MessageFacts about,
        Tone tone,
        string language,
        DateOnly day,
        string author,
        string words
    ) =>
        string.Join(
            ", ",
            NumberLock.Check(Brief(facts, about, tone, language, day, author, null), words).Select(u => u.Text.Trim()).Distinct()
        );

    private static MessageBrief Brief(
        AccountFacts facts,
        MessageFacts about,
        Tone tone,
        string language,
        DateOnly day,
        string author,
        string? recipient
    )
    {
        var overdue = about.About.Where(i => i.DueOn < day).ToList();
        var stage = overdue.Count == 0 && about.About.Count > 0 ? Stage.BeforeDue : Stage.Overdue;
        var split = stage == Stage.BeforeDue ? about : about with { About = overdue, Upcoming = [.. about.About.Except(overdue)] };
        var brief = WriteMessage.Brief(facts, split, stage, tone, day, WriteMessage.Variant(facts, stage, tone));
        var documents = DocumentsToSend.For(facts, about.About);
        return brief with
        {
            Language = language,
            SaysItIsAi = false,
            Sender = brief.Sender with { AgentName = author },
            RecipientName = PersonName.Of(recipient),
            Attached = documents.AttachedNumbers,
            ToDownload = documents.ToDownload,
        };
    }

    private static Money Credit(MessageFacts about, string currency) => about.Credit.Where(c => c.Currency == currency).Sum(currency);
}
