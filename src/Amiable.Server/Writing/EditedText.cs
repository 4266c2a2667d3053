using System.Net;

namespace Amiable.Writing;

/// <summary>A text that a person edited, as simple HTML: the same words, the same lines.</summary>
public static class EditedText
{
    public static string AsHtml(string text, string language) =>
        $"<!doctype html><html lang=\"{WebUtility.HtmlEncode(language)}\"><head><meta charset=\"utf-8\"></head>"
        + $"<body><div style=\"max-width:600px;font:15px/1.55 -apple-system,Segoe UI,Helvetica,Arial,sans-serif;white-space:pre-wrap\">{WebUtility.HtmlEncode(text)}</div></body></html>";

    /// <summary>The HTML that goes with a text after it was edited: what it was before when the words are the same.</summary>
    public static string HtmlOf(string edited, string text, string html, string language) =>
        IsSame(edited, text) ? html : AsHtml(Clean(edited), language);

    /// <summary>Whether the words are the same. Forms send line ends their own way, which is not a change.</summary>
    public static bool IsSame(string edited, string text) => Clean(edited) == Clean(text);

    /// <summary>With plain line ends, and without blank lines at the end.</summary>
    public static string Clean(string text) => text.ReplaceLineEndings("\n").TrimEnd();
}
