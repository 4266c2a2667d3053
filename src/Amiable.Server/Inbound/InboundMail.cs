using Amiable.Communications;

namespace Amiable.Inbound;

/// <summary>What became of a mail that came in.</summary>
public enum InboundState
{
    /// <summary>Stored, not looked at yet.</summary>
    New,

    /// <summary>It belongs to an account: there is a communication of it.</summary>
    Matched,

    /// <summary>Nobody knows to whom it belongs: a person looks.</summary>
    Unmatched,

    /// <summary>A server reported on the delivery of a message.</summary>
    Report,

    /// <summary>It is none of the agent's business, a person said.</summary>
    SetAside,
}

/// <summary>A mail as it came in: stored before anything is made of it.</summary>
public sealed class InboundMail : Owned
{
    public InboundMailId Id { get; private init; }

    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>As it came; empty once erased.</summary>
    public byte[] Bytes { get; private set; } = [];

    /// <summary>The same mail again has the same one: of its Message-ID, or of its content when it has none.</summary>
    public string Fingerprint { get; private init; } = "";

    public InboundState State { get; private set; }

    public string FromName { get; private set; } = "";
    public string FromAddress { get; private set; } = "";
    public string Subject { get; private set; } = "";

    /// <summary>The beginning of what it says, for a list.</summary>
    public string Excerpt { get; private set; } = "";

    /// <summary>The communication that was made of it.</summary>
    public CommunicationId? CommunicationId { get; private set; }

    private InboundMail() { }

    public InboundMail(InboundMailId id, byte[] bytes, string fingerprint, DateTimeOffset now) =>
        (Id, Bytes, Fingerprint, ReceivedAt) = (id, bytes, fingerprint, now);
}
