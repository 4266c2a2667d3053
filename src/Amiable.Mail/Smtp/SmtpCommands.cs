using System.Globalization;

namespace Amiable.Mail.Smtp;

/// <summary>The commands for one message at one server, with the parameters that its content needs and the server offers.</summary>
internal sealed class SmtpCommands
{
    private SmtpCommands(string mail, IReadOnlyList<Recipient> recipients) => (Mail, Recipients) = (mail, recipients);

    /// <param name="Command">RCPT with its parameters.</param>
    /// <param name="Refusal">Why this one is not even asked about.</param>
    internal readonly record struct Recipient(string Command, SmtpReply? Refusal);

    public string Mail { get; }

    public IReadOnlyList<Recipient> Recipients { get; }

    public bool AsksForReports { get; private init; }

    public long Bytes { get; private init; }

    /// <summary>What the envelope names, checked before anything is sent.</summary>
    /// <exception cref="UnusableAddress">One of them cannot stand in a command.</exception>
    public static (SmtpAddress? Sender, IReadOnlyList<SmtpAddress> Recipients) Check(SmtpEnvelope envelope)
    {
        if (envelope.Recipients.Count == 0)
            throw new ArgumentException("A message needs a recipient.", nameof(envelope));
        _ = envelope.Reports?.MailParameters();
        return (envelope.Sender.Length == 0 ? null : SmtpAddress.Of(envelope.Sender), [.. envelope.Recipients.Select(SmtpAddress.Of)]);
    }

    public static SmtpCommands For(SmtpEnvelope envelope, ContentFacts facts, SmtpOffer offer)
    {
        var (sender, recipients) = Check(envelope);
        var reports = offer.DeliveryReports ? envelope.Reports : null;
        var international = facts.HasEightBitHeaders || sender is { NeedsUtf8: true } || recipients.Any(r => r.NeedsUtf8);
        var utf8 = international && offer.SmtpUtf8;
        var from = utf8 || sender is null ? sender : sender.Value.InAscii();
        var refusal = WhyNot(facts, offer, utf8, senderFits: sender is null || from is not null);

        var mail = $"MAIL FROM:<{from}>";
        if (offer.Size)
            mail += " SIZE=" + facts.Bytes.ToString(CultureInfo.InvariantCulture);
        if (facts.IsEightBit && offer.EightBitMime)
            mail += " BODY=8BITMIME";
        if (utf8)
            mail += " SMTPUTF8";
        return new(mail + reports?.MailParameters(), [.. recipients.Select(To)])
        {
            AsksForReports = reports is not null,
            Bytes = facts.Bytes,
        };

        Recipient To(SmtpAddress address)
        {
            var to = utf8 ? address : address.InAscii();
            var own =
                refusal ?? (to is null ? Ours("5.6.7", "this server does not take addresses with letters outside ASCII (SMTPUTF8)") : null);
            return new($"RCPT TO:<{to}>{reports?.RecipientParameters(address)}", own);
        }
    }

    private static SmtpReply? WhyNot(ContentFacts facts, SmtpOffer offer, bool utf8, bool senderFits)
    {
        if (offer.LargestMessage < facts.Bytes) // RFC 1870 section 6.1: not even tried
            return Ours("5.3.4", $"the message is {facts.Bytes} bytes long, and this server takes {offer.LargestMessage} at most");
        if (!senderFits)
            return Ours("5.6.7", "this server does not take a sender with letters outside ASCII (SMTPUTF8)");
        if (facts.HasEightBitHeaders && !utf8)
            return Ours("5.6.7", "its headers hold letters outside ASCII, and this server does not take them (SMTPUTF8)");
        if (facts.IsEightBit && !offer.EightBitMime) // RFC 6152 section 3: a permanent error, since we do not rewrite content
            return Ours("5.6.3", "it holds bytes above 127, and this server takes seven bits only (8BITMIME)");
        return null;
    }

    private static SmtpReply Ours(string enhanced, string why) => new(554, enhanced, $"Not sent: {why}.");
}
