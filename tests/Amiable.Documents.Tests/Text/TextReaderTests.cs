using System.Diagnostics;
using Amiable.Documents.Pages;

namespace Amiable.Documents.Text;

public class TextReaderTests
{
    [Fact]
    public void A_hundred_pages_of_a_hundred_thousand_words_do_not_stop_the_reader()
    {
        string[] words = ["Total", "12.50", "Invoice", "number", "date", "03/04/2024", "VAT", "EUR", "20%", "Ltd"];
        var pages = Enumerable
            .Range(1, 100)
            .Select(page => new TextPage(
                page,
                600,
                800,
                [.. Enumerable.Range(0, 1_000).Select(at => Word(words[(at * 7) % 10], (at % 10) * 58, at / 10 * 8))]
            ))
            .ToList();
        var watch = Stopwatch.StartNew();
        TextReader.Read(pages, FieldSource.Text);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }

    [Fact]
    public void A_page_without_spaces_or_of_confetti_does_not_stop_the_reader()
    {
        var watch = Stopwatch.StartNew();
        TextReader.Read(
            [new(1, 600, 800, [Word(string.Concat(Enumerable.Repeat("Total1.234,56EUR03/04/2024", 4_000)), 0, 0)])],
            FieldSource.Text
        );
        TextReader.Read(
            [
                new(
                    1,
                    600,
                    800,
                    [.. Enumerable.Range(0, 200).Select(at => Word(new string((char)('1' + (at % 9)), 90) + "-.,/:", at % 6, at))]
                ),
            ],
            FieldSource.Text
        );
        TextReader.Read(
            [
                new(
                    1,
                    600,
                    800,
                    [
                        .. Enumerable
                            .Range(0, 20_000)
                            .Select(at => new PageWord("1.1.1.1", at % 600, at * 0.04, (at % 600) + 9, (at * 0.04) + 0.4)),
                    ]
                ),
            ],
            FieldSource.Text
        );
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(8), $"{watch.Elapsed}");
    }

    [Fact]
    public void A_page_is_read_in_less_than_ten_milliseconds()
    {
        var paper = Papers.PaperFiles.Pages(Papers.PaperFiles.All().First());
        TextReader.Read(paper, FieldSource.Text);
        var watch = Stopwatch.StartNew();
        for (var again = 0; again < 20; again++)
            TextReader.Read(paper, FieldSource.Text);
        Assert.True(
            watch.Elapsed / 20 < TimeSpan.FromMilliseconds(10 * 4),
            $"{watch.Elapsed / 20}: four times what is meant, for a busy machine"
        );
    }

    [Fact]
    public void Nothing_is_made_up_from_nothing()
    {
        Assert.Equal(new DocumentReading().Total, TextReader.Read([], FieldSource.Text).Total);
        var prose = TextReader.Read(
            [Page("Dear Mr Miller,", "thank you for the nice lunch on Monday.", "See you soon, 12 people agreed.")],
            FieldSource.Text
        );
        Assert.Null(prose.Total);
        Assert.Null(prose.Number);
        Assert.Null(prose.Kind);
        Assert.Null(prose.Currency);
    }

    [Fact]
    public void A_finding_shows_where_it_stands()
    {
        var total = TextReader.Read([Page("Invoice number: A-17", "Total including VAT 120.00 EUR")], FieldSource.Text).Total!;
        Assert.Equal((120m, "120.00 EUR", 1), (total.Value, total.Evidence!.Text, total.Evidence.Page));
        Assert.InRange(total.Evidence.Area.Top, 0.02, 0.06);
        Assert.True(total.Evidence.Area.Left < total.Evidence.Area.Right && total.Evidence.Area.Right < 1);
    }

    [Theory]
    [InlineData("Rechnungsnummer 30064443 Rechnungsdatum 7. Mai 2014", "2014-05-07")]
    [InlineData("Facture n° 12 du 1er juillet 2015", "2015-07-01")]
    [InlineData("Fecha de factura: 12 de marzo de 2024", "2024-03-12")]
    [InlineData("Invoice date: 3rd March 2024", "2024-03-03")]
    [InlineData("Invoice date: August 3 , 2014", "2014-08-03")]
    [InlineData("Data fattura 31.12.23", "2023-12-31")]
    [InlineData("Factuurdatum: 19-04-2014", "2014-04-19")]
    [InlineData("Data de emissão 2024-02-29", "2024-02-29")]
    [InlineData("Invoice date 03/04/2024 VAT No. GB123456782 Total £12.00", "2024-04-03")]
    [InlineData("Invoice date 03/04/2024 Total $12.00 Austin, TX 78701", "2024-03-04")]
    [InlineData("Invoice date 03/04/2024 Shipped on 03/25/2024", "2024-03-04")]
    public void The_date_of_an_invoice_is_read_in_any_form(string line, string date) =>
        Assert.Equal(
            DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture),
            TextReader.Read([Page(line)], FieldSource.Text).IssuedOn?.Value
        );

    [Theory]
    [InlineData("Total TTC 1 234,56 €", 1234.56)]
    [InlineData("Gesamtbetrag 1.234,56 EUR", 1234.56)]
    [InlineData("Grand total $1,234.56", 1234.56)]
    [InlineData("Rechnungsbetrag CHF 1'234.50", 1234.5)]
    [InlineData("Grand total Rs. 1,23,456.00", 123456)]
    [InlineData("Totaalbedrag € 120,-", 120)]
    [InlineData("Total credit -233.47 EUR", 233.47)]
    [InlineData("Total credit (233.47)", 233.47)]
    public void A_total_is_read_in_any_form(string line, decimal total) =>
        Assert.Equal(total, TextReader.Read([Page(line)], FieldSource.Text).Total?.Value);

    [Theory]
    [InlineData("Payment terms: 30 days", "2024-03-02")]
    [InlineData("Terms: Net 14", "2024-02-15")]
    [InlineData("Zahlbar innerhalb von 14 Tagen netto", "2024-02-15")]
    [InlineData("Conditions de paiement : 30 jours fin de mois", "2024-03-31")]
    [InlineData("Pagamento: bonifico 60 gg d.f.f.m.", "2024-04-30")]
    [InlineData("Zahlungsbedingungen: 10 Tage 2% Skonto, 30 Tage netto", "2024-03-02")]
    [InlineData("Payment terms: due on receipt", "2024-02-01")]
    [InlineData("Wij verzoeken u te betalen binnen 8 dagen", "2024-02-09")]
    [InlineData("Please pay by 15 March 2024", "2024-03-15")]
    [InlineData("Interest of 8 % is charged on late payment after 60 days.", null)]
    public void The_due_date_is_stated_or_follows_from_the_terms(string line, string? due) =>
        Assert.Equal(
            due is null ? null : DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture),
            TextReader.Read([Page("Invoice date: 2024-02-01", line)], FieldSource.Text).DueOn?.Value
        );

    [Fact]
    public void Net_and_tax_that_add_up_make_a_total_sure_and_two_different_totals_make_it_doubtful()
    {
        var sure = TextReader.Read([Page("Net amount 100.00 EUR", "VAT 20% 20.00 EUR", "Total incl. VAT 120.00 EUR")], FieldSource.Text);
        Assert.True(sure.Total!.Confidence >= Finding.Certain);
        Assert.Equal((120m, 20m), (sure.Total.Value, sure.Tax!.Value));
        var doubtful = TextReader.Read([Page("Grand total 120.00 EUR", "Invoice total 210.00 EUR")], FieldSource.Text);
        Assert.True(doubtful.Total!.Confidence < 0.8, $"{doubtful.Total.Confidence}");
    }

    [Fact]
    public void A_previous_balance_is_not_part_of_the_total_and_what_was_paid_does_not_lessen_it()
    {
        var balance = TextReader.Read(
            [
                Page(
                    "Previous balance 40.00 EUR",
                    "Net amount 100.00 EUR",
                    "VAT 20% 20.00 EUR",
                    "Total new charges 120.00 EUR",
                    "Amount due 160.00 EUR"
                ),
            ],
            FieldSource.Text
        );
        Assert.Equal(120m, balance.Total!.Value);
        var paid = TextReader.Read(
            [Page("Total incl. VAT 120.00 EUR", "Deposit paid 50.00 EUR", "Balance due 70.00 EUR")],
            FieldSource.Text
        );
        Assert.Equal((120m, 50m), (paid.Total!.Value, paid.Paid!.Value));
    }

    [Theory]
    [InlineData("FR60421938861", true)]
    [InlineData("FR61421938861", false)]
    [InlineData("DE136695976", true)]
    [InlineData("NL810433941B01", true)]
    [InlineData("IT00743110157", true)]
    [InlineData("ESA58818501", true)]
    [InlineData("PT501442600", true)]
    [InlineData("CHE116281710", true)]
    [InlineData("DE123456789", false)]
    public void The_check_digits_of_vat_numbers_are_checked(string number, bool valid) => Assert.Equal(valid, TaxNumbers.IsValid(number));

    private static PageWord Word(string text, double left, double top) => new(text, left, top, left + (text.Length * 5), top + 7);

    internal static TextPage Page(params string[] lines)
    {
        var words = new List<PageWord>();
        for (var at = 0; at < lines.Length; at++)
        {
            var left = 20.0;
            foreach (var word in lines[at].Split(' '))
            {
                words.Add(new(word, left, 20 + (at * 20), left + (word.Length * 5), 30 + (at * 20)));
                left += (word.Length * 5) + 3;
            }
        }
        return new(1, 595, 842, words);
    }
}
