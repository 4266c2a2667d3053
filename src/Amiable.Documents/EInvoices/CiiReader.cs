namespace Amiable.Documents.EInvoices;

/// <summary>
/// UN/CEFACT Cross Industry Invoice: EN 16931 and XRechnung in CII, Factur-X and ZUGFeRD 2 in all profiles; and ZUGFeRD 1, which has the same
/// build under other names.
/// </summary>
internal static class CiiReader
{
    private const string Summation = "SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation";

    public static EInvoice Read(XmlPart root)
    {
        var document = root.At("ExchangedDocument|HeaderExchangedDocument");
        var trade = root.At("SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction");
        var agreement = trade.At("ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement");
        var settlement = trade.At("ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement");
        var currency = settlement.Text("InvoiceCurrencyCode");
        var terms = settlement.All("SpecifiedTradePaymentTerms").ToList();
        var profile = root.Text(
            "ExchangedDocumentContext|SpecifiedExchangedDocumentContext",
            "GuidelineSpecifiedDocumentContextParameter",
            "ID"
        );
        return new()
        {
            TypeCode = document.Text("TypeCode"),
            NeedsTypeCode = true,
            Number = document.Text("ID"),
            IssuedOn = document.Text("IssueDateTime"),
            DueOn = DueDates(terms),
            PaymentTerms = Join(terms.Select(t => t.Lines("Description"))),
            Currency = currency,
            PurchaseOrder = agreement.Text("BuyerOrderReferencedDocument", "IssuerAssignedID|ID"),
            Preceding = settlement.Text("InvoiceReferencedDocument", "IssuerAssignedID|ID"),
            PaymentMeans = [.. settlement.All("SpecifiedTradeSettlementPaymentMeans").Select(m => m.Text("TypeCode")).OfType<string>()],
            Seller = Party(agreement.At("SellerTradeParty")),
            Buyer = Party(agreement.At("BuyerTradeParty")),
            Sums =
                root.Name == "CrossIndustryInvoice"
                    ? Sums(trade, settlement, currency, profile ?? "")
                    // ZUGFeRD 1 let lines have their tax in them.
                    : Sums(trade, settlement, currency, profile ?? "") with
                    {
                        LineAmounts = [],
                    },
        };
    }

    // Terms with a discount say until when less is enough; the invoice is due by the others, where there are others.
    private static string[] DueDates(List<XmlPart> terms)
    {
        var due = terms
            .Select(t => (Day: t.Text("DueDateDateTime"), IsDiscount: t.At("ApplicableTradePaymentDiscountTerms") is not null))
            .Where(t => t.Day is not null)
            .ToList();
        return [.. due.Where(t => !t.IsDiscount || due.TrueForAll(d => d.IsDiscount)).Select(t => t.Day!).Distinct()];
    }

    private static string? Join(IEnumerable<string?> lines) =>
        string.Join('\n', lines.OfType<string>()) is { Length: > 0 } joined ? joined : null;

    private static EInvoiceParty Party(XmlPart? party)
    {
        var address = party.At("PostalTradeAddress");
        var contact = party.At("DefinedTradeContact");
        return new()
        {
            Name = party.Text("Name") ?? party.Text("SpecifiedLegalOrganization", "TradingBusinessName"),
            VatNumber = party
                .All("SpecifiedTaxRegistration")
                .Select(r => r.At("ID"))
                .FirstOrDefault(id => id.Says("schemeID") is "VA" or "VAT" || (id.Says("schemeID") is null && IsVat(id.Text())))
                .Text(),
            RegistrationNumber = party.Text("SpecifiedLegalOrganization", "ID"),
            Street = [.. new[] { address.Text("LineOne"), address.Text("LineTwo"), address.Text("LineThree") }.OfType<string>()],
            PostCode = address.Text("PostcodeCode"),
            City = address.Text("CityName"),
            Country = address.Text("CountryID"),
            ContactEmail = contact.Text("EmailURIUniversalCommunication", "URIID|CompleteNumber"),
            ElectronicAddress = party
                .All("URIUniversalCommunication")
                .Select(c => c.At("URIID"))
                .FirstOrDefault(id => id.Says("schemeID") is "EM" or "SMTP" or "mailto")
                .Text(),
            ContactName = contact.Text("PersonName"),
        };
    }

    private static EInvoiceSums Sums(XmlPart? trade, XmlPart? settlement, string? currency, string profile)
    {
        var sum = settlement.At(Summation);
        var taxes = sum.All("TaxTotalAmount").ToList();
        var total = sum.At("GrandTotalAmount");
        return new()
        {
            Lines = sum.Text("LineTotalAmount"),
            Allowances = sum.Text("AllowanceTotalAmount"),
            Charges = sum.Text("ChargeTotalAmount"),
            Net = sum.Text("TaxBasisTotalAmount"),
            // BT-111, the tax once more in the currency of the seller's tax office, is another element of the same name.
            Tax = (
                taxes.Find(t => t.Says("currencyID") == currency)
                ?? taxes.Find(t => t.Says("currencyID") is null)
                ?? (taxes.Count == 1 ? taxes[0] : null)
            ).Text(),
            Total = total.Text(),
            TotalCurrency = total.Says("currencyID"),
            Paid = sum.Text("TotalPrepaidAmount"),
            Rounding = sum.Text("RoundingAmount"),
            Payable = sum.Text("DuePayableAmount"),
            LineAmounts = [.. trade.All("IncludedSupplyChainTradeLineItem").Where(IsCounted).Select(LineAmount).OfType<string>()],
            TaxParts =
            [
                .. settlement
                    .All("ApplicableTradeTax")
                    .Select(t => (t.Text("BasisAmount"), t.Text("RateApplicablePercent|ApplicablePercent"), t.Text("CalculatedAmount"))),
            ],
            Adjustments =
            [
                .. settlement
                    .All("SpecifiedTradeAllowanceCharge")
                    .Select(a => (a.Text("BasisAmount"), a.Text("CalculationPercent"), a.Text("ActualAmount"))),
            ],
            PaidIsTheRest = profile.EndsWith(":minimum", StringComparison.OrdinalIgnoreCase),
        };
    }

    // Groups and remarks (profile EXTENDED) repeat or only explain what other lines say.
    private static bool IsCounted(XmlPart line) =>
        line.Text("AssociatedDocumentLineDocument", "LineStatusReasonCode") is not ("GROUP" or "INFORMATION");

    private static string? LineAmount(XmlPart line) =>
        line.Text(
            "SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement",
            "SpecifiedTradeSettlementLineMonetarySummation|SpecifiedTradeSettlementMonetarySummation",
            "LineTotalAmount"
        );

    // A number whose kind is not said: one that begins with a country's letters is a VAT number, any other a tax office's.
    private static bool IsVat(string? number) =>
        number is { Length: > 6 }
        && char.IsAsciiLetterUpper(number[0])
        && char.IsAsciiLetterUpper(number[1])
        && number.Any(char.IsAsciiDigit);
}
