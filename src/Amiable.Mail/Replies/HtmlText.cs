using System.Globalization;
using System.Text;

namespace Amiable.Mail.Replies;

/// <summary>HTML mail as text a person can read: paragraphs, lists, tables, links; no script, no style, no markup.</summary>
public static class HtmlText
{
    private static readonly HashSet<string> Blocks =
    [
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "blockquote",
        "pre",
        "center",
        "section",
        "article",
        "header",
        "footer",
        "dl",
        "dt",
        "dd",
        "form",
        "fieldset",
        "address",
        "body",
        "html",
        "hr",
    ];

    /// <summary>The text, lines ended by "\n", without trailing blanks and without blank lines at either end.</summary>
    public static string Read(string html) => Read(HtmlNode.Read(html));

    internal static string Read(HtmlNode node)
    {
        var writer = new Writer();
        writer.Write(node, 0);
        return writer.ToString();
    }

    private sealed class Writer
    {
        private readonly StringBuilder text = new();
        private bool space;
        private bool inPre;

        public void Write(HtmlNode node, int depth)
        {
            if (node.Name.Length == 0)
                Characters(node.Text);
            if (node.Name == "br")
                NewLine();
            if (IsHidden(node))
                return;
            var isBlock = Blocks.Contains(node.Name);
            var isParagraph =
                node.Name is "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "ul" or "ol" or "table" or "blockquote"
                && !IsTight(node);
            if (isBlock)
                Break(isParagraph);
            switch (node.Name)
            {
                case "img" when node["alt"].Trim().Length > 0:
                    Characters(" " + node["alt"] + " ");
                    break;
                case "hr":
                    text.Append("---");
                    break;
                case "a":
                    Link(node, depth);
                    return;
                case "ol" or "ul":
                    Items(node, depth);
                    break;
                case "tr":
                    Cells(node, depth);
                    break;
                case "pre":
                    inPre = true;
                    Inside(node, depth);
                    inPre = false;
                    break;
                default:
                    Inside(node, depth);
                    break;
            }
            if (isBlock)
                Break(isParagraph);
        }

        public override string ToString() => string.Join('\n', text.ToString().Split('\n').Select(l => l.TrimEnd())).Trim('\n');

        /// <summary>Outlook's paragraphs have no space between them; neither have lists in lists.</summary>
        private static bool IsTight(HtmlNode node) =>
            node["class"].StartsWith("MsoNormal", StringComparison.OrdinalIgnoreCase)
            || node["class"].StartsWith("MsoPlainText", StringComparison.OrdinalIgnoreCase)
            || node["style"].Replace(" ", "", StringComparison.Ordinal) is var style
                && (
                    style.Contains("margin:0", StringComparison.OrdinalIgnoreCase)
                    || style.Contains("margin-bottom:0", StringComparison.OrdinalIgnoreCase)
                        && style.Contains("margin-top:0", StringComparison.OrdinalIgnoreCase)
                );

        private static bool IsHidden(HtmlNode node) =>
            node.Attributes.Length > 0
            && node["style"].Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase);

        private void Inside(HtmlNode node, int depth)
        {
            if (depth < HtmlNode.Deepest + 5)
                foreach (var child in node.Children)
                    Write(child, depth + 1);
        }

        private void Items(HtmlNode list, int depth)
        {
            var number = 0;
            foreach (var item in list.Children)
            {
                if (item.Name != "li")
                {
                    if (item.Name.Length > 0)
                        Write(item, depth + 1);
                    continue;
                }
                Break(false);
                text.Append(list.Name == "ol" ? (++number).ToString(CultureInfo.InvariantCulture) + ". " : "- ");
                space = false;
                Inside(item, depth + 1);
            }
        }

        private void Cells(HtmlNode row, int depth)
        {
            var first = true;
            foreach (var cell in row.Children.Where(c => c.Name is "td" or "th"))
            {
                var before = text.Length;
                if (!first)
                    text.Append(" | ");
                var start = text.Length;
                space = false;
                Inside(cell, depth + 1);
                if (text.Length == start)
                    text.Length = before;
                else
                    first = false;
            }
        }

        private void Link(HtmlNode link, int depth)
        {
            var start = text.Length;
            Inside(link, depth);
            var shown = text.ToString(start, text.Length - start).Trim();
            var target = link["href"].Trim();
            if (shown.Length > 0 && target.StartsWith("http", StringComparison.OrdinalIgnoreCase) && !Same(shown, target))
                text.Append(CultureInfo.InvariantCulture, $" ({target})");
        }

        private static bool Same(string shown, string target) =>
            target.Contains(shown.TrimEnd('/', '.'), StringComparison.OrdinalIgnoreCase)
            && (shown.Contains('.', StringComparison.Ordinal) || shown.Contains("://", StringComparison.Ordinal));

        private void Characters(string characters)
        {
            foreach (var c in characters)
            {
                if (inPre && c == '\n')
                    NewLine();
                else if (c is ' ' or '\n' or '\r' or '\t' && !inPre)
                    space = true;
                else if (c is not ('\r' or '\u200b' or '\ufeff' or '\u00ad' or '\0'))
                {
                    if (space && !AtStart())
                        text.Append(' ');
                    space = false;
                    text.Append(c == '\u00a0' ? ' ' : c);
                }
            }
        }

        private bool AtStart() => text.Length == 0 || text[^1] is '\n' or ' ';

        private void NewLine()
        {
            text.Append('\n');
            space = false;
        }

        private void Break(bool paragraph)
        {
            space = false;
            var end = text.Length;
            while (end > 0 && text[end - 1] is ' ')
                end--;
            if (end == 0)
            {
                text.Length = 0;
                return;
            }
            if (text[end - 1] != '\n' && !EndsWithBullet(end))
                text.Append('\n');
            if (paragraph && !(text.Length > 1 && text[^1] == '\n' && text[^2] == '\n') && text[^1] == '\n')
                text.Append('\n');
        }

        /// <summary>A paragraph at the start of a list item stays on the item's line.</summary>
        private bool EndsWithBullet(int end) =>
            text[end - 1] is '-' or '.' && (end == 1 || text[end - 2] == '\n' || (char.IsAsciiDigit(text[end - 2]) && text.Length > end));
    }
}
