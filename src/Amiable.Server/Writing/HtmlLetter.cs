using System.Globalization;
using System.Text;
using Amiable.Organizations;
using QRCoder;

namespace Amiable.Writing;

/// <summary>
/// Writes the blocks of a message as the text of a printed letter: classes instead of styles, a head that comes again on every page, and beside the bank details a code to scan.
/// What is around it, from the letterhead to the window, is put there when it is printed.
/// </summary>
internal static class HtmlLetter
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static string Of(IEnumerable<Block> blocks, BriefPhrases phrases, string subject)
    {
        var html = new StringBuilder();
        html.Append(
            Invariant,
            $"<!DOCTYPE html>\n<html lang=\"{phrases.Locale.Language}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{HtmlMail.Encode(subject)}</title>\n</head>\n<body>\n"
        );
        foreach (var block in blocks)
            Append(html, block, phrases);
        return html.Append("</body>\n</html>\n").ToString();
    }

    private static void Append(StringBuilder html, Block block, BriefPhrases phrases)
    {
        switch (block)
        {
            case Prose prose:
                html.Append(Invariant, $"<p{(prose.Quiet ? " class=\"quiet\"" : "")}>{HtmlMail.Encode(prose.Text)}</p>\n");
                break;
            case InvoiceTable table:
                Append(html, table);
                break;
            case Details details:
                Append(html, details, phrases);
                break;
            case SignOff sign:
                var lines = string.Concat(sign.Lines.Select(line => $"<br>\n{HtmlMail.Encode(line)}"));
                html.Append(
                    Invariant,
                    $"<div class=\"sign{(sign.ByHand ? " by-hand" : "")}\"><p>{HtmlMail.Encode(sign.Closing)}</p>\n<p>{HtmlMail.Encode(sign.Who)}{lines}</p></div>\n"
                );
                break;
        }
    }

    private static void Append(StringBuilder html, InvoiceTable table)
    {
        html.Append("<table class=\"invoices\">\n<thead><tr>");
        foreach (var (head, figure) in new[] { (table.Heads.Number, ""), (table.Heads.Due, ""), (table.Heads.Amount, " class=\"figure\"") })
            html.Append(Invariant, $"<th scope=\"col\"{figure}>{HtmlMail.Encode(head)}</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            var notes = string.Concat(row.Notes.Select(note => $"<div class=\"note\">{HtmlMail.Encode(note)}</div>"));
            html.Append(
                Invariant,
                $"<tr><td>{HtmlMail.Encode(row.Number)}{notes}</td><td class=\"day\">{HtmlMail.Encode(row.Due)}</td><td class=\"figure\">{HtmlMail.Encode(row.Amount)}</td></tr>\n"
            );
        }
        html.Append("</tbody>\n<tbody class=\"sums\">\n");
        foreach (var (label, amount, strong) in table.Sums)
            html.Append(
                Invariant,
                $"<tr{(strong ? " class=\"strong\"" : "")}><td colspan=\"2\">{HtmlMail.Encode(label)}</td><td class=\"figure\">{HtmlMail.Encode(amount)}</td></tr>\n"
            );
        html.Append("</tbody>\n</table>\n");
    }

    private static void Append(StringBuilder html, Details details, BriefPhrases phrases)
    {
        html.Append("<div class=\"pay\">\n<div>\n")
            .Append(Invariant, $"<p class=\"title\">{HtmlMail.Encode(details.Title)}</p>\n<table>\n");
        foreach (var (label, value) in details.Lines)
            html.Append(Invariant, $"<tr><td class=\"label\">{HtmlMail.Encode(label)}</td><td>{HtmlMail.Encode(value)}</td></tr>\n");
        html.Append("</table>\n</div>\n");
        if (CodeFor(phrases) is { } code)
            html.Append(
                Invariant,
                $"<figure>{Picture(code)}<figcaption>{HtmlMail.Encode(phrases.Word("letter scan"))}</figcaption></figure>\n"
            );
        html.Append("</div>\n");
    }

    // One code pays one sum: with several currencies there would be the choice which.
    private static string? CodeFor(BriefPhrases phrases)
    {
        var brief = phrases.Brief;
        return brief.Sender.Bank is { } bank && AskedFigures.Of(brief) is [var asked]
            ? TransferCode.For(bank, asked.ToPay, [.. AskedFigures.Lines(brief).Select(line => line.Number)])
            : null;
    }

    // EPC069-12: error correction M, at most version 13, bytes of UTF-8.
    private static string Picture(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
        var squares = new StringBuilder();
        var modules = code.ModuleMatrix;
        for (var y = 0; y < modules.Count; y++)
        for (var x = 0; x < modules[y].Length; x++)
            if (modules[y][x])
            {
                var start = x;
                while (x + 1 < modules[y].Length && modules[y][x + 1])
                    x++;
                squares.Append(Invariant, $"M{start} {y}h{x - start + 1}v1h-{x - start + 1}z");
            }
        return $"<svg viewBox=\"0 0 {modules.Count} {modules.Count}\" width=\"116\" height=\"116\" role=\"img\" aria-hidden=\"true\" shape-rendering=\"crispEdges\"><path d=\"{squares}\"/></svg>";
    }
}
