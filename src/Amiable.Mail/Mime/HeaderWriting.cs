using System.Globalization;
using System.Text;

namespace Amiable.Mail.Mime;

/// <summary>Writes header fields: folded at 78 characters (RFC 5322 section 2.1.1), encoded where they are not plain ASCII (RFC 2047, 2231), never broken out of.</summary>
internal static class HeaderWriting
{
    private const int Width = 76;
    private static readonly IdnMapping Idn = new();

    /// <summary>A field for people, with its line end.</summary>
    /// <exception cref="HeaderRefused">The name is none, or the value holds a control character.</exception>
    public static string Unstructured(string name, string value)
    {
        if (name.Length is 0 or > 60 || name.Any(c => c is <= ' ' or >= '\u007f' or ':'))
            throw new HeaderRefused("?");
        Check(name, value);
        var field = new StringBuilder(name).Append(": ");
        if (IsPlain(value, name == "Subject" ? 60 : 900))
            Folded(field, value.Split(' '));
        else
            Folded(field, EncodedWordsOf(value, name.Length + 2));
        return field.Append("\r\n").ToString();
    }

    /// <summary>A field of mailboxes.</summary>
    /// <exception cref="HeaderRefused">A name or an address holds a control character, or an address is none.</exception>
    public static string Addresses(string name, IReadOnlyList<Mailbox> mailboxes)
    {
        var words = new List<string>();
        for (var i = 0; i < mailboxes.Count; i++)
        {
            var (shown, address) = (mailboxes[i].Name, mailboxes[i].Address);
            Check(name, shown);
            words.AddRange(Phrase(shown));
            var spec = Address(name, address);
            words.Add((shown.Length > 0 ? $"<{spec}>" : spec) + (i < mailboxes.Count - 1 ? "," : ""));
        }
        var field = new StringBuilder(name).Append(": ");
        Folded(field, words);
        return field.Append("\r\n").ToString();
    }

    /// <summary>Content-Type and Content-Disposition of a file. Its name is given as RFC 2231 says, and in the ways older programs read.</summary>
    public static string FileFields(OutgoingFile file, string disposition)
    {
        var name = file.FileName.Replace('/', '_').Replace('\\', '_');
        Check("Content-Disposition", name);
        if (
            !file.MediaType.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '.' or '+' or '_')
            || file.MediaType.Count(c => c == '/') != 1
        )
            throw new HeaderRefused("Content-Type");
        var isSimple =
            name.Length <= 55
            && name.All(c => c is >= ' ' and <= '~')
            && !name.Contains("=?", StringComparison.Ordinal)
            && name.Trim() == name;
        var quoted = "\"" + name.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
        if (isSimple)
            return $"Content-Type: {file.MediaType};\r\n name={quoted}\r\nContent-Disposition: {disposition};\r\n filename={quoted}\r\n";
        var fallback = string.Join("\r\n ", EncodedWordsOf(name, 8));
        return $"Content-Type: {file.MediaType};\r\n name=\"{fallback}\"\r\nContent-Disposition: {disposition}{Extended(name)}\r\n";
    }

    private static void Check(string field, string value)
    {
        if (value.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029'))
            throw new HeaderRefused(field);
    }

    private static string Address(string field, string address)
    {
        Check(field, address);
        var at = address.LastIndexOf('@');
        if (at < 1 || at == address.Length - 1 || address.Length > 320)
            throw new HeaderRefused(field);
        var (local, domain) = (address[..at], address[(at + 1)..]);
        var isQuoted = local.Length > 2 && local[0] == '"' && local[^1] == '"' && !local[1..^1].Contains('"', StringComparison.Ordinal);
        if (
            (!isQuoted && local.Any(c => c is ' ' or '<' or '>' or ',' or ';' or ':' or '"' or '(' or ')' or '\\' or '@'))
            || domain.Any(c => c is ' ' or '<' or '>' or ',' or ';' or '(' or ')' or '"')
        )
            throw new HeaderRefused(field);
        if (domain.All(char.IsAscii))
            return address;
        try
        {
            return local + "@" + Idn.GetAscii(domain);
        }
        catch (ArgumentException)
        {
            throw new HeaderRefused(field);
        }
    }

    private static IEnumerable<string> Phrase(string name)
    {
        if (name.Length == 0)
            return [];
        if (!IsPlain(name, 60) || name.Length > 60 || name.Trim('"', '\'').Length != name.Length)
            return EncodedWordsOf(name, 12);
        if (name.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_' or '\'' or '+' or '!' or '&'))
            return name.Split(' ');
        return ["\"" + name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\""];
    }

    /// <summary>ASCII that survives folding and unfolding as it is.</summary>
    private static bool IsPlain(string value, int longestWord) =>
        value.All(c => c is >= ' ' and <= '~')
        && !value.Contains("=?", StringComparison.Ordinal)
        && !value.Contains("  ", StringComparison.Ordinal)
        && value.Trim().Length == value.Length
        && value.Split(' ').All(w => w.Length < longestWord);

    private static void Folded(StringBuilder field, IReadOnlyList<string> words)
    {
        var column = field.Length;
        for (var i = 0; i < words.Count; i++)
        {
            if (i > 0 && column + 1 + words[i].Length > Width)
            {
                field.Append("\r\n");
                column = 0;
            }
            if (i > 0)
                field.Append(' ');
            field.Append(words[i]);
            column += words[i].Length + (i > 0 ? 1 : 0);
        }
    }

    /// <summary>Encoded words of at most 75 characters each, cut between characters (RFC 2047 section 2 and 5).</summary>
    private static List<string> EncodedWordsOf(string value, int column)
    {
        var beyond = value.Count(c => c > 127);
        var isQ = beyond * 3 < value.Length;
        var words = new List<string>();
        var word = new StringBuilder();
        var room = Math.Max(20, Width - 12 - column);
        foreach (var rune in value.EnumerateRunes())
        {
            var bytes = Encoding.UTF8.GetBytes(rune.ToString());
            var cost = isQ ? bytes.Sum(b => IsQPlain(b) || b == ' ' ? 1 : 3) : bytes.Length;
            var used = isQ ? QLength(word.ToString()) : Encoding.UTF8.GetByteCount(word.ToString());
            if (used + cost > (isQ ? room : room / 4 * 3))
            {
                words.Add(Word(word.ToString(), isQ));
                word.Clear();
                room = Width - 14;
            }
            word.Append(rune.ToString());
        }
        words.Add(Word(word.ToString(), isQ));
        return words;
    }

    private static int QLength(string text) => Encoding.UTF8.GetBytes(text).Sum(b => IsQPlain(b) || b == ' ' ? 1 : 3);

    private static bool IsQPlain(byte b) =>
        char.IsAsciiLetterOrDigit((char)b) || b is (byte)'!' or (byte)'*' or (byte)'+' or (byte)'-' or (byte)'/';

    private static string Word(string text, bool isQ)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (!isQ)
            return $"=?utf-8?B?{Convert.ToBase64String(bytes)}?=";
        var q = new StringBuilder("=?utf-8?Q?");
        foreach (var b in bytes)
            q.Append(
                b == ' ' ? "_"
                : IsQPlain(b) ? ((char)b).ToString()
                : "=" + b.ToString("X2", CultureInfo.InvariantCulture)
            );
        return q.Append("?=").ToString();
    }

    /// <summary>filename*0*=utf-8''…; filename*1*=… (RFC 2231 sections 3 and 4).</summary>
    private static string Extended(string name)
    {
        var encoded = new StringBuilder();
        var piece = new StringBuilder("utf-8''");
        var index = 0;
        foreach (var b in Encoding.UTF8.GetBytes(name))
        {
            piece.Append(
                char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'.' or (byte)'_'
                    ? ((char)b).ToString()
                    : "%" + b.ToString("X2", CultureInfo.InvariantCulture)
            );
            if (piece.Length < 52)
                continue;
            encoded.Append(CultureInfo.InvariantCulture, $";\r\n filename*{index++}*={piece}");
            piece.Clear();
        }
        if (index == 0)
            return $";\r\n filename*={piece}";
        if (piece.Length > 0)
            encoded.Append(CultureInfo.InvariantCulture, $";\r\n filename*{index}*={piece}");
        return encoded.ToString();
    }
}
