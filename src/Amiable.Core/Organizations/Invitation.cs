namespace Amiable.Organizations;

/// <summary>An invitation to become a member, sent by mail as a link that can be used once.</summary>
public sealed class Invitation : Owned
{
    /// <summary>How long its link can be used, from when it was sent: seven days.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Identity.</summary>
    public InvitationId Id { get; private init; }

    /// <summary>Who is invited; in lower case.</summary>
    public string Email { get; private init; } = "";

    /// <summary>SHA-256 of the secret in the link, which itself is kept nowhere.</summary>
    public byte[] SecretHash { get; private set; } = [];

    /// <summary>Who invited, by name: it outlives the member.</summary>
    public string InvitedBy { get; private init; } = "";

    /// <summary>When it was last sent.</summary>
    public DateTimeOffset SentAt { get; private set; }

    private Invitation() { }

    /// <summary>Invites somebody; <see cref="Send"/> follows.</summary>
    public Invitation(InvitationId id, string email, string invitedBy) => (Id, Email, InvitedBy) = (id, Member.Address(email), invitedBy);

    /// <summary>Is sent, or sent again: the link of the earlier mail stops working, the seven days begin anew.</summary>
    public void Send(byte[] secretHash, DateTimeOffset now) => (SecretHash, SentAt) = (secretHash, now);

    /// <summary>Until when the link works.</summary>
    public DateTimeOffset ExpiresAt => SentAt + Lifetime;

    /// <summary>Whether the link still works.</summary>
    public bool IsOpen(DateTimeOffset now) => now < ExpiresAt;
}
