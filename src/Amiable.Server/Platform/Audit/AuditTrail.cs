using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Amiable.Platform.Audit;

/// <summary>
/// Stands in every save of the program: what is added, changed or deleted is told in the audit log in the same transaction, or nothing is saved at
/// all. So a new use case is audited without having been thought of.
/// </summary>
public sealed class AuditTrail(CurrentActor actor, Today today, IEnumerable<IWrittenAlong> along)
{
    /// <summary>More of one kind in one save are told by their number: an import of 20,000 invoices is one line.</summary>
    public const int MostOneByOne = 50;

    private readonly List<AuditNote> _noted = [];
    private List<AuditNote>? _held;

    /// <summary>Told with the next save of this scope; forgotten when that fails.</summary>
    internal void Note(AuditNote note) => _noted.Add(note);

    /// <summary>What is saved from here on are steps of one act in one transaction: the last of them tells them all, as one save would.</summary>
    internal void BeginSteps() => _held = [];

    /// <summary>The next save is the last of the steps.</summary>
    internal void LastStep()
    {
        foreach (var alike in (_held ?? []).GroupBy(n => (n.Action, n.SubjectKind)))
            if (alike.Sum(n => n.Count) is > MostOneByOne and var count)
                _noted.Add(new(alike.Key.Action, alike.Key.SubjectKind) { Count = count });
            else
                _noted.AddRange(alike);
        _held = null;
    }

    /// <summary>The steps were taken back.</summary>
    internal void ForgetSteps() => _held = null;

    internal async Task<int> Save(AppDb db, bool accept, Func<bool, Task<int>> save, CancellationToken ct)
    {
        var detects = db.ChangeTracker.AutoDetectChangesEnabled;
        // Looked through once, here, and not again at each of the steps that follow.
        if (detects)
            db.ChangeTracker.DetectChanges();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            var notes = Told(db.ChangeTracker);
            if (_held is not null)
            {
                _held.AddRange(notes);
                notes = [];
            }
            notes.AddRange(_noted);
            var beside = along.Select(a => a.With(db)).OfType<Func<CancellationToken, Task<IReadOnlyList<Owned>>>>().ToList();
            return notes.Count + beside.Count == 0 ? await save(accept) : await SaveWith(notes, beside, db, accept, save, ct);
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = detects;
            _noted.Clear();
        }
    }

    private async Task<int> SaveWith(
        List<AuditNote> notes,
        List<Func<CancellationToken, Task<IReadOnlyList<Owned>>>> beside,
        AppDb db,
        bool accept,
        Func<bool, Task<int>> save,
        CancellationToken ct
    )
    {
        // Nobody else writes between reading the end of the chain and continuing it: SQLite takes its write lock when a transaction begins, and
        // on PostgreSQL the transactions of an organization come one after the other.
        await using var own = db.Database.CurrentTransaction is null ? await Whole.Begin(db, ct) : null;
        List<EntityEntry> written = [];
        int saved;
        try
        {
            written.AddRange(await Append(notes, db, ct));
            foreach (var more in beside)
                written.AddRange((await more(ct)).Select(row => Added(row, db)));
            saved = await save(false) - written.Count;
            if (own is not null)
                await own.Commit(ct);
        }
        finally
        {
            foreach (var entry in written)
                entry.State = EntityState.Detached;
        }
        if (accept)
            db.ChangeTracker.AcceptAllChanges();
        return saved;
    }

    private async Task<List<EntityEntry>> Append(List<AuditNote> notes, AppDb db, CancellationToken ct)
    {
        if (notes.Count == 0)
            return [];
        var head =
            await db
                .AuditEntries.AsNoTracking()
                .OrderByDescending(e => e.Number)
                .Select(e => new AuditHead(e.Number, e.Hash))
                .FirstOrDefaultAsync(ct)
            ?? AuditHead.None;
        List<EntityEntry> written = [];
        foreach (var note in notes)
        {
            var next = new AuditEntry(db.Organization.Id, head, today.Now, actor, note);
            head = new(next.Number, next.Hash);
            written.Add(Added(next, db));
        }
        return written;
    }

    private static EntityEntry<Owned> Added(Owned row, AppDb db)
    {
        var entry = db.Entry(row);
        // Part of its key, so it must be there before it is tracked.
        entry.Property(nameof(Owned.OrganizationId)).CurrentValue = db.Organization.Id;
        entry.State = EntityState.Added;
        return entry;
    }

    private static List<AuditNote> Told(ChangeTracker tracker)
    {
        var rows =
            from entry in tracker.Entries()
            where entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
            let type = AuditedType.Of(entry.Metadata)
            where type is not null
            group entry by (type, entry.State);
        return [.. rows.SelectMany(g => Told(g.Key.type, Action(g.Key.State), [.. g]))];
    }

    private static IEnumerable<AuditNote> Told(AuditedType type, string action, List<EntityEntry> rows)
    {
        if (rows.Count <= MostOneByOne)
            return rows.Select(row => type.Tell(row, action)).OfType<AuditNote>();
        var count = rows[0].State == EntityState.Modified ? rows.Count(type.HasChanged) : rows.Count;
        return count == 0 ? [] : [new AuditNote(action, type.Kind) { Count = count }];
    }

    private static string Action(EntityState state) =>
        state switch
        {
            EntityState.Added => "added",
            EntityState.Deleted => "deleted",
            _ => "changed",
        };
}
