using Amiable.Contacts;
using Amiable.FollowUp;

namespace Amiable.Communications;

/// <summary>Who wrote a message that came in.</summary>
/// <param name="Contact">The contact of the account with that address; null when it is nobody known.</param>
/// <param name="Name">As the mail says; may be empty.</param>
/// <param name="Address">As the mail says; anybody can write anything there.</param>
public sealed record Sender(ContactId? Contact, string Name, string Address);

/// <summary>A file that goes or came with a message.</summary>
/// <param name="FileName">Its name.</param>
/// <param name="MediaType">By its content, not by what its name claims: "application/pdf".</param>
/// <param name="Bytes">How large.</param>
/// <param name="Document">The document of an invoice that it is; null for a file that came in.</param>
/// <param name="IsStatement">The statement of account: made in the moment in which the message leaves, so that it says what is open then.</param>
public sealed record AttachedFile(
    string FileName,
    string MediaType,
    int Bytes,
    InvoiceDocumentId? Document = null,
    bool IsStatement = false
);

/// <summary>A mail that came in and was understood to belong to an account.</summary>
public sealed record ReceivedMail
{
    /// <summary>Its Message-ID without angle brackets; null when it has none.</summary>
    public string? MailId { get; init; }

    /// <summary>How it came.</summary>
    public Channel Channel { get; init; } = Channel.Email;

    /// <summary>Who wrote it.</summary>
    public required Sender From { get; init; }

    /// <summary>Subject line.</summary>
    public required string Subject { get; init; }

    /// <summary>What is new in it: without the quoted history, the signature and the disclaimer.</summary>
    public required string Text { get; init; }

    /// <summary>Whether a program wrote it, so that it is never answered.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>The files with it.</summary>
    public IReadOnlyList<AttachedFile> Files { get; init; } = [];

    /// <summary>ISO 639-1, as far as known; empty otherwise.</summary>
    public string Language { get; init; } = "";

    /// <summary>The conversation it goes on with; null for one out of nowhere.</summary>
    public CommunicationId? Thread { get; init; }

    /// <summary>The day it came, in the account's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The same mail again has the same fingerprint, whatever way it came.</summary>
    public required string Fingerprint { get; init; }
}
