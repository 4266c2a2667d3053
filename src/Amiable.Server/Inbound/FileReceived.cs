using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.FollowUp;
using Amiable.Mail.DeliveryReports;
using Amiable.Mail.Mime;
using Amiable.Mail.Replies;
using Amiable.Organizations;
using Amiable.Reading;
using Amiable.Tasks;
using Amiable.Writing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Inbound;

/// <summary>
/// Makes a communication of a mail that belongs to an account, and asks a person to read it when a person wrote it. Part of the caller's work: the caller saves.
/// </summary>
public sealed class FileReceived(AppDb db, ActOnReply actOnReply, Today today)
{
    /// <summary>Enough of it to tell mails apart, and short enough for the place of a message in the plan.</summary>
    private const int OfFingerprint = 40;

    public async Task Run(
        InboundMail mail,
        MimeMessage message,
        AccountId accountId,
        CommunicationId? thread,
        MatchReason? why,
        CancellationToken ct
    )
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == accountId, ct);
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var from = message.From.FirstOrDefault() ?? new("", "");
        var contact = await Known(accountId, from.Address.ToLowerInvariant(), ct);
        var received = Received(mail, message, account, organization, new(contact?.Id, from.Name, from.Address), contact?.Language, thread);
        db.Communications.Add(received);
        mail.BecomeCommunication(received.Id, why);
        // A machine is read, too: it says until when somebody is away.
        await actOnReply.Run(received, ReplyTrimming.Trim(message), WhereItWasSent(mail, message), ct);
        if (!received.IsAutomatic)
            await BringBackWhatWaited(accountId, ct);
    }

    private Communication Received(
        InboundMail mail,
        MimeMessage message,
        Account account,
        Organization organization,
        Communications.Sender from,
        string? spoken,
        CommunicationId? thread
    )
    {
        return Communication.Received(
            today.NewId<CommunicationId>(),
            account.Id,
            new()
            {
                MailId = message.MessageId,
                From = from,
                Subject = message.Subject,
                Text = TextOf(message),
                IsAutomatic = AutomaticAnswer.Is(message),
                Files = [.. MailFiles.Of(message).Select(f => f.File)],
                Language = Languages.For(spoken, account.Details.Language, account.Details.Country, organization.Language),
                Fingerprint = mail.Fingerprint[..Math.Min(mail.Fingerprint.Length, OfFingerprint)],
                Thread = thread,
                Day = SendWindow.LocalDay(mail.ReceivedAt, ZoneOf(account, organization)),
                At = mail.ReceivedAt,
            }
        );
    }

    private static TimeZoneInfo ZoneOf(Account account, Organization organization) =>
        TimeZoneInfo.FindSystemTimeZoneById(account.Details.ZoneOr(organization.TimeZone));

    // "Tomorrow" is the sender's: the clock is ours, as theirs may be wrong, and the hour is that of their zone.
    private static DateTimeOffset WhereItWasSent(InboundMail mail, MimeMessage message) =>
        message.Date is { } sent ? mail.ReceivedAt.ToOffset(sent.Offset) : mail.ReceivedAt;

    private async Task BringBackWhatWaited(AccountId account, CancellationToken ct)
    {
        var waited = db.Tasks.Where(t => t.AccountId == account && t.Status == HumanTaskStatus.AwaitingResponse);
        foreach (var task in await waited.ToListAsync(ct))
            task.CustomerAnswered(today.Now);
    }

    private Task<Contact?> Known(AccountId account, string address, CancellationToken ct) =>
        db
            .Contacts.AsNoTracking()
            .FirstOrDefaultAsync(c => c.AccountId == account && EF.Property<string?>(c, ContactTable.EmailKey) == address, ct);

    /// <summary>What is new in it. A mail that only hands on another one says what that one says.</summary>
    internal static string TextOf(MimeMessage message)
    {
        var trimmed = ReplyTrimming.Trim(message);
        return trimmed.NewText.Length > 0 || message.Attachments.Count > 0 ? trimmed.NewText : trimmed.Quoted;
    }
}
