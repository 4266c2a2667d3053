using System.Buffers.Text;
using System.Security.Cryptography;

namespace Amiable.Platform.Secrets;

/// <summary>A secret for a link or a token: 256 random bits. Only its hash is stored, so that a copied database opens nothing.</summary>
public static class LinkSecret
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string secret) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret));

    public static bool Fits(string secret, byte[] hash) => CryptographicOperations.FixedTimeEquals(Hash(secret), hash);
}
