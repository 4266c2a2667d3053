using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Webhooks;

/// <summary>Whether a webhook is told of events.</summary>
public enum WebhookState
{
    Active,

    /// <summary>A member, or a program, paused it.</summary>
    Paused,

    /// <summary>Its receiver said that it is gone for good (410).</summary>
    Gone,

    /// <summary>Nobody had answered for days.</summary>
    Unreachable,
}

/// <summary>Where a program wants to be told of what happens.</summary>
public sealed class Webhook : Owned
{
    public const int LongestUrl = 2000;

    /// <summary>How long the secret before the last one still signs, too.</summary>
    public static readonly TimeSpan OldSecretLasts = TimeSpan.FromDays(1);

    public WebhookId Id { get; private init; }

    public string Url { get; private set; } = "";

    /// <summary>What it is told of: names of events, "invoice.*", "*".</summary>
    public IReadOnlyList<string> Events { get; private set; } = [];

    public WebhookState State { get; private set; }

    /// <summary>Encrypted.</summary>
    public string Secret { get; private set; } = "";

    /// <summary>The one before, encrypted, for as long as it signs, too.</summary>
    public string? OldSecret { get; private set; }

    public DateTimeOffset? OldSecretUntil { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>The number of the last event that was looked at for it.</summary>
    public long Position { get; private set; }

    /// <summary>Since when nothing could be told; null while it can.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>How often in a row nobody answered.</summary>
    public int Failures { get; private set; }

    /// <summary>Until then nothing is tried: nobody answered.</summary>
    public DateTimeOffset? RestsUntil { get; private set; }

    /// <summary>When it was last tried.</summary>
    public DateTimeOffset? LastAt { get; private set; }

    /// <summary>What was answered then; null for nothing.</summary>
    public int? LastStatus { get; private set; }

    public HookFault? LastFault { get; private set; }

    private Webhook() { }

    public Webhook(WebhookId id, string url, IReadOnlyList<string> events, string secret, long position, DateTimeOffset now) =>
        (Id, Url, Events, Secret, Position, CreatedAt) = (id, url, events, secret, position, now);

    /// <summary>Where it listens, for people: host and path. What stands behind a question mark may be a secret of theirs.</summary>
    public string Shown => Uri.TryCreate(Url, UriKind.Absolute, out var uri) ? uri.Authority + uri.AbsolutePath.TrimEnd('/') : Url;

    /// <summary>The host, which is what people call it.</summary>
    public string Host => Uri.TryCreate(Url, UriKind.Absolute, out var uri) ? uri.Host : Url;

    public bool IsActive => State == WebhookState.Active;

    public HashSet<string> Wanted => [.. Events.SelectMany(EventType.MeantBy).Select(t => t.Name)];

    public void Change(string url, IReadOnlyList<string> events)
    {
        // Another receiver is another story.
        if (url != Url)
            (FailingSince, Failures, RestsUntil) = (null, 0, null);
        (Url, Events) = (url, events);
    }

    public void Pause(WebhookState why) => State = why;

    /// <summary>It goes on where it stopped.</summary>
    public void Resume() => (State, FailingSince, Failures, RestsUntil) = (WebhookState.Active, null, 0, null);

    public void SignWith(string secret, DateTimeOffset now) => (OldSecret, OldSecretUntil, Secret) = (Secret, now + OldSecretLasts, secret);

    /// <summary>The secrets that sign at that moment.</summary>
    public IEnumerable<string> SecretsAt(DateTimeOffset now) =>
        OldSecret is not null && now < OldSecretUntil ? [Secret, OldSecret] : [Secret];
}

internal sealed class WebhookTable : IEntityTypeConfiguration<Webhook>, IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<Webhook> webhook)
    {
        webhook.ToTable("webhooks");
        webhook.Property(w => w.Url).HasMaxLength(Webhook.LongestUrl);
        webhook.Property(w => w.Events).AsJson();
        webhook.Property(w => w.Secret).IsSecret();
        webhook.Property(w => w.OldSecret).IsSecret();
        // How it goes is nobody's doing.
        webhook.Property(w => w.OldSecretUntil).IsNotAudited();
        webhook.Property(w => w.Position).IsNotAudited();
        webhook.Property(w => w.FailingSince).IsNotAudited();
        webhook.Property(w => w.Failures).IsNotAudited();
        webhook.Property(w => w.RestsUntil).IsNotAudited();
        webhook.Property(w => w.LastAt).IsNotAudited();
        webhook.Property(w => w.LastStatus).IsNotAudited();
        webhook.Property(w => w.LastFault).IsNotAudited();
        webhook.HasIndex(w => w.OrganizationId);
    }

    public void Configure(EntityTypeBuilder<WebhookDelivery> delivery)
    {
        delivery.ToTable("webhook_deliveries");
        delivery.IsNotAudited("Says what programs were told, which changes nothing.");
        delivery.Property(d => d.Type).HasMaxLength(40);
        delivery.HasOne<Webhook>().WithMany().HasForeignKey(d => d.WebhookId).OnDelete(DeleteBehavior.Cascade);
        // One event is told to a webhook once, however many look at the same time.
        delivery
            .HasIndex(d => new
            {
                d.OrganizationId,
                d.WebhookId,
                d.Number,
            })
            .IsUnique();
        // What is to be told, and the list on the page.
        delivery.HasIndex(d => new
        {
            d.OrganizationId,
            d.WebhookId,
            d.State,
            d.Number,
        });
        delivery.HasIndex(d => d.WebhookId);
    }
}
