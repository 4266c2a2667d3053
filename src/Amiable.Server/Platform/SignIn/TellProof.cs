using Amiable.Platform.Audit;

namespace Amiable.Platform.SignIn;

/// <summary>Tells the audit log of the organization that is looked at how a member's way of signing in changed: persons belong to none, so no row of it does.</summary>
public sealed class TellProof(AuditLog log, CurrentPerson current)
{
    public Task Run(string action, CancellationToken ct = default) =>
        current.Here is { Member: var member }
            ? log.NoteNow(new(action, "member", member.Id.Value, member.FullName), ct)
            : Task.FromResult(0);
}
