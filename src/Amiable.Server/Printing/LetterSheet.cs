using System.Globalization;
using System.Text;
using Amiable.Writing;

namespace Amiable.Printing;

/// <summary>What stands on the sheets of a letter around its text.</summary>
/// <param name="Form">Where the address stands.</param>
/// <param name="OnLetterPaper">US Letter, not A4.</param>
/// <param name="Language">ISO 639-1 of the text.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Body">The text as HTML, safe: ours, or what a member typed, encoded.</param>
/// <param name="To">The lines of the address.</param>
/// <param name="From">The lines of the letterhead, the name first.</param>
/// <param name="SenderLine">The sender on one small line in the window.</param>
/// <param name="Logo">A picture as a data address, with its width and height in pixels.</param>
/// <param name="Facts">Beside the address: place and date, customer number, e-mail.</param>
/// <param name="Foot">What a business letter has to say of its sender, at the foot of every page.</param>
/// <param name="Enclosed">What lies behind it in the envelope; null for nothing.</param>
internal sealed record LetterPaper(
    LetterForm Form,
    bool OnLetterPaper,
    string Language,
    string Subject,
    string Body,
    IReadOnlyList<string> To,
    IReadOnlyList<string> From,
    string SenderLine,
    (string Source, int Width, int Height)? Logo,
    IReadOnlyList<(string Label, string Value)> Facts,
    string Foot,
    string? Enclosed = null
);

/// <summary>A letter as one HTML page for print, which loads nothing from anywhere. The same paper gives the same page.</summary>
internal static class LetterSheet
{
    private const double Left = 25;
    private const double Right = 20;
    private const double Top = 12;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static string Of(LetterPaper paper)
    {
        var html = new StringBuilder();
        html.Append(
            Invariant,
            $"""
            <!DOCTYPE html>
            <html lang="{paper.Language}">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <title>{HtmlMail.Encode(paper.Subject)}</title>
            <style>{LetterStyle.Of(paper, Left, Right, Top)}</style>
            </head>
            <body>
            <header>

            """
        );
        Head(html, paper);
        html.Append(
            Invariant,
            $"</header>\n<h1>{HtmlMail.Encode(paper.Subject)}</h1>\n<main>\n{Inside(paper.Body)}\n{(paper.Enclosed is { } enclosed ? $"<p class=\"enclosed\">{HtmlMail.Encode(enclosed)}</p>\n" : "")}</main>\n</body>\n</html>\n"
        );
        return html.ToString();
    }

    private static void Head(StringBuilder html, LetterPaper paper)
    {
        html.Append("<div class=\"letterhead\">");
        if (paper.Logo is var (source, width, height))
            html.Append(Invariant, $"<img src=\"{source}\" width=\"{width}\" height=\"{height}\" alt=\"\">");
        html.Append(Invariant, $"<div><b>{HtmlMail.Encode(paper.From[0])}</b>");
        foreach (var line in paper.From.Skip(1))
            html.Append(Invariant, $"<br>{HtmlMail.Encode(line)}");
        html.Append("</div></div>\n");
        if (paper.Form.HasSenderLine)
            html.Append(Invariant, $"<div class=\"sender\">{HtmlMail.Encode(paper.SenderLine)}</div>\n");
        html.Append("<address>").AppendJoin("<br>", paper.To.Select(HtmlMail.Encode)).Append("</address>\n<div class=\"facts\">");
        foreach (var (label, value) in paper.Facts)
            html.Append(
                Invariant,
                $"<div>{(label.Length == 0 ? "" : $"<span>{HtmlMail.Encode(label)}</span> ")}{HtmlMail.Encode(value)}</div>"
            );
        html.Append("</div>\n");
        foreach (var fold in paper.Form.FoldsAt)
            html.Append(Invariant, $"<i class=\"fold\" style=\"top:{fold - Top}mm\"></i>");
    }

    // What was approved is printed, to the letter: a message keeps its text as a page of its own.
    private static string Inside(string page)
    {
        var body = page.IndexOf("<body", StringComparison.OrdinalIgnoreCase);
        var start = body < 0 ? 0 : page.IndexOf('>', body) + 1;
        var end = page.LastIndexOf("</body>", StringComparison.OrdinalIgnoreCase);
        return (end < start ? page[start..] : page[start..end]).Trim();
    }
}
