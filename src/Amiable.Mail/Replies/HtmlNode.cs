using System.Net;

namespace Amiable.Mail.Replies;

/// <summary>A piece of an HTML text: an element, or a run of characters (its name is then empty).</summary>
internal sealed class HtmlNode(string name)
{
    /// <summary>How deep elements nest; deeper ones become children of the deepest.</summary>
    public const int Deepest = 200;

    private static readonly HashSet<string> Void =
    [
        "br",
        "hr",
        "img",
        "meta",
        "link",
        "input",
        "col",
        "base",
        "area",
        "wbr",
        "embed",
        "source",
        "o:p/",
    ];
    private static readonly HashSet<string> Silent =
    [
        "script",
        "style",
        "title",
        "head",
        "noscript",
        "xml",
        "template",
        "object",
        "svg",
        "iframe",
        "select",
        "textarea",
    ];

    /// <summary>The element's name in lower case; empty for text.</summary>
    public string Name { get; } = name;

    /// <summary>The characters of a text.</summary>
    public string Text { get; private init; } = "";

    /// <summary>The attributes as written.</summary>
    public string Attributes { get; private init; } = "";

    /// <summary>What it contains, in order.</summary>
    public List<HtmlNode> Children { get; } = [];

    /// <summary>Reads HTML of any quality; never fails. Scripts, styles, comments and the head are left out.</summary>
    public static HtmlNode Read(string html)
    {
        var root = new HtmlNode("");
        var open = new List<HtmlNode> { root };
        for (var at = 0; at < html.Length; )
        {
            var less = html.IndexOf('<', at);
            if (less < 0)
                less = html.Length;
            if (less > at)
                open[^1].Children.Add(new("") { Text = WebUtility.HtmlDecode(html[at..less]) });
            if (less >= html.Length)
                break;
            at = Tag(html, less, open);
        }
        return root;
    }

    /// <summary>The value of an attribute, or empty.</summary>
    public string this[string attribute]
    {
        get
        {
            for (var at = 0; at < Attributes.Length; )
            {
                at = Attributes.IndexOf(attribute, at, StringComparison.OrdinalIgnoreCase);
                if (at < 0)
                    return "";
                var end = at + attribute.Length;
                var isWhole = at == 0 || char.IsWhiteSpace(Attributes[at - 1]) || Attributes[at - 1] is '"' or '\'';
                while (end < Attributes.Length && char.IsWhiteSpace(Attributes[end]))
                    end++;
                if (isWhole && end < Attributes.Length && Attributes[end] == '=')
                    return WebUtility.HtmlDecode(Value(end + 1));
                at = end;
            }
            return "";
        }
    }

    /// <summary>Whether one of the element's classes is this one.</summary>
    public bool HasClass(string name) =>
        this["class"].Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains(name, StringComparer.OrdinalIgnoreCase);

    private string Value(int at)
    {
        while (at < Attributes.Length && char.IsWhiteSpace(Attributes[at]))
            at++;
        if (at >= Attributes.Length)
            return "";
        if (Attributes[at] is '"' or '\'')
        {
            var close = Attributes.IndexOf(Attributes[at], at + 1);
            return Attributes[(at + 1)..(close < 0 ? Attributes.Length : close)];
        }
        var end = at;
        while (end < Attributes.Length && !char.IsWhiteSpace(Attributes[end]))
            end++;
        return Attributes[at..end];
    }

    /// <summary>Takes one tag, comment or stray "&lt;" and says where it ends.</summary>
    private static int Tag(string html, int less, List<HtmlNode> open)
    {
        if (string.CompareOrdinal(html, less, "<!--", 0, 4) == 0)
        {
            var end = html.IndexOf("-->", less + 4, StringComparison.Ordinal);
            return end < 0 ? html.Length : end + 3;
        }
        var next = less + 1 < html.Length ? html[less + 1] : ' ';
        if (!char.IsAsciiLetter(next) && next is not ('/' or '!' or '?'))
        {
            open[^1].Children.Add(new("") { Text = "<" });
            return less + 1;
        }
        var close = End(html, less + 1);
        var inside = html[(less + 1)..Math.Min(close, html.Length)];
        var after = Math.Min(close + 1, html.Length);
        if (next is '!' or '?')
            return after;
        var name = NameOf(inside.TrimStart('/'));
        if (next == '/')
            Close(open, name);
        else if (Silent.Contains(name) && !inside.EndsWith('/'))
            return SkipTo(html, after, name);
        else
            Open(open, name, inside);
        return after;
    }

    private static void Open(List<HtmlNode> open, string name, string inside)
    {
        if (name is "p" or "li" or "td" or "th" or "tr" && open[^1].Name == name)
            open.RemoveAt(open.Count - 1);
        var node = new HtmlNode(name) { Attributes = inside[Math.Min(name.Length, inside.Length)..].TrimEnd('/') };
        open[^1].Children.Add(node);
        if (!Void.Contains(name) && !inside.EndsWith('/') && open.Count < Deepest)
            open.Add(node);
    }

    private static void Close(List<HtmlNode> open, string name)
    {
        for (var i = open.Count - 1; i > 0; i--)
            if (open[i].Name == name)
            {
                open.RemoveRange(i, open.Count - i);
                return;
            }
        if (name == "br")
            open[^1].Children.Add(new HtmlNode("br"));
    }

    private static int SkipTo(string html, int at, string name)
    {
        var end = html.IndexOf("</" + name, at, StringComparison.OrdinalIgnoreCase);
        if (end < 0)
        {
            // An unclosed head ends with the body.
            end = html.IndexOf("<body", at, StringComparison.OrdinalIgnoreCase);
            return end < 0 ? (name == "head" ? at : html.Length) : end;
        }
        var close = html.IndexOf('>', end);
        return close < 0 ? html.Length : close + 1;
    }

    private static int End(string html, int at)
    {
        var quote = '\0';
        var limit = Math.Min(html.Length, at + 20_000);
        for (var i = at; i < limit; i++)
        {
            if (quote != '\0')
                quote = html[i] == quote ? '\0' : quote;
            else if (html[i] is '"' or '\'' && html[i - 1] is '=' or ' ')
                quote = html[i];
            else if (html[i] == '>')
                return i;
        }
        var plain = html.IndexOf('>', at);
        return plain < 0 ? html.Length : plain;
    }

    private static string NameOf(string inside)
    {
        var end = 0;
        while (end < inside.Length && !char.IsWhiteSpace(inside[end]) && inside[end] is not ('/' or '>'))
            end++;
        return inside[..end].ToLowerInvariant();
    }
}
