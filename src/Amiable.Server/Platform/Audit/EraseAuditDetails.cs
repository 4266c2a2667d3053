using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Audit;

/// <summary>
/// A person's right to be forgotten: names and values of everything told about one thing are gone, that it happened stays, and the chain holds. That
/// they were erased is itself an entry; blanks without one are reported as damage.
/// </summary>
public sealed class EraseAuditDetails(AppDb db, AuditLog log)
{
    public const string Erased = "erased";

    private const int AtATime = 500;

    /// <summary>Everything told about whatever of an account's was told with these words: the thing itself, a message to it, a task.</summary>
    /// <param name="account">Whose entries are looked at.</param>
    /// <param name="isNamed">Whether a text names who is to be forgotten.</param>
    /// <param name="ct">Cancels.</param>
    public async Task Run(AccountId account, Func<string, bool> isNamed, CancellationToken ct)
    {
        var subjects = new HashSet<(string Kind, Guid Id)>();
        for (long from = 0; ; )
        {
            var some = await db
                .AuditEntries.AsNoTracking()
                .Where(e => e.Number > from && e.Changes != null && (e.AccountId == account || e.SubjectId == account.Value))
                .OrderBy(e => e.Number)
                .Take(AtATime)
                .ToListAsync(ct);
            if (some.Count == 0)
                break;
            from = some[^1].Number;
            subjects.UnionWith(
                some.Where(e => e.SubjectId is not null && Texts(e).Any(isNamed)).Select(e => (e.SubjectKind, e.SubjectId!.Value))
            );
        }
        foreach (var (kind, id) in subjects)
            await Run(kind, id, ct);
    }

    private static IEnumerable<string> Texts(AuditEntry entry) =>
        AuditDetails.Read(entry.Changes) is { } details
            ? details.Fields.SelectMany(f => new[] { f.Before, f.After }).Append(details.Name).OfType<string>()
            : [];

    /// <returns>How many entries lost their details.</returns>
    public async Task<int> Run(string subjectKind, Guid subjectId, CancellationToken ct)
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        var count = await db
            .AuditEntries.Where(e => e.SubjectKind == subjectKind && e.SubjectId == subjectId && e.Action != Erased && e.Changes != null)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.Changes, (string?)null), ct);
        if (count > 0)
            await log.NoteNow(new(Erased, subjectKind, subjectId) { Fields = [new("Entries", "number", null, $"{count}")] }, ct);
        if (own is not null)
            await own.CommitAsync(ct);
        return count;
    }
}
