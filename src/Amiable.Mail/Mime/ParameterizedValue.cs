using System.Text;

namespace Amiable.Mail.Mime;

/// <summary>
/// A value with parameters, as Content-Type (RFC 2045 section 5.1) and Content-Disposition (RFC 2183) have them. Parameters in charsets and in pieces
/// (RFC 2231) are put together; encoded words where they are forbidden but usual are decoded; broken ones are read as far as they make sense.
/// </summary>
public sealed class ParameterizedValue
{
    private readonly Dictionary<string, string> parameters;

    private ParameterizedValue(string value, Dictionary<string, string> parameters) => (Value, this.parameters) = (value, parameters);

    /// <summary>The value before the first semicolon, in lower case: "text/html", "attachment".</summary>
    public string Value { get; }

    /// <summary>The parameters by name, in lower case.</summary>
    public IReadOnlyDictionary<string, string> Parameters => parameters;

    /// <summary>The parameter of that name, or null.</summary>
    public string? this[string name] => parameters.GetValueOrDefault(name);

    /// <summary>Reads the text of a field. Never fails: an empty field has an empty value and no parameters.</summary>
    public static ParameterizedValue Read(string text)
    {
        var at = text.IndexOf(';', StringComparison.Ordinal);
        var value = (at < 0 ? text : text[..at]).Trim().Trim('"').ToLowerInvariant();
        var comment = value.IndexOf('(', StringComparison.Ordinal);
        if (comment >= 0)
            value = value[..comment];
        value = string.Concat(value.Where(c => !char.IsWhiteSpace(c)));
        return new(value, at < 0 ? [] : Joined(Pairs(text, at + 1)));
    }

    private static List<(string Name, string Value)> Pairs(string text, int at)
    {
        var pairs = new List<(string, string)>();
        while (at < text.Length && pairs.Count < 500)
        {
            while (at < text.Length && (text[at] == ';' || char.IsWhiteSpace(text[at])))
                at++;
            var equals = text.IndexOf('=', at);
            if (equals < 0)
                break;
            var semicolon = text.IndexOf(';', at, equals - at);
            if (semicolon >= 0)
            {
                at = semicolon;
                continue;
            }
            var name = text[at..equals].Trim().ToLowerInvariant();
            at = equals + 1;
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
            (var value, at) = at < text.Length && text[at] == '"' ? Quoted(text, at) : Bare(text, at);
            pairs.Add((name, value));
        }
        return pairs;
    }

    private static (string Value, int End) Bare(string text, int at)
    {
        var end = text.IndexOf(';', at);
        if (end < 0)
            end = text.Length;
        var value = text[at..end].Trim();
        var comment = value.IndexOf(" (", StringComparison.Ordinal);
        return (comment > 0 && value.EndsWith(')') ? value[..comment].TrimEnd() : value, end);
    }

    private static (string Value, int End) Quoted(string text, int at)
    {
        var value = new StringBuilder();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            // Windows paths were sent unescaped: a backslash escapes only what needs it.
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '"' or '\\')
                at++;
            value.Append(text[at]);
        }
        var next = text.IndexOf(';', Math.Min(at, text.Length));
        return (value.ToString(), next < 0 ? text.Length : next);
    }

    /// <summary>Plain parameters, and those of RFC 2231: name*, name*0, name*0*. The encoded form wins over the plain one.</summary>
    private static Dictionary<string, string> Joined(List<(string Name, string Value)> pairs)
    {
        var plain = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var pieces = new Dictionary<string, SortedList<int, (string Value, bool Encoded)>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in pairs)
        {
            var star = name.IndexOf('*', StringComparison.Ordinal);
            if (star <= 0)
            {
                plain.TryAdd(name, EncodedWords.Decode(value));
                continue;
            }
            var section = name[(star + 1)..];
            var encoded = section.Length == 0 || section.EndsWith('*');
            if (!int.TryParse(section.TrimEnd('*'), out var index))
                index = 0;
            if (!pieces.TryGetValue(name[..star], out var list))
                pieces[name[..star]] = list = [];
            list.TryAdd(index, (value, encoded));
        }
        foreach (var (name, list) in pieces)
            plain[name] = Decoded(list.Values);
        return plain;
    }

    private static string Decoded(IList<(string Value, bool Encoded)> pieces)
    {
        string? charset = null;
        var bytes = new List<byte>();
        for (var i = 0; i < pieces.Count; i++)
        {
            var (value, encoded) = pieces[i];
            if (i == 0 && encoded && value.Split('\'', 3) is [var label, _, var rest])
                (charset, value) = (label, rest);
            if (encoded)
                Percent(value, bytes);
            else
                bytes.AddRange(charset is null ? Encoding.UTF8.GetBytes(value) : (Charsets.Find(charset) ?? Encoding.UTF8).GetBytes(value));
        }
        var text = Charsets.Read([.. bytes], charset);
        return charset is null ? EncodedWords.Decode(text) : text;
    }

    private static void Percent(string value, List<byte> bytes)
    {
        var raw = Encoding.UTF8.GetBytes(value);
        for (var i = 0; i < raw.Length; i++)
        {
            if (
                raw[i] == '%'
                && i + 2 < raw.Length
                && TransferEncodings.Hex(raw[i + 1]) is >= 0 and var high
                && TransferEncodings.Hex(raw[i + 2]) is >= 0 and var low
            )
            {
                bytes.Add((byte)(high * 16 + low));
                i += 2;
            }
            else
                bytes.Add(raw[i]);
        }
    }
}
