using Amiable.Channels;
using Amiable.FollowUp;
using Amiable.Integrations.Pingen;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>
/// Asks the service where letters are that it was given: in print, in the post, arrived, come back. The day it was posted is the one the rhythm counts from; what came back does not
/// count as received, and a task asks for the right address. What nobody knew to be posted is known here.
/// </summary>
public sealed class FollowConsignments(
    AppDb db,
    OpenPosting open,
    PingenLine line,
    RaiseNeeds raiseNeeds,
    PlanFollowUps planFollowUps,
    Today today
)
{
    private const int MostAtOnce = 50;
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenDoubts = TimeSpan.FromMinutes(2);

    // Nothing more is heard of a letter after that.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(60);

    public async Task Run(CancellationToken ct)
    {
        var due = await Due(ct);
        if (due.Count == 0 || (await open.Run(ct)).Value is not { } posting)
            return;
        HashSet<AccountId> planAgain = [];
        foreach (var id in due)
            try
            {
                if (await Follow(id, posting, ct) is { } account)
                    planAgain.Add(account);
            }
            catch (PingenFailed failed)
            {
                // It knows this letter no more, or not in this moment; where nobody answers the others would wait in vain.
                if (failed.Fault != PingenFault.Refused)
                    break;
                await Note(id, c => c.Consignment! with { AskedAt = today.Now }, ct);
            }
        if (planAgain.Count > 0)
            await planFollowUps.Run([.. planAgain], ct);
    }

    private async Task<List<CommunicationId>> Due(CancellationToken ct)
    {
        var since = today.Now - Longest;
        var open = await db
            .Communications.AsNoTracking()
            .Where(c =>
                c.Channel == Channel.Letter
                && (c.Status == CommunicationStatus.Sent || c.Status == CommunicationStatus.Uncertain)
                && c.Consignment != null
                && c.SendAt > since
            )
            .Select(c => new
            {
                c.Id,
                c.Status,
                c.Consignment,
            })
            .ToListAsync(ct);
        return
        [
            .. open.Where(c => !c.Consignment!.IsOver)
                .Where(c => c.Consignment!.AskedAt <= today.Now - (c.Status == CommunicationStatus.Uncertain ? BetweenDoubts : Between))
                .OrderBy(c => c.Consignment!.AskedAt)
                .Take(MostAtOnce)
                .Select(c => c.Id),
        ];
    }

    /// <returns>Its account, when that is to be planned again.</returns>
    private async Task<AccountId?> Follow(CommunicationId id, OpenedPosting posting, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var letter = await db.Communications.SingleAsync(c => c.Id == id, ct);
        var known = letter.Consignment!;
        var told = await line.Ask(posting.Client, known.Letter, ct);
        var state = told.State ?? known.State;
        var isPosted = state is ConsignmentState.InTransit or ConsignmentState.Delivered && known.State < ConsignmentState.InTransit;
        var posted = isPosted ? await Posted(letter, posting, ct) : null;
        var wasUncertain = letter.Status == CommunicationStatus.Uncertain;
        var changed = letter.Hear(
            known with
            {
                State = state,
                Cost = told.Price ?? known.Cost,
                Pages = told.Pages ?? known.Pages,
                Tracking = told.Tracking ?? known.Tracking,
                AskedAt = today.Now,
            },
            posted
        );
        if (wasUncertain && letter.Status != CommunicationStatus.Uncertain)
            await raiseNeeds.NoLonger(TaskKind.UncertainDelivery, id, ct);
        if (letter.IsStuck)
        {
            await Raise(letter, state == ConsignmentState.Refused ? told.Status : "", ct);
            await CancelTheNext(letter.AccountId, ct);
        }
        // Somebody saved it at this moment: the service is asked again at the next beat.
        return (await db.Save(ct)).Problem is null && changed ? letter.AccountId : null;
    }

    private Task Raise(Communication letter, string said, CancellationToken ct) =>
        raiseNeeds.Raise(
            TaskKind.DeliveryProblem,
            $"failed {letter.Id.Value:N}",
            letter.AccountId,
            new Dictionary<string, string>
            {
                ["reason"] = said,
                ["came-back"] = "yes",
                ["by-post"] = "yes",
            },
            ct,
            letter.Id
        );

    // It was planned to follow a letter that nobody received.
    private async Task CancelTheNext(AccountId account, CancellationToken ct)
    {
        var next = await db.Communications.SingleOrDefaultAsync(
            c =>
                c.AccountId == account
                && c.Origin == Origin.Agent
                && (
                    c.Status == CommunicationStatus.Draft
                    || c.Status == CommunicationStatus.AwaitingApproval
                    || c.Status == CommunicationStatus.Scheduled
                ),
            ct
        );
        next?.Cancel("no-longer-planned");
    }

    private async Task<(DateOnly, DateTimeOffset)?> Posted(Communication letter, OpenedPosting posting, CancellationToken ct)
    {
        var at = await line.PostedAt(posting.Client, letter.Consignment!.Letter, ct) ?? today.Now;
        if (at > today.Now || at < letter.SendAt.AddDays(-1))
            at = today.Now;
        var zone = await db.ReadTimeZone(ct);
        return (SendWindow.LocalDay(at, TimeZoneInfo.FindSystemTimeZoneById(zone)), at);
    }

    private async Task Note(CommunicationId id, Func<Communication, Consignment> what, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var letter = await db.Communications.SingleAsync(c => c.Id == id, ct);
        letter.Hear(what(letter), null);
        await db.Save(ct);
    }
}
