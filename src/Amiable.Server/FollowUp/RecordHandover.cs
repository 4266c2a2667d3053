using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Tasks;

namespace Amiable.FollowUp;

/// <summary>
/// Writes down what a mail server did with a message, and what follows from it. Part of the caller's work: the caller saves, and plans the account
/// again when that is asked for.
/// </summary>
public sealed class RecordHandover(AppDb db, HearDelivery hearDelivery, NoteBounce noteBounce, RaiseNeeds raiseNeeds, Today today)
{
    internal const string Delayed = "delivery-delayed";
    internal const string OurServer = "mail-server";

    /// <returns>Whether the account is to be planned again.</returns>
    public async Task<bool> Run(Communication message, AccountFacts facts, OutgoingMail mail, Handover handover, CancellationToken ct)
    {
        switch (handover.Outcome)
        {
            case HandoverOutcome.Taken:
                return await WasTaken(message, mail, handover, ct);
            case HandoverOutcome.RefusedForNow:
                Hear(message, handover.Refused);
                message.WasDelayed(today.Now);
                if (RetryDelay.IsOver(message.FirstTriedAt!.Value, today.Now))
                    return await GiveUp(message, handover, ct);
                message.WillBeTriedAgain(Delayed, Next(message, facts));
                return false;
            case HandoverOutcome.ServerFailed:
                message.WillBeTriedAgain(OurServer, Next(message, facts));
                await raiseNeeds.RaiseServerProblem(handover.Said, ct);
                return false;
            case HandoverOutcome.RefusedForGood:
                return await WasRefused(message, handover, ct);
            default:
                message.IsUncertain();
                await raiseNeeds.RaiseUncertain(message, ct);
                return false;
        }
    }

    private async Task<bool> WasTaken(Communication message, OutgoingMail mail, Handover handover, CancellationToken ct)
    {
        message.WasSent(today.Now);
        db.ArchivedMimes.Add(new(message.Id, mail.Mime));
        await raiseNeeds.EndServerProblem(ct);
        var planAgain = false;
        foreach (var news in handover.Refused)
            planAgain |= (await hearDelivery.Run(message, news, ct)).Count > 0;
        return planAgain;
    }

    // An address that is no good is left behind: nobody has to click for the plan to go on without it.
    private async Task<bool> WasRefused(Communication message, Handover handover, CancellationToken ct)
    {
        Hear(message, handover.Refused);
        var dead = handover.Refused.Where(n => n.Fault() == DeliveryFault.Address && IsTo(message, n.Address)).ToList();
        if (dead.Count == 0)
        {
            message.WasRefused(handover.Said);
            await raiseNeeds.RaiseFailure(message.Id, message.AccountId, handover.Said, ct);
            return false;
        }
        foreach (var news in dead)
            await noteBounce.Run(message.AccountId, news.Address, new(news.Reason, news.Said), today.Now, ct);
        message.WasRefusedThere();
        return true;
    }

    // Three days of "not now" are a no.
    private async Task<bool> GiveUp(Communication message, Handover handover, CancellationToken ct)
    {
        if (handover.Refused.Any(n => n.Fault() == DeliveryFault.Ours))
        {
            message.WasRefused(handover.Said);
            await raiseNeeds.RaiseFailure(message.Id, message.AccountId, handover.Said, ct);
            return false;
        }
        var refused = handover.Refused.Where(n => IsTo(message, n.Address)).ToList();
        if (refused.Count == 0)
            refused =
            [
                .. message
                    .Recipients.Where(r => !r.IsCopy)
                    .Select(r => new DeliveryNews(today.Now, r.Address, DeliveryKind.Failed, null, "Expired", handover.Said)),
            ];
        foreach (var news in refused)
        {
            message.Hear(news with { At = today.Now, Kind = DeliveryKind.Failed });
            await noteBounce.Run(message.AccountId, news.Address, new("Expired", news.Said), today.Now, ct);
        }
        message.WasRefusedThere();
        return true;
    }

    private DateTimeOffset Next(Communication message, AccountFacts facts) =>
        facts.FirstMomentFrom(today.Now + RetryDelay.After(message.Tries + 1));

    private static void Hear(Communication message, IReadOnlyList<DeliveryNews> refused)
    {
        foreach (var news in refused)
            message.Hear(news);
    }

    private static bool IsTo(Communication message, string address) =>
        message.Recipients.Any(r => string.Equals(r.Address, address, StringComparison.OrdinalIgnoreCase));
}
