using System.Security.Cryptography;

namespace Amiable.Communications;

/// <summary>
/// The part behind the plus in the address that answers go to (RFC 5233): it names the message that is answered, signed, so that nobody can make a mail
/// belong to an account by guessing. Letters and digits of one case, because some servers change it.
/// </summary>
public static class ReplyTag
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567"; // RFC 4648 section 6, in lower case.
    private const int SignatureBytes = 9;
    private const int Characters = (16 + SignatureBytes) * 8 / 5;

    /// <summary>The longest local part of an address (RFC 5321 section 4.5.3.1.1).</summary>
    private const int MostInLocalPart = 64;

    /// <summary>The address with the tag: "agent+…@example.com"; null when it becomes too long.</summary>
    /// <param name="address">Where the agent is written to.</param>
    /// <param name="message">What is answered.</param>
    /// <param name="key">Known to nobody else.</param>
    public static string? Put(string address, CommunicationId message, byte[] key) => Put(address, message.Value, Sign(message.Value, key));

    /// <summary>The same for an answer to a task.</summary>
    public static string? Put(string address, HumanTaskId task, byte[] key) => Put(address, task.Value, Sign(task.Value, key, OfTask));

    /// <summary>The message that a mail to this address answers; null when there is no tag of ours in it.</summary>
    public static CommunicationId? Read(string address, byte[] key) =>
        Read(address, id => Sign(id, key)) is { } id ? new CommunicationId(id) : null;

    /// <summary>The task that a mail to this address answers; null when there is no tag of ours for one in it.</summary>
    public static HumanTaskId? ReadTask(string address, byte[] key) =>
        Read(address, id => Sign(id, key, OfTask)) is { } id ? new HumanTaskId(id) : null;

    // What is signed for the one is no signature for the other: an id never means two things.
    private static readonly byte[] OfTask = "task"u8.ToArray();

    private static string? Put(string address, Guid id, byte[] signature)
    {
        var at = address.LastIndexOf('@');
        return at < 1 || at + 1 + Characters > MostInLocalPart
            ? null
            : $"{address[..at]}+{Text([.. id.ToByteArray(bigEndian: true), .. signature])}{address[at..]}";
    }

    private static Guid? Read(string address, Func<Guid, byte[]> sign)
    {
        var (plus, at) = (address.LastIndexOf('+'), address.LastIndexOf('@'));
        if (plus < 0 || at != plus + 1 + Characters || Bytes(address[(plus + 1)..at]) is not { } bytes)
            return null;
        var id = new Guid(bytes.AsSpan(0, 16), bigEndian: true);
        return CryptographicOperations.FixedTimeEquals(bytes.AsSpan(16), sign(id)) ? id : null;
    }

    private static byte[] Sign(Guid id, byte[] key, params ReadOnlySpan<byte> what)
    {
        byte[] signed = [.. what, .. id.ToByteArray(bigEndian: true)];
        return HMACSHA256.HashData(key, signed)[..SignatureBytes];
    }

    private static string Text(byte[] bytes)
    {
        var text = new char[Characters];
        for (var i = 0; i < Characters; i++)
            text[i] = Alphabet[FiveBitsAt(bytes, i * 5)];
        return new(text);
    }

    private static int FiveBitsAt(byte[] bytes, int bit)
    {
        var (index, shift) = (bit / 8, 11 - bit % 8);
        return (((bytes[index] << 8) | (index + 1 < bytes.Length ? bytes[index + 1] : 0)) >> shift) & 31;
    }

    private static byte[]? Bytes(string text)
    {
        var bytes = new byte[16 + SignatureBytes];
        for (var i = 0; i < text.Length; i++)
        {
            var value = Alphabet.IndexOf(char.ToLowerInvariant(text[i]), StringComparison.Ordinal);
            if (value < 0)
                return null;
            for (var bit = 0; bit < 5; bit++)
                if ((value & (16 >> bit)) != 0)
                    bytes[(i * 5 + bit) / 8] |= (byte)(128 >> ((i * 5 + bit) % 8));
        }
        return bytes;
    }
}
