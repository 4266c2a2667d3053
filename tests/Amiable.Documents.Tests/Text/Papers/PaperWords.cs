namespace Amiable.Documents.Text.Papers;

/// <summary>
/// The words of invented invoices. Each entry: the words of the developed half, a semicolon, those of the counted half; several of each are
/// divided by bars. Written down before the reader was tuned, and not from its labels.
/// </summary>
internal static class PaperWords
{
    private static readonly Dictionary<string, string[]> Terms = new()
    {
        // en, fr, de, es, it, nl, pt
        ["invoice"] =
        [
            "Invoice|Tax Invoice;INVOICE|Sales invoice",
            "Facture|FACTURE;Facture|Votre facture",
            "Rechnung|RECHNUNG;Rechnung|Ihre Rechnung",
            "Factura|FACTURA;Factura|Factura de venta",
            "Fattura|FATTURA;Fattura|Fattura immediata",
            "Factuur|FACTUUR;Factuur|Verkoopfactuur",
            "Fatura|FATURA;Fatura|Factura",
        ],
        ["credit"] =
        [
            "Credit Note;Credit memo",
            "Avoir;Note de crédit",
            "Gutschrift;Rechnungskorrektur",
            "Abono;Factura rectificativa",
            "Nota di credito;Nota di accredito",
            "Creditnota;Creditfactuur",
            "Nota de crédito;Nota de Crédito",
        ],
        ["number"] =
        [
            "Invoice number|Invoice No.;Invoice #|Document no.",
            "Numéro de facture|N° facture;Facture N°|Réf. facture",
            "Rechnungsnummer|Rechnungs-Nr.;Rechnung Nr.|Belegnummer",
            "Número de factura|Nº factura;Factura nº|Núm. factura",
            "Numero fattura|Fattura n.;N. documento|Fattura nr.",
            "Factuurnummer|Factuurnr.;Factuur nr.|Factuur nummer",
            "Número da fatura|Fatura nº;Fatura n.º|Nº documento",
        ],
        ["date"] =
        [
            "Invoice date|Date;Date of issue|Issued",
            "Date de facture|Date;Date d'émission|Émise le",
            "Rechnungsdatum|Datum;Ausstellungsdatum|Belegdatum",
            "Fecha de factura|Fecha;Fecha de emisión|Fecha expedición",
            "Data fattura|Data;Data di emissione|Data documento",
            "Factuurdatum|Datum;Datum|Factuur datum",
            "Data da fatura|Data;Data de emissão|Emitida em",
        ],
        ["due"] =
        [
            "Due date|Payment due;Pay by|Date due",
            "Date d'échéance|Échéance;À régler avant le|Date limite de paiement",
            "Fällig am|Fälligkeitsdatum;Zahlbar bis|Zahlungsziel",
            "Fecha de vencimiento|Vencimiento;Vence el|Fecha límite de pago",
            "Scadenza|Data scadenza;Da pagare entro il|Scadenza pagamento",
            "Vervaldatum|Vervaldag;Te betalen voor|Uiterste betaaldatum",
            "Data de vencimento|Vencimento;Vence em|Data limite de pagamento",
        ],
        ["customer"] =
        [
            "Customer no.|Account number;Client ID|Customer ID",
            "N° client|Code client;Client n°|Réf. client interne",
            "Kundennummer|Kunden-Nr.;Debitor|Kd.-Nr.",
            "Nº cliente|Código cliente;Cliente nº|Cód. cliente",
            "Codice cliente|Cliente n.;Cod. cliente|N. cliente",
            "Klantnummer|Debiteurnummer;Klantnr.|Relatienummer",
            "Nº cliente|Código de cliente;Cliente nº|Cód. cliente",
        ],
        ["order"] =
        [
            "Order number|Order no.;Order ID|Sales order no.",
            "N° commande|Commande n°;Commande|N° de commande",
            "Auftragsnummer|Auftrags-Nr.;Auftrag Nr.|Auftrag",
            "Nº albarán|Albarán;Albarán nº|Contrato nº",
            "DDT n.|Commessa;Contratto n.|Ns. ordine",
            "Ordernummer|Ordernr.;Pakbonnummer|Ons ordernummer",
            "Guia nº|Contrato;Guia de remessa nº|Nº contrato",
        ],
        ["delivery"] =
        [
            "Delivery date|Date of supply;Service date|Shipped on",
            "Date de livraison|Livré le;Date de prestation|Date d'expédition",
            "Lieferdatum|Leistungsdatum;Liefertermin|Versanddatum",
            "Fecha de entrega|Fecha de envío;Fecha de pedido|Fecha operación",
            "Data di consegna|Data ordine;Data ordine|Data spedizione",
            "Leverdatum|Orderdatum;Leveringsdatum|Besteldatum",
            "Data de entrega|Data da encomenda;Data de envio|Data de entrega",
        ],
        ["po"] =
        [
            "PO number|Purchase order;Your reference|P.O. No.",
            "Votre référence|Bon de commande n°;Votre commande|V/Réf",
            "Ihre Bestellnummer|Bestellnummer;Ihr Zeichen|Ihre Bestellung",
            "Su pedido|Nº pedido;Su referencia|Orden de compra",
            "Vs. ordine|Ordine n.;Vostro ordine|Rif. ordine",
            "Uw referentie|Inkoopordernummer;Uw kenmerk|Uw ordernummer",
            "V/ Encomenda|Nº encomenda;Vossa referência|Requisição",
        ],
        ["original"] =
        [
            "Original invoice;Credit for invoice",
            "Facture d'origine;Sur facture n°",
            "Zu Rechnung Nr.;Ursprüngliche Rechnung",
            "Factura original;Rectifica a la factura",
            "Rif. fattura;A storno della fattura n.",
            "Betreft factuur;Oorspronkelijke factuur",
            "Referente à fatura;Documento de origem",
        ],
        ["period"] =
        [
            "Billing period;Service period",
            "Période;Période de facturation",
            "Leistungszeitraum;Abrechnungszeitraum",
            "Periodo de facturación;Período",
            "Periodo di riferimento;Periodo",
            "Periode;Factuurperiode",
            "Período de faturação;Período",
        ],
        ["desc"] =
        [
            "Description;Item",
            "Désignation;Description",
            "Bezeichnung;Beschreibung",
            "Descripción;Concepto",
            "Descrizione;Articolo",
            "Omschrijving;Beschrijving",
            "Descrição;Designação",
        ],
        ["qty"] = ["Qty;Quantity", "Qté;Quantité", "Menge;Anzahl", "Cant.;Cantidad", "Q.tà;Quantità", "Aantal;Aantal", "Qtd.;Quantidade"],
        ["price"] =
        [
            "Unit price;Price",
            "P.U. HT;Prix unitaire",
            "Einzelpreis;Preis",
            "Precio;Precio unitario",
            "Prezzo;Prezzo unitario",
            "Prijs;Stukprijs",
            "Preço;Preço unitário",
        ],
        ["amount"] =
        [
            "Amount;Line total",
            "Montant HT;Total HT",
            "Betrag;Gesamt",
            "Importe;Total",
            "Importo;Totale",
            "Bedrag;Totaal",
            "Valor;Total",
        ],
        ["net"] =
        [
            "Subtotal|Net total;Total excl. VAT|Net amount",
            "Total HT|Sous-total HT;Montant HT|Total hors taxes",
            "Nettobetrag|Zwischensumme;Summe netto|Netto",
            "Base imponible|Subtotal;Total neto|Importe neto",
            "Imponibile|Totale imponibile;Totale netto|Tot. imponibile",
            "Subtotaal|Totaal excl. btw;Netto|Bedrag excl. BTW",
            "Subtotal|Total ilíquido;Base tributável|Total sem IVA",
        ],
        ["tax"] =
        [
            "VAT|Tax;VAT amount|Sales tax",
            "TVA|Total TVA;Montant TVA|T.V.A.",
            "MwSt.|Umsatzsteuer;zzgl. USt.|Mehrwertsteuer",
            "IVA|Cuota IVA;Total IVA|I.V.A.",
            "IVA|Totale IVA;Imposta|Importo IVA",
            "BTW|Btw-bedrag;Totaal BTW|BTW bedrag",
            "IVA|Total IVA;Valor do IVA|Imposto",
        ],
        ["gross"] =
        [
            "Total|Grand total;Invoice total|Total incl. VAT",
            "Total TTC|Montant TTC;Montant total TTC|Total facture",
            "Gesamtbetrag|Rechnungsbetrag;Bruttobetrag|Gesamtsumme",
            "Total factura|Total;Importe total|Total con IVA",
            "Totale fattura|Totale documento;Totale IVA inclusa|Importo totale",
            "Totaal incl. btw|Totaal;Totaalbedrag|Factuurbedrag",
            "Total da fatura|Total;Total do documento|Total com IVA",
        ],
        ["paid"] =
        [
            "Amount paid;Payments received",
            "Acompte versé;Déjà réglé",
            "Anzahlung;Bereits bezahlt",
            "Anticipo;Pagado",
            "Acconto;Già pagato",
            "Reeds betaald;Aanbetaling",
            "Adiantamento;Valor pago",
        ],
        ["payable"] =
        [
            "Balance due|Amount due;Please pay|Total due",
            "Net à payer|Reste à payer;Solde à payer|Montant à payer",
            "Zahlbetrag|Offener Betrag;Restbetrag|Zu zahlen",
            "Importe a pagar|Pendiente de pago;A pagar|Saldo pendiente",
            "Netto a pagare|Saldo;Da pagare|Importo da pagare",
            "Te betalen|Nog te betalen;Openstaand bedrag|Te voldoen",
            "Valor a pagar|A pagar;Total em dívida|Saldo em dívida",
        ],
        ["previous"] =
        [
            "Previous balance;Balance brought forward",
            "Solde précédent;Ancien solde",
            "Saldovortrag;Letzte Rechnung",
            "Saldo anterior;Importe factura anterior",
            "Saldo precedente;Fattura precedente",
            "Vorig saldo;Saldo vorige factuur",
            "Saldo anterior;Fatura anterior",
        ],
        ["carry"] =
        [
            "Carried forward;Carried over",
            "À reporter;Report",
            "Übertrag;Zwischensumme Seite",
            "Suma y sigue;Suma y sigue",
            "A riportare;Riporto",
            "Transport;Over te brengen",
            "A transportar;Transporte",
        ],
        ["billto"] =
        [
            "Bill to|Billed to;Customer|Invoice to",
            "Facturé à|Adresse de facturation;Client|Facture à",
            "Rechnungsempfänger|Kunde;Rechnung an|Rechnungsadresse",
            "Facturar a|Cliente;Datos del cliente|Facturado a",
            "Spett.le|Cliente;Intestatario|Fatturare a",
            "Factuuradres|Klant;Factuur aan|Gefactureerd aan",
            "Faturar a|Cliente;Exmo.(s) Sr.(s)|Morada de faturação",
        ],
        ["shipto"] =
        [
            "Ship to;Delivery address",
            "Adresse de livraison;Livré à",
            "Lieferadresse;Lieferanschrift",
            "Dirección de entrega;Enviar a",
            "Luogo di consegna;Destinazione merce",
            "Afleveradres;Leveradres",
            "Morada de entrega;Local de entrega",
        ],
        ["terms"] =
        [
            "Payment terms: 30 days;Terms: net 30 days from invoice date",
            "Conditions de paiement : 30 jours;Règlement à 30 jours date de facture",
            "Zahlbar innerhalb von 30 Tagen ohne Abzug;Zahlungsbedingungen: 30 Tage netto",
            "Forma de pago: transferencia a 30 días;Condiciones de pago: 30 días",
            "Pagamento: bonifico bancario 30 giorni;Condizioni di pagamento: 30 gg data fattura",
            "Betalingstermijn: 30 dagen;Wij verzoeken u te betalen binnen 30 dagen",
            "Condições de pagamento: 30 dias;Prazo de pagamento: 30 dias",
        ],
        ["vatid"] =
        [
            "VAT No.;VAT Reg. No.",
            "N° TVA;TVA intracommunautaire",
            "USt-IdNr.;USt-ID",
            "NIF;CIF",
            "P. IVA;Partita IVA",
            "BTW-nummer;Btw-nr.",
            "NIF;Contribuinte nº",
        ],
        ["yourvat"] =
        [
            "Customer VAT number;Your VAT No.",
            "N° TVA client;Votre N° TVA",
            "Ihre USt-IdNr.;USt-IdNr. Kunde",
            "NIF cliente;CIF cliente",
            "P. IVA cliente;P.IVA cliente",
            "Uw btw-nummer;Btw-nummer klant",
            "NIF cliente;V/ nº contribuinte",
        ],
        ["page"] = ["Page;Page", "Page;Page", "Seite;Seite", "Página;Pág.", "Pagina;Pag.", "Pagina;Blad", "Página;Pág."],
        ["thanks"] =
        [
            "Thank you for your business. Interest of 8% is charged on late payment.;Please quote the number when you pay.",
            "En cas de retard de paiement, une indemnité forfaitaire de 40,00 € est due.;Pas d'escompte pour paiement anticipé.",
            "Vielen Dank für Ihren Auftrag. Bei Verzug berechnen wir 5,00 € Mahngebühr.;Die Ware bleibt bis zur Zahlung unser Eigentum.",
            "Gracias por su confianza.;Ingreso en nuestra cuenta indicando el número.",
            "Grazie per la fiducia.;Interessi di mora ai sensi del D.Lgs. 231/2002.",
            "Wij danken u voor uw opdracht.;Vermeld bij betaling het nummer.",
            "Obrigado pela sua preferência.;Os bens foram colocados à disposição na data do documento.",
        ],
        ["discount"] =
        [
            "Discount;Discount",
            "Remise;Remise",
            "Rabatt;Nachlass",
            "Descuento;Dto.",
            "Sconto;Sconto",
            "Korting;Korting",
            "Desconto;Desconto",
        ],
        ["of"] = ["dated;of", "du;en date du", "vom;vom", "de fecha;del", "del;del", "van;d.d.", "de;de"],
    };

    public static readonly string[] Languages = ["en", "fr", "de", "es", "it", "nl", "pt"];

    public static string Of(string term, string language, bool counted, int turn)
    {
        var choices = Terms[term][Array.IndexOf(Languages, language)].Split(';')[counted ? 1 : 0].Split('|');
        return choices[turn % choices.Length];
    }

    public static readonly Dictionary<string, string[]> Months = new()
    {
        ["en"] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        ["fr"] = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
        ["de"] = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
        ["es"] =
        [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
        ["it"] =
        [
            "gennaio",
            "febbraio",
            "marzo",
            "aprile",
            "maggio",
            "giugno",
            "luglio",
            "agosto",
            "settembre",
            "ottobre",
            "novembre",
            "dicembre",
        ],
        ["nl"] =
        [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
        ["pt"] =
        [
            "janeiro",
            "fevereiro",
            "março",
            "abril",
            "maio",
            "junho",
            "julho",
            "agosto",
            "setembro",
            "outubro",
            "novembro",
            "dezembro",
        ],
    };
}
