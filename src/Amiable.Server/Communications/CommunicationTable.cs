using System.Security.Cryptography;
using Amiable.Accounts;
using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Communications;

internal sealed class CommunicationTable : IEntityTypeConfiguration<Communication>, IEntityTypeConfiguration<ArchivedMime>
{
    public void Configure(EntityTypeBuilder<Communication> communication)
    {
        communication.ToTable("communications");
        communication.Property(c => c.Step).HasMaxLength(64);
        communication.Property(c => c.Language).HasMaxLength(8);
        communication.Property(c => c.Subject).HasMaxLength(300);
        communication.Property(c => c.Recipients).AsJson();
        communication.Property(c => c.Facts).AsJson().IsLongText();
        communication.Property(c => c.From).AsJson();
        communication.Property(c => c.Files).AsJson();
        communication.Property(c => c.Consignment).AsJson();
        communication.Property(c => c.Deliveries).AsJson().IsLongText();
        communication.Property(c => c.Text).IsLongText();
        communication.Property(c => c.Html).IsNotAudited(); // Says what the text says.
        communication.Property(c => c.GateProof).IsLongText();
        communication.Property(c => c.IsInLine).IsNotAudited(); // For the moments between its claim and its turn.
        communication.Property(c => c.Step).IsNotAudited(); // The place in the plan, for the database.
        communication.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
        // One step of a plan is sent once, whatever runs twice: the database says no to the second.
        communication
            .HasIndex(c => new
            {
                c.OrganizationId,
                c.AccountId,
                c.Step,
            })
            .IsUnique()
            .HasFilter("\"Status\" <> 'Cancelled'");
        // One message of the agent waits at most.
        communication
            .HasIndex(c => new { c.OrganizationId, c.AccountId }, "IX_communications_waiting")
            .IsUnique()
            .HasFilter("\"Origin\" = 'Agent' AND \"Status\" IN ('Draft', 'AwaitingApproval', 'Scheduled')");
        communication.HasIndex(c => new { c.OrganizationId, c.Id });
        // Answers name the message they answer.
        communication.HasIndex(c => new { c.OrganizationId, c.MailId });
        communication.HasIndex(c => new { c.OrganizationId, c.ThreadId });
        // Limits and volume count what left lately.
        communication.HasIndex(c => new { c.OrganizationId, c.SentAt });
        // What needs a person is listed and counted without looking at what does not.
        communication
            .HasIndex(
                c => new
                {
                    c.OrganizationId,
                    c.Status,
                    c.SendAt,
                    c.Id,
                },
                "IX_communications_held"
            )
            .HasFilter($"\"StatusReason\" IN ({string.Join(", ", CommunicationFilter.NeedsAPerson.Select(reason => $"'{reason}'"))})");
        // What would leave without a member is counted without touching a message.
        communication
            .HasIndex(
                c => new
                {
                    c.OrganizationId,
                    c.SendAt,
                    c.StatusReason,
                    c.Status,
                    c.Origin,
                },
                "IX_communications_would_leave"
            )
            .HasFilter("\"Origin\" = 'Agent' AND \"Status\" IN ('Draft', 'AwaitingApproval')");
        communication.HasIndex(c => new
        {
            c.OrganizationId,
            c.Status,
            c.SendAt,
        });
        // Home counts what leaves on which day without touching a message.
        communication
            .HasIndex(
                c => new
                {
                    c.OrganizationId,
                    c.SendOn,
                    c.Stage,
                    c.Tone,
                    c.SendAt,
                },
                "IX_communications_leaving"
            )
            .HasFilter("\"Status\" IN ('Draft', 'AwaitingApproval', 'Scheduled')");
        communication.HasIndex(c => new
        {
            c.OrganizationId,
            c.AccountId,
            c.SendAt,
        });
    }

    public void Configure(EntityTypeBuilder<ArchivedMime> archived)
    {
        archived.ToTable("archived_mimes");
        archived.IsNotAudited("It is the proof of what was sent, written once with the message that is audited.");
        archived.HasKey(a => a.CommunicationId);
        // Whether there are bytes is read without reading past them.
        archived.HasIndex(a => new { a.CommunicationId, a.OrganizationId }, "IX_archived_mimes_kept").HasFilter("\"ErasedAt\" IS NULL");
        archived.Property(a => a.Sha256).HasMaxLength(64);
        archived.HasOne<Communication>().WithOne().HasForeignKey<ArchivedMime>(a => a.CommunicationId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>The message exactly as it left: the proof of what was sent.</summary>
public sealed class ArchivedMime : Owned
{
    public CommunicationId CommunicationId { get; private init; }

    /// <summary>Empty once erased.</summary>
    public byte[] Bytes { get; private set; } = [];

    /// <summary>When the bytes were erased, because they named somebody who had to be; null while they are here.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>Of the bytes that were erased, in hexadecimal: who still has the message can show that it is the one.</summary>
    public string? Sha256 { get; private set; }

    private ArchivedMime() { }

    public ArchivedMime(CommunicationId communication, byte[] bytes) => (CommunicationId, Bytes) = (communication, bytes);

    public void Erase(DateTimeOffset now)
    {
        if (ErasedAt is null)
            (Sha256, ErasedAt, Bytes) = (Convert.ToHexStringLower(SHA256.HashData(Bytes)), now, []);
    }
}
