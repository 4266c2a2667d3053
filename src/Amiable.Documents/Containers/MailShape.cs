namespace Amiable.Documents.Containers;

/// <summary>Whether a file is an e-mail (.eml): header fields from its first byte on, of which some are those every mail has (RFC 5322).</summary>
internal static class MailShape
{
    // Servers put their marks before the sender's fields: tens of kilobytes are seen.
    private const int LookedAt = 128 * 1024;

    private static readonly string[] Writers = ["from", "return-path", "received"];
    private static readonly string[] Letters = ["subject", "date", "message-id", "mime-version", "to"];

    public static bool Is(ReadOnlySpan<byte> file)
    {
        var head = file[..Math.Min(file.Length, LookedAt)];
        // A mail out of a mailbox file begins with a line that is no field.
        if (head.StartsWith("From "u8))
            head = After(head);
        var (writer, letter, first) = (false, false, true);
        while (!head.IsEmpty)
        {
            var end = head.IndexOf((byte)'\n');
            var line = (end < 0 ? head : head[..end]).TrimEnd((byte)'\r');
            if (line.IsEmpty)
                break;
            if (first || line[0] is not ((byte)' ' or (byte)'\t'))
            {
                if (Name(line) is not { } name)
                    return false;
                (writer, letter) = (writer || Writers.Contains(name), letter || Letters.Contains(name));
            }
            first = false;
            head = After(head);
        }
        return writer && letter;
    }

    // Only letters, digits and hyphens are in a field's name in practice, and its colon follows at once.
    private static string? Name(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon is < 2 or > 70)
            return null;
        foreach (var b in line[..colon])
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b is not ((byte)'-' or (byte)'_'))
                return null;
        }
        return System.Text.Encoding.ASCII.GetString(line[..colon]).ToLowerInvariant();
    }

    private static ReadOnlySpan<byte> After(ReadOnlySpan<byte> head)
    {
        var end = head.IndexOf((byte)'\n');
        return end < 0 ? [] : head[(end + 1)..];
    }
}
