using System.Globalization;

namespace Amiable.Documents.EInvoices;

/// <summary>
/// FatturaPA 1.x (Italy, ordinary: FPA12 and FPR12). One file may hold several invoices of the same two companies. Its amounts are not
/// those of EN 16931: the total may be left out, and part of it may be withheld from the seller by law.
/// </summary>
internal static class FatturaPaReader
{
    // Integrations and self-invoices: the buyer writes them for the tax office; nobody owes anything by them.
    private static readonly HashSet<string> ByTheBuyer = ["TD16", "TD17", "TD18", "TD19", "TD20", "TD21", "TD22", "TD23", "TD27", "TD28"];

    public static IEnumerable<EInvoice> Read(XmlPart root)
    {
        var header = root.At("FatturaElettronicaHeader");
        var seller = Party(header.At("CedentePrestatore"));
        var buyer = Party(header.At("CessionarioCommittente"));
        var isByBuyer = header.Text("SoggettoEmittente") == "CC";
        return root.All("FatturaElettronicaBody").Select(body => Body(body, isByBuyer) with { Seller = seller, Buyer = buyer });
    }

    private static EInvoice Body(XmlPart body, bool isByBuyer)
    {
        var document = body.At("DatiGenerali", "DatiGeneraliDocumento");
        var type = document.Text("TipoDocumento");
        var payments = body.All("DatiPagamento").SelectMany(p => p.All("DettaglioPagamento")).ToList();
        var sums = Sums(body, document);
        return new()
        {
            TypeCode = Code(type),
            NeedsTypeCode = true,
            IsSelfBilledFile = isByBuyer || ByTheBuyer.Contains(type ?? ""),
            Number = document.Text("Numero"),
            IssuedOn = document.Text("Data"),
            DueOn = [.. payments.Select(p => DueDate(p, document.Text("Data"))).OfType<string>().Distinct()],
            Currency = document.Text("Divisa"),
            PurchaseOrder = body.Text("DatiGenerali", "DatiOrdineAcquisto", "IdDocumento"),
            Preceding = body.Text("DatiGenerali", "DatiFattureCollegate", "IdDocumento"),
            PaymentMeans = [.. payments.Select(p => Means(p.Text("ModalitaPagamento"))).OfType<string>()],
            Sums = sums,
            Problems = Withheld(body, document, sums),
        };
    }

    /// <summary>The type of FatturaPA as the code of UNTDID 1001 that means the same; an unknown one is passed on as it is.</summary>
    internal static string? Code(string? type) =>
        type switch
        {
            "TD01" or "TD06" or "TD07" or "TD24" or "TD25" or "TD26" => "380",
            "TD02" or "TD03" => "386",
            "TD04" or "TD08" => "381",
            "TD05" or "TD09" => "383",
            _ => type is not null && ByTheBuyer.Contains(type) ? "389" : type,
        };

    // MP09–MP11, MP16–MP17, MP19–MP21: debited from the buyer's account.
    private static string? Means(string? way) =>
        way switch
        {
            "MP09" or "MP10" or "MP11" or "MP16" or "MP17" => "49",
            "MP19" or "MP20" or "MP21" => "59",
            _ => way,
        };

    private static string? DueDate(XmlPart payment, string? issued)
    {
        if (payment.Text("DataScadenzaPagamento") is { } day)
            return day;
        return
            XmlValues.Date(payment.Text("DataRiferimentoTerminiPagamento") ?? issued) is { } from
            && int.TryParse(payment.Text("GiorniTerminiPagamento"), NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            && days <= 999
            ? from.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
    }

    internal static EInvoiceParty Party(XmlPart? party)
    {
        var identity = party.At("DatiAnagrafici");
        return Party(identity, identity.At("Anagrafica"), party.At("Sede")) with { ContactEmail = party.Text("Contatti", "Email") };
    }

    internal static EInvoiceParty Party(XmlPart? numbers, XmlPart? name, XmlPart? seat)
    {
        var vat = numbers.At("IdFiscaleIVA");
        var street = XmlPath.OneLine($"{seat.Text("Indirizzo")} {seat.Text("NumeroCivico")}");
        return new()
        {
            Name = name.Text("Denominazione") ?? XmlPath.OneLine($"{name.Text("Nome")} {name.Text("Cognome")}"),
            // Companies beyond the Union, and persons without a number, get one of nines.
            VatNumber =
                vat is null || vat.Text("IdCodice") is null or "99999999999" or "0000000"
                    ? null
                    : $"{vat.Text("IdPaese")}{vat.Text("IdCodice")}",
            // Of a company it is the number in the register of companies.
            RegistrationNumber = numbers.Text("CodiceFiscale"),
            Street = street is null ? [] : [street],
            // Abroad, the field for five digits is filled with zeros.
            PostCode = seat.Text("CAP") is "00000" ? null : seat.Text("CAP"),
            City = seat.Text("Comune"),
            Country = seat.Text("Nazione"),
        };
    }

    private static EInvoiceSums Sums(XmlPart body, XmlPart? document)
    {
        var parts = body.At("DatiBeniServizi").All("DatiRiepilogo").ToList();
        var net = Sum(parts, "ImponibileImporto");
        var tax = Sum(parts, "Imposta");
        return new()
        {
            Net = Write(net),
            Tax = Write(tax),
            Total = document.Text("ImportoTotaleDocumento") ?? Write(net + tax + (XmlValues.Amount(document.Text("Arrotondamento")) ?? 0)),
            TaxParts = [.. parts.Select(p => (p.Text("ImponibileImporto"), p.Text("AliquotaIVA"), p.Text("Imposta")))],
            // Stamps, funds and roundings go into the total in more ways than can be checked.
            FollowTheNorm = false,
        };
    }

    private static decimal? Sum(List<XmlPart> parts, string name)
    {
        var amounts = parts.Select(p => XmlValues.Amount(p.Text(name))).ToList();
        return amounts.Count == 0 || amounts.Contains(null) ? null : amounts.Sum();
    }

    internal static string? Write(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture);

    // Withholding tax, and the tax a public buyer pays to the State itself: the seller never receives them, and must not chase them.
    private static DocumentProblem[] Withheld(XmlPart body, XmlPart? document, EInvoiceSums sums)
    {
        var withheld = document.All("DatiRitenuta").Sum(r => XmlValues.Amount(r.Text("ImportoRitenuta")) ?? 0);
        var split = body.At("DatiBeniServizi")
            .All("DatiRiepilogo")
            .Where(p => p.Text("EsigibilitaIVA") == "S")
            .Sum(p => XmlValues.Amount(p.Text("Imposta")) ?? 0);
        if (withheld + split == 0 || XmlValues.Amount(sums.Total) is not { } total)
            return [];
        var (kept, rest) = (Write(withheld + split)!, Write(total - withheld - split)!);
        return
        [
            new(
                "part-withheld",
                $"Of the total, the customer keeps {kept} for the State (ritenuta or split payment): only {rest} is to be paid.",
                "totalAmount"
            )
            {
                Values = [kept, rest],
            },
        ];
    }
}
