using static Amiable.Documents.Text.Papers.PaperLayouts;

namespace Amiable.Documents.Text.Papers;

/// <summary>Layouts that were not looked at while the reader was made.</summary>
internal static class CountedLayouts
{
    /// <summary>A shop's: the seller at the right, prices with tax, the tax in them on the left.</summary>
    public static string Shop(Paper p) =>
        $"""
            <div class="f"><div><h1>{Title(p)}.</h1>{Address(p.Buyer)}</div><div>{Address(p.Seller, true)}<br>{p.Seller.Foot}<br>{p.Word(
                "vatid"
            )} {p.Seller.Vat}<br>IBAN XX50 0000 0683 2513 09</div></div><br>
            <div>{p.Word("number")}: {p.Number}<br>{p.Word("customer")}: {p.Customer}<br>{p.Word("date")}: {p.Date(p.Issued)}<br>{p.Word(
                "order"
            )}: {p.Order}<br>{p.Word("delivery")}: {p.Date(p.Issued.AddDays(-1))}</div><br>
            <table class="w"><tr><th>{p.Word("desc")}<th class="r">{p.Word("qty")}<th class="r">{p.Word("price")}<th class="r">{p.Word(
                "amount"
            )}</tr>
            {string.Concat(
                p.Lines.Select(line =>
                    $"<tr><td>{line.Name}<td class=\"r\">{line.Count}<td class=\"r\">{p.Money(With(line.Price, line.Rate))}<td class=\"r\">{p.Money(With(line.Amount, line.Rate))}</tr>"
                )
            )}</table><br>
            <div class="f"><table class="s">{Row(p.Word("net"), p.Money(p.Net))}{Row(
                $"{p.Word("tax")} {p.Rates[0]:0.##}%",
                p.Money(p.Tax)
            )}</table><table>{Row(p.Word("gross"), p.Money(p.Gross))}{(
                p.Paid > 0
                    ? Row(p.Word("paid"), p.Money(p.Paid)) + Row(p.Word("payable"), p.Money(p.Gross - p.Paid))
                    : Row("PayPal", p.Money(p.Gross))
            )}</table></div>
            """;

    /// <summary>A row of captions over a row of values, and a table of taxes beside the totals.</summary>
    public static string Strip(Paper p) =>
        $"""
            <div class="f"><div><b style="font-size:16pt">{p.Seller.Name}</b><br>{p.Seller.Street}, {p.Seller.City}<br>{p.Word(
                "vatid"
            )}: {p.Seller.Vat}</div><div class="box">{p.Word("billto")}<br>{Address(p.Buyer, true)}</div></div><br>
            <table class="w" border="1"><tr class="s"><th>{Title(p)}<th>{p.Word("number")}<th>{p.Word("customer")}<th>{p.Word(
                "date"
            )}<th>{p.Word("po")}<th>{p.Word("page")}</tr><tr><td><td>{p.Number}<td>{p.Customer}<td>{p.Date(
                p.Issued
            )}<td>{p.Po}<td>1</tr></table>
            {(p.Original is null ? "" : $"<p>{p.Word("original")} {p.Original}</p>")}<br>{Items(p)}<br>
            <div class="f"><table border="1"><tr><th>{p.Word("net")}<th>%<th>{p.Word("tax")}</tr>{string.Concat(
                p.Rates.Select(rate =>
                    $"<tr><td class=\"r\">{p.Money(p.BaseOf(rate))}<td>{rate:0.##}<td class=\"r\">{p.Money(p.TaxAt(rate))}</tr>"
                )
            )}</table>
            <table border="1"><tr><td>{p.Word("net")}<td>{p.Word("tax")}<td><b>{p.Word("gross")}</b></tr><tr><td>{p.Money(
                p.Net
            )}<td>{p.Money(p.Tax)}<td><b>{p.Money(p.Gross)}</b></tr></table></div><p>{p.Word("terms")}</p><p class="s">{p.Word(
                "thanks"
            )}</p>
            """;

    /// <summary>A subscription's, as web services send them.</summary>
    public static string Subscription(Paper p) =>
        $"""
            <h1>{Title(p)}</h1><table><tr><td class="b">{p.Word("number")}<td>{p.Number}</tr><tr><td>{p.Word("date")}<td>{p.Date(
                p.Issued
            )}</tr><tr><td>{p.Word("due")}<td>{p.Date(p.Due)}</tr></table><br>
            <div style="display:flex;gap:80px"><div><b>{p.Seller.Name}</b><br>{p.Seller.Street}<br>{p.Seller.City}<br>{p.Seller.Country}<br>{p.Seller.Mail}</div><div><b>{p.Word(
                "billto"
            )}</b><br>{Address(p.Buyer, true)}<br>{p.Buyer.Mail}</div></div>
            <h2>{p.Money(p.Gross)} {p.Word("due")} {p.Date(p.Due)}</h2><p class="s">{p.Date(p.Issued)} – {p.Date(
                p.Issued.AddDays(30)
            )}</p>{Items(p)}
            <div class="f"><div></div><table style="width:50%">{Row(p.Word("net"), p.Money(p.Net))}{Row(
                $"{p.Word("tax")} ({p.Rates[0]:0.##}% / {p.Money(p.Net)})",
                p.Money(p.Tax)
            )}{Row(p.Word("gross"), p.Money(p.Gross))}{Row("<b>" + p.Word("payable") + "</b>", p.Money(p.Gross))}</table></div>
            """;

    /// <summary>A hotel's: a stay, charges by day, payments and what is left.</summary>
    public static string Folio(Paper p) =>
        $"""
            <div style="text-align:center"><b style="font-size:16pt">Grand Hotel Aurora</b><br>{p.Seller.Street} · {p.Seller.City}<br>{p.Seller.Name} · {p.Word(
                "vatid"
            )} {p.Seller.Vat}</div><br>
            <div class="f"><div>{Address(p.Buyer)}</div><table>{Row(p.Word("number"), p.Number)}{Row(p.Word("date"), p.Date(p.Issued))}{Row(
                "Room",
                "417"
            )}{Row("Check-in", p.Date(p.Issued.AddDays(-4)))}{Row("Check-out", p.Date(p.Issued))}{Row("Ref.", p.Order)}</table></div><br>
            <table class="w">{string.Concat(
                p.Lines.Select(
                    (line, at) =>
                        $"<tr><td>{p.Date(p.Issued.AddDays(at - 4))}<td>{line.Name}<td class=\"r\">{p.Money(With(line.Amount, line.Rate))}</tr>"
                )
            )}</table><hr>
            {(p.Previous > 0 ? $"<table>{Row(p.Word("previous"), p.Money(p.Previous))}</table>" : "")}<table class="w">{Row(
                p.Word("gross"),
                p.Money(p.Gross)
            )}{Row($"{p.Word("tax")} {p.Rates[0]:0.##}%", p.Money(p.Tax))}{Row(p.Word("net"), p.Money(p.Net))}</table><p class="s">{p.Word(
                "thanks"
            )} VISA **** 1234</p>
            """;

    /// <summary>Swiss: amounts in francs, captions in two languages, a payment part at the foot.</summary>
    public static string Swiss(Paper p)
    {
        var other = p.Language == "en" ? "de" : "en";
        string Both(string term) => $"{p.Word(term)} / {PaperWords.Of(term, other, true, p.Turn)}";
        return $"""
            <div class="f"><div>{Address(p.Seller)}<br>{p.Seller.Vat} MWST</div><div>{Address(p.Buyer)}</div></div><h2>{Both(
                "invoice"
            )}</h2>
            <table>{Row(Both("number"), p.Number)}{Row(Both("date"), p.Date(p.Issued))}{Row(Both("due"), p.Date(p.Due))}{Row(
                Both("customer"),
                p.Customer
            )}</table><br>{Items(p)}<br>
            <table style="margin-left:40%">{Row(Both("net"), p.Money(p.Net))}{Row($"{Both("tax")} {p.Rates[0]:0.##}%", p.Money(p.Tax))}{Row(
                "<b>" + Both("gross") + " CHF</b>",
                $"<b>{p.Money(p.Gross)}</b>"
            )}</table>
            <hr><div class="s" style="display:flex;gap:60px"><div><b>Empfangsschein</b><br>Konto / Zahlbar an<br>CH44 3199 9123 0008 8901 2<br>{Address(
                p.Seller
            )}</div><div><b>Zahlteil</b><br>Währung &nbsp; Betrag<br>CHF &nbsp; {p.Gross:0.00}<br>Referenz<br>21 00000 00003 13947 14300 09017</div></div>
            """;
    }

    /// <summary>A credit note that names the invoice it takes back; one of two without tax.</summary>
    public static string Correction(Paper p) =>
        $"""
            <div class="r">{Address(p.Seller, true)}<br>{p.Seller.Mail}</div><p>{p.Word("billto")}: </p><div>{Address(
                p.Buyer,
                true
            )}<br>{p.Word("yourvat")} {p.Buyer.Vat}</div><br>
            <h1>{Title(p)} {p.Number}</h1><p>{p.Word("date")}: {p.Date(p.Issued)}<br>{p.Word("original")}: {p.Original} ({p.Date(
                p.Issued.AddDays(-40)
            )})<br>{p.Word("po")}: {p.Po}</p>{Items(p)}
            <table style="margin-left:60%">{Row(p.Word("net"), p.Money(p.Net))}{Row(
                $"{p.Word("tax")} {p.Rates[0]:0.##}%",
                p.Money(p.Tax)
            )}{Row(p.Word("gross"), p.Money(p.Gross))}</table>{Foot(p)}
            """;

    private static decimal With(decimal amount, decimal rate) => Math.Round(amount * (1 + (rate / 100)), 2);
}
