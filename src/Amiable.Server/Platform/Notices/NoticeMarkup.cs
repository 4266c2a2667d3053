using System.Net;
using System.Text;

namespace Amiable.Platform.Notices;

/// <summary>A notice as plain text and as simple HTML, written paragraph by paragraph: one look for all of them.</summary>
internal sealed class NoticeMarkup
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _html = new(
        "<!DOCTYPE html><html><body style=\"font:16px/1.5 system-ui,sans-serif;color:#2b2622;max-width:560px\">"
    );

    public string Text => _text.ToString().TrimEnd() + "\r\n";

    public string Html => $"{_html}</body></html>";

    public NoticeMarkup Paragraph(string words)
    {
        _text.Append(words).Append("\r\n\r\n");
        Add($"<p>{Encoded(words)}</p>");
        return this;
    }

    /// <summary>What somebody wrote.</summary>
    public NoticeMarkup Quote(string words)
    {
        foreach (var line in words.ReplaceLineEndings("\n").Split('\n'))
            _text.Append("> ").Append(line).Append("\r\n");
        _text.Append("\r\n");
        Add($"<blockquote style=\"margin:0 0 16px;padding:2px 0 2px 14px;border-left:3px solid #ddd3c8\">{Encoded(words)}</blockquote>");
        return this;
    }

    public NoticeMarkup Heading(string words)
    {
        _text.Append(words).Append("\r\n\r\n");
        Add($"<p style=\"font-size:18px;font-weight:600;margin:20px 0 8px\">{Encoded(words)}</p>");
        return this;
    }

    /// <summary>A button, and its address for who cannot press it.</summary>
    public NoticeMarkup Button(string words, string href)
    {
        _text.Append(href).Append("\r\n\r\n");
        Add(
            $"<p><a href=\"{WebUtility.HtmlEncode(href)}\" style=\"display:inline-block;padding:10px 18px;border-radius:6px;background:#a8452a;color:#fff;text-decoration:none\">{Encoded(words)}</a></p>"
        );
        return this;
    }

    /// <summary>One of several things: its name as a link, a line under it, and further links.</summary>
    public NoticeMarkup Item(string words, string href, string under, params (string Words, string Href)[] links)
    {
        _text.Append("- ").Append(words).Append("\r\n");
        if (under.Length > 0)
            _text.Append("  ").Append(under).Append("\r\n");
        _text.Append("  ").Append(href).Append("\r\n");
        Add(
            $"<p style=\"margin:0 0 14px\"><a href=\"{WebUtility.HtmlEncode(href)}\" style=\"color:#a8452a;font-weight:600\">{Encoded(words)}</a>"
        );
        if (under.Length > 0)
            Add($"<br>{Encoded(under)}");
        foreach (var (name, at) in links)
        {
            _text.Append("  ").Append(name).Append(": ").Append(at).Append("\r\n");
            Add($"<br><a href=\"{WebUtility.HtmlEncode(at)}\" style=\"color:#6d645c;font-size:14px\">{Encoded(name)}</a>");
        }
        _text.Append("\r\n");
        _html.Append("</p>");
        return this;
    }

    /// <summary>What stands at the foot, with links.</summary>
    public NoticeMarkup Foot(string words, params (string Words, string Href)[] links)
    {
        _text.Append("--\r\n").Append(words).Append("\r\n");
        Add($"<p style=\"margin-top:28px;padding-top:12px;border-top:1px solid #e5ddd3;font-size:13px;color:#6d645c\">{Encoded(words)}");
        foreach (var (name, at) in links)
        {
            _text.Append(name).Append(": ").Append(at).Append("\r\n");
            Add($"<br><a href=\"{WebUtility.HtmlEncode(at)}\" style=\"color:#6d645c\">{Encoded(name)}</a>");
        }
        _html.Append("</p>");
        return this;
    }

    private void Add(string html) => _html.Append(html);

    private static string Encoded(string words) =>
        WebUtility.HtmlEncode(words.ReplaceLineEndings("\n")).Replace("\n", "<br>", StringComparison.Ordinal);
}
