using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Import.Dropped;

/// <summary>A file that a member dropped, or forwarded, to have the invoices in it read. It is kept until all of them are decided.</summary>
public sealed class DroppedFile : Owned
{
    public const int LongestName = 260;

    public DroppedFileId Id { get; private init; }

    /// <summary>As somebody calls it; of an archive "archive.zip!folder/file.pdf".</summary>
    public string Name { get; private init; } = "";

    /// <summary>SHA-256, in hexadecimal: the same file again is recognised.</summary>
    public string Fingerprint { get; private init; } = "";

    /// <summary>Empty once everything in it is decided: what was taken is the document of its invoice.</summary>
    public byte[] Bytes { get; private set; } = [];

    public bool IsRead { get; private set; }
    public string By { get; private init; } = "";
    public DateTimeOffset At { get; private init; }

    private DroppedFile() { }

    public DroppedFile(DroppedFileId id, string name, string fingerprint, byte[] bytes, string by, DateTimeOffset at)
    {
        (Id, Fingerprint, Bytes, By, At) = (id, fingerprint, bytes, by, at);
        Name = name.Length > LongestName ? name[^LongestName..] : name;
    }

    public void WasRead() => IsRead = true;

    public void IsDecided() => Bytes = [];
}

internal sealed class DroppedFileTable : IEntityTypeConfiguration<DroppedFile>
{
    public void Configure(EntityTypeBuilder<DroppedFile> file)
    {
        file.ToTable("dropped_files");
        file.IsNotAudited("What is taken from it is audited.");
        file.Property(f => f.Name).HasMaxLength(DroppedFile.LongestName);
        file.Property(f => f.Fingerprint).HasMaxLength(64);
        file.Property(f => f.By).HasMaxLength(200);
        file.HasIndex(f => new { f.OrganizationId, f.Fingerprint });
        // What is still to be read.
        file.HasIndex(f => f.OrganizationId, "IX_dropped_files_unread").HasFilter("NOT \"IsRead\"");
    }
}
