using Amiable.Platform.Api;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>Says under which identity a connection knows an account. Said again, it is the same link.</summary>
public sealed class LinkAccount(AppDb db, Today today)
{
    internal const int LongestConnection = 100;
    internal const int LongestSource = 200;
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(5);

    /// <param name="id">Which account.</param>
    /// <param name="connection">Which connection.</param>
    /// <param name="source">The identity there.</param>
    /// <param name="readAt">When its figures were read there; null when that is not said.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Done>> Run(AccountId id, string connection, string source, DateTimeOffset? readAt, CancellationToken ct)
    {
        if (await db.Accounts.SingleOrDefaultAsync(a => a.Id == id, ct) is not { } account)
            return new NotFound("account");
        (connection, source) = (connection.Trim(), source.Trim());
        if (Fault(connection, source) is { } fault)
            return fault;
        if (readAt > today.Now + ClocksDiffer)
            return new Invalid("lastUpdate", "source-future", "The figures cannot have been read in the future.");
        var other = await db
            .Accounts.Where(a => a.ConnectionId == connection && a.SourceId == source && a.Id != id)
            .Select(a => (AccountId?)a.Id)
            .FirstOrDefaultAsync(ct);
        if (other is { } taken)
            return new SourceTaken(taken);
        account.IsLinkedTo(connection, source, readAt);
        return await db.Save(ct);
    }

    internal static Invalid? Fault(string connection, string source) =>
        connection.Length is 0 or > LongestConnection
            ? new("connectionId", "source-connection", "Name the connection, in up to 100 characters.")
        : source.Length is 0 or > LongestSource ? new("sourceId", "source-id", "Give the identity there, in up to 200 characters.")
        : null;
}

/// <summary>The connection knows another account by that identity.</summary>
public sealed record SourceTaken(AccountId Id) : Problem("source-taken", "Another account is known by that identity already."), ITellsMore
{
    public IReadOnlyDictionary<string, object> Facts() => new Dictionary<string, object> { ["accountId"] = Id.Value };
}

/// <summary>No source knows an account any more: its figures are kept here by hand.</summary>
public sealed class UnlinkAccount(AppDb db)
{
    public async Task<Result<Done>> Run(AccountId id, CancellationToken ct)
    {
        if (await db.Accounts.SingleOrDefaultAsync(a => a.Id == id, ct) is not { } account)
            return new NotFound("account");
        account.IsLinkedToNothing();
        return await db.Save(ct);
    }
}
