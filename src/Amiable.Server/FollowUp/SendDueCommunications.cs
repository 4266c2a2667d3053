using System.Diagnostics;
using System.Security.Cryptography;
using Amiable.Communications;
using Amiable.Platform.Backups;
using Amiable.Platform.Watching;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>
/// Sends what is due. Some messages are claimed together, in the transaction in which their facts are read again, and leave after one another. What a dead process had
/// begun is never sent again by itself; what it only had in line is.
/// </summary>
public sealed class SendDueCommunications(
    AppDb db,
    ClaimCommunications claim,
    PlanFollowUps planFollowUps,
    SettleHandover settleHandover,
    NoteUncertain noteUncertain,
    IMailer mailer,
    SendingHold hold,
    Telemetry telemetry,
    Today today
)
{
    /// <summary>Of one organization while others wait, and so the most that are claimed together.</summary>
    internal const int InATurn = 20;

    private const int AtATime = 200;
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(10);

    // So old may the look at the facts be when a message leaves. Who is further back in line is looked at again.
    private static readonly TimeSpan LookHolds = TimeSpan.FromSeconds(5);

    /// <returns>How many were handed over.</returns>
    public async Task<int> Run(CancellationToken ct) => await Send(await Due(ct), TimeSpan.MaxValue, ct);

    /// <summary>As many as one organization may send while others wait for their turn.</summary>
    /// <returns>How many were handed over, and whether there is more.</returns>
    public async Task<(int Sent, bool HasMore)> TakeTurn(CancellationToken ct)
    {
        var due = await Due(ct);
        if (due.Length <= InATurn)
            return (await Send(due, TimeSpan.MaxValue, ct), false);
        // Another process sends of the same organization: it takes others of them.
        RandomNumberGenerator.Shuffle(due.AsSpan());
        var sent = await Send(due[..InATurn], LongestTurn, ct);
        // Where nothing left at all, the next beat is early enough.
        return (sent, sent > 0);
    }

    /// <summary>Takes one message through the gate and, when it is open, hands it over.</summary>
    /// <returns>What the gate said; null when the message no longer waits to be sent, or was not taken.</returns>
    public async Task<GateAnswer?> SendOne(CommunicationId id, CancellationToken ct)
    {
        if (await hold.IsHeld(ct) || await claim.Run([id], ct) is not [var only])
            return null;
        var line = await HandOver([only], ct);
        return only.Mail is null || line.Sent == 1 ? only.Answer : null;
    }

    private async Task<Due[]> Due(CancellationToken ct)
    {
        await noteUncertain.Run(ct);
        if (await db.Organizations.AnyAsync(o => o.DeletionDueAt != null, ct) || await hold.IsHeld(ct))
            return [];
        var now = today.Now;
        return await db
            .Communications.Where(c => c.Status == CommunicationStatus.Scheduled && c.Channel == Channel.Email && c.SendAt <= now)
            .OrderBy(c => c.SendAt)
            .Take(AtATime)
            .Select(c => new Due(c.Id, c.AccountId))
            .ToArrayAsync(ct);
    }

    private async Task<int> Send(Due[] due, TimeSpan longest, CancellationToken ct)
    {
        var (sent, began) = (0, Stopwatch.GetTimestamp());
        var groups = new Queue<CommunicationId[]>(Groups(due));
        // Between two messages, and never within one.
        while (groups.TryDequeue(out var ids) && !ct.IsCancellationRequested && Stopwatch.GetElapsedTime(began) <= longest)
        {
            if (await claim.Run(ids, ct) is not { } claims)
            {
                foreach (var id in ids)
                    groups.Enqueue([id]);
                continue;
            }
            var line = await HandOver(claims, ct);
            sent += line.Sent;
            // Nobody answers there: the others would wait for it in vain, each as long as it takes to give up.
            if (line.ServerFailed)
                break;
        }
        return sent;
    }

    // Of each account one at a time: the next one has to know of it.
    private static IEnumerable<CommunicationId[]> Groups(IReadOnlyList<Due> due)
    {
        for (var left = due.ToList(); left.Count > 0; )
        {
            var some = left.DistinctBy(d => d.Account).Take(InATurn).ToHashSet();
            yield return [.. some.Select(d => d.Id)];
            left.RemoveAll(some.Contains);
        }
    }

    private async Task<(int Sent, bool ServerFailed)> HandOver(IReadOnlyList<Claim> claims, CancellationToken ct)
    {
        var (sent, began, last) = (0, Stopwatch.GetTimestamp(), (HandoverOutcome?)null);
        HashSet<AccountId> planAgain = [.. claims.Where(c => c.Answer == GateAnswer.PlanAgain).Select(c => c.Message.AccountId)];
        var line = claims.Where(c => c.Mail is not null).ToArray();
        for (var i = 0; i < line.Length; i++)
        {
            // From here on it may have left: whoever asked may go away, but what happens is done to its end and written down.
            var handover = await HandOver(line[i].Mail!);
            last = handover.Outcome;
            if (last == HandoverOutcome.Taken)
                sent++;
            var goesOn = last != HandoverOutcome.ServerFailed && !ct.IsCancellationRequested && Stopwatch.GetElapsedTime(began) < LookHolds;
            var settled = await settleHandover.Run(line[i], handover, line[(i + 1)..], goesOn);
            if (settled.PlanAgain)
                planAgain.Add(line[i].Message.AccountId);
            if (!settled.NextHasBegun)
                break;
        }
        if (planAgain.Count > 0)
            await planFollowUps.Run([.. planAgain], CancellationToken.None);
        return (sent, last == HandoverOutcome.ServerFailed);
    }

    private async Task<Handover> HandOver(OutgoingMail mail)
    {
        using var activity = telemetry.StartHandover();
        var handover = await mailer.Send(mail, CancellationToken.None);
        telemetry.HandedOver(activity, handover.Outcome.ToString());
        return handover;
    }
}

/// <summary>A message whose moment has come.</summary>
internal sealed record Due(CommunicationId Id, AccountId Account);
