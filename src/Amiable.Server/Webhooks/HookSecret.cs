using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amiable.Platform.Secrets;

namespace Amiable.Webhooks;

/// <summary>What proves to a receiver that it is us who tell: HMAC-SHA256 as Standard Webhooks has it.</summary>
public static class HookSecret
{
    public const string Prefix = "whsec_";
    private const string Purpose = "webhook";

    public static string New() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public static string Hide(SecretBox box, string secret) => box.Hide(Purpose, secret);

    /// <exception cref="CryptographicException">It cannot be read any more.</exception>
    public static string Reveal(SecretBox box, string hidden) => box.Reveal(Purpose, hidden);

    /// <summary>"v1,…", one for each secret.</summary>
    public static string Sign(IEnumerable<string> secrets, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")), .. body];
        return string.Join(' ', secrets.Select(s => "v1," + Convert.ToBase64String(HMACSHA256.HashData(Key(s), signed))));
    }

    private static byte[] Key(string secret) =>
        Convert.FromBase64String(secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret);
}
