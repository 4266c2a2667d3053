namespace Amiable.Documents.Text.Papers;

/// <summary>Ways an invoice is laid out; the first six were looked at while the reader was made.</summary>
internal static class PaperLayouts
{
    public static string Html(Paper paper)
    {
        var body = paper.Layout switch
        {
            "A" => Letter(paper),
            "B" => Grid(paper),
            "C" => Letterhead(paper),
            "D" => Sentence(paper),
            "E" => Telecom(paper),
            "F" => Long(paper),
            "G" => CountedLayouts.Shop(paper),
            "H" => CountedLayouts.Strip(paper),
            "I" => CountedLayouts.Subscription(paper),
            "J" => CountedLayouts.Folio(paper),
            "K" => CountedLayouts.Swiss(paper),
            _ => CountedLayouts.Correction(paper),
        };
        var size = paper.American ? "letter" : "A4";
        return $$"""
            <!doctype html><meta charset="utf-8"><style>@page { size: {{size}}; margin: 15mm } body { font: 10pt Helvetica, Arial, sans-serif; margin: 0 }
            table { border-collapse: collapse } td, th { padding: 2px 6px; text-align: left; vertical-align: top } .r { text-align: right } .w { width: 100% } .s { font-size: 7pt }
            .f { display: flex; justify-content: space-between } h1 { font-size: 20pt } .b { font-weight: bold } .box { border: 1px solid #888; padding: 6px }</style>{{body}}
            """;
    }

    public static string Title(Paper p) => p.Word(p.IsCredit ? "credit" : "invoice");

    public static string Address(PaperParty one, bool country = false) =>
        $"{one.Name}<br>{one.Street}<br>{one.City}{(country ? "<br>" + one.Country : "")}";

    public static string Items(Paper p, IEnumerable<(string Name, int Count, decimal Price, decimal Rate, decimal Amount)>? lines = null) =>
        $"""<table class="w"><tr><th>#<th>{p.Word("desc")}<th class="r">{p.Word("qty")}<th class="r">{p.Word("price")}<th class="r">%<th class="r">{p.Word("amount")}</tr>"""
        + string.Concat(
            (lines ?? p.Lines).Select(
                (line, at) =>
                    $"""<tr><td>{at + 1}<td>{line.Name}<td class="r">{line.Count}<td class="r">{p.Money(line.Price)}<td class="r">{line.Rate:0.##}%<td class="r">{p.Money(line.Amount)}</tr>"""
            )
        )
        + "</table>";

    public static string Foot(Paper p) =>
        $"""<p class="s" style="margin-top:40px">{p.Seller.Name} · {p.Seller.Street} · {p.Seller.City}<br>{p.Seller.Foot} · {p.Word("vatid")} {p.Seller.Vat} · {p.Seller.Mail}<br>IBAN XX12 3456 7890 1234 5678 90 · BIC ABCDEFGH</p>""";

    public static string Row(string label, string value) => $"<tr><td>{label}<td class=\"r\">{value}</tr>";

    public static string Totals(Paper p)
    {
        var tax = string.Concat(p.Rates.Select(rate => Row($"{p.Word("tax")} {rate:0.##}%", p.Money(p.TaxAt(rate)))));
        var paid = p.Paid > 0 ? Row(p.Word("paid"), p.Money(p.Paid)) + Row(p.Word("payable"), p.Money(p.Gross - p.Paid)) : "";
        return Row(p.Word("net"), p.Money(p.Net)) + tax + Row($"<b>{p.Word("gross")}</b>", $"<b>{p.Money(p.Gross)}</b>") + paid;
    }

    private static string Letter(Paper p) =>
        $"""
            <p class="s"><u>{p.Seller.Name} - {p.Seller.Street} - {p.Seller.City}</u></p>
            <div class="f"><div>{Address(p.Buyer)}</div><table>{Row(p.Word("customer"), p.Customer)}{Row(p.Word("number"), p.Number)}{Row(
                p.Word("date"),
                p.Date(p.Issued)
            )}
            {Row(p.Word("delivery"), p.Date(p.Issued.AddDays(-3)))}{Row(p.Word("po"), p.Po!)}{(
                p.Original is null ? "" : Row(p.Word("original"), p.Original)
            )}</table></div>
            <h1>{Title(p)}</h1>{Items(p)}<div class="f"><div></div><table class="box">{Totals(p)}</table></div><p>{p.Word(
                "terms"
            )}</p><p>{p.Word("thanks")}</p>{Foot(p)}
            """;

    private static string Grid(Paper p) =>
        $"""
            <div class="f"><div class="b" style="font-size:14pt">{p.Seller.Name}</div><h1>{Title(
                p
            )}</h1></div><p>{p.Seller.Street}<br>{p.Seller.City}<br>{p.Seller.Mail}</p>
            <table class="w"><tr class="s"><td>{p.Word("number")}<td>{p.Word("date")}<td>{p.Word("due")}<td>{p.Word("customer")}<td>{p.Word(
                "order"
            )}</tr>
            <tr class="b"><td>{p.Number}<td>{p.Date(p.Issued)}<td>{p.Date(p.Due)}<td>{p.Customer}<td>{p.Order}</tr></table>
            <p class="s">{p.Word("billto")}</p><p>{Address(p.Buyer, true)}<br>{p.Word("yourvat")}: {p.Buyer.Vat}</p>{(
                p.Original is null ? "" : $"<p>{p.Word("original")} {p.Original}</p>"
            )}
            {Items(p)}<hr><div class="f"><p>{p.Word("thanks")}</p><table>{Totals(p)}</table></div>{Foot(p)}
            """;

    private static string Letterhead(Paper p) =>
        $"""
            <div class="f"><div>{Address(p.Seller, true)}<br>Tel. +1 555 0100 200</div><div class="r"><h1>{Title(
                    p
                ).ToUpperInvariant()}</h1><table>{Row(p.Word("number") + ":", p.Number)}{Row(p.Word("date") + ":", p.Date(p.Issued))}
            {Row(p.Word("po") + ":", p.Po!)}{Row(p.Word("due") + ":", p.Date(p.Due))}</table></div></div>
            <div class="f"><div><b>{p.Word("billto")}:</b><br>{Address(p.Buyer, true)}</div><div><b>{p.Word(
                "shipto"
            )}:</b><br>Warehouse 4<br>{p.Buyer.Street}<br>{p.Buyer.City}</div></div><br>
            {Items(p)}<div class="f"><div>{p.Word("terms")}</div><table>{Totals(p)}</table></div><p>{p.Word("thanks")}</p>{Foot(p)}
            """;

    private static string Sentence(Paper p) =>
        $"""
            <div>{Address(p.Seller)}<br>{p.Word("vatid")}: {p.Seller.Vat}</div><div style="margin-left:55%">{Address(p.Buyer)}</div>
            <h2>{Title(p)} {(p.Turn % 2 == 0 ? "Nr. " : "")}{p.Number} {p.Word("of")} {p.Date(p.Issued)}</h2><p>{p.Word(
                "customer"
            )}: {p.Customer} &nbsp; {p.Word("order")}: {p.Order} &nbsp; {p.Word("delivery")}: {p.Date(p.Issued.AddDays(-2))}</p>
            {(p.Original is null ? "" : $"<p>{p.Word("original")}: {p.Original}</p>")}{Items(p)}
            <p>{p.Word("net")}: {p.Money(p.Net)}<br>{string.Concat(
                p.Rates.Select(rate => $"{p.Word("tax")} {rate:0.##}%: {p.Money(p.TaxAt(rate))}<br>")
            )}<b>{p.Word("gross")}: {p.Money(p.Gross)}</b>
            {(
                p.Paid > 0 ? $"<br>{p.Word("paid")}: {p.Money(p.Paid)}<br>{p.Word("payable")}: {p.Money(p.Gross - p.Paid)}" : ""
            )}</p><p>{p.Word("due")}: {p.Date(p.Due)}. {p.Word("terms")}.</p>{Foot(p)}
            """;

    private static string Telecom(Paper p) =>
        $"""
            <div class="f"><div class="b">{p.Seller.Name}</div><div>{Address(p.Buyer)}</div></div><table class="s"><tr><td>{p.Word(
                "customer"
            )}<td>{p.Customer}<td>Tel.<td>06 12 34 56 78</tr><tr><td>Ref.<td>9988776655<td>{p.Word("period")}<td>{p.Date(
                p.Issued.AddDays(-31)
            )} - {p.Date(p.Issued.AddDays(-1))}</tr></table>
            <h2>{p.Word("number")} {p.Number}</h2><p>{p.Word("date")} {p.Date(p.Issued)} &nbsp;&nbsp;&nbsp; {p.Word("due")} {p.Date(
                p.Due
            )}</p>
            <table class="w"><tr><th><th class="r">{p.Word("net")}<th class="r">{p.Word("tax")}<th class="r">{p.Word("gross")}</tr>
            {string.Concat(
                p.Lines.Select(line =>
                    $"<tr><td>{line.Name}<td class=\"r\">{p.Money(line.Amount)}<td class=\"r\">{p.Money(Math.Round(line.Amount * line.Rate / 100, 2))}<td class=\"r\">{p.Money(line.Amount + Math.Round(line.Amount * line.Rate / 100, 2))}</tr>"
                )
            )}
            <tr class="b"><td>{p.Word("gross")}<td class="r">{p.Money(p.Net)}<td class="r">{p.Money(p.Tax)}<td class="r">{p.Money(
                p.Gross
            )}</tr></table>
            {(p.Previous > 0 ? $"<table>{Row(p.Word("previous"), p.Money(p.Previous))}</table>" : "")}<div class="box f"><b>{p.Word(
                "payable"
            )}</b><b style="font-size:14pt">{p.Money(p.Gross + p.Previous)}</b></div>
            <p class="s">{p.Word("thanks")} 0,35 / 12,50 / 1.000 MB</p>{Foot(p)}
            """;

    private static string Long(Paper p)
    {
        var head =
            $"""<div class="f"><span class="b">{p.Seller.Name}</span><span>{Title(p)} {p.Number}</span><span>{p.Date(p.Issued)}</span></div><hr>""";
        var (first, second) = (p.Lines.Take(24).ToList(), p.Lines.Skip(24).ToList());
        var rates = string.Concat(
            p.Rates.Select(rate =>
                $"""<tr><td>{rate:0.##}%<td class="r">{p.Money(p.BaseOf(rate))}<td class="r">{p.Money(p.TaxAt(rate))}</tr>"""
            )
        );
        return $"""
            {head}<div class="f"><div>{Address(p.Seller)}</div><div>{p.Word("billto")}:<br>{Address(p.Buyer)}</div></div><table>{Row(
                p.Word("number"),
                p.Number
            )}{Row(p.Word("date"), p.Date(p.Issued))}{Row(p.Word("due"), p.Date(p.Due))}{Row(p.Word("po"), p.Po!)}{Row(
                p.Word("customer"),
                p.Customer
            )}</table>
            {Items(p, first)}<p class="r">{p.Word("carry")} {p.Money(first.Sum(line => line.Amount))}</p><p class="r">{p.Word(
                "page"
            )} 1 / 2</p><div style="break-after:page"></div>
            {head}<p class="r">{p.Word("carry")} {p.Money(first.Sum(line => line.Amount))}</p>{Items(p, second)}
            <div class="f"><table class="box"><tr><th>%<th>{p.Word("net")}<th>{p.Word("tax")}</tr>{rates}</table><table>{Row(
                p.Word("net"),
                p.Money(p.Net)
            )}{Row(p.Word("tax"), p.Money(p.Tax))}{Row(p.Word("gross"), p.Money(p.Gross))}</table></div>
            {Foot(p)}<p class="r">{p.Word("page")} 2 / 2</p>
            """;
    }
}
