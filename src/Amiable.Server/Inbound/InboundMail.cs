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

    /// <summary>A member or a referent answered a task: it stands in its conversation.</summary>
    Remark,

    /// <summary>A member forwarded invoices with it: they wait to be looked at.</summary>
    Documents,

    /// <summary>It is none of the agent's business, a person said; or the agent itself wrote it.</summary>
    SetAside,
}

/// <summary>A mail as it came in: stored before anything is made of it.</summary>
public sealed class InboundMail : Owned
{
    private const int MostInExcerpt = 200;

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

    /// <summary>Why it belongs where it is filed, or why nobody knows.</summary>
    public MatchReason? Why { get; private set; }

    /// <summary>The accounts it may belong to, the likeliest first, while it waits for a person.</summary>
    public IReadOnlyList<MatchCandidate> Candidates { get; private set; } = [];

    /// <summary>The communication that was made of it.</summary>
    public CommunicationId? CommunicationId { get; private set; }

    private InboundMail() { }

    public InboundMail(InboundMailId id, byte[] bytes, string fingerprint, DateTimeOffset now) =>
        (Id, Bytes, Fingerprint, ReceivedAt) = (id, bytes, fingerprint, now);

    /// <summary>Notes what a list shows of it.</summary>
    public void Describe(string fromName, string fromAddress, string subject, string text)
    {
        (FromName, FromAddress, Subject) = (Cut(fromName, 200), Cut(fromAddress, 254), Cut(subject, Communication.MostInSubject));
        // No more than may be shown is tidied: a mail can be long.
        var start = Cut(text, MostInExcerpt * 10);
        Excerpt = Cut(string.Join(' ', start.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), MostInExcerpt);
    }

    /// <summary>It belongs to an account.</summary>
    public void BecomeCommunication(CommunicationId communication, MatchReason? why) =>
        (State, CommunicationId, Why, Candidates) = (InboundState.Matched, communication, why, []);

    /// <summary>It waits for a person.</summary>
    public void WaitForPerson(MatchReason why, IReadOnlyList<MatchCandidate> candidates) =>
        (State, Why, Candidates) = (InboundState.Unmatched, why, candidates);

    public void BecomeReport() => State = InboundState.Report;

    public void BecomeRemark() => (State, Candidates) = (InboundState.Remark, []);

    public void BecomeDocuments() => (State, Candidates) = (InboundState.Documents, []);

    public void SetAside() => (State, Candidates) = (InboundState.SetAside, []);

    /// <summary>What it said is erased, because it spoke of somebody who had to be. The fingerprint stays, so that it does not come in again.</summary>
    public void Forget()
    {
        (Bytes, FromName, FromAddress, Subject, Excerpt, Candidates) = ([], "", "", "", "", []);
        if (State is InboundState.New or InboundState.Unmatched)
            State = InboundState.SetAside;
    }

    private static string Cut(string text, int most) => text.Length > most ? text[..most] : text;
}
