using Amiable.Mail.Replies;
using Amiable.Reading.Understanding.Invoices;

namespace Amiable.Reading.Replies;

/// <summary>A reply as it came in, and what is known of its account.</summary>
/// <param name="FromName">The sender's name as the mail shows it.</param>
/// <param name="FromAddress">The sender's address.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Text">What is new in it, and what is history and signature.</param>
/// <param name="Received">When it was received, at the offset of the sender.</param>
/// <param name="Invoices">The open invoices of the account.</param>
public sealed record ReplyToRead(
    string FromName,
    string FromAddress,
    string Subject,
    TrimmedReply Text,
    DateTimeOffset Received,
    IReadOnlyList<OpenInvoice> Invoices
)
{
    /// <summary>ISO 4217. Americans write the month first.</summary>
    public string Currency { get; init; } = "EUR";

    /// <summary>The language of the contact, when known: only decides what the text does not.</summary>
    public string? Language { get; init; }

    /// <summary>The headers say that no human wrote it.</summary>
    public bool IsAutomatic { get; init; }
}
