using System.Security.Cryptography;
using System.Text;

namespace Amiable.Integrations.Texts;

/// <summary>
/// What proves that a call comes from the provider: base64 of HMAC-SHA1 with the token, over the address that was called and behind it each field and its value, in the order
/// of their names (X-Twilio-Signature).
/// </summary>
public static class TextSignature
{
    public const string Header = "X-Twilio-Signature";

    public static string Of(string token, string url, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var signed = new StringBuilder(url);
        foreach (var (name, value) in fields.OrderBy(f => f.Key, StringComparer.Ordinal))
            signed.Append(name).Append(value);
#pragma warning disable CA5350 // The provider's choice; an HMAC does not rest on what is broken of SHA-1.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(signed.ToString())));
#pragma warning restore CA5350
    }

    /// <summary>Whether it is that signature, found out in the same time whatever it is.</summary>
    public static bool Fits(string? signature, string token, string url, IEnumerable<KeyValuePair<string, string>> fields) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature ?? ""), Encoding.UTF8.GetBytes(Of(token, url, fields)));
}
