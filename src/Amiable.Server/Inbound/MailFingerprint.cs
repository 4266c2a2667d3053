using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amiable.Mail.Mime;

namespace Amiable.Inbound;

/// <summary>What a mail is known by: the same one by two ways, or fetched twice, has the same.</summary>
internal static class MailFingerprint
{
    /// <summary>SHA-256, in hexadecimal, of its Message-ID; of who wrote what and when, for one without.</summary>
    public static string Of(MimeMessage message) =>
        message.MessageId is { Length: > 0 } id ? Hash([$"id {id.ToLowerInvariant()}"], []) : OfContent(message);

    private static string OfContent(MimeMessage message) =>
        Hash(
            [
                "content",
                string.Join(',', message.From.Select(m => m.Address.ToLowerInvariant())),
                message.Date?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) ?? "",
                message.Subject.Trim(),
                (message.PlainText ?? message.Html)?.Text().Trim() ?? "",
            ],
            message.Attachments
        );

    private static string Hash(IEnumerable<string> texts, IEnumerable<MimePart> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }
        foreach (var part in parts)
            hash.AppendData(SHA256.HashData(part.Content().Span));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
