using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Channels;

internal sealed class ChannelTable
    : IEntityTypeConfiguration<MailChannel>,
        IEntityTypeConfiguration<MailboxCursor>,
        IEntityTypeConfiguration<PostingChannel>
{
    public void Configure(EntityTypeBuilder<MailChannel> channel)
    {
        channel.ToTable("mail_channels");
        // The properties put the secret in, the fields are without it.
        channel.Property(c => c.Smtp).AsJson().HasField("_smtp").UsePropertyAccessMode(PropertyAccessMode.Field);
        channel.Property(c => c.Imap).AsJson().HasField("_imap").UsePropertyAccessMode(PropertyAccessMode.Field);
        channel.Property(c => c.Texts).AsJson().HasField("_texts").UsePropertyAccessMode(PropertyAccessMode.Field);
        channel.Property(c => c.TextsSecret).IsSecret();
        channel.Property(c => c.SmtpSecret).IsSecret();
        channel.Property(c => c.ImapSecret).IsSecret();
        channel.Property(c => c.WebhookSecretHash).IsSecret();
        channel.Property(c => c.ReplyKey).IsSecret();
        channel.HasIndex(c => c.OrganizationId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PostingChannel> posting)
    {
        posting.ToTable("posting_channels");
        posting.Property(p => p.Service).AsJson();
        posting.Property(p => p.Secret).IsSecret();
        posting.HasIndex(p => p.OrganizationId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<MailboxCursor> cursor)
    {
        cursor.ToTable("mailbox_cursors");
        cursor.IsNotAudited("Moves with every mail that comes in.");
        cursor.HasOne<MailChannel>().WithOne().HasForeignKey<MailboxCursor>(c => c.Id).OnDelete(DeleteBehavior.Cascade);
    }
}
