namespace Amiable.Import.Csv;

/// <summary>
/// What ledgers call their columns in English, French, German, Spanish, Italian, Dutch and Portuguese. Within a field the surest name
/// comes first: where a file has both "Montant TTC" and "Montant", the first is the total. A * says that a longer header holding these
/// words means the same ("Échéance" also in "Échéance initiale").
/// </summary>
internal static class ColumnNames
{
    private static readonly Dictionary<InvoiceField, string> Lists = new()
    {
        [InvoiceField.Account] = """
            customer name*, client name*, account name*, company name*, debtor name*, buyer name*, bill to name, customer, client, debtor, buyer, company, account, bill to, billed to, sold to, partner, organisation, organization
            nom client*, raison sociale*, nom tiers, nom societe, nom entreprise, societe, entreprise, debiteur, acheteur, tiers, destinataire, intitule
            kundenname*, name kunde, firmenname, debitorenname, kunde, firma, debitor, rechnungsempfanger, rechnungsempfaenger, geschaftspartner, geschaeftspartner, auftraggeber, kaufer, kaeufer
            nombre cliente*, razon social*, nombre empresa, cliente, empresa, deudor, comprador
            ragione sociale*, nome cliente*, denominazione, azienda, debitore, intestatario, acquirente
            klantnaam*, naam klant, bedrijfsnaam, debiteurnaam, klant, bedrijf, afnemer, relatie
            razao social*, denominacao social, devedor, comprador, name, nom, nombre, nome, naam
            """,
        [InvoiceField.AccountId] = """
            customer id*, customer number*, customer no*, customer code*, customer nr, customer key, client id*, client number*, client no, client code*, account id, account number, account no, account code, debtor id, debtor number, debtor no, debtor code, partner id, company id
            code client*, numero client*, no client, num client, n client, id client, identifiant client, code tiers, compte tiers, compte auxiliaire, compte client, numero compte
            kundennummer*, kundennr, kunden nr, kunde nr, kd nr, kdnr, kunden id, debitorennummer, debitorennr, debitor nr, debitornr, kundenkonto, kontonummer
            codigo cliente*, cod cliente, numero cliente, num cliente, no cliente, n cliente, id cliente
            codice cliente*, nr cliente, codice anagrafica
            klantnummer*, klantnr, klant nr, klantcode, klant id, debiteurnummer, debiteurennummer, debiteurnr, debiteur nr, debiteurcode, relatiecode, relatienummer
            """,
        [InvoiceField.Number] = """
            invoice number*, invoice no, invoice nr, invoice num, invoice id, invoice ref, invoice reference, invoice code, bill number, bill no, document number, document no, doc number, doc no, voucher number, invoice, document, number, reference, no
            numero facture*, no facture, num facture, n facture, nfacture, ref facture, reference facture, facture, numero piece, no piece, n piece, num piece, piece, numero document, no document, numero
            rechnungsnummer*, rechnungsnr, rechnung nr, rechnung nummer, rechnungs nr, re nr, renr, rg nr, rgnr, rechnung, belegnummer*, belegnr, beleg nr, beleg, dokumentnummer, dokumentnr, nummer, nr
            numero factura*, no factura, n factura, num factura, nfactura, factura, numero documento, n documento, no documento, num documento, n fra, documento, num
            numero fattura*, no fattura, n fattura, num fattura, nr fattura, nfattura, fattura, nr documento, num doc, n doc
            factuurnummer*, factuurnr, factuur nr, factuur no, factuur nummer, factuur, documentnummer, documentnr, boekstuknummer, boekstuk
            numero fatura*, no fatura, n fatura, num fatura, fatura, numero factura
            """,
        [InvoiceField.IssuedOn] = """
            invoice date*, issue date*, issued on, issued, date issued, billing date, bill date, document date, doc date, posting date, date
            date facture*, date facturation*, date emission*, emise le, facturee le, date piece, date document, date comptable
            rechnungsdatum*, re datum, rg datum, belegdatum*, ausstellungsdatum, ausgestellt am, dokumentdatum, buchungsdatum, datum
            fecha factura*, fecha emision*, fecha expedicion, fecha documento, fecha
            data fattura*, data emissione*, data documento, data
            factuurdatum*, uitgiftedatum, documentdatum, boekdatum
            data fatura*, data emissao*, data factura
            """,
        [InvoiceField.DueOn] = """
            due date*, date due, payment due date*, payment due, invoice due, maturity date, maturity, pay by, payable by, due
            date echeance*, echeance*, date limite paiement*, date limite, payable le, a payer avant, a payer le
            falligkeitsdatum*, faelligkeitsdatum*, falligkeit*, faelligkeit*, fallig am, faellig am, fallig, faellig, nettofalligkeit, zahlbar bis, zieldatum, zahlungsziel
            fecha vencimiento*, vencimiento*, vence, fecha limite pago, vto, fecha vto
            data scadenza*, scadenza*, scade il, scad
            vervaldatum*, vervaldag*, vervalt op, uiterste betaaldatum*, betalen voor
            data vencimento*, vencimento*, data limite pagamento*
            """,
        [InvoiceField.Total] = """
            total incl vat, total incl tax, total including vat, total including tax, total with tax, amount incl vat, amount incl tax, amount including vat, amount including tax, gross total, gross amount, invoice total*, invoice amount*, total amount, grand total, total, amount, gross, invoice value, billed amount, original amount, value
            montant total ttc, montant ttc*, total ttc*, ttc, montant total, total facture, montant facture*, net payer, montant initial, montant
            bruttobetrag*, betrag brutto, rechnungsbetrag*, gesamtbetrag*, gesamtsumme, brutto, endbetrag, gesamt, summe, betrag
            importe total*, total factura, importe factura*, total con iva, importe con iva, monto total, importe bruto, importe, monto
            importo totale*, totale fattura, totale documento, totale ivato, importo lordo, importo fattura, importo documento, totale, importo
            totaalbedrag*, factuurbedrag*, totaal incl btw*, bedrag incl btw*, bedrag inclusief btw, brutobedrag, totaal, bedrag
            valor total*, total fatura, valor fatura*, total com iva, valor com iva, montante total, montante, valor
            """,
        [InvoiceField.NetAmount] = """
            net amount*, net total, total net, amount net, amount excl vat, amount excl tax, amount excluding vat, amount excluding tax, total excl vat, total excl tax, total excluding tax, subtotal, sub total, net
            montant ht*, total ht*, montant total ht, ht, nettobetrag*, betrag netto, netto, base imponible*, imponibile*, importo netto, totale imponibile, bedrag excl btw*, totaal excl btw*, nettobedrag, valor sem iva, total sem iva, base tributavel
            """,
        [InvoiceField.Tax] = """
            vat amount*, tax amount*, total vat, total tax, sales tax, tax, vat, montant tva*, total tva, tva
            mwst betrag, mehrwertsteuer, steuerbetrag, umsatzsteuer, ust betrag, mwst, ust, steuer
            importe iva, cuota iva, total iva, importo iva, valor iva, iva, imposta, imposto, btw bedrag, btw
            """,
        [InvoiceField.Currency] = """
            currency code, currency*, ccy, curr, code devise, devise*, monnaie, wahrung*, waehrung*, moneda, divisa, valuta, munt, muntsoort, moeda
            """,
        [InvoiceField.Paid] = """
            paid amount*, amount paid*, amount received, received amount, settled amount, paid to date, payments, received, paid, already paid
            montant regle*, montant paye*, montant encaisse, deja regle, deja paye, acompte, reglements, encaisse, regle, paye
            bezahlter betrag, zahlbetrag, gezahlter betrag, bereits bezahlt, zahlungen, bezahlt, gezahlt
            importe pagado*, importe cobrado*, pagado, cobrado, importo pagato*, importo incassato, pagato, incassato
            betaald bedrag*, bedrag betaald, reeds betaald, ontvangen, betaald, valor pago*, montante pago, valor recebido*, recebido, pago
            """,
        [InvoiceField.Outstanding] = """
            outstanding amount*, amount outstanding*, outstanding balance*, total due, open balance, open amount*, balance due*, amount due*, remaining amount, remaining balance, remaining, amount open, unpaid amount, outstanding, balance, residual
            reste payer*, reste du, reste regler, restant du, solde restant du, solde du, montant restant, encours, solde
            offener betrag*, offener saldo, betrag offen, offener posten, restbetrag*, offen, saldo
            importe pendiente*, saldo pendiente*, pendiente cobro, pendiente, importo residuo*, importo aperto, saldo aperto, pagare, residuo, scoperto
            openstaand bedrag*, openstaand saldo, openstaand, restbedrag, nog betalen, valor divida, divida, valor pendente*, saldo aberto, aberto, pendente
            """,
        [InvoiceField.SettledOn] = """
            settled date*, settled on, date settled, settlement date, paid date, date paid, paid on, payment date*, date received, received on, clearing date, cleared on, settled, paid
            date paiement*, date reglement*, date encaissement*, date reglee, payee le, reglee le, paye le, regle le
            zahlungsdatum*, zahldatum, bezahlt am, gezahlt am, ausgleichsdatum, ausgleich, zahlungseingang
            fecha pago*, fecha cobro*, pagado el, cobrado el, data pagamento*, pagato il, data incasso*, data saldo
            betaaldatum*, betaald op, datum betaling, betalingsdatum, datum betaald, data recebimento*, data liquidacao*, pago em
            """,
        [InvoiceField.Kind] = """
            document type*, doc type, invoice type, transaction type, kind, type, type document*, type piece, type facture, nature
            belegart*, dokumentart, dokumenttyp, rechnungsart, typ, art, tipo documento*, tipo factura, tipo doc, tipo, tipo fattura, documentsoort, factuurtype, soort, natureza
            """,
        [InvoiceField.Status] = """
            invoice status*, payment status*, paid status, status, state, statut facture, statut paiement, statut*, etat facture, etat paiement, etat
            rechnungsstatus, zahlungsstatus, zahlstatus, zustand, estado factura, estado pago, estado, situacion, stato fattura, stato pagamento, stato, factuurstatus, betaalstatus, situacao, estado pagamento
            """,
        [InvoiceField.IsPaid] =
            "is paid, paid, settled, paye, payee, reglee, soldee, bezahlt, beglichen, pagada, pagado, cobrada, pagata, pagato, saldata, betaald, voldaan, paga, pago",
        [InvoiceField.IsDisputed] = """
            is disputed, disputed*, in dispute, dispute, contested, litige*, en litige, contestee, conteste, strittig, reklamation, reklamiert, in klarung, in klaerung, en disputa, disputada, en litigio, litigio, impugnada
            contestata, in contestazione, contestazione, contenzioso, betwist, in geschil, geschil, em litigio, contestada, em disputa
            """,
        [InvoiceField.IsDraft] = "is draft, draft, brouillon, entwurf, borrador, bozza, concept, rascunho",
        [InvoiceField.IsCancelled] =
            "is cancelled, cancelled, canceled, void, voided, annulee, annule, storniert, storno, anulada, cancelada, annullata, stornata, geannuleerd",
        [InvoiceField.DirectDebit] = """
            is direct debit, direct debit*, sdd, payment method*, payment mode, prelevement*, mode reglement*, mode paiement*, moyen paiement, lastschrift*, sepa lastschrift, bankeinzug, zahlungsart, zahlungsweise, zahlart
            domiciliado, domiciliacion, adeudo directo, recibo domiciliado, forma pago, metodo pago, addebito diretto, rid, modalita pagamento, metodo pagamento, automatische incasso, incasso, domiciliering, betaalwijze, betaalmethode, debito direto, modo pagamento
            """,
        [InvoiceField.PurchaseOrder] = """
            purchase order number, purchase order no, purchase order*, po number*, po no, po, order number, order no, customer reference, your reference, client reference, bon commande*, numero commande*, no commande, n commande, commande, reference client, votre reference, ref client
            bestellnummer*, bestellnr, bestell nr, bestellung, auftragsnummer, kundenreferenz, ihre referenz, ihr zeichen, numero pedido*, n pedido, no pedido, pedido, orden compra*, su referencia
            numero ordine*, ordine acquisto*, n ordine, ordine, vostro riferimento, rif ordine, inkoopordernummer*, inkooporder, bestelnummer, ordernummer, uw referentie, nota encomenda, numero encomenda, encomenda, ordem compra, sua referencia
            """,
        [InvoiceField.Country] =
            "country code, country*, billing country, code pays, pays*, landercode, laendercode, landkurzel, landeskennzeichen, landcode, land, codigo pais, pais, codice paese, paese, nazione",
        [InvoiceField.Language] =
            "language code, language*, lang, locale, code langue, langue, sprachcode, sprachkennzeichen, sprache, codigo idioma, idioma, lengua, codice lingua, lingua, taalcode, taal",
        [InvoiceField.ContactEmail] = """
            contact email*, billing email, customer email, email address*, email*, e mail, mail, courriel*, adresse email, adresse mail, adresse electronique, emailadresse*, e mail adresse, mailadresse, rechnungsemail
            correo electronico*, correo, posta elettronica, indirizzo email, emailadres*, e mailadres, mailadres, correio eletronico, correio electronico, endereco email
            """,
        [InvoiceField.ContactName] = """
            contact name*, contact person*, contact, attention, attn, nom contact*, interlocuteur, personne contact, ansprechpartner*, kontaktperson, kontaktname, kontakt
            nombre contacto, persona contacto, contacto, nome contatto, persona contatto, contatto, referente, contactpersoon*, naam contactpersoon, nome contacto, nome contato, pessoa contacto, contato
            """,
        [InvoiceField.RegistrationNumber] = """
            company registration number, registration number*, company number, reg no, crn, siren*, siret*, numero siren, numero siret, rcs, handelsregisternummer, handelsregister, hrb, hr nummer, numero registro, registro mercantil, codice fiscale, rea, kvk nummer*, kvknummer, kvk, nipc, numero registo
            """,
        [InvoiceField.VatNumber] = """
            vat number*, vat no, vat id*, vat reg no, vat registration number, tax id, tax number, tin, numero tva*, no tva, n tva, tva intracommunautaire*, tva intra, id tva, ust idnr, ust id nr, ust id, ustidnr, umsatzsteuer id, umsatzsteuer identifikationsnummer, mwst nr, uid, uid nummer
            nif, cif, nif cif, nif iva, numero iva, n iva, partita iva*, p iva, btw nummer*, btwnummer, btw nr, btw id, numero contribuinte, contribuinte, vat
            """,
    };

    /// <summary>One way to write a field's name.</summary>
    /// <param name="Rank">0 for the surest name of the field.</param>
    /// <param name="HoldsAlone">Whether a longer header that holds all the words still means the field.</param>
    public sealed record Name(InvoiceField Field, string Squashed, IReadOnlyList<string> Words, int Rank, bool HoldsAlone);

    private static readonly List<Name> All = [.. Lists.SelectMany(list => Of(list.Key, list.Value))];

    private static readonly ILookup<string, Name> Exact = All.ToLookup(name => name.Squashed);

    private static readonly ILookup<string, Name> Loose = All.Where(name => name.HoldsAlone).ToLookup(name => name.Words[0]);

    /// <summary>The fields a longer header can mean, for some of its words.</summary>
    public static IEnumerable<Name> Within(IReadOnlyList<string> words) =>
        words.Distinct().SelectMany(word => Loose[word]).Where(name => name.Words.Count < words.Count && name.Words.All(words.Contains));

    /// <summary>The fields a header of exactly these words can mean.</summary>
    public static IEnumerable<Name> Meaning(string squashed) => squashed.Length == 0 ? [] : Exact[squashed];

    /// <summary>Whether this is a column name in one of the languages.</summary>
    public static bool Knows(string header) => Meaning(HeaderWords.Squash(header)).Any();

    private static IEnumerable<Name> Of(InvoiceField field, string list) =>
        list.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(
                (name, rank) =>
                {
                    var words = HeaderWords.Split(name);
                    return new Name(field, string.Concat(words), words, rank, name.EndsWith('*'));
                }
            );
}
