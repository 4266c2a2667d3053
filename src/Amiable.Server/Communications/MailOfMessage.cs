using Amiable.Mail.Mime;
using Amiable.Organizations;

namespace Amiable.Communications;

/// <summary>A message as a mail: its headers and its words. Pure: the same message is the same mail.</summary>
internal static class MailOfMessage
{
    // Of a long conversation the beginning and the end are enough for every mail program.
    private const int MostReferences = 20;

    /// <summary>
    /// RFC 3834 section 5 keeps robots from answering; Microsoft's programs read a field of their own. Reports of failure and notes of absence are not
    /// suppressed by it: the agent learns from them that somebody is away or cannot be reached.
    /// </summary>
    private static IReadOnlyList<(string, string)> OfTheAgent(bool isAnswer) =>
        [
            ("Auto-Submitted", isAnswer ? "auto-replied" : "auto-generated"),
            ("X-Auto-Response-Suppress", "DR, RN, NRN, AutoReply"),
            ("X-AI-Generated", "true"),
        ];

    /// <param name="message">What is said, and to whom; it knows its Message-ID.</param>
    /// <param name="organization">Who says it.</param>
    /// <param name="logo">Shown above the words.</param>
    /// <param name="conversation">The Message-IDs of the mails it goes on with, oldest first.</param>
    /// <param name="at">When it leaves.</param>
    /// <param name="author">The member who wrote it; null for the agent.</param>
    public static OutgoingMessage Of(
        Communication message,
        Organization organization,
        Logo? logo,
        IReadOnlyList<string> conversation,
        DateTimeOffset at,
        string? author = null
    )
    {
        var (html, pictures) = MailLogo.With(message.Html, logo, organization.Name);
        return new()
        {
            From = new($"{author ?? organization.AgentName} · {organization.Name}", organization.AgentEmail),
            To = [.. message.Recipients.Where(r => !r.IsCopy).Select(Addressed)],
            Cc = [.. message.Recipients.Where(r => r.IsCopy).Select(Addressed)],
            Subject = message.Subject,
            Date = at.ToUniversalTime(),
            MessageId = message.MailId!,
            InReplyTo = conversation.LastOrDefault(),
            References =
                conversation.Count <= MostReferences ? conversation : [conversation[0], .. conversation.TakeLast(MostReferences - 1)],
            Fields = message.Origin == Origin.Member ? [] : OfTheAgent(message.Facts.Answer?.Message is not null),
            Text = message.Text,
            Html = html,
            Pictures = pictures,
            Boundary = $"{message.Id.Value:N}",
        };
    }

    private static Mailbox Addressed(Recipient recipient) => new(recipient.Name, recipient.Address);
}
