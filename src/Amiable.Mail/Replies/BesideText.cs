using System.Net;
using System.Text.RegularExpressions;
using Amiable.Mail.Mime;

namespace Amiable.Mail.Replies;

/// <summary>Words that come with a message and are not read as its text: what only its HTML says or hides, and the names of its files.</summary>
internal static partial class BesideText
{
    private const int MostFiles = 200;

    public static string Of(MimeMessage message, string? html)
    {
        var names = message
            .Attachments.Take(MostFiles)
            .Select(a => a.FileName ?? a.Embedded?.Subject ?? "")
            .Select(n => n.Replace('_', ' ').Trim());
        return string.Join("\n\n", names.Append(html is null ? "" : Everything(html)).Where(w => w.Length > 0));
    }

    /// <summary>All words of an HTML text, shown or not: comments, elements that do not show, and what stands for pictures, too.</summary>
    private static string Everything(string html)
    {
        if (html.Length > ReplyTrimming.Most)
            html = html[..ReplyTrimming.Most];
        var words = Programs()
            .Replace(html, " ")
            .Replace("<!--", "\n", StringComparison.Ordinal)
            .Replace("-->", "\n", StringComparison.Ordinal);
        words = Spoken().Replace(words, m => $"\n{m.Groups["words"].Value}\n{m.Value}");
        words = Tags().Replace(Blocks().Replace(words, "\n"), "");
        var lines = WebUtility.HtmlDecode(words).Split('\n').Select(l => Blanks().Replace(l, " ").Trim()).Where(l => l.Length > 0);
        return string.Join('\n', lines);
    }

    [GeneratedRegex(@"<(style|script)\b.*?(?:</\1\s*>|\z)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Programs();

    [GeneratedRegex(
        """<[a-z][^<>]{0,2000}?\s(?:alt|title|aria-label)\s*=\s*"(?<words>[^"<>]{12,1000})"[^<>]{0,2000}>""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Spoken();

    [GeneratedRegex(@"</?(?:p|div|br|hr|tr|li|td|th|h[1-6]|table|blockquote|section|body|head|title)\b[^<>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Blocks();

    [GeneratedRegex("</?[a-z!][^<>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
