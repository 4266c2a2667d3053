namespace Amiable.Mail.DeliveryReports;

/// <summary>What a robot's mail says of a message.</summary>
public enum ReportKind
{
    /// <summary>It was not delivered, and will not be (RFC 3464 section 2.3.3 "failed").</summary>
    Failed,

    /// <summary>It is not delivered yet; the server goes on trying ("delayed").</summary>
    Delayed,

    /// <summary>It was delivered, relayed or expanded: good news on request.</summary>
    Delivered,

    /// <summary>The recipient called it spam, or a receiver reports it abused (RFC 5965).</summary>
    Complaint,

    /// <summary>Somebody's program answered: away, vacation, ticket received (RFC 3834).</summary>
    AutoReply,
}

/// <summary>One recipient's part of a report.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Recipient">The address it happened to, or null when the report does not say.</param>
/// <param name="Status">The enhanced status code (RFC 3463), "5.1.1", the most telling one found; null when there is none.</param>
/// <param name="Reply">The SMTP reply code (RFC 5321 section 4.2), "550", or null.</param>
/// <param name="Reason">Why.</param>
/// <param name="OriginalMessageId">The Message-ID of the message reported on, without angle brackets, or null.</param>
/// <param name="Diagnostic">The words of the server, on one line.</param>
public sealed record DeliveryReport(
    ReportKind Kind,
    string? Recipient,
    string? Status,
    string? Reply,
    DeliveryReason Reason,
    string? OriginalMessageId,
    string Diagnostic
)
{
    /// <summary>Whether the address itself is no good, so that writing to it again is useless. Everything else may work later, or after something is put right.</summary>
    public bool IsHard =>
        Kind == ReportKind.Failed
        && Reason is DeliveryReason.UserUnknown or DeliveryReason.HostUnknown or DeliveryReason.HasMoved or DeliveryReason.NotAccept;
}
