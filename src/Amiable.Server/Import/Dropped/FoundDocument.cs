using Amiable.Accounts;
using Amiable.Documents;
using Amiable.Invoices;
using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Import.Dropped;

/// <summary>What became of an invoice that was read in a file.</summary>
public enum FoundState
{
    /// <summary>A member looks at it.</summary>
    ToReview,

    /// <summary>It is in the ledger.</summary>
    Taken,

    /// <summary>Nothing could be read, or it is known already.</summary>
    Unreadable,

    /// <summary>A member does not want it.</summary>
    Discarded,
}

/// <summary>An invoice as it was read in a file: nothing of it is in the ledger before somebody said so.</summary>
public sealed class FoundDocument : Owned
{
    public FoundDocumentId Id { get; private init; }
    public DroppedFileId FileId { get; private init; }

    /// <summary>The file's name.</summary>
    public string FileName { get; private init; } = "";

    /// <summary>What it says; kept as read, whatever a member corrects.</summary>
    public DocumentReading Reading { get; private set; } = new();

    /// <summary>Where most of it was read; null when nothing was.</summary>
    public FieldSource? Source { get; private init; }

    public FoundState State { get; private set; }

    /// <summary>The account it certainly belongs to; null for one that is new, or that a member chooses.</summary>
    public AccountId? AccountId { get; private init; }

    /// <summary>Whether it can be taken without a look: all that matters was read with certainty, and nothing is odd.</summary>
    public bool IsCertain { get; private init; }

    /// <summary>The invoice it became, or the one that is the same.</summary>
    public InvoiceId? InvoiceId { get; private set; }

    public string? DecidedBy { get; private set; }
    public DateTimeOffset At { get; private init; }
    public DateTimeOffset? DecidedAt { get; private set; }

    private FoundDocument() { }

    public FoundDocument(
        FoundDocumentId id,
        DroppedFile file,
        DocumentReading reading,
        FieldSource? source,
        AccountId? account,
        bool isCertain,
        DateTimeOffset now,
        InvoiceId? same = null
    )
    {
        (Id, FileId, FileName, Reading, Source, AccountId, At) = (id, file.Id, file.Name, reading, source, account, now);
        InvoiceId = same;
        State = source is null || reading.Problems.Any(p => p.Refuses) ? FoundState.Unreadable : FoundState.ToReview;
        IsCertain = isCertain && State == FoundState.ToReview;
    }

    public bool IsOpen => State == FoundState.ToReview;

    /// <summary>It is in the ledger now.</summary>
    /// <param name="invoice">As which invoice; null for a credit note.</param>
    public Problem? WasTaken(InvoiceId? invoice, string by, DateTimeOffset now) => Decide(FoundState.Taken, invoice, by, now);

    public Problem? Discard(string by, DateTimeOffset now) => Decide(FoundState.Discarded, InvoiceId, by, now);

    private Refused? Decide(FoundState state, InvoiceId? invoice, string by, DateTimeOffset now)
    {
        if (State is FoundState.Taken or FoundState.Discarded)
            return new Refused("found.decided", "Somebody has decided about it already.");
        (State, InvoiceId, DecidedBy, DecidedAt) = (state, invoice, by, now);
        // Who was taken in is a contact now, and is erased as one: no second copy of a person stays here.
        Reading = Reading with
        {
            Buyer = Reading.Buyer with { Email = null, ContactName = null },
        };
        return null;
    }
}

internal sealed class FoundDocumentTable : IEntityTypeConfiguration<FoundDocument>
{
    public void Configure(EntityTypeBuilder<FoundDocument> found)
    {
        found.ToTable("found_documents");
        found.IsNotAudited("What is taken from it is audited.");
        found.Property(f => f.FileName).HasMaxLength(DroppedFile.LongestName);
        found.Property(f => f.Reading).AsJson();
        found.Property(f => f.DecidedBy).HasMaxLength(200);
        found.HasOne<DroppedFile>().WithMany().HasForeignKey(f => f.FileId).OnDelete(DeleteBehavior.Cascade);
        found.HasOne<Account>().WithMany().HasForeignKey(f => f.AccountId).OnDelete(DeleteBehavior.SetNull);
        found.HasOne<Invoice>().WithMany().HasForeignKey(f => f.InvoiceId).OnDelete(DeleteBehavior.SetNull);
        found.HasIndex(f => new
        {
            f.OrganizationId,
            f.State,
            f.Id,
        });
    }
}
