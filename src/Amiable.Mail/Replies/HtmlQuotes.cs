using System.Text;

namespace Amiable.Mail.Replies;

/// <summary>The marks mail programs put around the history in HTML.</summary>
internal static class HtmlQuotes
{
    /// <summary>Takes the history out of the tree and gives its text.</summary>
    public static string Remove(HtmlNode root)
    {
        var history = new StringBuilder();
        Remove(root, history, 0);
        return history.ToString().Trim('\n');
    }

    /// <summary>Whether everything after was cut off.</summary>
    private static bool Remove(HtmlNode node, StringBuilder history, int depth)
    {
        for (var i = 0; i < node.Children.Count; i++)
        {
            var child = node.Children[i];
            if (StartsHistory(child))
            {
                Take(node, i, node.Children.Count - i, history);
                return true;
            }
            if (IsHistory(child))
            {
                Take(node, i, 1, history);
                i--;
            }
            else if (depth < HtmlNode.Deepest && Remove(child, history, depth + 1))
            {
                Take(node, i + 1, node.Children.Count - i - 1, history);
                return true;
            }
        }
        return false;
    }

    /// <summary>Elements that are a quotation or introduce one. Gmail's class is also on the wrapper of the introduction; answers may follow them.</summary>
    private static bool IsHistory(HtmlNode node)
    {
        if (node.Name == "blockquote")
            return node["type"] == "cite"
                || node.HasClass("gmail_quote")
                || node["cite"].Length > 0
                || node["style"].Contains("border-left", StringComparison.OrdinalIgnoreCase)
                || node.HasClass("protonmail_quote")
                || HasNoStyle(node);
        return node.HasClass("gmail_quote")
            || node.HasClass("gmail_attr")
            || node.HasClass("moz-cite-prefix")
            || node.HasClass("moz-email-headers-table")
            || node.HasClass("yahoo_quoted")
            || node.HasClass("protonmail_quote")
            || node.HasClass("zmail_extra")
            || node.HasClass("WordSection1Quote")
            || node.HasClass("AppleOriginalContents")
            || node.HasClass("tutanota_quote");
    }

    private static bool HasNoStyle(HtmlNode node) => node.Attributes.Trim().Length == 0;

    /// <summary>Elements after which all is history: Outlook's, which does not wrap it.</summary>
    private static bool StartsHistory(HtmlNode node)
    {
        if (node.Name.Length == 0 || node.Attributes.Length == 0)
            return false;
        var id = node["id"];
        if (
            id.Contains("divRplyFwdMsg", StringComparison.OrdinalIgnoreCase)
            || id.Contains("appendonsend", StringComparison.OrdinalIgnoreCase)
        )
            return true;
        if (
            id is "OLK_SRC_BODY_SECTION" or "mail-editor-reference-message-container"
            || id.StartsWith("stopSpelling", StringComparison.OrdinalIgnoreCase) && node.Name == "hr"
        )
            return true;
        if (node.Name == "hr" && node["tabindex"] == "-1")
            return true;
        var style = node["style"].Replace(" ", "", StringComparison.Ordinal);
        // Word's Outlook draws a line above the fields of the message it answers.
        return node.Name == "div"
            && style.Contains("border:none", StringComparison.OrdinalIgnoreCase)
            && style.Contains("border-top:solid", StringComparison.OrdinalIgnoreCase)
            && style.Contains("padding:3.0pt0", StringComparison.OrdinalIgnoreCase);
    }

    private static void Take(HtmlNode parent, int at, int count, StringBuilder history)
    {
        for (var i = at; i < at + count; i++)
            history.Append(HtmlText.Read(parent.Children[i])).Append('\n');
        parent.Children.RemoveRange(at, count);
    }
}
