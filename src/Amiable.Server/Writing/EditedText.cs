using System.Net;
using System.Text.RegularExpressions;

namespace Amiable.Writing;

/// <summary>A text that a person edited, as simple HTML: the same words, the same lines, and columns that stay under each other.</summary>
public static partial class EditedText
{
    public static string AsHtml(string text, string language) =>
        $"<!doctype html><html lang=\"{WebUtility.HtmlEncode(language)}\"><head><meta charset=\"utf-8\"></head>"
        + "<body><div style=\"max-width:600px;padding:20px;font-family:-apple-system,'Segoe UI',Helvetica,Arial,sans-serif;font-size:15px;line-height:1.55;white-space:pre-wrap\">"
        + string.Join('\n', text.Split('\n').Select(Line))
        + "</div></body></html>";

    // The built-in texts line up the columns of their table with blanks, which only holds where all letters are as wide as each other.
    private static string Line(string line) =>
        Columns().IsMatch(line)
            ? $"<span style=\"font-family:Menlo,Consolas,monospace;font-size:12px;white-space:pre\">{WebUtility.HtmlEncode(line)}</span>"
            : WebUtility.HtmlEncode(line);

    [GeneratedRegex(@"\S {2,}\S")]
    private static partial Regex Columns();

    /// <summary>Whether the words are the same. Forms send line ends their own way, which is not a change.</summary>
    public static bool IsSame(string edited, string text) => Clean(edited) == Clean(text);

    /// <summary>With plain line ends, and without blank lines at the end.</summary>
    public static string Clean(string text) => text.ReplaceLineEndings("\n").TrimEnd();
}
