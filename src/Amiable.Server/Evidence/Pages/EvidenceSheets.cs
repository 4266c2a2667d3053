using System.Globalization;
using System.Text;
using Amiable.Organizations;
using Amiable.Writing;

namespace Amiable.Evidence.Pages;

/// <summary>The pages of evidence.pdf as HTML, which loads nothing: cover, index, and a section for each thing.</summary>
internal static class EvidenceSheets
{
    // The files hold everything; the document is to be read.
    private const int MostOfBody = 6000;

    private const string Style = """
        @page{size:A4;margin:18mm 18mm 18mm 22mm}
        html,body{margin:0;background:#fff;color:#000;font:9.5pt/1.4 'Liberation Sans',Arial,Helvetica,sans-serif;font-variant-numeric:tabular-nums}
        h1{font-size:17pt;margin:0 0 2mm}h2{font-size:11.5pt;margin:0 0 1.5mm;break-after:avoid;overflow-wrap:anywhere}
        section{border-top:.3mm solid #000;padding:2.5mm 0 5mm}
        .file{font:7pt/1.35 'Liberation Mono',monospace;color:#444;overflow-wrap:anywhere;margin:0 0 2mm}
        table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.5mm 3mm .5mm 0;overflow-wrap:anywhere;font-weight:normal}
        th{color:#444;width:45mm}thead th{font-size:8pt;border-bottom:.3mm solid #000}.index td{border-bottom:.15mm solid #bbb}.index tr{break-inside:avoid}
        td.day{white-space:nowrap;width:24mm}td.where{font:7pt/1.5 'Liberation Mono',monospace;width:70mm}
        pre{white-space:pre-wrap;overflow-wrap:anywhere;font:8.5pt/1.4 'Liberation Sans',Arial,sans-serif;margin:2mm 0 0;border-left:.6mm solid #bbb;padding-left:3mm}
        .pair{display:flex;gap:10mm;margin:7mm 0}.pair>div{flex:1}.pair p{margin:0}.soft{color:#444}.seal{font:8pt/1.4 'Liberation Mono',monospace;overflow-wrap:anywhere;border:.2mm solid #999;padding:2mm}
        """;

    public static string Page(string language, string body) =>
        $"""
            <!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <style>{Style}</style></head><body>{body}</body></html>
            """;

    public static void Section(StringBuilder html, EvidenceItem item, IReadOnlyList<EvidenceFile> files)
    {
        html.Append("<section><h2>").Append(Text(item.Title)).Append("</h2>");
        foreach (var file in files)
            html.Append("<p class=\"file\">").Append(Text(file.Path)).Append("<br>SHA-256 ").Append(file.Sha256).Append("</p>");
        Table(html, item.Facts);
        if (item.Body is { Length: > 0 } body)
            html.Append("<pre>").Append(Text(body.Length > MostOfBody ? body[..MostOfBody] + " […]" : body)).Append("</pre>");
        html.Append("</section>");
    }

    public static string Index(EvidenceWords words, IEnumerable<(DateOnly On, string Title, string Path)> lines)
    {
        var t = words.Viewer.T;
        var html = new StringBuilder()
            .Append(
                CultureInfo.InvariantCulture,
                $"<h1>{Text(t["evidence-file.index"])}</h1><table class=\"index\"><thead><tr><th>{Text(t["evidence-file.day"])}</th>"
            )
            .Append(
                CultureInfo.InvariantCulture,
                $"<th>{Text(t["evidence-file.what"])}</th><th>{Text(t["evidence-file.file"])}</th></tr></thead><tbody>"
            );
        foreach (var (on, title, path) in lines)
            html.Append(
                CultureInfo.InvariantCulture,
                $"<tr><td class=\"day\">{Text(words.Viewer.Reader.Day(on))}</td><td>{Text(title)}</td><td class=\"where\">{Text(path)}</td></tr>"
            );
        return html.Append("</tbody></table>").ToString();
    }

    /// <summary>Who owes whom what, and the seal.</summary>
    public static string Cover(EvidenceWords words, EvidenceView view, EvidenceManifest manifest, EvidenceFolder folder)
    {
        var t = words.Viewer.T;
        var html = new StringBuilder($"<h1>{Text(t["evidence-file.title"])}</h1><p class=\"soft\">");
        html.Append(Text(t["evidence-file.made", words.Instant(manifest.CreatedAt), manifest.CreatedBy]))
            .Append("</p><div class=\"pair\">");
        Party(html, t["evidence-file.creditor"], Creditor(view.Organization));
        Party(html, t["evidence-file.debtor"], Debtor(view.Account.Details, view.Organization.Country));
        html.Append("</div>");
        Table(html, Sums(words, view, manifest));
        Head(html, t["evidence-file.contents"]);
        Table(html, [.. Enum.GetValues<EvidencePart>().Select(part => Contents(words, part, folder))]);
        Head(html, t["evidence-file.seal"]);
        html.Append("<p class=\"seal\">").Append(folder.Seal).Append("</p><p class=\"soft\">");
        return html.Append(Text(t["evidence-file.seal-of", folder.Files.Count])).Append("</p>").ToString();
    }

    private static List<(string, string)> Sums(EvidenceWords words, EvidenceView view, EvidenceManifest manifest)
    {
        var (t, reader) = (words.Viewer.T, words.Viewer.Reader);
        List<(string, string)> sums =
        [
            (t["evidence-file.about"], manifest.Invoices is { } chosen ? string.Join(", ", chosen) : t["evidence-file.all-invoices"]),
        ];
        foreach (var balance in view.Balances)
        {
            sums.Add((t["evidence-file.outstanding"], reader.Amount(balance.Outstanding)));
            var count = t.Count("evidence-file.overdue-invoices", balance.OverdueInvoices);
            sums.Add((t["evidence-file.overdue"], $"{reader.Amount(balance.Overdue)} · {count}"));
        }
        foreach (var late in view.Late.Sums)
            sums.Add((t["evidence-file.interest"], $"{reader.Amount(late.Interest + late.Fixed)} · {t.Of(view.Late.Stance)}"));
        return sums;
    }

    private static (string, string) Contents(EvidenceWords words, EvidencePart part, EvidenceFolder folder)
    {
        var name = EvidenceFolder.FolderOf(part);
        var files = folder.Files.Count(f => f.Path.StartsWith(name, StringComparison.Ordinal));
        return (name, $"{words.Title(part)}: {words.Viewer.T.Count("evidence-file.files", files)}");
    }

    private static void Head(StringBuilder html, string text) =>
        html.Append("<h2 style=\"margin-top:8mm\">").Append(Text(text)).Append("</h2>");

    private static IEnumerable<string?> Creditor(Organization us) =>
        [us.LegalName ?? us.Name, us.Profile.Address, us.RegistrationNumber, us.VatNumber];

    private static IEnumerable<string?> Debtor(Accounts.AccountDetails them, string country) =>
        [
            .. AddressLines.Of(them.LegalName ?? them.Name, null, them.Address, country, LetterWords.Country),
            them.RegistrationNumber,
            them.VatNumber,
        ];

    private static void Party(StringBuilder html, string who, IEnumerable<string?> lines) =>
        html.Append("<div><p class=\"soft\">")
            .Append(Text(who))
            .Append("</p><p>")
            .AppendJoin("<br>", lines.OfType<string>().Where(l => l.Length > 0).Select(Text))
            .Append("</p></div>");

    private static void Table(StringBuilder html, IReadOnlyList<(string Label, string Value)> lines)
    {
        if (lines.Count == 0)
            return;
        html.Append("<table>");
        foreach (var (label, value) in lines)
            html.Append("<tr><th>").Append(Text(label)).Append("</th><td>").Append(Text(value)).Append("</td></tr>");
        html.Append("</table>");
    }

    private static string Text(string text) => HtmlMail.Encode(text);
}
