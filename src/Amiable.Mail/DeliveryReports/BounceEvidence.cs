using System.Text.RegularExpressions;

namespace Amiable.Mail.DeliveryReports;

/// <summary>What was made of a recipient's failure.</summary>
internal sealed record BounceVerdict(string? Status, string? Reply, DeliveryReason Reason);

/// <summary>
/// All that a report says of one recipient's failure. The server's own words come first, then its codes, then the words written for people around them.
/// </summary>
/// <param name="diagnostic">What the refusing server said.</param>
/// <param name="words">What the reporting server wrote for people about this recipient.</param>
/// <param name="status">The Status field, or null.</param>
/// <param name="action">The Action field, or empty.</param>
/// <param name="command">The SMTP command that failed, or empty.</param>
/// <param name="family">Marks of the reporting program.</param>
internal sealed partial class BounceEvidence(string diagnostic, string words, string? status, string action, string command, string family)
{
    /// <summary>Weighs it.</summary>
    public BounceVerdict Read()
    {
        var said = Guess().Replace(Flat(diagnostic), "");
        var told = Flat(words);
        var code = StatusIn(said) ?? Telling(status) ?? (said.Length == 0 || status is null ? StatusIn(told) : null) ?? status;
        var reply = ReplyIn(said) ?? ReplyIn(told);
        var reason = Reason(said, told, code, reply);
        return new(code, reply, reason);
    }

    private DeliveryReason Reason(string said, string told, string? code, string? reply)
    {
        var reason = BouncePhrases.Find(said, command);
        if (reason == DeliveryReason.Undefined)
            reason = BounceCodes.OfStatus(code);
        if (reason == DeliveryReason.Undefined || (said.Length < 12 && !BounceCodes.IsExact(code)))
            reason = BouncePhrases.Find(told, command) is var more and not DeliveryReason.Undefined ? more : reason;
        if (reason == DeliveryReason.Undefined)
            reason = BounceCodes.OfReply(reply, command);
        if (reason == DeliveryReason.Undefined && (action is "delayed" or "expired" || code is ['4', ..]))
            reason = DeliveryReason.Expired;
        return AtCommand(reason, said, code, reply);
    }

    /// <summary>
    /// A filter in between, or a server that refuses the content, says "unknown user" to be rid of the mail: the address may well exist, unless the code is
    /// exact. Of "unknown" at MAIL FROM the sender is meant.
    /// </summary>
    private DeliveryReason AtCommand(DeliveryReason reason, string said, string? code, string? reply)
    {
        var exact = code is "5.1.1" or "5.2.1" or "5.1.10" or "5.1.351" || said.Contains("delivery error: dd", StringComparison.Ordinal);
        if (command == "MAIL" && !exact && reason is DeliveryReason.UserUnknown or DeliveryReason.HostUnknown)
            return DeliveryReason.Rejected;
        if (
            reason == DeliveryReason.HostUnknown
            && (reply is ['4', ..] || code is ['4', ..] || said.Contains("not found, try again", StringComparison.Ordinal))
        )
            return DeliveryReason.NetworkError;
        if (reason != DeliveryReason.UserUnknown)
            return reason;
        if (reply is ['4', ..] && code is not ['5', ..] && Vague().IsMatch(said))
            return DeliveryReason.OnHold;
        if (AfterTheFact().IsMatch(family) || code is "5.2.0" || code is ['5', '.', '7', ..])
            return DeliveryReason.Filtered;
        return !exact && (command == "DATA" || Gateways().IsMatch(family)) ? DeliveryReason.Filtered : reason;
    }

    /// <summary>A status that says more than "something went wrong".</summary>
    private static string? Telling(string? status) => status is null || status.EndsWith(".0.0", StringComparison.Ordinal) ? null : status;

    private static string? StatusIn(string text)
    {
        string? found = null;
        foreach (Match match in StatusCode().Matches(text))
            found ??= Telling(match.Groups[1].Value);
        return found;
    }

    private static string? ReplyIn(string text) => ReplyCode().Match(text) is { Success: true } match ? match.Value[^3..] : null;

    /// <summary>On one line, in lower case, and without the names of people and servers: "full@example.com" says nothing of a mailbox.</summary>
    private static string Flat(string text)
    {
        var flat = Blanks().Replace(text, " ").Trim().ToLowerInvariant();
        return Server().Replace(Address().Replace(flat, "a@b.example"), "h.example");
    }

    /// <summary>A relay's guess in front of the words it passes on.</summary>
    [GeneratedRegex(@"^[45]\.\d\.\d - [a-z ]{4,60} error (?=\d{3}-')")]
    private static partial Regex Guess();

    [GeneratedRegex(@"(?<![a-z0-9._%+=&#-])[a-z0-9._%+=&#-]{1,64}@[a-z0-9][a-z0-9.-]{0,252}[a-z0-9]")]
    private static partial Regex Address();

    [GeneratedRegex(
        @"(?<![a-z0-9.-])[a-z0-9][a-z0-9.-]{1,252}\[[0-9a-f.:]{2,45}\]|(?<=\b(?:host|at|to|server|named|from|name|mta|domain|dns|for|on)(?: |=|; ?|: ?))(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,20}(?![a-z0-9.-]*[a-z0-9])"
    )]
    private static partial Regex Server();

    /// <summary>What is said of a mailbox that may be there again tomorrow.</summary>
    [GeneratedRegex(@"unavailable|not available|temporar|later")]
    private static partial Regex Vague();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"(?<![\d.])([245]\.\d{1,2}\.\d{1,3})(?![\d.]*\d)")]
    private static partial Regex StatusCode();

    [GeneratedRegex(@"(?<![\d.:/]|\[)([45][0-5]\d)(?=[\s:-]|$)|error_code :([45]\d\d)\b")]
    private static partial Regex ReplyCode();

    /// <summary>Content filters and gateways that pass on a refusal without saying at which command it came.</summary>
    [GeneratedRegex(
        @"surfcontrol|m-filter|mfilter|mailfoundry|mxlogic|mxl_mta|mail2000|mail deliver system|zoho|post_master@|unable to deliver message to: <|unable to deliver message to the following address\(es\)"
    )]
    private static partial Regex Gateways();

    /// <summary>Receivers that take any address and refuse when they have the mail.</summary>
    [GeneratedRegex(@"inbound-smtp\.[a-z0-9-]+\.amazonaws")]
    private static partial Regex AfterTheFact();
}
