using Amiable.Communications;
using Amiable.Mail.DeliveryReports;
using Amiable.Mail.Smtp;

namespace Amiable.Integrations.Smtp;

/// <summary>What the answers of an SMTP server mean for a mail and its recipients.</summary>
internal static class RefusedMail
{
    private const int MostSaid = 500;

    // Too large (RFC 1870), too little room, or a form the server does not take: said to MAIL, and meant of the mail.
    private static readonly string[] AboutMail = ["5.3.4", "5.2.3", "4.3.1", "5.6.0", "5.6.3", "5.6.7"];

    /// <summary>
    /// Whether nobody was taken because of us: the sender, or that we are not signed in. Another mail would fare no better, and this one is none the worse.
    /// </summary>
    public static bool IsAboutUs(SmtpResult result)
    {
        var refused = result.Recipients.Where(r => r.Outcome is SmtpOutcome.RefusedForNow or SmtpOutcome.RefusedForGood).ToList();
        if (refused.Count < result.Recipients.Count || refused.Any(r => r.Reply is null))
            return false;
        if (result.IsSenderRefused)
            return refused[0].Reply is { Code: not 552 } reply && !AboutMail.Contains(reply.Enhanced);
        // Many servers say at the first recipient what they have against the sender.
        return refused.All(r => IsAboutUs(r.Reply!, r.Address));
    }

    /// <summary>The recipients who were refused, with the reason.</summary>
    public static IReadOnlyList<DeliveryNews> News(SmtpResult result, DateTimeOffset at) =>
        [
            .. result
                .Recipients.Where(r => r is { Outcome: SmtpOutcome.RefusedForNow or SmtpOutcome.RefusedForGood, Reply: not null })
                .Select(r => Read(r, result, at)),
        ];

    /// <summary>The server's words, or what broke the conversation off.</summary>
    public static string Said(SmtpResult result)
    {
        var refusal = result.Recipients.FirstOrDefault(r => r.Reply is { IsDone: false })?.Reply;
        var said = (refusal ?? result.Reply)?.ToString() ?? result.Failure?.Message ?? "";
        return said.Length > MostSaid ? said[..MostSaid] + "…" : said;
    }

    private static DeliveryNews Read(RecipientResult recipient, SmtpResult result, DateTimeOffset at)
    {
        // The same words to the whole mail are an answer to its content.
        var report = ReplyReading.Read(recipient.Address, recipient.Reply!, recipient.Reply == result.Reply ? "DATA" : "RCPT");
        var kind =
            recipient.Outcome == SmtpOutcome.RefusedForNow ? DeliveryKind.Delayed
            : report.IsHard ? DeliveryKind.HardFailed
            : DeliveryKind.Failed;
        return new(at, recipient.Address, kind, report.Status, report.Reason.ToString(), report.Diagnostic);
    }

    // 530, 534, 535, 538: RFC 4954 section 6. 5.1.7 and 5.1.8: RFC 3463 section 3.2.
    private static bool IsAboutUs(SmtpReply reply, string recipient) =>
        reply.Code is 530 or 534 or 535 or 538
        || reply.Enhanced is "5.1.7" or "5.1.8"
        || ReplyReading.Read(recipient, reply, "RCPT").Reason is DeliveryReason.Rejected or DeliveryReason.NoRelaying;
}
