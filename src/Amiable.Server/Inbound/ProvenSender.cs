using Amiable.Mail.Authentication;
using Amiable.Mail.Mime;

namespace Amiable.Inbound;

/// <summary>
/// Who wrote a mail, as far as the company's own receiving server proved it (RFC 8601): anybody can write a name and an address into a mail.
/// </summary>
internal static class ProvenSender
{
    /// <summary>The address of its one author, in lower case; null when nothing proves it.</summary>
    /// <param name="message">The mail.</param>
    /// <param name="receiver">The name under which the receiving server writes its results; null to believe none.</param>
    public static string? Of(MimeMessage message, string? receiver)
    {
        if (string.IsNullOrWhiteSpace(receiver) || message.From is not [{ Address: { Length: > 0 } written }])
            return null;
        var address = written.ToLowerInvariant();
        var domain = address[(address.LastIndexOf('@') + 1)..];
        var results = AuthenticationResults.Of(message, receiver.Trim());
        // The policy of the domain itself says most: where it was asked, its answer stands.
        var dmarc = results.Best("dmarc");
        if (dmarc is { Result: "pass" or "fail" })
            return dmarc.Result == "pass" && (Named(dmarc, "header.from") ?? domain) == domain ? address : null;
        var signed = results.Any(r =>
            r is { Method: "dkim", Result: "pass" } && Covers(Named(r, "header.d") ?? DomainOf(Named(r, "header.i")), domain)
        );
        var sent = results.Any(r => r is { Method: "spf", Result: "pass" } && Covers(DomainOf(Named(r, "smtp.mailfrom")), domain));
        return signed || sent ? address : null;
    }

    // A company signs for its departments; a department does not sign for the company.
    private static bool Covers(string? proven, string domain) =>
        proven is { Length: > 0 } && proven.Contains('.') && (domain == proven || domain.EndsWith($".{proven}", StringComparison.Ordinal));

    private static string? Named(AuthenticationResult result, string property) =>
        result.Properties.TryGetValue(property, out var value) ? value.Trim().Trim('"').ToLowerInvariant() : null;

    private static string? DomainOf(string? address) => address?[(address.LastIndexOf('@') + 1)..];
}
