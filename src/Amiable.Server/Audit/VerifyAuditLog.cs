using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Audit;

/// <summary>Proves that an organization's audit log is as it was written, in pieces, so that millions of entries need no memory.</summary>
public sealed class VerifyAuditLog(AppDb db)
{
    private const int AtATime = 1000;

    /// <param name="kept">The end of the chain as it was at another time, kept elsewhere: it must still be in it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<AuditVerdict> Run(AuditHead? kept, CancellationToken ct)
    {
        var chain = new AuditChain(db.Organization.Id, kept);
        while (true)
        {
            var from = chain.Head.Number;
            var some = await db
                .AuditEntries.AsNoTracking()
                .Where(e => e.Number > from)
                .OrderBy(e => e.Number)
                .Take(AtATime)
                .ToListAsync(ct);
            foreach (var entry in some)
                if (chain.Next(entry) is { } fault)
                    return new(chain.Head, fault);
            if (some.Count < AtATime)
                return new(chain.Head, await Before(ct) ?? chain.End());
        }
    }

    // Below the first number nothing is looked for otherwise.
    private async Task<AuditFault?> Before(CancellationToken ct) =>
        await db.AuditEntries.Where(e => e.Number < 1).OrderBy(e => e.Number).Select(e => (long?)e.Number).FirstOrDefaultAsync(ct)
            is { } number
            ? new(number, AuditDamage.OutOfOrder)
            : null;
}

/// <summary>What is wrong with an entry.</summary>
public enum AuditDamage
{
    /// <summary>It says something else than when it was written.</summary>
    Changed,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It does not continue the entry before it: one of them was written in place of another.</summary>
    OutOfOrder,

    /// <summary>Its details are gone, and no later entry says that they were erased.</summary>
    Blanked,
}

public sealed record AuditFault(long Number, AuditDamage Damage);

/// <param name="Head">The last entry that holds.</param>
/// <param name="Fault">Null when the whole chain holds.</param>
public sealed record AuditVerdict(AuditHead Head, AuditFault? Fault);

/// <summary>Follows a chain entry by entry.</summary>
internal sealed class AuditChain(OrganizationId organization, AuditHead? kept)
{
    // The first blank entry of each thing, until an entry says that they were erased.
    private readonly Dictionary<(string, Guid?), long> _blank = [];

    public AuditHead Head { get; private set; } = AuditHead.None;

    public AuditFault? Next(AuditEntry entry)
    {
        if (entry.Number != Head.Number + 1)
            return new(Head.Number + 1, AuditDamage.Missing);
        if (!AuditHash.Of(entry, organization).AsSpan().SequenceEqual(entry.Hash))
            return new(entry.Number, AuditDamage.Changed);
        if (entry.Changes is { } changes && !AuditHash.Of(changes).AsSpan().SequenceEqual(entry.ChangesHash))
            return new(entry.Number, AuditDamage.Changed);
        if (!Head.Hash.AsSpan().SequenceEqual(entry.PreviousHash))
            return new(entry.Number, AuditDamage.OutOfOrder);
        if (kept?.Number == entry.Number && !kept.Hash.AsSpan().SequenceEqual(entry.Hash))
            return new(entry.Number, AuditDamage.Changed);
        var subject = (entry.SubjectKind, entry.SubjectId);
        if (entry.Changes is null)
            _blank.TryAdd(subject, entry.Number);
        else if (entry.Action == EraseAuditDetails.Erased)
            _blank.Remove(subject);
        Head = new(entry.Number, entry.Hash);
        return null;
    }

    public AuditFault? End() =>
        kept?.Number > Head.Number ? new(Head.Number + 1, AuditDamage.Missing)
        : _blank.Count > 0 ? new(_blank.Values.Min(), AuditDamage.Blanked)
        : null;
}
