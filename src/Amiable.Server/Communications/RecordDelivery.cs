using Amiable.Contacts;
using Amiable.FollowUp;
using Amiable.Mail.DeliveryReports;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>
/// Robots report on the delivery of messages. Anybody can write such a report: it is believed only about a message that really left, and only about
/// somebody it was sent to. The same report twice changes nothing.
/// </summary>
public sealed class RecordDelivery(AppDb db, HearDelivery hearDelivery, RaiseNeeds raiseNeeds, PlanFollowUps planFollowUps)
{
    private const int Attempts = 3;

    /// <summary>Without the name of a message, a report is about the last one that went to that address within this time.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromDays(14);

    /// <param name="reports">What one mail says, a recipient each. Everything else that is to be saved is saved before.</param>
    /// <param name="at">When it came in.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether it is about messages of ours.</returns>
    public async Task<bool> Run(IReadOnlyList<DeliveryReport> reports, DateTimeOffset at, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                var (isOurs, accounts) = await Hear(reports, at, ct);
                await db.SaveChangesAsync(ct);
                if (accounts.Count > 0)
                    await planFollowUps.Run([.. accounts], ct);
                return isOurs;
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                db.ChangeTracker.Clear(); // A person saved the same contact in this moment.
            }
    }

    private async Task<(bool IsOurs, HashSet<AccountId> Accounts)> Hear(
        IReadOnlyList<DeliveryReport> reports,
        DateTimeOffset at,
        CancellationToken ct
    )
    {
        var (isOurs, accounts) = (false, new HashSet<AccountId>());
        foreach (var report in reports)
        {
            if (KindOf(report) is not { } kind || await Find(report, at, ct) is not { } message)
                continue;
            var address = report.Recipient ?? (message.Recipients is [var only] ? only.Address : "");
            if (!message.Recipients.Any(r => string.Equals(r.Address, address, StringComparison.OrdinalIgnoreCase)))
                continue;
            isOurs = true;
            if (message.Status == CommunicationStatus.Uncertain)
            {
                message.FoundOut(itLeft: true, message.SendAt);
                await raiseNeeds.NoLonger(TaskKind.UncertainDelivery, message.Id, ct);
                accounts.Add(message.AccountId);
            }
            var news = new DeliveryNews(at, address, kind, report.Status, report.Reason.ToString(), Said(report));
            accounts.UnionWith(await hearDelivery.Run(message, news, ct));
        }
        return (isOurs, accounts);
    }

    private static DeliveryKind? KindOf(DeliveryReport report) =>
        report.Kind switch
        {
            ReportKind.Failed => report.IsHard ? DeliveryKind.HardFailed : DeliveryKind.Failed,
            ReportKind.Delayed => DeliveryKind.Delayed,
            ReportKind.Delivered => DeliveryKind.Delivered,
            ReportKind.Complaint => DeliveryKind.Complained,
            // Somebody's program answered: it arrived, and is no answer.
            _ => null,
        };

    private static string Said(DeliveryReport report)
    {
        const int Most = 500;
        var said = report.Diagnostic.Length > 0 ? report.Diagnostic : $"{report.Reply} {report.Status}".Trim();
        return said.Length > Most ? said[..Most] : said;
    }

    // A report that names a message is about that one or about none of ours.
    private async Task<Communication?> Find(DeliveryReport report, DateTimeOffset at, CancellationToken ct)
    {
        var ours = db.Communications.Where(c =>
            c.Origin != Origin.Customer
            && (
                c.Status == CommunicationStatus.Sent
                || c.Status == CommunicationStatus.Delivered
                || c.Status == CommunicationStatus.Bounced
                || c.Status == CommunicationStatus.Complained
                || c.Status == CommunicationStatus.Uncertain
            )
        );
        if (report.OriginalMessageId is { Length: > 0 } mailId)
        {
            var id = Guid.TryParseExact(mailId.Split('@')[0], "N", out var guid) ? new CommunicationId(guid) : (CommunicationId?)null;
            return await ours.FirstOrDefaultAsync(c => c.MailId == mailId || c.Id == id, ct);
        }
        if (report.Recipient is not { } recipient)
            return null;
        var (lower, since) = (recipient.ToLowerInvariant(), at - Lately);
#pragma warning disable CA1304, CA1311, CA1862 // Said in SQL.
        var accounts = db.Contacts.Where(c => c.Email != null && c.Email.ToLower() == lower).Select(c => c.AccountId);
#pragma warning restore CA1304, CA1311, CA1862
        var lately = await ours.Where(c => accounts.Contains(c.AccountId) && c.SentAt > since && c.SentAt <= at)
            .OrderByDescending(c => c.SentAt)
            .ToListAsync(ct);
        return lately.Find(c => c.Recipients.Any(r => string.Equals(r.Address, recipient, StringComparison.OrdinalIgnoreCase)));
    }
}
