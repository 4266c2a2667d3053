using Amiable.FollowUp;
using Amiable.Organizations;
using Amiable.Platform.Backups;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>A member wants a message to leave now. The gate still decides: what is paid, paused or disputed does not leave by a button either.</summary>
public sealed class SendCommunicationNow(
    AppDb db,
    CurrentMember member,
    SendDueCommunications sendDue,
    ReadSituation readSituation,
    SendingHold hold,
    Today today
)
{
    public async Task<Result<Done>> Run(CommunicationId id, int version, CancellationToken ct)
    {
        if (await db.Communications.SingleOrDefaultAsync(c => c.Id == id, ct) is not { } communication)
            return new NotFound("communication");
        if (communication.Version != version)
            return new ChangedMeanwhile();
        if (!communication.Status.IsWaiting())
            return new Refused("communication.not-waiting", "It has left or was cancelled already.");
        if (communication.IsLetter)
            return new Refused("send.letter", "It is a letter: approve it, print it and post it.");

        if (await hold.IsHeld(ct))
            return new Refused("send.held", "Amiable was restored from a backup: nothing leaves until whoever runs it says so.");
        var facts = (await readSituation.Run([communication.AccountId], ct)).Single();
        if (Obstacle(facts) is { } obstacle)
            return obstacle;
        communication.SendNow(member.Id, SendWindow.LocalDay(today.Now, facts.Zone), today.Now);
        if ((await db.Save(ct)).Problem is { } problem)
            return problem;
        return await sendDue.SendOne(id, ct) switch
        {
            GateAnswer.Open => new Done(),
            null => await WhatBecameOf(id, ct),
            GateAnswer.StaleLedger => new Refused(
                "send.stale-ledger",
                "The imported figures are too old to write with: import them again."
            ),
            GateAnswer.HourLimit or GateAnswer.WeekLimit => new Refused(
                "send.limit",
                "The most messages for this hour or week have left: it leaves as soon as it may."
            ),
            _ => new Refused("send.changed", "The facts changed: it was planned again. Look at it before it leaves."),
        };
    }

    private async Task<Result<Done>> WhatBecameOf(CommunicationId id, CancellationToken ct) =>
        await db.Communications.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) switch
        {
            { Status: CommunicationStatus.Uncertain } => new Refused("send.uncertain", "Nobody knows whether it left: see the task."),
            { Status: CommunicationStatus.Scheduled, Tries: > 0 } => new Refused(
                "send.delayed",
                "The mail server did not take it yet. It is tried again by itself, as long as it is needed."
            ),
            { Status: CommunicationStatus.Cancelled } => new Refused(
                "send.no-such-address",
                "The address does not work: see the tasks of the account."
            ),
            // The job may have been faster by a moment: what a member wanted has happened.
            { Status: var status } when status.HasLeft() => new Done(),
            _ => new Refused("send.refused", "The mail server refused it: see the task."),
        };

    private Refused? Obstacle(AccountFacts facts)
    {
        var day = SendWindow.LocalDay(today.Now, facts.Zone);
        if (facts.Organization.IsLeaving)
            return new("send.leaving", "The organization is to be deleted: nothing leaves any more unless it is kept.");
        if (facts.Organization.Autonomy == Autonomy.Observe)
            return new("send.observing", "The agent only observes: nothing leaves until that is changed in the settings.");
        if (facts.Situation.IsPaused)
            return new("send.paused", "Follow-ups of this account rest: resume them first.");
        if (!facts.Calendar.IsOpen(day) || !facts.Policy.Window.Contains(today.Now, facts.Zone))
            return new("send.closed", "It is outside the hours or business days of sending there.");
        var last = facts.History.LastOrDefault(h => !h.Message.Skipped);
        if (last is not null && facts.Calendar.Away(last.Message.On, facts.Policy.MinimumGapBusinessDays) is var from && from > day)
            return new("send.gap", $"A message went out on {last.Message.On:yyyy-MM-dd}: the next may leave on {from:yyyy-MM-dd}.")
            {
                Values = [last.Message.On, from],
            };
        return null;
    }
}
