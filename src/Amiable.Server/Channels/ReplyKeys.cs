using System.Security.Cryptography;
using Amiable.Platform.Secrets;

namespace Amiable.Channels;

/// <summary>The key that signs the addresses answers go to, as it is stored with the mail servers of an organization.</summary>
internal static class ReplyKeys
{
    public const string Purpose = "reply-key";

    private const int Bytes = 32;

    /// <summary>A new one, encrypted.</summary>
    public static string New(SecretBox secrets) => secrets.Hide(Purpose, Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>Null when it cannot be read any more: then no address tells anything, and answers are matched by what else is in them.</summary>
    public static byte[]? Read(string hidden, SecretBox secrets)
    {
        try
        {
            return Convert.FromBase64String(secrets.Reveal(Purpose, hidden));
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
