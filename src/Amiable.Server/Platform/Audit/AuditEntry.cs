using Amiable.Platform.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Platform.Audit;

/// <summary>
/// One thing that was done: who, what, to what, when, from where. Never changed and never deleted; each carries the hash of the one before, so that
/// nobody can change, take out or slip in one without every later hash being wrong. Only its details may be erased, and that is itself an entry.
/// </summary>
public sealed class AuditEntry : Owned
{
    internal const int LongestName = 200;

    /// <summary>1, 2, 3… of its organization, without a gap.</summary>
    public long Number { get; private init; }
    public DateTimeOffset At { get; private init; }
    public ActorKind ActorKind { get; private init; }
    public Guid? ActorId { get; private init; }
    public string ActorName { get; private init; } = "";

    /// <summary>The address of the client, "job" or "cli".</summary>
    public string From { get; private init; } = "";

    /// <summary>"added", "changed", "deleted", or what was noted: "exported".</summary>
    public string Action { get; private init; } = "";

    /// <summary>"account", "credit-note".</summary>
    public string SubjectKind { get; private init; } = "";

    /// <summary>Null when there is none, or when there are many.</summary>
    public Guid? SubjectId { get; private init; }

    /// <summary>The account it belongs to, if it does.</summary>
    public AccountId? AccountId { get; private init; }

    /// <summary>How many were done at once: 1, unless there were too many to tell one by one.</summary>
    public int Count { get; private init; } = 1;

    /// <summary><see cref="AuditDetails"/> as JSON; null once they are erased.</summary>
    public string? Changes { get; private init; }
    public byte[] ChangesHash { get; private init; } = [];
    public byte[] PreviousHash { get; private init; } = [];
    public byte[] Hash { get; private init; } = [];

    private AuditEntry() { }

    internal AuditEntry(OrganizationId organization, AuditHead head, DateTimeOffset at, CurrentActor actor, AuditNote note)
    {
        (Number, PreviousHash, At) = (head.Number + 1, head.Hash, at);
        (ActorKind, ActorId, ActorName, From) = (actor.Kind, actor.Id, Clip(actor.Name), actor.From);
        (Action, SubjectKind, SubjectId, AccountId, Count) = (note.Action, note.SubjectKind, note.SubjectId, note.AccountId, note.Count);
        Changes = AuditDetails.Of(note).Write();
        ChangesHash = AuditHash.Of(Changes);
        Hash = AuditHash.Of(this, organization);
    }

    // A name that is too long must not stop what its owner wants to save.
    private static string Clip(string name) => name.Length > LongestName ? name[..LongestName] : name;
}

/// <summary>The end of a chain: what the next entry continues.</summary>
public sealed record AuditHead(long Number, byte[] Hash)
{
    public static readonly AuditHead None = new(0, []);

    public override string ToString() => $"{Number}:{Convert.ToHexStringLower(Hash)}";

    public static AuditHead? Parse(string text) =>
        text.Split(':') is [var number, { Length: 64 } hash] && long.TryParse(number, out var n) && n > 0 && hash.All(char.IsAsciiHexDigit)
            ? new(n, Convert.FromHexString(hash))
            : null;
}

internal sealed class AuditEntryTable : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit_entries");
        entry.IsNotAudited("It is the audit log.");
        entry.IsNotTold();
        entry.HasKey(e => new { e.OrganizationId, e.Number });
        entry.Property(e => e.Number).ValueGeneratedNever();
        entry.Property(e => e.ActorName).HasMaxLength(AuditEntry.LongestName);
        entry.Property(e => e.From).HasMaxLength(64);
        entry.Property(e => e.Action).HasMaxLength(32);
        entry.Property(e => e.SubjectKind).HasMaxLength(64);
        // The newest first: of all, of somebody, of a kind, of an account.
        entry.HasIndex(nameof(AuditEntry.OrganizationId), nameof(AuditEntry.At), nameof(AuditEntry.Number));
        entry.HasIndex(
            [
                nameof(AuditEntry.OrganizationId),
                nameof(AuditEntry.ActorKind),
                nameof(AuditEntry.ActorId),
                nameof(AuditEntry.At),
                nameof(AuditEntry.Number),
            ],
            "IX_audit_entries_actor"
        );
        entry.HasIndex(
            [nameof(AuditEntry.OrganizationId), nameof(AuditEntry.SubjectKind), nameof(AuditEntry.At), nameof(AuditEntry.Number)],
            "IX_audit_entries_kind"
        );
        entry.HasIndex(
            [nameof(AuditEntry.OrganizationId), nameof(AuditEntry.AccountId), nameof(AuditEntry.At), nameof(AuditEntry.Number)],
            "IX_audit_entries_account"
        );
    }
}
