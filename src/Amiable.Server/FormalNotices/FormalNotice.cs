using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.FormalNotices;

/// <summary>
/// A formal notice as it was prepared: what it states, when and by whom, and its page to the letter. A member signs and posts it; nothing ever sends it. It is never changed: another one is
/// prepared, and takes its place.
/// </summary>
public sealed class FormalNotice : Owned
{
    public FormalNoticeId Id { get; private init; }

    public AccountId AccountId { get; private init; }

    /// <summary>The day it is dated.</summary>
    public DateOnly On { get; private init; }

    public DateTimeOffset PreparedAt { get; private init; }

    /// <summary>The member who prepared it, and signs it.</summary>
    public string By { get; private init; } = "";

    /// <summary>ISO 639-1.</summary>
    public string Language { get; private init; } = "";

    public string Subject { get; private set; } = "";

    public string Text { get; private set; } = "";

    /// <summary>The letter as HTML, as it is printed.</summary>
    public string Page { get; private set; } = "";

    /// <summary>The figures it states, as the ledger had them.</summary>
    public MessageFacts Facts { get; private set; } = new();

    /// <summary>How many business days the customer has.</summary>
    public int BusinessDays { get; private init; }

    /// <summary>The last of them.</summary>
    public DateOnly PayBy { get; private init; }

    /// <summary>When it was posted; null as long as nobody said so.</summary>
    public DateOnly? PostedOn { get; private set; }

    /// <summary>When another one took its place before it was posted.</summary>
    public DateTimeOffset? ReplacedAt { get; private set; }

    /// <summary>Whether it waits to be posted.</summary>
    public bool IsWaiting => PostedOn is null && ReplacedAt is null;

    private FormalNotice() { }

    internal FormalNotice(FormalNoticeId id, AccountId account, WrittenNotice written, string by, DateTimeOffset now)
    {
        (Id, AccountId, By, PreparedAt) = (id, account, by, now);
        (On, BusinessDays, PayBy, Facts) = (written.On, written.BusinessDays, written.PayBy, written.Facts);
        (Language, Subject, Text, Page) = (written.Language, written.Words.Subject, written.Words.Text, written.Page);
    }

    /// <summary>A member put it into the post.</summary>
    public Problem? WasPosted(DateOnly on)
    {
        if (ReplacedAt is not null)
            return new Refused("formal-notice.replaced", "Another notice took its place. Record the day on that one.");
        if (on < On)
            return new Invalid("postedOn", "formal-notice.before", "It cannot have been posted before the day it is dated.");
        PostedOn = on;
        return null;
    }

    /// <summary>Another one takes its place.</summary>
    public void IsReplaced(DateTimeOffset now) => ReplacedAt ??= IsWaiting ? now : null;

    /// <summary>Calls somebody whose data were erased by a pseudonym.</summary>
    public void Forget(ErasedContact contact)
    {
        (Subject, Text, Page) = (contact.In(Subject, Communication.MostInSubject), contact.In(Text)!, contact.In(Page)!);
        Facts = Facts with { About = [.. Facts.About.Select(contact.In)] };
    }
}

internal sealed class FormalNoticeTable : IEntityTypeConfiguration<FormalNotice>
{
    public void Configure(EntityTypeBuilder<FormalNotice> notice)
    {
        notice.ToTable("formal_notices");
        notice.Property(n => n.By).HasMaxLength(200);
        notice.Property(n => n.Language).HasMaxLength(8);
        notice.Property(n => n.Subject).HasMaxLength(Communication.MostInSubject);
        notice.Property(n => n.Text).IsLongText();
        notice.Property(n => n.Page).IsNotAudited(); // Says what the text says.
        notice.Property(n => n.Facts).AsJson().IsLongText();
        notice.HasOne<Account>().WithMany().HasForeignKey(n => n.AccountId).OnDelete(DeleteBehavior.Cascade);
        notice.HasIndex(n => new { n.OrganizationId, n.AccountId });
        notice.HasIndex(n => n.AccountId);
    }
}
