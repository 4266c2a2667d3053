using Amiable.Contacts;
using Amiable.FollowUp;

namespace Amiable.Communications;

/// <content>A communication as a mail: its thread, its files, who wrote it, and what became of it.</content>
public sealed partial class Communication
{
    /// <summary>
    /// Its Message-ID without angle brackets, once it left or came in; of a text message "sms:" and what the provider calls it; null for what came without one.
    /// </summary>
    public string? MailId { get; private set; }

    /// <summary>The first message of the conversation it goes on with; null for one that begins one.</summary>
    public CommunicationId? ThreadId { get; private set; }

    /// <summary>The conversation it stands in, named by its first message.</summary>
    public CommunicationId Thread => ThreadId ?? Id;

    /// <summary>Who wrote it; null for what we wrote.</summary>
    public Sender? From { get; private set; }

    /// <summary>A program wrote it: an out-of-office note, a receipt. It is never answered.</summary>
    public bool IsAutomatic { get; private init; }

    /// <summary>The files that go or came with it.</summary>
    public IReadOnlyList<AttachedFile> Files { get; private set; } = [];

    /// <summary>What servers said of its delivery, oldest first.</summary>
    public IReadOnlyList<DeliveryNews> Deliveries { get; private set; } = [];

    /// <summary>How often a server took it neither nor refused it for good.</summary>
    public int Tries { get; private set; }

    /// <summary>When that was the first time.</summary>
    public DateTimeOffset? FirstTriedAt { get; private set; }

    /// <summary>It is about to leave under this Message-ID, in this conversation; null for one of its own.</summary>
    public void GoesOutAs(string mailId, CommunicationId? thread)
    {
        Must(Status is CommunicationStatus.Sending, "sent under a name");
        (MailId, ThreadId) = (mailId, thread);
    }

    /// <summary>A mail came in.</summary>
    public static Communication Received(CommunicationId id, AccountId account, ReceivedMail mail) =>
        new()
        {
            Id = id,
            AccountId = account,
            Origin = Origin.Customer,
            Channel = mail.Channel,
            Status = CommunicationStatus.Received,
            // The same mail twice is one message: the database says no to the second.
            Step = $"mail {mail.Fingerprint}",
            From = mail.From,
            Subject = mail.Subject.Length > MostInSubject ? mail.Subject[..MostInSubject] : mail.Subject,
            Text = mail.Text,
            IsAutomatic = mail.IsAutomatic,
            Files = mail.Files,
            Language = mail.Language,
            MailId = mail.MailId,
            ThreadId = mail.Thread,
            SendOn = mail.Day,
            SendAt = mail.At,
            SentAt = mail.At,
            CreatedAt = mail.At,
        };

    // Who wrote it, and what files are called.
    private bool ForgetInMail(ErasedContact contact)
    {
        var named = From is not null && contact.Is(From);
        From = From is null ? null : contact.In(From);
        if (Files.Any(f => contact.In(f.FileName) != f.FileName))
            (Files, named) = ([.. Files.Select(f => f with { FileName = contact.In(f.FileName) })], true);
        if (Deliveries.Any(d => contact.In(d.Address) != d.Address || contact.In(d.Said) != d.Said))
            Deliveries = [.. Deliveries.Select(d => d with { Address = contact.In(d.Address)!, Said = contact.In(d.Said)! })];
        return named;
    }
}
