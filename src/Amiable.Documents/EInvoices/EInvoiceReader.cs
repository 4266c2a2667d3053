namespace Amiable.Documents.EInvoices;

/// <summary>
/// Reads e-invoices: CII (EN 16931, XRechnung, Factur-X, ZUGFeRD 1 and 2), UBL 2 (EN 16931, Peppol, XRechnung) and FatturaPA, each
/// recognised by its root element and never by the name of the file. Pure: bytes in, readings out.
/// </summary>
public static class EInvoiceReader
{
    private const string Ubl = "urn:oasis:names:specification:ubl:schema:xsd:";

    /// <summary>One reading for each invoice in the file; one that refuses when there is none.</summary>
    public static IReadOnlyList<DocumentReading> Read(ReadOnlyMemory<byte> xml, ReadingLimits limits)
    {
        var opened = SafeXml.Open(xml, limits);
        if (opened.Root is not { } root)
            return [Refused(opened.Problem!)];
        var readings = Read(root, limits, envelopes: 3).Take(limits.MostInvoices).ToList();
        return opened.Problem is { } odd ? [.. readings.Select(r => r with { Problems = [odd, .. r.Problems] })] : readings;
    }

    private static IEnumerable<DocumentReading> Read(XmlPart root, ReadingLimits limits, int envelopes)
    {
        if (Inner(root, limits) is { } inner)
            return envelopes > 0 && inner.Root is { } within
                ? Read(within, limits, envelopes - 1)
                : [Refused(inner.Problem ?? NoInvoiceWithin())];
        var invoices = Invoices(root).ToList();
        return invoices.Count == 0 ? [Refused(NotAnInvoice(root))] : invoices.Select(EInvoiceMeaning.Of);
    }

    private static IEnumerable<EInvoice> Invoices(XmlPart root)
    {
        var (name, space) = (root.Name, root.Space);
        return name switch
        {
            "CrossIndustryInvoice" when space.Contains("CrossIndustryInvoice", StringComparison.Ordinal) => [CiiReader.Read(root)],
            "CrossIndustryDocument" when space.Contains("CrossIndustryDocument", StringComparison.Ordinal) => [CiiReader.Read(root)],
            // ZUGFeRD 1 before it was final.
            "Invoice" when space.StartsWith("urn:un:unece:uncefact:data:standard:CBFBUY", StringComparison.Ordinal) =>
            [
                CiiReader.Read(root),
            ],
            "Invoice"
            or "CreditNote"
            or "DebitNote"
            or "SelfBilledInvoice"
            or "SelfBilledCreditNote" when space.StartsWith(Ubl, StringComparison.Ordinal) => [UblReader.Read(root)],
            "FatturaElettronica" => FatturaPaReader.Read(root),
            "FatturaElettronicaSemplificata" => FatturaPaSimplifiedReader.Read(root),
            _ => [],
        };
    }

    // Envelopes: Peppol's header and what it carries; and the UBL document that carries another as text.
    private static OpenedXml? Inner(XmlPart root, ReadingLimits limits)
    {
        if (root.Name == "StandardBusinessDocument")
            return new(root.Parts.FirstOrDefault(e => e.Name != "StandardBusinessDocumentHeader"), null);
        if (root.Name == "AttachedDocument" && root.Space.StartsWith(Ubl, StringComparison.Ordinal))
            return root.At("Attachment", "ExternalReference", "Description")?.Value is { } text
                ? SafeXml.Open(text, limits)
                : new OpenedXml(null, null);
        return null;
    }

    private static DocumentProblem NoInvoiceWithin() =>
        new("no-invoice-within", "This is an electronic envelope with no invoice in it.", Refuses: true);

    private static DocumentProblem NotAnInvoice(XmlPart root)
    {
        var (name, space) = (root.Name, root.Space);
        if (What(name, space) is { } what)
            return new("not-an-invoice", $"This is {what}, not an invoice.", Refuses: true) { Values = [what] };
        var shown = EInvoiceMeaning.Shorten(name);
        return new(
            "xml-unknown",
            $"This XML (\"{shown}\") is no e-invoice of a kind that is read here: CII (Factur-X, ZUGFeRD, XRechnung), UBL (Peppol, XRechnung) or FatturaPA.",
            Refuses: true
        )
        {
            Values = [shown],
        };
    }

    private static string? What(string name, string space)
    {
        if (name is "SCRDMCCBDACIOMessageStructure" or "CrossIndustryOrder" or "CrossIndustryOrderResponse")
            return "an order (Order-X)";
        if (space.StartsWith("urn:iso:std:iso:20022", StringComparison.Ordinal))
            return "a bank file (ISO 20022)";
        if (!space.StartsWith(Ubl, StringComparison.Ordinal))
            return null;
        return name switch
        {
            "Order" or "OrderResponse" or "OrderChange" or "OrderResponseSimple" or "OrderCancellation" => "an order (UBL)",
            "DespatchAdvice" or "ReceiptAdvice" => "a delivery note (UBL)",
            "Reminder" or "Statement" => "a reminder or statement (UBL)",
            "ApplicationResponse" => "an answer to an invoice (UBL)",
            "Quotation" or "RequestForQuotation" => "a quotation (UBL)",
            "Catalogue" => "a catalogue (UBL)",
            _ => null,
        };
    }

    internal static DocumentReading Refused(DocumentProblem problem) => new() { Problems = [problem] };
}
