using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Amiable.Platform.Storage;

/// <summary>
/// A transaction that is saved as a whole or not at all: whoever begins it goes on after no save that failed in it. So none of its saves is guarded by a
/// savepoint, at each of which SQLite writes its index of texts out and copies every page it changes, and PostgreSQL is asked twice more.
/// </summary>
public sealed class Whole : IAsyncDisposable
{
    private readonly AppDb _db;
    private readonly IDbContextTransaction _transaction;

    private Whole(AppDb db, IDbContextTransaction transaction)
    {
        (_db, _transaction) = (db, transaction);
        db.Database.AutoSavepointsEnabled = false;
    }

    public static async Task<Whole> Begin(AppDb db, CancellationToken ct) => new(db, await db.Database.BeginTransactionAsync(ct));

    public Task Commit(CancellationToken ct) => _transaction.CommitAsync(ct);

    public ValueTask DisposeAsync()
    {
        _db.Database.AutoSavepointsEnabled = true;
        return _transaction.DisposeAsync();
    }
}
