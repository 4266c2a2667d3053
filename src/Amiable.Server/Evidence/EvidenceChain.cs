using System.Security.Cryptography;
using System.Text;

namespace Amiable.Evidence;

/// <summary>A file of an evidence file.</summary>
/// <param name="Path">Within the zip.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Sha256">Of its bytes, in lower case hexadecimal.</param>
/// <param name="Chain">The link that holds it to all files before it.</param>
public sealed record EvidenceFile(string Path, long Bytes, string Sha256, string Chain);

/// <summary>
/// The chain over the files: each link is the SHA-256 of the link before (as text; nothing at the beginning) and of the file's line, as <c>sha256sum</c> writes it. So a shell can reckon it
/// anew, and whoever changes, takes out or slips in a file has to change every link after it, up to the seal.
/// </summary>
public static class EvidenceChain
{
    /// <summary>What stands in the manifest for a file: two blanks, as <c>sha256sum --check</c> reads it.</summary>
    public static string Line(string sha256, string path) => $"{sha256}  {path}";

    public static string Next(string previous, string sha256, string path) =>
        Hash(Encoding.UTF8.GetBytes($"{previous}{Line(sha256, path)}\n"));

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
