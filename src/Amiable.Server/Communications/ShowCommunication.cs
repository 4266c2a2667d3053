using System.Text.Json;
using Amiable.FollowUp;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>One communication with its why, its history and its neighbours in the list it was opened from.</summary>
public sealed class ShowCommunication(AppDb db)
{
    public async Task<Result<CommunicationView>> Run(CommunicationId id, CommunicationFilter filter, CancellationToken ct)
    {
        if (await db.Communications.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } communication)
            return new NotFound("communication");
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == communication.AccountId, ct);
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var approver = await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Id == communication.ApprovedBy, ct);
        var task = await db
            .Tasks.AsNoTracking()
            .Where(t =>
                t.CommunicationId == id
                && t.Status != HumanTaskStatus.Closed
                && t.Status != HumanTaskStatus.Cancelled
                && t.Kind != TaskKind.Free
            )
            .OrderBy(t => t.CreatedAt)
            .FirstOrDefaultAsync(ct);
        var (previous, next) = await (await filter.LookUp(db, ct))
            .Lanes(db, TimeZoneInfo.FindSystemTimeZoneById(organization.TimeZone))
            .Beside(CommunicationFilter.LaneOf(communication.Status), new() { Id = id, At = communication.SendAt }, ct);
        byte[] erased = [];
        return new CommunicationView(
            communication,
            account.Name,
            TimeZoneInfo.FindSystemTimeZoneById(account.Details.ZoneOr(organization.TimeZone)),
            organization.AgentName,
            approver?.FullName,
            communication.GateProof is { } proof ? JsonSerializer.Deserialize<GateProof>(proof, JsonColumn.Options) : null,
            task is null ? null : new(task.Id, task.Kind),
            await db.ArchivedMimes.AnyAsync(m => m.CommunicationId == id && m.ErasedAt == null, ct)
                || await db.InboundMails.AnyAsync(m => m.CommunicationId == id && m.Bytes != erased, ct),
            communication.Status == CommunicationStatus.Received ? await Conversation(communication, ct) : [],
            previous,
            next
        );
    }

    private const int MostOfConversation = 20;

    /// <summary>What was said before in the same conversation, the newest first.</summary>
    private Task<List<EarlierMessage>> Conversation(Communication message, CancellationToken ct)
    {
        var (thread, at) = (message.Thread, message.SendAt);
        return db
            .Communications.AsNoTracking()
            .Where(c => (c.ThreadId == thread || c.Id == thread) && c.Id != message.Id && c.SentAt != null && c.SentAt <= at)
            .OrderByDescending(c => c.SentAt)
            .Take(MostOfConversation)
            .Select(c => new EarlierMessage(c.Id, c.Subject, c.SentAt!.Value, c.From))
            .ToListAsync(ct);
    }
}

/// <summary>An earlier message of a conversation.</summary>
/// <param name="From">Who wrote it; null for us.</param>
public sealed record EarlierMessage(CommunicationId Id, string Subject, DateTimeOffset At, Sender? From);

/// <summary>What is shown of one communication.</summary>
/// <param name="Zone">The account's clock.</param>
/// <param name="Task">What a person is asked about it.</param>
/// <param name="IsArchived">Whether it can be downloaded as it left, or came in.</param>
/// <param name="Earlier">What was said before in the same conversation; of a message that came in.</param>
public sealed record CommunicationView(
    Communication Message,
    string AccountName,
    TimeZoneInfo Zone,
    string AgentName,
    string? ApprovedBy,
    GateProof? Proof,
    TaskOfCommunication? Task,
    bool IsArchived,
    IReadOnlyList<EarlierMessage> Earlier,
    CommunicationId? Previous,
    CommunicationId? Next
);

/// <summary>An open task about a communication.</summary>
public sealed record TaskOfCommunication(HumanTaskId Id, TaskKind Kind);

/// <summary>What was checked in the moment a message was claimed, as far as it is told: the readable part of a GateCheck.</summary>
/// <param name="Facts">Null for the invented past of the demo, which went through no gate.</param>
public sealed record GateProof(DateTimeOffset At, CheckedFacts? Facts);

/// <summary>The facts that are told.</summary>
public sealed record CheckedFacts(CheckedMessage Message, DateOnly? GapKeptFrom, double? LedgerAgeHours);

/// <summary>What it asked for.</summary>
public sealed record CheckedMessage(IReadOnlyList<Asked> About);
