using System.Globalization;

namespace Amiable.Printing;

/// <summary>How a letter looks: ten points, black on white, nothing that a copier would lose.</summary>
internal static class LetterStyle
{
    public static string Of(LetterPaper paper, double left, double right, double top)
    {
        var (form, width) = (paper.Form, paper.OnLetterPaper ? 215.9 : 210);
        // The facts stand on the side where the address is not.
        var facts = form.IsRight
            ? $"left:0;width:{form.AddressLeft - left - 8:0.#}mm"
            : $"left:{125 - left}mm;width:{width - right - 125:0.#}mm";
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            @page{size:{{(paper.OnLetterPaper ? "letter" : "A4")}};margin:22mm {{right}}mm 19mm {{left}}mm;
             @bottom-left{content:{{Text(
                paper.Foot
            )}};font:7pt/1.4 {{Font}};color:#555;width:145mm;text-align:left;vertical-align:middle;white-space:normal}
             @bottom-right{content:counter(page) " / " counter(pages);font:8pt {{Font}};color:#333;vertical-align:middle}
             @top-left{content:{{Text(
                $"{paper.From[0]} · {paper.Subject}"
            )}};font:8pt {{Font}};color:#555;width:165mm;white-space:nowrap;overflow:hidden} }
            @page :first{margin-top:{{top}}mm;@top-left{content:none} }
            *{box-sizing:border-box}
            html,body{margin:0;padding:0;background:#fff;color:#000;font:10pt/1.4 {{Font}};font-variant-numeric:tabular-nums}
            header{position:relative;height:{{form.TextTop - top:0.##}}mm}
            header>*{position:absolute}
            .letterhead{left:0;top:0;right:0;max-height:{{(form.HasSenderLine ? 44 : form.AddressTop - 4)
                - top:0.##}}mm;overflow:hidden;display:flex;gap:5mm;align-items:flex-start;font-size:8.5pt;line-height:1.35;overflow-wrap:anywhere}
            .letterhead img{display:block;flex:none}
            .letterhead b{font-size:11.5pt}
            .sender{left:{{form.AddressLeft - left:0.##}}mm;top:{{form.AddressTop
                - 6.5
                - top:0.##}}mm;width:{{form.AddressWidth:0.##}}mm;font-size:6.5pt;line-height:1.25;color:#333;border-bottom:.2mm solid #999;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
            address{left:{{form.AddressLeft - left:0.##}}mm;top:{{form.AddressTop
                - top:0.##}}mm;width:{{form.AddressWidth:0.##}}mm;height:{{form.AddressHeight:0.##}}mm;overflow:hidden;font-style:normal;font-size:{{AddressSize(
                paper
            )}}pt;line-height:{{AddressLine(paper):0.##}}mm;overflow-wrap:anywhere}
            .facts{{{facts}};top:{{form.AddressTop - top:0.##}}mm;font-size:9pt;line-height:1.45;overflow-wrap:anywhere}
            .facts span{color:#555}
            .fold{left:{{-left + 4}}mm;width:4mm;border-top:.15mm solid #999}
            h1{font-size:10.5pt;margin:0 0 4mm;overflow-wrap:anywhere}
            main p{margin:0 0 3.2mm;orphans:3;widows:3}
            main p.quiet{font-size:8.5pt;color:#444;margin:3mm 0 0;break-before:avoid}
            main p.enclosed{font-size:9pt;margin:5mm 0 0;break-before:avoid;overflow-wrap:anywhere}
            .sign{break-inside:avoid;break-after:avoid;margin-top:4mm}
            .sign p+p{margin-top:4mm}
            .sign.by-hand p+p{margin-top:20mm}
            table{border-collapse:collapse}
            table.invoices{width:100%;margin:1mm 0 4mm}
            .invoices th{font-weight:normal;font-size:8.5pt;color:#444;text-align:left;border-bottom:.3mm solid #000;padding:0 3mm 1mm 0;vertical-align:bottom}
            .invoices td{padding:1mm 3mm 1mm 0;border-bottom:.15mm solid #bbb;vertical-align:top;overflow-wrap:anywhere}
            .invoices tr{break-inside:avoid}
            .invoices td.day{white-space:nowrap}
            .invoices th.figure,.invoices td.figure{text-align:right;white-space:nowrap;padding-right:0}
            .invoices .sums{break-inside:avoid}
            .invoices .sums td{border:0}
            .invoices .strong td{font-weight:bold}
            .note{font-size:8.5pt;color:#444}
            .pay{display:flex;gap:8mm;justify-content:space-between;break-inside:avoid;border:.2mm solid #999;padding:3mm 4mm;margin:0 0 4mm}
            .pay .title{font-weight:bold;margin:0 0 1.5mm}
            .pay td{padding:.3mm 4mm .3mm 0;vertical-align:top;overflow-wrap:anywhere}
            .pay .label{color:#444;white-space:nowrap}
            .pay figure{flex:none;margin:-2mm -2mm 0 0;width:33mm;text-align:center}
            .pay svg{display:block;width:33mm;height:33mm}
            .pay figcaption{font-size:6.5pt;line-height:1.25;color:#444}
            main>div[style]{max-width:none!important;padding:0!important;font:inherit!important;white-space:pre-wrap}
            main>div[style] span[style]{font-size:8pt!important}
            @media screen{html{overflow-x:auto}body{width:165mm;margin:0 auto;padding:8mm 6mm;box-sizing:content-box} }
            @media screen and (max-width:720px){body{width:auto;padding:5mm}header{height:auto;margin:0 0 6mm}header>*{position:static;width:auto;height:auto;max-height:none;margin:0 0 4mm}
             header .sender,header .fold{display:none}.pay{flex-wrap:wrap} }
            """
        );
    }

    private const string Font = "'Liberation Sans',Arial,Helvetica,Inter,'DejaVu Sans',sans-serif";

    // Six lines, or a name of ninety characters, still have to show in the window.
    private static double AddressLine(LetterPaper paper) => Math.Min(4.6, paper.Form.AddressHeight / Math.Max(1, PrintedLines(paper)));

    private static string AddressSize(LetterPaper paper) => AddressLine(paper) < 4 ? "8.5" : "10";

    private static int PrintedLines(LetterPaper paper)
    {
        // About two millimetres a letter at ten points.
        var letters = (int)(paper.Form.AddressWidth / 2.05);
        return paper.To.Sum(line => Math.Max(1, (line.Length + letters - 1) / letters));
    }

    // A string of CSS in an element of HTML: nothing in it can end either.
    private static string Text(string text) =>
        "\""
        + string.Concat(
            text.Select(c => c is '"' or '\\' or '<' or '>' or '&' or '\'' || char.IsControl(c) ? $"\\{(int)c:x} " : c.ToString())
        )
        + "\"";
}
