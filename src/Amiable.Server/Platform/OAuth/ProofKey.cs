using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Amiable.Platform.OAuth;

/// <summary>Proof that whoever brings a code is whoever asked for it (RFC 7636), by SHA-256 only.</summary>
public static class ProofKey
{
    public const string Method = "S256";

    /// <summary>43 to 128 letters, digits, - . _ ~ (section 4.1).</summary>
    public static bool IsVerifier(string text) =>
        text.Length is >= 43 and <= 128 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~');

    /// <summary>SHA-256 in base64url (section 4.2).</summary>
    public static bool IsChallenge(string text) => text.Length == 43 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    public static bool Fits(string verifier, string challenge) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))),
            Encoding.ASCII.GetBytes(challenge)
        );
}
