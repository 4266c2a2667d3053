using System.Runtime.CompilerServices;
using Amiable.Platform.Audit;

namespace Amiable.Audit;

/// <summary>Every entry a filter lets through, piece by piece, so that a million do not have to fit into memory. That it was asked for is an entry too.</summary>
public sealed class ExportAuditEntries(ListAuditEntries list, AuditLog log)
{
    private const int AtATime = 500;

    public async IAsyncEnumerable<(AuditLine Line, IReadOnlyList<AuditMember> Members)> Run(
        AuditFilter filter,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await log.NoteNow(new("exported", AuditKinds.Log), ct);
        string? after = null;
        do
        {
            var piece = await list.Run(filter, after, null, ct, AtATime);
            foreach (var line in piece.Page.Rows)
                yield return (line, piece.Members);
            after = piece.Page.After;
        } while (after is not null);
    }
}
