namespace Amiable.Import.Csv;

/// <summary>How an invoice stands in the ledger it comes from.</summary>
internal enum LedgerStatus
{
    Open,
    PartlyPaid,
    Paid,
    Draft,
    Cancelled,
    Disputed,
}

/// <summary>What ledgers write in cells that are neither text, amount nor date, in seven languages.</summary>
internal static class LedgerWords
{
    private static readonly Dictionary<string, LedgerStatus> Statuses = Words(
        (
            LedgerStatus.Open,
            """
            open, unpaid, not paid, due, overdue, past due, outstanding, issued, sent, pending, late, posted, approved, validated, viewed, active
            ouverte, ouvert, impayée, impayé, non payée, non payé, non réglée, échue, en retard, émise, envoyée, en attente, à recouvrer, à régler, à payer, validée, comptabilisée
            offen, unbezahlt, nicht bezahlt, überfällig, ueberfaellig, fällig, versendet, verschickt, gesendet, gebucht, gemahnt
            abierta, abierto, pendiente, impagada, vencida, vencido, emitida, enviada, no pagada, aperta, aperto, non pagata, scaduta, scaduto, insoluta, insoluto, da pagare, emessa, inviata
            openstaand, onbetaald, niet betaald, verzonden, verstuurd, te laat, achterstallig, vervallen, aberta, aberto, pendente, em aberto, por pagar, em dívida, não paga
            """
        ),
        (
            LedgerStatus.PartlyPaid,
            """
            partially paid, partly paid, part paid, partial, partiellement payée, partiellement réglée, payée partiellement, partielle, teilbezahlt, teilweise bezahlt, teilzahlung
            parcialmente pagada, pagada parcialmente, parcial, parzialmente pagata, parziale, deels betaald, gedeeltelijk betaald, parcialmente paga
            """
        ),
        (
            LedgerStatus.Paid,
            """
            paid, fully paid, paid in full, settled, closed, cleared, payée, payé, réglée, réglé, soldée, soldé, acquittée, encaissée, lettrée, bezahlt, vollständig bezahlt, beglichen, ausgeglichen, erledigt, gezahlt, geschlossen
            pagada, pagado, cobrada, cobrado, liquidada, saldada, pagata, pagato, saldata, saldato, incassata, chiusa, betaald, voldaan, afgesloten, paga, pago, liquidado, recebida, recebido
            """
        ),
        (LedgerStatus.Draft, "draft, brouillon, en préparation, proforma, entwurf, borrador, bozza, concept, rascunho"),
        (
            LedgerStatus.Cancelled,
            """
            cancelled, canceled, void, voided, deleted, written off, write off, bad debt, uncollectible, annulée, annulé, supprimée, abandonnée, irrécouvrable, passée en perte, storniert, storno, abgeschrieben, gelöscht, annulliert, uneinbringlich
            anulada, anulado, cancelada, cancelado, incobrable, annullata, annullato, stornata, inesigibile, geannuleerd, afgeboekt, oninbaar, incobrável
            """
        ),
        (
            LedgerStatus.Disputed,
            "disputed, in dispute, contested, en litige, litige, contestée, strittig, reklamiert, in klärung, en disputa, en litigio, contestata, in contestazione, betwist, in geschil, em litígio, em disputa, contestada"
        )
    );

    private static readonly Dictionary<string, ImportedKind> Kinds = Words(
        (
            ImportedKind.Invoice,
            "invoice, inv, bill, sales invoice, customer invoice, facture, fac, fa, facture client, rechnung, re, rg, ausgangsrechnung, factura, fra, fattura, ft, factuur, verkoopfactuur, fatura, 380"
        ),
        (
            ImportedKind.CreditNote,
            """
            credit note, credit memo, credit, cn, cm, customer credit note, avoir, av, note de crédit, facture d'avoir, gutschrift, gu, gs, rechnungskorrektur, stornorechnung, nota de crédito, abono, factura rectificativa, nota di credito, nc, ndc
            creditnota, creditfactuur, 381
            """
        )
    );

    private static readonly Dictionary<string, bool> Answers = Words(
        (true, "yes, y, true, t, 1, x, oui, o, vrai, ja, j, wahr, si, sì, sí, s, verdadero, vero, waar, sim, verdadeiro"),
        (false, "no, n, false, f, 0, non, faux, nein, falsch, falso, nee, onwaar, não")
    );

    private static readonly Dictionary<string, bool> DirectDebits = Words(
        (
            true,
            "direct debit, sepa direct debit, sdd, sepa dd, prélèvement, prélèvement sepa, prélèvement automatique, lastschrift, sepa lastschrift, bankeinzug, domiciliación, domiciliación bancaria, recibo domiciliado, adeudo directo, addebito diretto, sdd, rid, automatische incasso, incasso, domiciliëring, débito direto"
        )
    );

    private static readonly Dictionary<string, string> Languages = Words(
        ("en", "english, anglais, englisch, inglés, inglese, engels, inglês"),
        ("fr", "french, français, französisch, francés, francese, frans, francês"),
        ("de", "german, allemand, deutsch, alemán, tedesco, duits, alemão"),
        ("es", "spanish, espagnol, spanisch, español, spagnolo, spaans, espanhol"),
        ("it", "italian, italien, italienisch, italiano, italiaans"),
        ("nl", "dutch, néerlandais, niederländisch, neerlandés, olandese, nederlands, neerlandês"),
        ("pt", "portuguese, portugais, portugiesisch, portugués, portoghese, portugees, português")
    );

    // Cells that say "nothing here" in a column that may be left blank.
    private static readonly HashSet<string> Nothing = new(StringComparer.OrdinalIgnoreCase)
    {
        "-",
        "--",
        "–",
        "—",
        "/",
        "n/a",
        "na",
        "null",
        "none",
        "nil",
        "#n/a",
        ".",
    };

    public static LedgerStatus? Status(string cell) => Find(Statuses, cell);

    public static ImportedKind? Kind(string cell) => Find(Kinds, cell);

    public static bool? YesOrNo(string cell) => cell is "✓" or "✔" or "☑" ? true : Find(Answers, cell);

    public static bool IsDirectDebit(string cell) => Find(DirectDebits, cell) ?? YesOrNo(cell) ?? false;

    /// <summary>ISO 639-1 of "fr", "fr-FR", "fr_FR" or "French"; null when it is none of these.</summary>
    public static string? Language(string cell)
    {
        if (Languages.TryGetValue(HeaderWords.Fold(cell), out var named))
            return named;
        var code = cell.Split('-', '_')[0];
        return code.Length == 2 && char.IsAsciiLetter(code[0]) && char.IsAsciiLetter(code[1]) ? code.ToLowerInvariant() : null;
    }

    public static bool IsNothing(string cell) => cell.Length == 0 || (cell.Length <= 4 && Nothing.Contains(cell));

    private static T? Find<T>(Dictionary<string, T> words, string cell)
        where T : struct => cell.Length <= 40 && words.TryGetValue(HeaderWords.Fold(cell), out var meaning) ? meaning : null;

    private static Dictionary<string, T> Words<T>(params ReadOnlySpan<(T Meaning, string List)> lists)
    {
        var words = new Dictionary<string, T>();
        foreach (var (meaning, list) in lists)
        {
            foreach (var word in list.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                words.TryAdd(HeaderWords.Fold(word), meaning);
        }
        return words;
    }
}
