using System.Globalization;
using System.Text;
using Amiable.Invoices;
using Amiable.Platform.Secrets;

namespace Amiable.Organizations.Demo;

/// <summary>The documents of invoices of the demo: one page of PDF (ISO 32000-1), in one of the fonts that every reader has.</summary>
internal static class DemoDocuments
{
    private static readonly HashSet<string> Filed =
    [
        "Ateliers Roux",
        "Menuiserie Kerbrat",
        "Garage Lemoine",
        "Studio Lumen",
        "Électricité Garnier",
        "Café Mirabelle",
    ];

    private static readonly string[] Work = ["Conseil en organisation", "Audit comptable", "Formation de l’équipe", "Suivi de projet"];

    public static IEnumerable<InvoiceDocument> Of(DemoLedger ledger, Organization organization, DateTimeOffset now) =>
        Filed.Contains(ledger.Account.Details.Name)
            ? ledger
                .Invoices.Where(i => !i.IsSettled)
                .Select(i => new InvoiceDocument(
                    Ids.New<InvoiceDocumentId>(now),
                    i.Id,
                    $"{i.Number}.pdf",
                    "application/pdf",
                    Pdf(Page(i, ledger, organization)),
                    LinkSecret.New(),
                    now
                ))
            : [];

    private static string Page(Invoice invoice, DemoLedger ledger, Organization organization)
    {
        var (page, profile, customer) = (new StringBuilder(), organization.Profile, ledger.Account.Details);
        var net = new Money((long)Math.Round(invoice.Total.Minor / 1.2m), invoice.Total.Currency);
        var second = new Money(net.Minor / 4, net.Currency);
        var work = invoice.IssuedOn.DayNumber % Work.Length;
        Put(50, 780, 16, organization.Name, isBold: true);
        Put(50, 762, 9, $"{profile.Street}, {profile.PostalCode} {profile.City}");
        Put(50, 750, 9, $"{profile.RegistrationNumber} - TVA {profile.VatNumber}");
        Put(350, 700, 11, customer.Name, isBold: true);
        Put(350, 685, 10, customer.City ?? "");
        Put(50, 640, 15, $"Facture {invoice.Number}", isBold: true);
        Put(50, 620, 10, $"Date : {Day(invoice.IssuedOn)}");
        Put(50, 606, 10, $"Échéance : {Day(invoice.DueOn!.Value)}");
        if (invoice.PurchaseOrder is { } order)
            Put(50, 592, 10, $"Votre commande : {order}");
        Line(570);
        Put(50, 578, 9, "Désignation", isBold: true);
        Put(450, 578, 9, "Montant HT", isBold: true);
        Put(50, 550, 10, Work[work]);
        Put(450, 550, 10, Amount(net - second));
        Put(50, 532, 10, Work[(work + 1) % Work.Length]);
        Put(450, 532, 10, Amount(second));
        Line(518);
        Put(350, 498, 10, "Total HT");
        Put(450, 498, 10, Amount(net));
        Put(350, 482, 10, "TVA 20 %");
        Put(450, 482, 10, Amount(invoice.Total - net));
        Put(350, 462, 12, "Total TTC", isBold: true);
        Put(450, 462, 12, Amount(invoice.Total), isBold: true);
        Put(50, 400, 9, $"Règlement par virement : {profile.Bank?.Iban}, en rappelant le numéro {invoice.Number}.");
        Put(50, 386, 9, "Pénalités de retard : trois fois le taux d’intérêt légal. Indemnité forfaitaire de recouvrement : 40 EUR.");
        return page.ToString();

        void Put(int x, int y, int size, string text, bool isBold = false) =>
            page.Append(CultureInfo.InvariantCulture, $"BT /{(isBold ? "B" : "R")} {size} Tf {x} {y} Td ({Escaped(text)}) Tj ET\n");

        void Line(int y) => page.Append(CultureInfo.InvariantCulture, $"0.5 w 50 {y} m 545 {y} l S\n");
    }

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Amount(Money money) =>
        $"{money.Major.ToString("#,0.00", CultureInfo.InvariantCulture).Replace(',', ' ').Replace('.', ',')} {money.Currency}";

    // All that is written here is in Latin-1, but for the apostrophe.
    private static string Escaped(string text) =>
        text.Replace('’', '\'')
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("(", "\\(", StringComparison.Ordinal)
            .Replace(")", "\\)", StringComparison.Ordinal);

    private static byte[] Pdf(string content)
    {
        string[] objects =
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</R 5 0 R/B 6 0 R>>>>>>",
            $"<</Length {content.Length}>>\nstream\n{content}endstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        ];
        var file = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        foreach (var (written, index) in objects.Select((o, i) => (o, i)))
        {
            places.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{index + 1} 0 obj\n{written}\nendobj\n");
        }
        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
            file.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {objects.Length + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }
}
