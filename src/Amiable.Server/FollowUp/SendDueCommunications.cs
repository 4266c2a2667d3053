using System.Text.Json;
using Amiable.Communications;
using Amiable.Tasks;
using Amiable.Writing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>
/// Sends what is due. Each message is claimed in the same transaction in which its facts are read again, so it is neither sent stale nor by two
/// workers; what a dead process left claimed is never sent again by itself.
/// </summary>
public sealed class SendDueCommunications(
    AppDb db,
    ReadSituation readSituation,
    PlanFollowUps planFollowUps,
    RaiseNeeds raiseNeeds,
    IMailer mailer,
    Today today
)
{
    /// <summary>A claim older than this belongs to a process that died: sending takes seconds.</summary>
    public static readonly TimeSpan ClaimLasts = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(15);

    /// <returns>How many were handed over.</returns>
    public async Task<int> Run(CancellationToken ct)
    {
        await NoteUncertain(ct);
        var now = today.Now;
        var due = await db
            .Communications.Where(c => c.Status == CommunicationStatus.Scheduled && c.SendAt <= now)
            .OrderBy(c => c.SendAt)
            .Select(c => c.Id)
            .Take(200)
            .ToListAsync(ct);

        var sent = 0;
        foreach (var id in due)
            if (await SendOne(id, ct) == GateAnswer.Open)
                sent++;
        return sent;
    }

    /// <summary>Takes one message through the gate and, when it is open, hands it over.</summary>
    /// <returns>What the gate said; null when the message no longer waits to be sent.</returns>
    public async Task<GateAnswer?> SendOne(CommunicationId id, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var (answer, message, mail) = await Claim(id, ct);
        if (answer == GateAnswer.PlanAgain)
            await planFollowUps.Run([message!.AccountId], ct);
        if (mail is null)
            return answer;

        try
        {
            await mailer.Send(mail, ct);
            message!.WasSent(today.Now);
            db.ArchivedMimes.Add(new(message.Id, mail.Mime));
        }
        catch (MailRefused refused)
        {
            message!.WasRefused(refused.Message);
            await raiseNeeds.Raise(
                TaskKind.DeliveryProblem,
                $"failed {id.Value:N}",
                message.AccountId,
                new Dictionary<string, string> { ["reason"] = refused.Message },
                ct,
                id
            );
            answer = null;
        }
        // It has left, or was refused, whatever happens to the one who asked: this must be written down.
        await db.SaveChangesAsync(CancellationToken.None);
        return answer;
    }

    private async Task<(GateAnswer?, Communication?, OutgoingMail?)> Claim(CommunicationId id, CancellationToken ct)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var message = await db.Communications.SingleOrDefaultAsync(c => c.Id == id && c.Status == CommunicationStatus.Scheduled, ct);
            if (message is null)
                return (null, null, null);
            var facts = (await readSituation.Run([message.AccountId], ct)).Single();
            var gate = await Look(message, facts, ct);
            var answer = SendGate.Check(gate, facts.Policy);
            OutgoingMail? mail = null;
            if (answer != GateAnswer.Open)
                await HoldBack(message, facts, answer, ct);
            else if (Unexplained(message, facts) is { Count: > 0 } figures)
            {
                message.HoldBack("unexplained-figure");
                message.WaitAs(CommunicationStatus.AwaitingApproval);
                await raiseNeeds.Raise(
                    TaskKind.UnexplainedFigure,
                    $"figure {id.Value:N}",
                    message.AccountId,
                    new Dictionary<string, string> { ["figures"] = string.Join(", ", figures) },
                    ct,
                    id
                );
                answer = GateAnswer.PlanAgain;
            }
            else
            {
                message.MoveTo(gate.LocalDay, today.Now);
                message.Claim(JsonSerializer.Serialize(new GateCheck(today.Now, gate), JsonColumn.Options));
                mail = OutgoingMail.Of(message, facts.Organization, today.Now);
            }
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            return (answer, message, mail);
        }
        catch (DbUpdateConcurrencyException)
        {
            return (null, null, null); // Another worker, or a person, was faster.
        }
    }

    private async Task<GateFacts> Look(Communication message, AccountFacts facts, CancellationToken ct)
    {
        var now = today.Now;
        var localDay = SendWindow.LocalDay(now, facts.Zone);
        var reachable = facts.Contacts.Where(c => c.CanReceive).ToDictionary(c => c.Id, c => c.Email!);
        var left = db.Communications.Where(c => c.Origin != Origin.Customer && c.SentAt != null);
        var (hour, week, startOfDay, month) = (now.AddHours(-1), now.AddDays(-7), now.AddHours(-24), now.AddDays(-30));
        var automatic = await left.Where(c => c.ApprovedBy == null && c.SentAt > month && c.Origin == Origin.Agent)
            .Select(c => c.SentAt!.Value)
            .ToListAsync(ct);
        return new()
        {
            Message = message.AsWaiting(),
            Plan = facts.Plan(),
            Credit = facts.Situation.UnallocatedCredit,
            RecipientsAreValid = message.Recipients.All(r =>
                reachable.TryGetValue(r.Contact, out var address) && string.Equals(address, r.Address, StringComparison.OrdinalIgnoreCase)
            ),
            Today = today.For(facts.Organization),
            LatestOverdueDueOn = message.Facts.About.Select(i => (DateOnly?)i.DueOn).Max(),
            LocalDay = localDay,
            IsBusinessDay = facts.Calendar.IsOpen(localDay),
            IsInsideWindow = facts.Policy.Window.Contains(now, facts.Zone),
            GapKeptFrom = facts
                .History.Where(h => !h.Message.Skipped)
                .Select(h => (DateOnly?)facts.Calendar.Away(h.Message.On, facts.Policy.MinimumGapBusinessDays))
                .LastOrDefault(),
            LedgerAgeHours = facts.Account.LedgerReadAt is { } read ? Math.Floor((now - read).TotalHours) : null,
            SentLastHour = await left.CountAsync(c => c.SentAt > hour, ct),
            SentToAccountInAWeek = await left.CountAsync(c => c.AccountId == message.AccountId && c.SentAt > week, ct),
            IsApproved = message.ApprovedBy is not null,
            AutomaticToday = automatic.Count(at => at > startOfDay),
            BusiestDay = automatic
                .Where(at => at <= startOfDay)
                .GroupBy(at => at.UtcDateTime.Date)
                .Select(g => g.Count())
                .DefaultIfEmpty()
                .Max(),
        };
    }

    private static List<string> Unexplained(Communication message, AccountFacts facts)
    {
        if (message.Stage is not { } stage)
            return [];
        var brief = WriteMessage.Brief(facts, message.Facts, stage, message.Tone, message.SendOn, 0);
        return [.. NumberLock.Check(brief, $"{message.Subject}\n{message.Text}").Select(u => u.Text)];
    }

    private async Task HoldBack(Communication message, AccountFacts facts, GateAnswer answer, CancellationToken ct)
    {
        message.HoldBack(answer.ToString());
        if (answer == GateAnswer.OutsideWindow)
        {
            var day = facts.Calendar.OnOrAfter(message.SendOn > facts.FirstDay ? message.SendOn : facts.FirstDay);
            message.MoveTo(day, facts.MomentOn(day, today.Now) ?? facts.Policy.Window.At(day, facts.Zone, 0));
        }
        else if (answer != GateAnswer.PlanAgain)
            message.MoveTo(message.SendOn, today.Now + LookAgainAfter);

        if (answer is GateAnswer.StaleLedger)
            await raiseNeeds.Raise(
                TaskKind.StaleData,
                "stale",
                null,
                new Dictionary<string, string> { ["hours"] = $"{facts.Policy.LedgerStaysFreshHours}" },
                ct
            );
        if (answer is GateAnswer.UnusualVolume)
            await raiseNeeds.Raise(TaskKind.UnusualVolume, "volume", null, new Dictionary<string, string>(), ct);
    }

    private async Task NoteUncertain(CancellationToken ct)
    {
        var expired = today.Now - ClaimLasts;
        foreach (
            var message in await db.Communications.Where(c => c.Status == CommunicationStatus.Sending && c.SendAt < expired).ToListAsync(ct)
        )
        {
            message.IsUncertain();
            await raiseNeeds.Raise(
                TaskKind.UncertainDelivery,
                $"uncertain {message.Id.Value:N}",
                message.AccountId,
                new Dictionary<string, string> { ["subject"] = message.Subject },
                ct,
                message.Id
            );
        }
        await db.SaveChangesAsync(ct);
    }
}

/// <summary>What was checked in the moment a message was claimed, and when: kept with it as the proof.</summary>
public sealed record GateCheck(DateTimeOffset At, GateFacts Facts);
