using Amiable.Accounts;
using Amiable.Instructions;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>One task with what a member needs to answer it, and its neighbours in the list it was opened from.</summary>
public sealed class ShowTask(
    AppDb db,
    CurrentMember current,
    ListInstructions listInstructions,
    ShowRecommendation showRecommendation,
    ShowCall showCall,
    Today today
)
{
    public async Task<Result<TaskView>> Run(HumanTaskId id, TaskFilter filter, string language, CancellationToken ct)
    {
        if (await db.Tasks.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, ct) is not { } task)
            return new NotFound("task");
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var account = task.AccountId is { } owner
            ? await db.Accounts.AsNoTracking().Where(a => a.Id == owner).Select(a => a.Name).SingleOrDefaultAsync(ct)
            : null;
        var message = await db
            .Communications.AsNoTracking()
            .Where(c => c.Id == task.CommunicationId)
            .Select(c => new MessageOfTask(c.Id, c.Subject, c.Facts, c.From != null && c.From.Contact != null))
            .SingleOrDefaultAsync(ct);
        var (previous, next) = await ListTasks
            .Lanes(ListTasks.Of(db, filter, current.Id), filter.Shown)
            .Beside(ListTasks.LaneOf(task, filter.Shown), new() { Id = id, At = task.CreatedAt }, ct);
        return new TaskView(
            task,
            account,
            task.AccountId is { } a ? await Outstanding(a, today.For(organization), ct) : [],
            TaskAmounts.Of(task, message?.Facts),
            message,
            organization.AgentName,
            today.For(organization),
            previous,
            next
        )
        {
            Members = await Members(id, ct),
            Me = current.Id,
            Recommendation = task is { Kind: TaskKind.AdvancedAction, IsOpen: true, AccountId: { } owing }
                ? await showRecommendation.Run(owing, ct)
                : null,
            Call = task is { Kind: TaskKind.Call, IsOpen: true, AccountId: { } called } ? await showCall.Run(called, language, ct) : null,
            Told = task.AccountId is { } about ? await listInstructions.Run(about, id, ct) : [],
        };
    }

    private async Task<IReadOnlyList<TaskMember>> Members(HumanTaskId id, CancellationToken ct) =>
        await db
            .Members.AsNoTracking()
            .OrderBy(m => m.FirstName)
            .ThenBy(m => m.LastName)
            .Select(m => new TaskMember(
                m.Id,
                m.FirstName + " " + m.LastName,
                db.TaskAssignments.Any(a => a.TaskId == id && a.MemberId == m.Id)
            ))
            .ToListAsync(ct);

    private async Task<IReadOnlyList<Money>> Outstanding(AccountId account, DateOnly day, CancellationToken ct)
    {
        var invoices = await db
            .Invoices.IgnoreAutoIncludes()
            .AsNoTracking()
            .Where(i => i.AccountId == account && i.Settled.Minor < i.Total.Minor)
            .ToListAsync(ct);
        var credits = await db.Credits.AsNoTracking().Where(c => c.AccountId == account && c.Used.Minor < c.Amount.Minor).ToListAsync(ct);
        return [.. Balance.Of(invoices, credits, day).Select(b => b.Outstanding)];
    }
}

/// <summary>What is shown of one task.</summary>
/// <param name="Outstanding">What the account owes, one amount a currency.</param>
/// <param name="Amounts">What the task is about, one amount a currency.</param>
public sealed record TaskView(
    HumanTask Task,
    string? AccountName,
    IReadOnlyList<Money> Outstanding,
    IReadOnlyList<Money> Amounts,
    MessageOfTask? Message,
    string AgentName,
    DateOnly Today,
    HumanTaskId? Previous,
    HumanTaskId? Next
)
{
    /// <summary>Everybody who may have it.</summary>
    public IReadOnlyList<TaskMember> Members { get; init; } = [];

    /// <summary>What the agent was told in the thread, and what it made of it.</summary>
    public IReadOnlyList<Instruction> Told { get; init; } = [];

    /// <summary>What an open recommendation is decided on; null for every other task.</summary>
    public Recommendation? Recommendation { get; init; }

    /// <summary>What an open call is made with; null for every other task.</summary>
    public CallView? Call { get; init; }

    /// <summary>Who looks.</summary>
    public MemberId Me { get; init; }

    /// <summary>Those who have it; none for everybody.</summary>
    public IReadOnlyList<TaskMember> Assignees => [.. Members.Where(m => m.IsAssigned)];

    /// <summary>The contact whose address failed.</summary>
    public ContactId? Contact =>
        Guid.TryParseExact(Task.Facts.GetValueOrDefault("contact", ""), "N", out var id) ? new ContactId(id) : null;

    /// <summary>The invoice whose due date is asked for: its id is part of the key.</summary>
    public InvoiceId? Invoice =>
        Task.Kind == TaskKind.MissingDueDate && Guid.TryParseExact(Task.Key.Split(' ')[^1], "N", out var id) ? new InvoiceId(id) : null;
}

/// <summary>The message a task is about.</summary>
/// <param name="IsFromContact">Whether who wrote it can be told what was decided.</param>
public sealed record MessageOfTask(CommunicationId Id, string Subject, Communications.MessageFacts Facts, bool IsFromContact);

/// <summary>Somebody who may have a task.</summary>
public sealed record TaskMember(MemberId Id, string Name, bool IsAssigned);
