using Amiable.Contacts;
using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>
/// A message that left gets news of its delivery: what follows for it, for the contact, and for the members. Part of the caller's work: the caller
/// saves and plans the account again.
/// </summary>
public sealed class HearDelivery(AppDb db, NoteBounce noteBounce, NoteComplaint noteComplaint, RaiseNeeds raiseNeeds)
{
    private const int LookedBackAt = 20;

    /// <returns>The accounts that are to be planned again; none when it was known already, or is not about that message.</returns>
    public async Task<IReadOnlyList<AccountId>> Run(Communication message, DeliveryNews news, CancellationToken ct)
    {
        if (!message.Hear(news))
            return [];
        if (news.Kind == DeliveryKind.Complained)
            return [message.AccountId, .. await noteComplaint.Run(news.Address, news.At, ct)];
        if (news.Kind is DeliveryKind.Delivered or DeliveryKind.Delayed)
            return [];

        var fault = news.Fault();
        if (fault == DeliveryFault.Address || fault == DeliveryFault.Passing && await HasFailedForLong(message, news, ct))
            await noteBounce.Run(message.AccountId, news.Address, new(news.Reason, news.Said), news.At, ct);
        if (Ours(message) is { } ours)
        {
            if (message.Status == CommunicationStatus.Bounced && !message.IsStuck)
                message.NeedsAPersonBeforeTheNext();
            await raiseNeeds.RaiseFailure(message.Id, message.AccountId, ours.Said, ct, message.Status == CommunicationStatus.Bounced);
        }
        return [message.AccountId];
    }

    private static DeliveryNews? Ours(Communication message) =>
        message.Recipients.Select(message.FailedFor).FirstOrDefault(n => n?.Fault() == DeliveryFault.Ours);

    // The messages to that address that came back one after the other, for reasons that may pass.
    private async Task<bool> HasFailedForLong(Communication message, DeliveryNews news, CancellationToken ct)
    {
        var earlier = await db
            .Communications.AsNoTracking()
            .Where(c => c.AccountId == message.AccountId && c.Origin != Origin.Customer && c.Id != message.Id && c.SentAt < message.SentAt)
            .OrderByDescending(c => c.SentAt)
            .Take(LookedBackAt)
            .ToListAsync(ct);
        var failures = earlier
            .Select(c =>
                c.Recipients.Where(r => string.Equals(r.Address, news.Address, StringComparison.OrdinalIgnoreCase))
                    .Select(r => (Failed: c.FailedFor(r), To: true))
                    .FirstOrDefault()
            )
            .Where(f => f.To)
            .TakeWhile(f => f.Failed is not null)
            .Select(f => f.Failed!.At);
        return failures.Any(first => RetryDelay.IsOver(first, news.At));
    }
}
