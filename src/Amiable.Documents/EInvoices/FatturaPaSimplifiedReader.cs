namespace Amiable.Documents.EInvoices;

/// <summary>FatturaPA, simplified (FSM10): amounts with their tax in them, and less about the buyer.</summary>
internal static class FatturaPaSimplifiedReader
{
    public static IEnumerable<EInvoice> Read(XmlPart root)
    {
        var header = root.At("FatturaElettronicaHeader");
        var seller = header.At("CedentePrestatore");
        var buyer = header.At("CessionarioCommittente");
        var named = buyer.At("AltriDatiIdentificativi");
        return root.All("FatturaElettronicaBody")
            .Select(body =>
                Body(body) with
                {
                    Seller = FatturaPaReader.Party(seller, seller, seller.At("Sede")),
                    Buyer = FatturaPaReader.Party(buyer.At("IdentificativiFiscali"), named, named.At("Sede")),
                }
            );
    }

    private static EInvoice Body(XmlPart body)
    {
        var document = body.At("DatiGenerali", "DatiGeneraliDocumento");
        var parts = body.All("DatiBeniServizi").ToList();
        var totals = parts.Select(p => XmlValues.Amount(p.Text("Importo"))).ToList();
        var taxes = parts.Select(Tax).ToList();
        return new()
        {
            TypeCode = FatturaPaReader.Code(document.Text("TipoDocumento")),
            NeedsTypeCode = true,
            Number = document.Text("Numero"),
            IssuedOn = document.Text("Data"),
            Currency = document.Text("Divisa"),
            Preceding = body.Text("DatiGenerali", "DatiFatturaRettificata", "NumeroFR"),
            Sums = new()
            {
                Total = totals.Count == 0 || totals.Contains(null) ? null : FatturaPaReader.Write(totals.Sum()),
                Tax = taxes.Count == 0 || taxes.Contains(null) ? null : FatturaPaReader.Write(taxes.Sum()),
                FollowTheNorm = false,
            },
        };
    }

    // Either the tax or its rate is given; the amount has the tax in it.
    private static decimal? Tax(XmlPart part)
    {
        if (XmlValues.Amount(part.Text("DatiIVA", "Imposta")) is { } tax)
            return tax;
        return XmlValues.Amount(part.Text("Importo")) is { } amount && XmlValues.Amount(part.Text("DatiIVA", "Aliquota")) is { } rate
            ? decimal.Round(amount * rate / (100 + rate), 2, MidpointRounding.AwayFromZero)
            : null;
    }
}
