using Amiable.Instructions;

namespace Amiable.Reading.Instructions;

/// <summary>Whether a piece asks something of the agent, and about what.</summary>
internal static class Question
{
    /// <summary>The topic; null when nothing is asked, or something is only asked for politely.</summary>
    public static QuestionTopic? Of(Piece piece)
    {
        if (piece.Means("WROTE") && !piece.IsAsked)
            return null;
        var begins = piece.Begins("QWORD", 3) && piece.At("QWORD") <= Named(piece);
        if (!piece.IsAsked && !begins)
            return null;
        var topic = Topic(piece);
        // "Can you pause…?" asks for something to be done; "can you tell me what they owe?" does not.
        if (IsRequest(piece) && !(begins && topic is not null))
            return null;
        // "Tu la laisses de côté ?" is asked, and meant to be done.
        if (!begins && topic is null && piece.Means("EXCLUDE", "PAUSE", "RESUME", "MOVE"))
            return null;
        if (!piece.IsAsked && topic is null)
            return null;
        return topic ?? QuestionTopic.Other;
    }

    /// <summary>"Has Harbour paid" asks, "Harbour has paid" tells.</summary>
    private static int Named(Piece piece) =>
        piece.Accounts.Select(a => a.Span.Start).Concat(piece.Invoices.Select(i => i.Span.Start)).DefaultIfEmpty(int.MaxValue).Min();

    private static bool IsOfMany(Piece piece) =>
        piece.Accounts.Count == 0
        && !piece.Facts.ContactsIn(piece.Span).Any()
        && piece.Means("QSTATS", "QREPLY", "DISPUTE", "QHISTORY", "PAID", "PAUSE", "REMINDER");

    private static bool IsRequest(Piece piece) =>
        piece.Means("POLITE")
        && piece.Means(
            "PAUSE",
            "RESUME",
            "MOVE",
            "SEND",
            "CHASE",
            "EXCLUDE",
            "DISPUTE",
            "NOTEVERB",
            "TONE",
            "GENTLE",
            "FIRM",
            "BUSINESS",
            "NOTBEFORE",
            "MARK",
            "WAIT",
            "NOTICE"
        );

    private static QuestionTopic? Topic(Piece piece) =>
        piece.Means("QTOP") || piece.Means("HOWMANY") && IsOfMany(piece) || piece.Means("QSTATS") && !piece.Means("QOWE")
            ? QuestionTopic.Statistics
        : piece.Means("QHISTORY") ? QuestionTopic.History
        : piece.Means("QREPLY") ? QuestionTopic.LastReply
        : piece.Means("QNEXT") ? QuestionTopic.NextStep
        : piece.Means("QOWE") ? QuestionTopic.Balance
        : piece.Means("QSTATUS") ? QuestionTopic.Status
        : piece.Means("PAID", "WILLPAY", "NOTICE", "PAUSE") ? QuestionTopic.Status
        : null;
}
