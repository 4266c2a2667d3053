using Amiable.Communications;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>A task as programs know it.</summary>
/// <param name="Language">Of the organization: the words of a task are made in it.</param>
public sealed record KnownTask(HumanTask Task, string? AccountName, MessageFacts? Message, string Language)
{
    public IReadOnlyList<Money> Amounts => TaskAmounts.Of(Task, Message);
}

/// <summary>Which tasks a program wants to know of; all of them when it says nothing.</summary>
public sealed record TasksWanted(AccountId? Account = null, HumanTaskStatus? Status = null, TaskKind? Kind = null);

/// <summary>Tasks in the order in which they were raised: what is added meanwhile comes last, and nothing is told twice.</summary>
public sealed class WalkTasks(AppDb db)
{
    // Made once: reading a place out of a row is compiled.
    private static readonly Keyset<HumanTask> InOrder = new Keyset<HumanTask>().By(t => t.Id);

    public async Task<Page<KnownTask>> Run(TasksWanted wanted, string? after, int size, CancellationToken ct)
    {
        var tasks = db.Tasks.AsNoTracking();
        if (wanted.Account is { } account)
            tasks = tasks.Where(t => t.AccountId == account);
        if (wanted.Status is { } status)
            tasks = tasks.Where(t => t.Status == status);
        if (wanted.Kind is { } kind)
            tasks = tasks.Where(t => t.Kind == kind);
        var page = await InOrder.Read(tasks, after, null, size, ct);
        var known = (await Know(db, page.Rows, ct)).ToDictionary(k => k.Task.Id);
        return page.Select(t => known[t.Id]);
    }

    /// <summary>One of them.</summary>
    public async Task<Result<KnownTask>> Run(HumanTaskId id, CancellationToken ct) =>
        await db.Tasks.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, ct) is { } task
            ? (await Know(db, [task], ct))[0]
            : new NotFound("task");

    internal static async Task<List<KnownTask>> Know(AppDb db, IReadOnlyList<HumanTask> tasks, CancellationToken ct)
    {
        List<AccountId> accounts = [.. tasks.Select(t => t.AccountId).OfType<AccountId>().Distinct()];
        List<CommunicationId> messages = [.. tasks.Select(t => t.CommunicationId).OfType<CommunicationId>().Distinct()];
        var names = await db.Accounts.Where(a => accounts.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var facts = await db.Communications.Where(c => messages.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Facts, ct);
        var language = await db.Organizations.Select(o => o.Language).SingleAsync(ct);
        return
        [
            .. tasks.Select(t => new KnownTask(
                t,
                t.AccountId is { } account ? names.GetValueOrDefault(account) : null,
                t.CommunicationId is { } message ? facts.GetValueOrDefault(message) : null,
                language
            )),
        ];
    }
}

/// <summary>The tasks somebody may mean: those noted with words that begin so, then the open ones about accounts of that name.</summary>
public sealed class SearchTasks(AppDb db, FindTasks findTasks)
{
    private const int Most = 50;

    public async Task<Result<IReadOnlyList<KnownTask>>> Run(string? text, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new Invalid("query", "no-query", "Say what to look for.");
        var called = await Accounts.AccountsCalled.Find(db, text.Trim(), ct);
        var accounts = await called.All.Select(a => a.Id).Order().Take(Most).ToListAsync(ct);
        var found = await findTasks.Run(SoughtWords.Of(text), accounts, Most, ct);
        return await WalkTasks.Know(db, [.. found.Select(f => f.Task)], ct);
    }
}
