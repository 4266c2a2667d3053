using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Amiable.Platform.Storage.Moving;

/// <summary>How many rows a table has, and a number that is the same only where every value of every row is, in the order of its key.</summary>
internal sealed class Checksum : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Rows { get; private set; }

    public void Add(IEnumerable<object> row)
    {
        Rows++;
        Span<byte> length = stackalloc byte[4];
        foreach (var value in row)
        {
            var bytes = value switch
            {
                DBNull => [],
                byte[] own => own,
                _ => Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture)!),
            };
            // Its length before it: "ab" and "c" are not "a" and "bc", and nothing is not an empty text.
            BinaryPrimitives.WriteInt32BigEndian(length, value is DBNull ? -1 : bytes.Length);
            _hash.AppendData(length);
            _hash.AppendData(bytes);
        }
    }

    public string Sum() => Convert.ToHexStringLower(_hash.GetCurrentHash())[..16];

    public void Dispose() => _hash.Dispose();
}
