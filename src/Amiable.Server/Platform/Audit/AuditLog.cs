namespace Amiable.Platform.Audit;

/// <summary>For what changes no row and should be known all the same: somebody signed in, a file left the house.</summary>
public sealed class AuditLog(AppDb db, AuditTrail trail)
{
    /// <summary>Written with the next save of this scope; not at all when that save fails.</summary>
    public void Note(AuditNote note) => trail.Note(note);

    /// <summary>Written at once, with whatever else waits to be saved in this scope.</summary>
    public Task<int> NoteNow(AuditNote note, CancellationToken ct)
    {
        trail.Note(note);
        return db.SaveChangesAsync(ct);
    }
}
