using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Webhooks;

/// <summary>
/// Something happened that programs may want to know: what, to what, when. Written in the transaction of the change, numbered in the order of the changes.
/// How the thing is, is read when it is told: so nothing of a person is kept here.
/// </summary>
public sealed class Occurrence : Owned
{
    /// <summary>How long they are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>1, 2, 3… of its organization.</summary>
    public long Number { get; private init; }

    /// <summary>The same however often it is told, so that whoever hears it twice can know.</summary>
    public Guid Id { get; private init; }

    /// <summary>An <see cref="EventType"/>: "invoice.paid".</summary>
    public string Type { get; private init; } = "";

    /// <summary>To what.</summary>
    public Guid SubjectId { get; private init; }

    public AccountId? AccountId { get; private init; }

    public DateTimeOffset At { get; private init; }

    private Occurrence() { }

    public Occurrence(long number, Happening what, DateTimeOffset at) =>
        (Number, Id, Type, SubjectId, AccountId, At) = (number, Guid.CreateVersion7(at), what.Type, what.Subject, what.Account, at);
}

/// <summary>Something that a save makes happen.</summary>
public readonly record struct Happening(string Type, Guid Subject, AccountId? Account);

internal sealed class OccurrenceTable : IEntityTypeConfiguration<Occurrence>
{
    public void Configure(EntityTypeBuilder<Occurrence> occurrence)
    {
        occurrence.ToTable("occurrences");
        occurrence.IsNotAudited("Tells programs of changes, which are audited themselves.");
        occurrence.HasKey(o => new { o.OrganizationId, o.Number });
        occurrence.Property(o => o.Number).ValueGeneratedNever();
        occurrence.Property(o => o.Type).HasMaxLength(40);
    }
}
