namespace Amiable.Documents.EInvoices;

/// <summary>OASIS UBL 2: invoices and credit notes by EN 16931, Peppol BIS Billing 3, XRechnung, and older national forms.</summary>
internal static class UblReader
{
    public static EInvoice Read(XmlPart root)
    {
        var kind = root.Name;
        var means = root.All("PaymentMeans").ToList();
        var terms = root.All("PaymentTerms").ToList();
        var currency = root.Text("DocumentCurrencyCode") ?? Total(root).At("PayableAmount").Says("currencyID");
        return new()
        {
            TypeCode = root.Text("InvoiceTypeCode|CreditNoteTypeCode|DebitNoteTypeCode"),
            IsCreditNoteFile = kind is "CreditNote" or "SelfBilledCreditNote",
            IsSelfBilledFile = kind is "SelfBilledInvoice" or "SelfBilledCreditNote",
            Number = root.Text("ID"),
            IssuedOn = root.Text("IssueDate"),
            DueOn = DueDates(root, means, terms),
            PaymentTerms = string.Join('\n', terms.SelectMany(t => t.All("Note")).Select(n => n.Lines()).OfType<string>())
                is { Length: > 0 } notes
                ? notes
                : null,
            Currency = currency,
            PurchaseOrder = root.Text("OrderReference", "ID"),
            Preceding = root.Text("BillingReference", "InvoiceDocumentReference|CreditNoteDocumentReference", "ID"),
            PaymentMeans = [.. means.Select(m => m.Text("PaymentMeansCode")).OfType<string>()],
            Seller = Party(root.At("AccountingSupplierParty", "Party")),
            Buyer = Party(root.At("AccountingCustomerParty", "Party")),
            Sums = Sums(root, currency),
        };
    }

    // A credit note has no due date of its own; the day then stands with the means of payment.
    private static string[] DueDates(XmlPart root, List<XmlPart> means, List<XmlPart> terms)
    {
        if (root.Text("DueDate") is { } day)
            return [day];
        string?[] elsewhere =
        [
            .. terms.Select(t => t.Text("PaymentDueDate|InstallmentDueDate")),
            .. means.Select(m => m.Text("PaymentDueDate")),
        ];
        return [.. elsewhere.OfType<string>().Distinct()];
    }

    private static EInvoiceParty Party(XmlPart? party)
    {
        var address = party.At("PostalAddress") ?? party.At("PartyLegalEntity", "RegistrationAddress");
        var contact = party.At("Contact");
        var endpoint = party.At("EndpointID");
        return new()
        {
            Name = party.Text("PartyLegalEntity", "RegistrationName") ?? party.Text("PartyName", "Name") ?? Person(party.At("Person")),
            VatNumber = Vat(party),
            RegistrationNumber = party.Text("PartyLegalEntity", "CompanyID"),
            Street = Street(address),
            PostCode = address.Text("PostalZone"),
            City = address.Text("CityName"),
            Country = address.Text("Country", "IdentificationCode"),
            ContactEmail = contact.Text("ElectronicMail"),
            ElectronicAddress = endpoint.Says("schemeID") is "EM" ? endpoint.Text() : null,
            ContactName = contact.Text("Name") ?? Person(party.At("Person")),
        };
    }

    private static string? Person(XmlPart? person) =>
        XmlPath.OneLine($"{person.Text("FirstName")} {person.Text("MiddleName")} {person.Text("FamilyName")}");

    // Peppol writes VAT for the VAT number and anything else for other tax numbers; older forms leave the scheme out.
    private static string? Vat(XmlPart? party)
    {
        var schemes = party.All("PartyTaxScheme").ToList();
        var found =
            schemes.Find(s => s.Text("TaxScheme", "ID")?.ToUpperInvariant() is "VAT" or "MVA" or "GST")
            ?? schemes.Find(s => s.Text("TaxScheme", "ID") is null);
        return found.Text("CompanyID");
    }

    private static string[] Street(XmlPart? address)
    {
        var street = XmlPath.OneLine($"{address.Text("StreetName")} {address.Text("BuildingNumber")}");
        string?[] lines =
        [
            street,
            address.Text("AdditionalStreetName"),
            .. address.All("AddressLine").Select(l => l.Text("Line")),
            street is null ? address.Text("Postbox") : null,
        ];
        return [.. lines.OfType<string>()];
    }

    private static XmlPart? Total(XmlPart root) => root.At("LegalMonetaryTotal|RequestedMonetaryTotal");

    private static EInvoiceSums Sums(XmlPart root, string? currency)
    {
        var sum = Total(root);
        var total = sum.At("TaxInclusiveAmount") ?? (sum.At("PrepaidAmount") is null ? sum.At("PayableAmount") : null);
        var tax = Tax(root, currency);
        return new()
        {
            Lines = sum.Text("LineExtensionAmount"),
            Allowances = sum.Text("AllowanceTotalAmount"),
            Charges = sum.Text("ChargeTotalAmount"),
            Net = sum.Text("TaxExclusiveAmount"),
            Tax = tax.Text("TaxAmount"),
            Total = total.Text(),
            TotalCurrency = total.Says("currencyID"),
            Paid = sum.Text("PrepaidAmount"),
            Rounding = sum.Text("PayableRoundingAmount"),
            OnTop = [.. root.All("PrepaidPayment").Select(p => p.Text("PaidAmount")).OfType<string>()],
            Payable = sum.Text("PayableAmount"),
            LineAmounts =
            [
                .. root.All("InvoiceLine|CreditNoteLine|DebitNoteLine").Select(l => l.Text("LineExtensionAmount")).OfType<string>(),
            ],
            TaxParts =
            [
                .. tax.All("TaxSubtotal").Select(t => (t.Text("TaxableAmount"), t.Text("TaxCategory", "Percent"), t.Text("TaxAmount"))),
            ],
            Adjustments =
            [
                .. root.All("AllowanceCharge").Select(a => (a.Text("BaseAmount"), a.Text("MultiplierFactorNumeric"), a.Text("Amount"))),
            ],
            FollowTheNorm = FollowsTheNorm(root.Text("CustomizationID")),
        };
    }

    // BT-111, the tax once more in the currency of the seller's tax office, is a total of its own without parts.
    private static XmlPart? Tax(XmlPart root, string? currency)
    {
        var taxes = root.All("TaxTotal").ToList();
        var ours = taxes.FindAll(t => t.At("TaxAmount").Says("currencyID") == currency);
        return ours.Find(t => t.At("TaxSubtotal") is not null) ?? ours.FirstOrDefault() ?? (taxes.Count == 1 ? taxes[0] : null);
    }

    // Others (OIOUBL) mean other things by the same sums.
    private static bool FollowsTheNorm(string? rules) =>
        rules is not null
        && (
            rules.Contains("en16931", StringComparison.OrdinalIgnoreCase)
            || rules.Contains("xrechnung", StringComparison.OrdinalIgnoreCase)
            || rules.Contains("peppol", StringComparison.OrdinalIgnoreCase)
        );
}
