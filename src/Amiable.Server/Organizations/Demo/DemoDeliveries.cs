using Amiable.Communications;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Organizations.Demo;

/// <summary>What mail servers said: an address that does not exist any more, and a mailbox that is full while the server goes on trying.</summary>
internal static class DemoDeliveries
{
    public static async Task Hear(IReadOnlyList<DemoLedger> ledgers, AppDb db, HearDelivery hearDelivery, CancellationToken ct)
    {
        if (ledgers.FirstOrDefault(l => l.Bounces)?.Account.Id is { } gone && await Last(c => c.AccountId == gone) is { } refused)
            await hearDelivery.Run(
                refused,
                new(
                    refused.SentAt!.Value.AddMinutes(2),
                    refused.Recipients[0].Address,
                    DeliveryKind.HardFailed,
                    "5.1.1",
                    "UserUnknown",
                    "550 5.1.1 User unknown"
                ),
                ct
            );
        var answered = ledgers.Where(l => l.Heard is not null || l.Bounces).Select(l => l.Account.Id).ToHashSet();
        if (await Last(c => !answered.Contains(c.AccountId)) is { } delayed)
            await hearDelivery.Run(
                delayed,
                new(
                    delayed.SentAt!.Value.AddMinutes(4),
                    delayed.Recipients[0].Address,
                    DeliveryKind.Delayed,
                    "4.2.2",
                    "MailboxFull",
                    "452 4.2.2 Mailbox full, will retry for 3 days"
                ),
                ct
            );
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();

        Task<Communication?> Last(System.Linq.Expressions.Expression<Func<Communication, bool>> where) =>
            db
                .Communications.Where(c => c.Status == CommunicationStatus.Sent)
                .Where(where)
                .OrderByDescending(c => c.SentAt)
                .FirstOrDefaultAsync(ct);
    }
}
