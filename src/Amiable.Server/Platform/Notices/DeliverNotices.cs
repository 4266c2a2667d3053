using System.Security.Cryptography;
using System.Text.Json;
using Amiable.Communications;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Notices;

/// <summary>Hands the notices that wait to the mailer, and forgets those of yesterday.</summary>
public sealed partial class DeliverNotices(
    AppDb db,
    IMailer mailer,
    AllOrganizations organizations,
    SecretBox secret,
    Today today,
    ILogger<DeliverNotices> log
)
{
    // 0, 1, 4, 9, 16… minutes after it was written; the last one is a day later.
    private const int MostTries = 38;

    /// <returns>How many left.</returns>
    public async Task<int> Run(CancellationToken ct)
    {
        var yesterday = today.Now.AddDays(-1);
        // What was claimed and never came back belongs to a process that died: it may have left.
        await db.Notices.Where(n => n.CreatedAt < yesterday && (n.Mail == null || n.ClaimedAt < yesterday)).ExecuteDeleteAsync(ct);
        var sent = 0;
        // The new ones first: those that failed before must not stand in their way.
        var waiting = await db
            .Notices.Where(n => n.Mail != null && n.ClaimedAt == null)
            .OrderBy(n => n.Tries)
            .ThenBy(n => n.Id)
            .Take(100)
            .ToListAsync(ct);
        foreach (var notice in waiting.Where(n => n.CreatedAt + TimeSpan.FromMinutes(n.Tries * n.Tries) <= today.Now))
            if (await Claim(notice, ct) && await Deliver(notice, ct))
                sent++;
        return sent;
    }

    // Another process may look at the same row: whoever counts the try up first sends it.
    private async Task<bool> Claim(Notice notice, CancellationToken ct)
    {
        var claimed = await db
            .Notices.Where(n => n.Id == notice.Id && n.Tries == notice.Tries && n.Mail != null && n.ClaimedAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(n => n.Tries, n => n.Tries + 1).SetProperty(n => n.ClaimedAt, notice.Once ? today.Now : null),
                ct
            );
        return claimed == 1;
    }

    private async Task<bool> Deliver(Notice notice, CancellationToken ct)
    {
        try
        {
            var mail = JsonSerializer.Deserialize<SendNotice.WaitingMail>(secret.Reveal(SendNotice.Purpose, notice.Mail!))!;
            var outgoing = new OutgoingMail(mail.Organization, notice.Id, mail.From, [mail.To], mail.Mime, today.Now);
            var handover = mail.Organization is { } organization
                ? await organizations.For(organization, services => services.GetRequiredService<IMailer>().Send(outgoing, ct))
                : await mailer.Send(outgoing, ct);
            // What nobody knows may have arrived: a second link in the mailbox is a small harm, but none at all keeps somebody out.
            var isOver =
                handover.Outcome is HandoverOutcome.Taken or HandoverOutcome.RefusedForGood
                || (notice.Once && handover.Outcome == HandoverOutcome.Unknown);
            if (handover.Outcome != HandoverOutcome.Taken)
                Failed(log, notice.Id, handover.Outcome.ToString());
            notice.Mail = isOver || notice.Tries + 1 >= MostTries ? null : notice.Mail;
            await Release(notice, ct);
            return handover.Outcome == HandoverOutcome.Taken;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            // Whatever it was: one mail that cannot leave must not keep the others. Its message is not logged: servers like to repeat the address.
            Failed(log, notice.Id, failure.GetType().Name);
            notice.Mail = notice.Tries + 1 < MostTries && failure is not CryptographicException && !notice.Once ? notice.Mail : null;
            await Release(notice, ct);
            return false;
        }
    }

    private async Task Release(Notice notice, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        if (notice is { Once: true, Mail: not null })
            await db
                .Notices.Where(n => n.Id == notice.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(n => n.ClaimedAt, (DateTimeOffset?)null), ct);
    }

    [LoggerMessage(LogLevel.Warning, "Notice {Notice} could not be sent: {Failure}")]
    private static partial void Failed(ILogger log, Guid notice, string failure);
}
