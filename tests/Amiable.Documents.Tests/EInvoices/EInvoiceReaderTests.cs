using System.Text;

namespace Amiable.Documents.EInvoices;

public class EInvoiceReaderTests
{
    private static readonly ReadingLimits Limits = ReadingLimits.Default;

    private static DocumentReading Read(string xml) => Assert.Single(EInvoiceReader.Read(Encoding.UTF8.GetBytes(xml), Limits));

    private static IEnumerable<string> Codes(DocumentReading reading) => reading.Problems.Select(p => p.Code);

    [Fact]
    public void A_CII_invoice_gives_all_its_fields()
    {
        var r = Read(Fixture.Text("cii.xml"));
        Assert.Empty(r.Problems);
        Assert.Equal(DocumentKind.Invoice, r.Kind!.Value);
        Assert.Equal(("F-2026-0117", "PO-88", "EUR"), (r.Number!.Value, r.PurchaseOrder!.Value, r.Currency!.Value));
        Assert.Equal((new DateOnly(2026, 3, 2), new DateOnly(2026, 4, 1)), (r.IssuedOn!.Value, r.DueOn!.Value));
        Assert.Equal((1200m, 200m, 300m), (r.Total!.Value, r.Tax!.Value, r.Paid!.Value));
        Assert.Equal(
            ("Duvernay Conseil SAS", "FR44732829320", "732829320"),
            (r.Seller.Name!.Value, r.Seller.VatNumber!.Value, r.Seller.RegistrationNumber!.Value)
        );
        Assert.Equal(
            ("Brightwell Ltd", "GB", "09876543"),
            (r.Buyer.Name!.Value, r.Buyer.Country!.Value, r.Buyer.RegistrationNumber!.Value)
        );
        Assert.Equal("Unit 5\n12 Dock Street\nManchester M1 2AB", r.Buyer.Address!.Value);
        Assert.Equal(("ann.carter@brightwell.example", "Ann Carter"), (r.Buyer.Email!.Value, r.Buyer.ContactName!.Value));
    }

    [Fact]
    public void A_UBL_invoice_gives_all_its_fields()
    {
        var r = Read(Fixture.Text("ubl.xml"));
        Assert.Empty(r.Problems);
        Assert.Equal((DocumentKind.Invoice, "2026-00042", "SEK"), (r.Kind!.Value, r.Number!.Value, r.Currency!.Value));
        Assert.Equal((new DateOnly(2026, 1, 15), new DateOnly(2026, 2, 14)), (r.IssuedOn!.Value, r.DueOn!.Value));
        Assert.Equal((1250m, 250m), (r.Total!.Value, r.Tax!.Value));
        Assert.Null(r.Paid);
        Assert.True(r.IsDirectDebit!.Value);
        Assert.Equal(
            ("Nordlys AB", "SE556677889901", "5566778899"),
            (r.Seller.Name!.Value, r.Seller.VatNumber!.Value, r.Seller.RegistrationNumber!.Value)
        );
        Assert.Equal(("Kund ApS", "DK", "faktura@kund.example"), (r.Buyer.Name!.Value, r.Buyer.Country!.Value, r.Buyer.Email!.Value));
        Assert.Equal("Havnegade 7\n8000 Aarhus", r.Buyer.Address!.Value);
        Assert.Null(r.Buyer.VatNumber);
    }

    [Fact]
    public void A_UBL_credit_note_names_the_invoice_it_corrects()
    {
        var r = Read(Fixture.Text("ubl-credit-note.xml"));
        Assert.Empty(r.Problems);
        Assert.Equal((DocumentKind.CreditNote, "CN-7", "2026-00012"), (r.Kind!.Value, r.Number!.Value, r.Preceding!.Value));
        Assert.Equal((121m, new DateOnly(2026, 3, 3)), (r.Total!.Value, r.DueOn!.Value));
    }

    [Fact]
    public void ZUGFeRD_1_is_read_like_its_successors()
    {
        var r = Read(Fixture.Text("zugferd1.xml"));
        Assert.Empty(r.Problems);
        Assert.Equal(("R-2015-7", "B-1", 119m, 19m), (r.Number!.Value, r.PurchaseOrder!.Value, r.Total!.Value, r.Tax!.Value));
        Assert.Equal((new DateOnly(2015, 7, 3), new DateOnly(2015, 7, 17)), (r.IssuedOn!.Value, r.DueOn!.Value));
        Assert.Equal(("DE136695976", "Käufer GmbH"), (r.Seller.VatNumber!.Value, r.Buyer.Name!.Value));
    }

    [Fact]
    public void Each_body_of_a_FatturaPA_is_an_invoice_of_its_own()
    {
        var read = EInvoiceReader.Read(Fixture.Bytes("fatturapa.xml"), Limits);
        Assert.Equal(["12/A", "13/A"], read.Select(r => r.Number!.Value));
        var (first, second) = (read[0], read[1]);
        Assert.Equal(
            (DocumentKind.Invoice, 1220m, 220m, "ORD-9"),
            (first.Kind!.Value, first.Total!.Value, first.Tax!.Value, first.PurchaseOrder!.Value)
        );
        Assert.Equal((new DateOnly(2026, 1, 31), new DateOnly(2026, 3, 2)), (first.IssuedOn!.Value, first.DueOn!.Value));
        Assert.Equal(("Studio Alfa S.r.l.", "IT01234567890"), (first.Seller.Name!.Value, first.Seller.VatNumber!.Value));
        Assert.Equal(("Mario Rossi", "Corso Italia 5\n10121 Torino"), (first.Buyer.Name!.Value, first.Buyer.Address!.Value));
        var withheld = Assert.Single(first.Problems);
        Assert.Equal("part-withheld", withheld.Code);
        Assert.Equal(["200.00", "1020.00"], withheld.Values);
        Assert.Equal(
            (DocumentKind.CreditNote, 177m, 27m, "12/A"),
            (second.Kind!.Value, second.Total!.Value, second.Tax!.Value, second.Preceding!.Value)
        );
    }

    [Fact]
    public void What_FatturaPA_fills_in_for_a_buyer_abroad_is_not_taken_for_true()
    {
        var xml = Fixture
            .Text("fatturapa.xml")
            .Replace(">09876543210<", ">99999999999<", StringComparison.Ordinal)
            .Replace(">10121<", ">00000<", StringComparison.Ordinal);
        var buyer = EInvoiceReader.Read(Encoding.UTF8.GetBytes(xml), Limits)[0].Buyer;
        Assert.Null(buyer.VatNumber);
        Assert.Equal("Corso Italia 5\nTorino", buyer.Address!.Value);
    }

    [Fact]
    public void A_simplified_FatturaPA_has_its_tax_in_its_amounts()
    {
        var r = Assert.Single(EInvoiceReader.Read(Fixture.Bytes("fatturapa-simplified.xml"), Limits));
        Assert.Empty(r.Problems);
        Assert.Equal(("S-5", 110m, 10m, "Beta S.p.A."), (r.Number!.Value, r.Total!.Value, r.Tax!.Value, r.Buyer.Name!.Value));
    }

    [Theory]
    [InlineData("380", "-1200.00", "-200.00", "-1000.00", DocumentKind.CreditNote, "invoice-negative")]
    [InlineData("381", "-1200.00", "-200.00", "-1000.00", DocumentKind.CreditNote, "credit-note-negative")]
    [InlineData("384", "-1200.00", "-200.00", "-1000.00", DocumentKind.CreditNote, null)]
    [InlineData("384", "1200.00", "200.00", "1000.00", DocumentKind.Invoice, null)]
    [InlineData("381", "1200.00", "200.00", "1000.00", DocumentKind.CreditNote, null)]
    [InlineData("326", "1200.00", "200.00", "1000.00", DocumentKind.Invoice, null)]
    [InlineData("261", "1200.00", "200.00", "1000.00", DocumentKind.CreditNote, null)]
    [InlineData("325", "1200.00", "200.00", "1000.00", DocumentKind.Invoice, "pro-forma")]
    [InlineData("999", "1200.00", "200.00", "1000.00", DocumentKind.Invoice, "type-unknown")]
    public void Type_and_sign_tell_an_invoice_from_a_credit_note(
        string type,
        string total,
        string tax,
        string net,
        DocumentKind kind,
        string? problem
    )
    {
        var xml = Fixture
            .Text("cii.xml")
            .Replace(">380<", $">{type}<", StringComparison.Ordinal)
            .Replace(">1200.00<", $">{total}<", StringComparison.Ordinal)
            .Replace(">200.00<", $">{tax}<", StringComparison.Ordinal)
            .Replace(">1000.00<", $">{net}<", StringComparison.Ordinal)
            .Replace(">300.00<", ">0.00<", StringComparison.Ordinal)
            .Replace(">900.00<", $">{total}<", StringComparison.Ordinal);
        var r = Read(xml);
        Assert.Equal((kind, 1200m, 200m), (r.Kind!.Value, r.Total!.Value, r.Tax!.Value));
        Assert.Equal(problem is null ? [] : [problem], Codes(r));
        Assert.Equal(problem is null or "pro-forma", r.Kind.Confidence >= Finding.Certain);
    }

    [Theory]
    [InlineData("<ram:ID>F-2026-0117</ram:ID>", "", "number-missing", "number")]
    [InlineData(">20260302<", ">20261302<", "date-wrong", "issuedDate")]
    [InlineData(">20260401<", ">20260101<", "due-before-issue", "dueDate")]
    [InlineData(">20260401<", ">soon<", "date-wrong", "dueDate")]
    [InlineData(">1200.00<", ">1.200,00<", "amount-wrong", "totalAmount")]
    [InlineData("GrandTotalAmount>1200.00<", "GrandTotalAmount>1210.00<", "total-wrong", "totalAmount")]
    [InlineData("DuePayableAmount>900.00<", "DuePayableAmount>950.00<", "payable-wrong", "paidAmount")]
    [InlineData("CalculatedAmount>200.00<", "CalculatedAmount>190.00<", "tax-sum-wrong", "taxAmount")]
    [InlineData("RateApplicablePercent>20.00<", "RateApplicablePercent>5.50<", "tax-rate-wrong", "taxAmount")]
    [InlineData(
        "<ram:LineTotalAmount>1000.00</ram:LineTotalAmount></ram",
        "<ram:LineTotalAmount>990.00</ram:LineTotalAmount></ram",
        "lines-sum-wrong",
        "totalAmount"
    )]
    [InlineData(">EUR</ram:Inv", ">EURO</ram:Inv", "currency-unknown", "currency")]
    [InlineData("<ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>", "", "currency-missing", "currency")]
    [InlineData("<ram:Name>Duvernay Conseil SAS</ram:Name>", "", "seller-missing", "seller.name")]
    public void What_is_missing_or_contradicts_itself_is_said_with_its_field(string from, string to, string code, string field)
    {
        var xml = Fixture.Text("cii.xml");
        Assert.Contains(from, xml, StringComparison.Ordinal);
        var r = Read(xml.Replace(from, to, StringComparison.Ordinal));
        var problem = Assert.Single(r.Problems, p => p.Code == code);
        Assert.Equal(field, problem.Field);
        Assert.False(problem.Refuses);
    }

    [Fact]
    public void A_total_that_does_not_add_up_is_never_certain()
    {
        var r = Read(Fixture.Text("cii.xml").Replace("GrandTotalAmount>1200.00<", "GrandTotalAmount>1210.00<", StringComparison.Ordinal));
        Assert.Equal(1210m, r.Total!.Value);
        Assert.True(r.Total.Confidence < Finding.Certain);
    }

    [Fact]
    public void An_invoice_paid_in_parts_is_due_on_the_last_day_and_says_so()
    {
        var one = Fixture.Text("cii.xml");
        var terms = one[one.IndexOf("<ram:SpecifiedTradePaymentTerms>", StringComparison.Ordinal)..];
        terms = terms[..(terms.IndexOf("</ram:SpecifiedTradePaymentTerms>", StringComparison.Ordinal) + 33)];
        var r = Read(one.Replace(terms, terms + terms.Replace("20260401", "20260501", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.Equal(new DateOnly(2026, 5, 1), r.DueOn!.Value);
        Assert.Equal(["several-due-dates"], Codes(r));
    }

    [Fact]
    public void What_was_paid_is_the_rest_in_a_profile_without_a_place_for_it()
    {
        var minimum = Fixture
            .Text("cii.xml")
            .Replace("urn:cen.eu:en16931:2017", "urn:factur-x.eu:1p0:minimum", StringComparison.Ordinal)
            .Replace("<ram:TotalPrepaidAmount>300.00</ram:TotalPrepaidAmount>", "", StringComparison.Ordinal);
        var r = Read(minimum);
        Assert.Empty(r.Problems);
        Assert.Equal(300m, r.Paid!.Value);
    }

    [Fact]
    public void An_envelope_is_opened()
    {
        var ubl = Fixture.Text("ubl.xml");
        var invoice = ubl[ubl.IndexOf("<Invoice", StringComparison.Ordinal)..];
        var peppol =
            "<StandardBusinessDocument xmlns='http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader'><StandardBusinessDocumentHeader/>"
            + $"{invoice}</StandardBusinessDocument>";
        Assert.Equal("2026-00042", Read(peppol).Number!.Value);
        var attached =
            "<a:AttachedDocument xmlns:a='urn:oasis:names:specification:ubl:schema:xsd:AttachedDocument-2'><a:Attachment><a:ExternalReference>"
            + $"<a:Description><![CDATA[{ubl}]]></a:Description></a:ExternalReference></a:Attachment></a:AttachedDocument>";
        Assert.Equal("2026-00042", Read(attached).Number!.Value);
    }

    [Theory]
    [InlineData("<Order xmlns='urn:oasis:names:specification:ubl:schema:xsd:Order-2'/>", "not-an-invoice")]
    [InlineData("<SCRDMCCBDACIOMessageStructure xmlns='urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:100'/>", "not-an-invoice")]
    [InlineData("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'/>", "not-an-invoice")]
    [InlineData("<Invoice><ID>1</ID></Invoice>", "xml-unknown")]
    [InlineData("<catalog/>", "xml-unknown")]
    [InlineData("<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'><ID>1</ID>", "xml-broken")]
    public void What_is_no_invoice_is_refused_politely(string xml, string code)
    {
        var r = Read(xml);
        Assert.True(r.IsRefused);
        Assert.Equal(code, Assert.Single(r.Problems).Code);
    }
}
