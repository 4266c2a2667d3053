using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Amiable.Inbound;

/// <summary>
/// The HTML of a stranger, written anew from nothing but what is known to be harmless: a list of elements and attributes, and text. What is not on the list is
/// left out, however it is spelled; nothing is passed on as it came. The frame it is shown in runs nothing and loads nothing besides (MailBody): each of the two
/// would be enough.
/// </summary>
internal static partial class CleanHtml
{
    private const int Most = 2_000_000;
    private const int Deepest = 200;

    private static readonly HashSet<string> Elements = Set(
        "a abbr address b big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var"
    );
    private static readonly HashSet<string> Empty = Set("br hr img col");

    // Their content is no text for a reader.
    private static readonly HashSet<string> Silent = Set(
        "script style title noscript template textarea select xmp iframe object embed applet svg math noembed noframes plaintext audio video canvas"
    );
    private static readonly HashSet<string> Attributes = Set(
        "align valign width height border cellpadding cellspacing colspan rowspan bgcolor color size face start type dir lang title alt"
    );
    private static readonly HashSet<string> Styles = Set(
        "color background-color font-family font-size font-weight font-style text-align text-decoration line-height vertical-align white-space margin margin-top margin-bottom margin-left margin-right padding padding-top padding-bottom padding-left padding-right border border-top border-bottom border-left border-right border-color border-style border-width border-collapse width max-width list-style-type"
    );

    /// <param name="html">As it came.</param>
    /// <param name="pictureOf">The data: address of a picture that came with the mail, by its Content-ID; null for none.</param>
    public static string Of(string html, Func<string, string?> pictureOf)
    {
        if (html.Length > Most)
            html = html[..Most];
        var clean = new StringBuilder(html.Length);
        var open = new Stack<string>();
        for (var at = 0; at < html.Length; )
        {
            if (html[at] != '<')
            {
                var next = html.IndexOf('<', at);
                Text(clean, html[at..(next < 0 ? html.Length : next)]);
                at = next < 0 ? html.Length : next;
            }
            else if (at + 1 < html.Length && html[at + 1] is '!' or '?')
                at = AfterComment(html, at);
            else if (Name().Match(html, at) is { Success: true } name)
                at = Take(clean, open, html, name, pictureOf);
            else
            {
                clean.Append("&lt;");
                at++;
            }
        }
        while (open.TryPop(out var name))
            Close(clean, name);
        return clean.ToString();
    }

    private static int Take(StringBuilder clean, Stack<string> open, string html, Match tag, Func<string, string?> pictureOf)
    {
        var name = tag.Groups["name"].Value.ToLowerInvariant();
        var (rest, end) = RestOf(html, tag.Index + tag.Length);
        var closes = tag.Groups["end"].Length > 0;
        if (!closes && Silent.Contains(name))
            return AfterSilence(html, name, end);
        if (!Elements.Contains(name))
            return end;
        if (!closes)
            Open(clean, open, name, rest, pictureOf);
        else if (open.Contains(name))
            while (open.TryPop(out var inner))
            {
                Close(clean, inner);
                if (inner == name)
                    break;
            }
        return end;
    }

    // Declarations, and what Outlook writes for itself, are comments, too.
    private static int AfterComment(string html, int at)
    {
        var end = html.AsSpan(at).StartsWith("<!--") ? "-->" : ">";
        var found = html.IndexOf(end, at + 2, StringComparison.Ordinal);
        return found < 0 ? html.Length : found + end.Length;
    }

    private static int AfterSilence(string html, string name, int from)
    {
        var end = html.IndexOf($"</{name}", from, StringComparison.OrdinalIgnoreCase);
        var close = end < 0 ? -1 : html.IndexOf('>', end);
        return close < 0 ? html.Length : close + 1;
    }

    /// <summary>The attributes, and where the tag is over. One that never ends takes the rest with it, as in browsers.</summary>
    private static (string Attributes, int After) RestOf(string html, int from)
    {
        for (var at = from; at < html.Length; at++)
            if (html[at] == '>')
                return (html[from..at], at + 1);
            else if (html[at] is '"' or '\'' && html.IndexOf(html[at], at + 1) is >= 0 and var quoted)
                at = quoted;
        return (html[from..], html.Length);
    }

    private static void Open(StringBuilder clean, Stack<string> open, string name, string rest, Func<string, string?> pictureOf)
    {
        if (open.Count >= Deepest && !Empty.Contains(name))
            return;
        var attributes = new StringBuilder();
        var hasPicture = false;
        foreach (var (key, value) in Read(rest))
        {
            if (key == "style" && StyleOf(value) is { Length: > 0 } style)
                Put(attributes, "style", style);
            else if (Attributes.Contains(key) && value.Length < 500)
                Put(attributes, key, value);
            else if (name == "a" && key == "href" && IsLink(value))
                // It is shown where it leads, and a click leads nowhere: the frame opens nothing.
                Put(attributes, "title", value.Trim());
            else if (name == "img" && key == "src" && !hasPicture && PictureOf(value, pictureOf) is { } picture)
            {
                Put(attributes, "src", picture);
                hasPicture = true;
            }
        }
        if (name == "img" && !hasPicture)
            return;
        clean.Append('<').Append(name).Append(attributes).Append('>');
        if (!Empty.Contains(name))
            open.Push(name);
    }

    private static string? PictureOf(string source, Func<string, string?> pictureOf) =>
        source.Trim() is var trimmed && trimmed.StartsWith("cid:", StringComparison.OrdinalIgnoreCase) ? pictureOf(trimmed[4..]) : null;

    private static bool IsLink(string value) =>
        value.Length < 2000
        && Uri.TryCreate(value.Trim(), UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeMailto);

    private static string StyleOf(string value) =>
        value.Length > 4000 || value.Contains('\\', StringComparison.Ordinal) || value.Contains("/*", StringComparison.Ordinal)
            ? ""
            : string.Join(
                ';',
                value
                    .Split(';')
                    .Select(declaration => declaration.Split(':', 2))
                    .Where(parts => parts.Length == 2 && Styles.Contains(parts[0].Trim()) && HarmlessValue().IsMatch(parts[1]))
                    // Nothing calls anything, colours aside.
                    .Where(parts => !Function().IsMatch(Colour().Replace(parts[1], "")))
                    .Select(parts => $"{parts[0].Trim().ToLowerInvariant()}:{parts[1].Trim()}")
            );

    private static IEnumerable<(string Key, string Value)> Read(string rest) =>
        Attribute()
            .Matches(rest)
            .Take(50)
            .Select(m =>
                (
                    m.Groups["key"].Value.ToLowerInvariant(),
                    WebUtility.HtmlDecode(m.Groups["double"].Value + m.Groups["single"].Value + m.Groups["bare"].Value)
                )
            );

    private static void Put(StringBuilder attributes, string key, string value) =>
        attributes.Append(' ').Append(key).Append("=\"").Append(WebUtility.HtmlEncode(value)).Append('"');

    private static void Text(StringBuilder clean, string text) => clean.Append(WebUtility.HtmlEncode(WebUtility.HtmlDecode(text)));

    private static void Close(StringBuilder clean, string name) => clean.Append("</").Append(name).Append('>');

    private static HashSet<string> Set(string names) => new(names.Split(' '), StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"\G<(?<end>/?)(?<name>[a-zA-Z][^\s/>]*)")]
    private static partial Regex Name();

    [GeneratedRegex("""(?<key>[^\s=/"'<>]+)(?:\s*=\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^\s"'>]+)))?""")]
    private static partial Regex Attribute();

    [GeneratedRegex("""^[\w\s#%.,()'"!+-]{1,200}$""")]
    private static partial Regex HarmlessValue();

    [GeneratedRegex(@"rgba?\([\d\s.,%]*\)", RegexOptions.IgnoreCase)]
    private static partial Regex Colour();

    [GeneratedRegex(@"\(|expression|import|javascript|url", RegexOptions.IgnoreCase)]
    private static partial Regex Function();
}
