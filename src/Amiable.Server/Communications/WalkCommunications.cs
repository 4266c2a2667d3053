using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>Which communications a program wants to know of; all of them when it says nothing.</summary>
/// <param name="Incoming">Only what came in, or only what goes out.</param>
public sealed record CommunicationsWanted(AccountId? Account = null, bool? Incoming = null, CommunicationStatus? Status = null);

/// <summary>Communications in the order in which they became known: what is added meanwhile comes last, and nothing is told twice.</summary>
public sealed class WalkCommunications(AppDb db)
{
    // Made once: reading a place out of a row is compiled.
    private static readonly Keyset<Communication> InOrder = new Keyset<Communication>().By(c => c.Id);

    public async Task<Result<Page<Communication>>> Run(CommunicationsWanted wanted, string? after, int size, CancellationToken ct)
    {
        var rows = db.Communications.AsNoTracking();
        if (wanted.Account is { } account)
        {
            if (!await db.Accounts.AnyAsync(a => a.Id == account, ct))
                return new NotFound("account");
            rows = rows.Where(c => c.AccountId == account);
        }
        if (wanted.Incoming is { } incoming)
            rows = incoming
                ? rows.Where(c => c.Status == CommunicationStatus.Received)
                : rows.Where(c => c.Status != CommunicationStatus.Received);
        if (wanted.Status is { } status)
            rows = rows.Where(c => c.Status == status);
        return await InOrder.Read(rows, after, null, size, ct);
    }

    /// <summary>One that goes out.</summary>
    public async Task<Result<Communication>> Run(CommunicationId id, CancellationToken ct) =>
        await db.Communications.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.Status != CommunicationStatus.Received, ct)
            is { } communication
            ? communication
            : new NotFound("communication");
}

/// <summary>One, whichever way it goes.</summary>
public sealed class LookUpCommunication(AppDb db)
{
    public async Task<Result<Communication>> Run(CommunicationId id, CancellationToken ct) =>
        await db.Communications.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is { } communication
            ? communication
            : new NotFound("communication");
}
