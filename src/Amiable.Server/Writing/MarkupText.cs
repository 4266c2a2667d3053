using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Amiable.Writing;

/// <summary>
/// The text of an HTML message as it shows, and everything in the markup that our own writer never produces: links, images, scripts, comments,
/// hidden or generated content. Not a browser: what it does not recognise it reports.
/// </summary>
internal sealed partial class MarkupText
{
    private static readonly HashSet<string> Elements =
    [
        .. "html head meta title body div p br span table thead tbody tfoot tr th td b strong i em u ul li hr".Split(' '),
    ];

    // What stands in a line without breaking it: digits on both sides of these are one number.
    private static readonly HashSet<string> Inline = [.. "span b strong i em u".Split(' ')];

    private static readonly HashSet<string> Attributes =
    [
        .. "lang dir charset role cellpadding cellspacing border width colspan scope align valign".Split(' '),
    ];

    private readonly StringBuilder text = new();
    private readonly List<int> origins = [];

    public string Text => text.ToString();

    /// <summary>Where each character of the text stands in the HTML.</summary>
    public IReadOnlyList<int> Origins => origins;

    public List<(string Text, int Start)> Suspects { get; } = [];

    public static MarkupText Of(string html)
    {
        var it = new MarkupText();
        var at = 0;
        foreach (Match piece in Piece().Matches(html))
        {
            if (piece.Index != at)
                it.Suspects.Add((html[at..piece.Index], at));
            at = piece.Index + piece.Length;
            if (piece.Groups["name"].Success)
                it.ReadTag(piece);
            else if (piece.Groups["entity"].Success)
                it.Add(WebUtility.HtmlDecode(piece.Value), piece.Index);
            else if (piece.Groups["text"].Success)
                it.AddEach(piece);
        }
        if (at < html.Length)
            it.Suspects.Add((html[at..], at));
        it.origins.Add(html.Length);
        return it;
    }

    private void ReadTag(Match tag)
    {
        var name = tag.Groups["name"].Value.ToLowerInvariant();
        if (!Elements.Contains(name))
            Suspects.Add((tag.Value, tag.Index));
        if (!Inline.Contains(name))
            Add("\n", tag.Index);
        var attributes = tag.Groups["attributes"].Value;
        if (Attribute().Replace(attributes, "").Trim(' ', '\n', '\r', '\t', '/').Length > 0)
            Suspects.Add((tag.Value, tag.Index));
        foreach (Match attribute in Attribute().Matches(attributes))
            if (!IsHarmless(attribute.Groups["key"].Value.ToLowerInvariant(), attribute.Groups["value"].Value))
                Suspects.Add((attribute.Value.Trim(), tag.Groups["attributes"].Index + attribute.Index));
    }

    private static bool IsHarmless(string key, string value) =>
        key switch
        {
            "style" => Style().IsMatch(value),
            "name" => value is "viewport" or "color-scheme",
            "content" => value is "width=device-width, initial-scale=1" or "light",
            _ => Attributes.Contains(key) && PlainValue().IsMatch(value),
        };

    private void AddEach(Match piece)
    {
        for (var i = 0; i < piece.Length; i++)
            Add(piece.Value[i].ToString(), piece.Index + i);
    }

    private void Add(string characters, int at)
    {
        foreach (var character in characters)
        {
            text.Append(character);
            origins.Add(at);
        }
    }

    [GeneratedRegex(
        @"\G(?:<!DOCTYPE html>|</?(?<name>[a-z][a-z\d]*)(?<attributes>(?:\s+[a-z-]+=""[^""<>]*"")*\s*/?)>|(?<entity>&(?:\#\d{1,7}|\#x[\da-f]{1,6}|[a-z]{2,8});)|(?<text>[^<>&]+))",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Piece();

    [GeneratedRegex(@"\s+(?<key>[a-z-]+)=""(?<value>[^""]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex Attribute();

    // Only how text looks; nothing that loads, moves, hides or writes.
    [GeneratedRegex(
        @"^(?:(?:margin|padding(?:-bottom)?|font-family|font-size|font-weight|line-height|color|background-color|width|max-width|border-collapse|border-bottom|border-top|text-align|vertical-align|white-space|word-break):[\w\s#.,%'-]+;?\s*)*$"
    )]
    private static partial Regex Style();

    [GeneratedRegex(@"^[\w% -]*$")]
    private static partial Regex PlainValue();
}
