using System.Text;

namespace Amiable.Mail.Imap;

/// <summary>
/// Mailbox names as servers have them (RFC 3501 section 5.1.3): printable ASCII as it is, "&amp;" as "&amp;-", everything else as UTF-16 in base64
/// with "," for "/", between "&amp;" and "-".
/// </summary>
public static class ModifiedUtf7
{
    /// <summary>A name as people read it, made into one that servers understand.</summary>
    public static string Encode(string name)
    {
        var result = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; )
        {
            var end = i;
            while (end < name.Length && (name[end] is < ' ' or > '~'))
                end++;
            if (end > i)
                result.Append('&').Append(Base64(name.AsSpan(i, end - i))).Append('-');
            else
                result.Append(name[end++] is '&' ? "&-" : name[i].ToString());
            i = end;
        }
        return result.ToString();
    }

    /// <summary>The way back. What is not well formed stays as it is: some servers send names in UTF-8, or in nothing known.</summary>
    public static string Decode(string name)
    {
        var result = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; )
        {
            var end = name[i] == '&' ? name.IndexOf('-', i) : -1;
            if (end < 0)
                result.Append(name[i++]);
            else
            {
                var part = name[(i + 1)..end];
                result.Append(part.Length == 0 ? "&" : FromBase64(part) ?? name[i..(end + 1)]);
                i = end + 1;
            }
        }
        return result.ToString();
    }

    private static string Base64(ReadOnlySpan<char> text)
    {
        var bytes = new byte[text.Length * 2];
        for (var i = 0; i < text.Length; i++)
            (bytes[2 * i], bytes[2 * i + 1]) = ((byte)(text[i] >> 8), (byte)text[i]);
        return Convert.ToBase64String(bytes).TrimEnd('=').Replace('/', ',');
    }

    private static string? FromBase64(string part)
    {
        var padded = part.Replace(',', '/').PadRight((part.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        if (!Convert.TryFromBase64String(padded, bytes, out var count) || count % 2 != 0)
            return null;
        return Encoding.BigEndianUnicode.GetString(bytes, 0, count);
    }
}
