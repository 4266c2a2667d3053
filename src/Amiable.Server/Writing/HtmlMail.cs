using System.Globalization;
using System.Text;

namespace Amiable.Writing;

/// <summary>
/// Writes the blocks of a message as HTML that every mail program shows alike: styles on the elements, tables for what is a table,
/// nothing loaded from anywhere. Ink and paper are both named, so that a program in dark mode turns both around or neither.
/// </summary>
internal static class HtmlMail
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private const string Ink = "#1c1917";
    private const string Soft = "#57534e";
    private const string Line = "#e8e2da";
    private const string Paper = "#fffdfb";
    private const string Font = "-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
    private const string Paragraph = "margin:0 0 16px 0";
    private const string TableStart =
        "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"border-collapse:collapse;margin:0 0 20px 0";

    public static string Of(IEnumerable<Block> blocks, Locale locale, string subject)
    {
        var html = new StringBuilder();
        html.Append(
            Invariant,
            $"""
            <!DOCTYPE html>
            <html lang="{locale.Language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light">
            <title>{Encode(subject)}</title>
            </head>
            <body style="margin:0;padding:0;background-color:{Paper}">
            <div lang="{locale.Language}" style="max-width:600px;padding:20px;font-family:{Font};font-size:15px;line-height:1.55;color:{Ink};background-color:{Paper}">

            """
        );
        foreach (var block in blocks)
            Append(html, block);
        html.Append("</div>\n</body>\n</html>\n");
        return html.ToString();
    }

    private static void Append(StringBuilder html, Block block)
    {
        switch (block)
        {
            case Prose prose:
                var look = prose.Quiet ? $"{Paragraph};font-size:13px;color:{Soft}" : Paragraph;
                html.Append(Invariant, $"<p style=\"{look}\">{Encode(prose.Text)}</p>\n");
                break;
            case InvoiceTable table:
                Append(html, table);
                break;
            case Details details:
                Append(html, details);
                break;
            case SignOff sign:
                var lines = string.Concat(sign.Lines.Select(line => $"<br>\n<span style=\"color:{Soft}\">{Encode(line)}</span>"));
                html.Append(Invariant, $"<p style=\"{Paragraph}\">{Encode(sign.Closing)}<br>\n{Encode(sign.Who)}{lines}</p>\n");
                break;
        }
    }

    private static void Append(StringBuilder html, InvoiceTable table)
    {
        // A real table, so it keeps its own role: a screen reader announces its columns.
        html.Append(TableStart.Replace(" role=\"presentation\"", " width=\"100%\"", StringComparison.Ordinal))
            .Append(";width:100%\">\n<tr>");
        foreach (var (head, align) in new[] { (table.Heads.Number, "left"), (table.Heads.Due, "left"), (table.Heads.Amount, "right") })
            html.Append(
                Invariant,
                $"<th scope=\"col\" align=\"{align}\" style=\"{Cell(align)};border-bottom:1px solid {Line};font-size:13px;font-weight:normal;color:{Soft}\">{Encode(head)}</th>"
            );
        html.Append("</tr>\n");
        foreach (var row in table.Rows)
            Append(html, row);
        foreach (var (label, amount, strong) in table.Sums)
        {
            var weight = strong ? ";font-weight:bold" : "";
            html.Append(Invariant, $"<tr><td colspan=\"2\" align=\"left\" style=\"{Cell("left")}{weight}\">{Encode(label)}</td>");
            html.Append(
                Invariant,
                $"<td align=\"right\" style=\"{Cell("right")};white-space:nowrap{weight}\">{Encode(amount)}</td></tr>\n"
            );
        }
        html.Append("</table>\n");
    }

    private static void Append(StringBuilder html, InvoiceRow row)
    {
        // Notes have the whole width under the row: on a telephone they would squeeze the date.
        var under = $"border-bottom:1px solid {Line}";
        var first = row.Notes.Count == 0 ? under : "padding-bottom:0";
        // An ordinary number stays whole; one as long as a line may break anywhere.
        var wrap = row.Number.Length <= 20 ? "white-space:nowrap" : "word-break:break-word";
        html.Append(Invariant, $"<tr><td align=\"left\" style=\"{Cell("left")};{first};{wrap}\">{Encode(row.Number)}</td>");
        html.Append(Invariant, $"<td align=\"left\" style=\"{Cell("left")};{first};white-space:nowrap\">{Encode(row.Due)}</td>");
        html.Append(
            Invariant,
            $"<td align=\"right\" style=\"{Cell("right")};{first};white-space:nowrap\">{Encode(row.Amount)}</td></tr>\n"
        );
        if (row.Notes.Count > 0)
            html.Append(
                Invariant,
                $"<tr><td colspan=\"3\" align=\"left\" style=\"padding:0 0 7px 0;{under};font-size:13px;color:{Soft}\">{string.Join("<br>\n", row.Notes.Select(Encode))}</td></tr>\n"
            );
    }

    private static void Append(StringBuilder html, Details details)
    {
        html.Append(Invariant, $"<p style=\"margin:0 0 4px 0;font-size:13px;color:{Soft}\">{Encode(details.Title)}</p>\n")
            .Append(TableStart)
            .Append("\">\n");
        foreach (var (label, value) in details.Lines)
        {
            html.Append(Invariant, $"<tr><td style=\"padding:1px 16px 1px 0;vertical-align:top;color:{Soft}\">{Encode(label)}</td>");
            html.Append(Invariant, $"<td style=\"padding:1px 0;vertical-align:top;word-break:break-word\">{Encode(value)}</td></tr>\n");
        }
        html.Append("</table>\n");
    }

    private static string Cell(string align) =>
        $"padding:7px {(align == "right" ? "0 7px 12px" : "12px 7px 0")};text-align:{align};vertical-align:top";

    /// <summary>Safe in text and in an attribute between quotes. Everything else stays readable as it is: the message is UTF-8.</summary>
    internal static string Encode(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal)
            .Replace("'", "&#39;", StringComparison.Ordinal);
}
