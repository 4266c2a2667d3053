namespace Amiable.Communications;

/// <summary>A message that left or came in earlier.</summary>
/// <param name="Thread">The conversation it stands in.</param>
/// <param name="MailId">Its Message-ID without angle brackets.</param>
/// <param name="Invoices">What it was about; nothing for one that came in.</param>
public sealed record EarlierMail(CommunicationId Thread, string MailId, IReadOnlyList<InvoiceId> Invoices);

/// <summary>Which conversation a message goes on with, so that a mail program shows it under the ones before.</summary>
public static class Conversations
{
    /// <summary>The one of the last message about any of its invoices; null when there was none: it begins one.</summary>
    /// <param name="facts">What the message is about.</param>
    /// <param name="before">What left or came in at that account, newest first.</param>
    public static CommunicationId? GoesOnWith(MessageFacts facts, IReadOnlyList<EarlierMail> before)
    {
        var mine = facts.About.Select(i => i.Invoice).ToHashSet();
        return before.FirstOrDefault(earlier => earlier.Invoices.Any(mine.Contains))?.Thread;
    }
}
