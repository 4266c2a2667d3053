using System.Collections.Concurrent;
using System.Text;
using System.Text.Unicode;

namespace Amiable.Mail.Mime;

/// <summary>
/// Character sets as mail names them (RFC 2978, IANA registry; WHATWG's widenings, since senders mean windows-1252 when they say ISO-8859-1), and the
/// reading of bytes whose label is missing, unknown or a lie. Nothing here throws.
/// </summary>
public static class Charsets
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, true);
    private static readonly Encoding Utf8 = new UTF8Encoding(false);
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly ConcurrentDictionary<string, Encoding> Known = new(StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, string> Meant = new(StringComparer.OrdinalIgnoreCase)
    {
        ["us-ascii"] = "windows-1252",
        ["ascii"] = "windows-1252",
        ["ansi_x3.4-1968"] = "windows-1252",
        ["iso-8859-1"] = "windows-1252",
        ["iso8859-1"] = "windows-1252",
        ["iso_8859-1"] = "windows-1252",
        ["latin1"] = "windows-1252",
        ["cp1252"] = "windows-1252",
        ["cp-1252"] = "windows-1252",
        ["iso-8859-9"] = "windows-1254",
        ["iso-8859-11"] = "windows-874",
        ["tis-620"] = "windows-874",
        ["cp1250"] = "windows-1250",
        ["cp1251"] = "windows-1251",
        ["cp1253"] = "windows-1253",
        ["cp1254"] = "windows-1254",
        ["cp1255"] = "windows-1255",
        ["cp1256"] = "windows-1256",
        ["cp1257"] = "windows-1257",
        ["cp932"] = "shift_jis",
        ["windows-31j"] = "shift_jis",
        ["x-sjis"] = "shift_jis",
        ["cp936"] = "gb18030",
        ["gb2312"] = "gb18030",
        ["gbk"] = "gb18030",
        ["x-gbk"] = "gb18030",
        ["iso-2022-jp-1"] = "iso-2022-jp",
        ["iso-2022-jp-2"] = "iso-2022-jp",
        ["iso-2022-jp-3"] = "iso-2022-jp",
        ["iso-2022-jp-ms"] = "iso-2022-jp",
        ["ks_c_5601-1987"] = "ks_c_5601-1987",
        ["cp949"] = "ks_c_5601-1987",
        ["utf8"] = "utf-8",
        ["unicode-1-1-utf-8"] = "utf-8",
        ["utf8mb4"] = "utf-8",
        ["iso-8859-8-i"] = "iso-8859-8",
    };

    /// <summary>The encoding a label means, or null when nobody knows it (UTF-7 included: reading it is a way to smuggle markup).</summary>
    /// <param name="label">As written in the message: any case, spaces and quotes around it do not matter.</param>
    public static Encoding? Find(string? label)
    {
        var name = label?.Trim(' ', '"', '\'', '\t');
        if (string.IsNullOrEmpty(name) || name.Length > 40)
            return null;
        if (Known.TryGetValue(name, out var known))
            return known;
        var found = Look(Meant.GetValueOrDefault(name, name));
        if (found is not null && Known.Count < 500)
            Known[name] = found;
        return found;
    }

    /// <summary>
    /// The text in <paramref name="bytes"/>. Bytes that are valid UTF-8 beyond ASCII are UTF-8, whatever a Western label says; bytes that are not are not,
    /// unless only a little is damaged. Without a usable label: UTF-8, else windows-1252. What cannot be read becomes U+FFFD.
    /// </summary>
    /// <param name="bytes">Content after its transfer encoding was undone.</param>
    /// <param name="label">The charset parameter, or null.</param>
    public static string Read(ReadOnlySpan<byte> bytes, string? label = null)
    {
        var encoding = Find(label);
        if (System.Text.Ascii.IsValid(bytes) && (encoding is null || encoding == Windows1252 || encoding.CodePage == 65001))
            return Encoding.ASCII.GetString(bytes);
        if (encoding is null || encoding.CodePage is 1252 or 65001)
            return Utf8Text(bytes, encoding?.CodePage == 65001);
        try
        {
            return encoding.GetString(bytes);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            return Windows1252.GetString(bytes);
        }
    }

    private static string Utf8Text(ReadOnlySpan<byte> bytes, bool claimed)
    {
        if (Utf8Valid(bytes))
            return StrictUtf8.GetString(bytes);
        if (!claimed)
            return Windows1252.GetString(bytes);
        var text = Utf8.GetString(bytes);
        var damaged = text.Count(c => c == '\uFFFD');
        var beyondAscii = text.Count(c => c > 127);
        return damaged * 3 > beyondAscii ? Windows1252.GetString(bytes) : text;
    }

    private static bool Utf8Valid(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes);

    private static Encoding? Look(string name)
    {
        try
        {
            if (name.StartsWith("utf-7", StringComparison.OrdinalIgnoreCase))
                return null;
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
