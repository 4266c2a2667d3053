using Microsoft.EntityFrameworkCore;

namespace Amiable.Channels;

/// <summary>Trusts the one certificate that a server signed itself, and no other at it any more; or the usual authorities again.</summary>
public sealed class TrustCertificate(AppDb db)
{
    /// <param name="version">The version the change was made from.</param>
    /// <param name="ofSending">Of the SMTP server; otherwise of the IMAP server.</param>
    /// <param name="fingerprint">SHA-256 in hexadecimal digits; empty for the usual authorities.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Done>> Run(int version, bool ofSending, string fingerprint, CancellationToken ct)
    {
        var channel = await db.MailChannels.SingleOrDefaultAsync(ct);
        if ((ofSending ? channel?.Smtp : channel?.Imap) is not { } server)
            return new NotFound("mail server");
        if (channel!.Version != version)
            return new ChangedMeanwhile();
        var digits = fingerprint.Replace(":", "", StringComparison.Ordinal).Trim().ToUpperInvariant();
        if (digits.Length > 0 && (digits.Length != 64 || !digits.All(char.IsAsciiHexDigit)))
            return new Invalid("fingerprint", "channels.fingerprint", "A fingerprint is 64 hexadecimal digits.");
        server = server with { PinnedCertificate = digits.Length == 0 ? null : digits };
        if (ofSending)
            channel.Smtp = server;
        else
            channel.Imap = server;
        return await db.Save(ct);
    }
}
