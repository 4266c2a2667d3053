using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Amiable.Platform.Audit;

/// <summary>
/// SHA-256 over an entry: the name of this form, then every column in a fixed order, each with its length before it, so that no two entries read the
/// same. Of the details only their hash goes in: they can be erased and the chain still holds. docs/decisions/008 says it for other programs.
/// </summary>
public static class AuditHash
{
    private const string Form = "amiable-audit-1";

    public static byte[] Of(string details) => SHA256.HashData(Encoding.UTF8.GetBytes(details));

    public static byte[] Of(AuditEntry entry, OrganizationId organization)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.Add(Form);
        hash.Add(organization.Value);
        hash.Add(entry.Number);
        hash.Add(entry.At.UtcTicks);
        hash.Add(entry.ActorKind.ToString());
        hash.Add(entry.ActorId);
        hash.Add(entry.ActorName);
        hash.Add(entry.From);
        hash.Add(entry.Action);
        hash.Add(entry.SubjectKind);
        hash.Add(entry.SubjectId);
        hash.Add(entry.AccountId?.Value);
        hash.Add(entry.Count);
        hash.Add((ReadOnlySpan<byte>)entry.ChangesHash);
        hash.Add((ReadOnlySpan<byte>)entry.PreviousHash);
        return hash.GetHashAndReset();
    }

    private static void Add(this IncrementalHash hash, string text) => hash.Add((ReadOnlySpan<byte>)Encoding.UTF8.GetBytes(text));

    // Nothing is shorter than an empty text: it has no bytes.
    private static void Add(this IncrementalHash hash, Guid? id) => hash.Add((ReadOnlySpan<byte>)(id?.ToByteArray(bigEndian: true) ?? []));

    private static void Add(this IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.Add((ReadOnlySpan<byte>)bytes);
    }

    private static void Add(this IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
