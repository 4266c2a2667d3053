using System.Text.RegularExpressions;
using Amiable.Reading.Intents;
using Amiable.Reading.Understanding.Dates;

namespace Amiable.Reading.Replies;

/// <summary>What sounds like one thing and is another: a payment that the bank returned, a paper that is missing, "not before the 18th".</summary>
internal static partial class Misreadings
{
    // Just below ReplyReading.SureEnough: it is told, and nothing is done on it before a human has seen it.
    private const double Told = 0.69;

    public static void Apply(List<ReadSentence> told, ReplyToRead reply)
    {
        foreach (var sentence in told)
        {
            ReturnedByTheBank(sentence);
            MissingPaper(sentence);
            NotBeforeADay(sentence, reply);
            AlreadyDone(sentence);
            PartlyContested(sentence);
            Remind(sentence);
            Deduct(sentence);
            Redirections.SomebodyElse(sentence);
        }
        Ordered(told);
        Redirections.PassedOn(told);
    }

    /// <summary>
    /// A sentence that says two things nearly alike says neither surely. Marking a dispute and granting time change something at once, so there a rival is enough that is far behind.
    /// </summary>
    public static void Caution(List<ReadSentence> told)
    {
        foreach (var sentence in told)
        {
            // "The boss is away till Monday, I will ask him": nobody asked for time.
            if (
                sentence.Means("CHECKING")
                && !sentence.Means("REQUEST")
                && sentence["AK"] > sentence["EX"] + (sentence["AK"] > 0.9 ? 0 : 0.15)
            )
                sentence.Set("EX", Math.Min(sentence["EX"], 0.35));
            // "Send the form; until then nothing can be paid": a paper is asked for, no time.
            if (sentence["DO"] >= IntentChoice.Threshold && sentence["EX"] > 0.4 && sentence.Dates.Count == 0 && !sentence.Asks)
                sentence.Set("EX", 0.35);
            Lower(sentence, "DI", Rival(sentence, "DI"), 0.45);
            Lower(sentence, "EX", Rival(sentence, "EX", "MO"), 0.45);
            Lower(sentence, "PL", Rival(sentence, "PL", "PP"), 0.3);
            Lower(sentence, "PP", Rival(sentence, "PP", "CP", "DO", "BA"), 0.15);
            Lower(sentence, "PC", Rival(sentence, "PC"), 0.15);
        }
    }

    private static void Lower(ReadSentence sentence, string label, double rival, double behind)
    {
        if (rival > sentence[label] - behind)
            sentence.Set(label, Math.Min(sentence[label], Told));
    }

    private static double Rival(ReadSentence sentence, string label, params ReadOnlySpan<string> allowed)
    {
        var most = 0.0;
        foreach (var other in IntentChoice.Labels.Keys)
            if (other != label && !allowed.Contains(other))
                most = Math.Max(most, sentence[other]);
        return most;
    }

    /// <summary>"The transfer came back", "our bank refused it": whoever tells that contests nothing and has not paid.</summary>
    private static void ReturnedByTheBank(ReadSentence sentence)
    {
        if (!Returned().IsMatch(sentence.Folded) || Goods().IsMatch(sentence.Folded))
            return;
        sentence.Set("DI", Math.Min(sentence["DI"], 0.2));
        sentence.Set("PC", Math.Min(sentence["PC"], 0.3));
    }

    /// <summary>"There is no purchase order for this one": a paper is asked for, the goods are not contested.</summary>
    private static void MissingPaper(ReadSentence sentence)
    {
        if (
            sentence["DI"] < 0.2
            || !(sentence.Means("MISSING") || sentence.Means("NOTRECV"))
            || !Papers.Any(sentence.Means)
            || Faults.Any(sentence.Means)
            || sentence.Amounts.Count > 0
        )
            return;
        sentence.Set("DO", Math.Max(sentence["DO"], 0.75));
        sentence.Set("DI", 0.2);
    }

    /// <summary>"We won't be paying before the 18th": time is taken, the bill is not contested. Before the day it is due nobody need pay.</summary>
    private static void NotBeforeADay(ReadSentence sentence, ReplyToRead reply)
    {
        if (
            !sentence.Means("NOTPAY")
            || !sentence.Means("BEFORE")
            || Faults.Any(sentence.Means)
            || sentence["PP"] >= 0.7
            || !sentence.Dates.Any(d => d.Next is not null && d.Form != DateForm.DueDate)
            || sentence.Dates.Any(d => d.Form == DateForm.DueDate || reply.Invoices.Any(i => i.DueDate == d.Next))
        )
            return;
        sentence.Set("EX", Math.Max(sentence["EX"], 0.75));
        sentence.Set("DI", Math.Min(sentence["DI"], 0.2));
        sentence.Set("PP", Math.Min(sentence["PP"], 0.3));
    }

    /// <summary>"Paid by bank transfer on Friday", "paguei na sexta": the verb says that it is done, whatever the weekday may mean.</summary>
    private static void AlreadyDone(ReadSentence sentence)
    {
        if (
            sentence["PC"] < 0.15
            || sentence["PC"] > sentence["PP"] + 0.2 && sentence["PP"] < 0.5
            || sentence.Asks
            || sentence.Means("COND")
            || sentence.Dates.Any(d => d.Last is null)
            || !Done().IsMatch(sentence.Folded)
            || Ahead().IsMatch(sentence.Folded)
        )
            return;
        sentence.Set("PC", Math.Max(0.8, sentence["PC"]));
        sentence.Set("PP", 0.2);
    }

    /// <summary>"We pay 5,000 on the 9th and dispute the other 3,800": both are said.</summary>
    private static void PartlyContested(ReadSentence sentence)
    {
        if (
            sentence["DI"] > 0.7
            && sentence["PP"] is > 0.15 and < 0.6
            && sentence.Means("CONTEST")
            && sentence.Means("PAY")
            && !sentence.Means("NOTPAY")
            && sentence.Amounts.Count > 0
            && sentence.Dates.Any(d => d.Next is not null && d.Span.Start < sentence.Concepts.Last(c => c.Name == "CONTEST").Span.Start)
        )
            sentence.Set("PP", 0.62);
    }

    /// <summary>"Can you remind me of your account?" asks for no call.</summary>
    private static void Remind(ReadSentence sentence)
    {
        if (sentence.Means("BANKDOC") && sentence["HU"] > 0.3 && Reminds().IsMatch(sentence.Folded))
        {
            sentence.Set("HU", 0.1);
            sentence.Set("DO", Math.Max(sentence["DO"], 0.8));
        }
        // "To release the payment we need your certificate" asks for a paper and promises nothing.
        if (
            sentence["DO"] > sentence["PP"]
            && sentence["DO"] > 0.9
            && sentence.Means("TAXDOC")
            && sentence.Dates.Count == 0
            && sentence["CP"] < 0.6
        )
            sentence.Set("PP", Math.Min(sentence["PP"], 0.4));
        // "Fine, I will check and let you know."
        if (sentence["AK"] > 0.95 && sentence.Means("CHECKING") && sentence.Dates.Count == 0 && sentence["PP"] < 0.9)
            sentence.Set("PP", Math.Min(sentence["PP"], 0.3));
        // A link that has expired is no contract that has.
        if (sentence.Means("TERMINATED") && Link().IsMatch(sentence.Folded) && sentence["DO"] > 0.5)
            sentence.Set("DI", Math.Min(sentence["DI"], 0.2));
    }

    /// <summary>"Take the credit off": a sum is contested, no paper is asked for.</summary>
    private static void Deduct(ReadSentence sentence)
    {
        if (sentence["DO"] > 0.3 && !sentence.Means("CORRECTED") && Deducts().IsMatch(sentence.Folded))
        {
            sentence.Set("DI", Math.Max(sentence["DI"], Math.Min(0.8, sentence["DO"])));
            sentence.Set("DO", 0.2);
        }
    }

    /// <summary>"The order to pay was signed yesterday, the money leaves on the 24th": it has not been sent yet.</summary>
    private static void Ordered(List<ReadSentence> told)
    {
        foreach (var sentence in told.Where(s => s["PC"] > 0.3 && Mandate().IsMatch(s.Folded)))
        {
            var later = sentence.Dates.Any(d => d.Last is null)
                ? sentence
                : told.Find(s => s != sentence && s["PC"] < 0.5 && s["DI"] < 0.5 && s.Dates.Any(d => d.Next is not null));
            if (later is null)
                continue;
            sentence.Set("PC", 0.2);
            later.Set("PP", Math.Max(later["PP"], 0.72));
        }
    }

    private static readonly string[] Papers = ["ORDERDOC", "TAXDOC", "CONTRACTDOC"];

    private static readonly string[] Faults = ["BROKEN", "NOTDELIV", "DUP", "NOTORDERED", "PRICE", "CONTEST", "TERMINATED", "CREDITNOTE"];

    [GeneratedRegex(
        @"\b(?:bank\w*|banco|banca|banque|recibo|prelevement|lastschrift|direct debit|virement|transfer\w*|transferencia|uberweisung|bonifico|addebito|incasso|domiciliacion|debito direto|przelew\w*|payment|pagamento|pago|paiement|overboeking|card)\b.{0,60}\b(?:bounced?|declined|failed|returned|came back|blocked|retourn\w+|revenue?|rejet\w+|echoue\w*|echec|bloque|devolv\w+|devuelt\w+|rechaz\w+|respint\w+|tornat[oa]|stornat[oa]|gestorneerd|geweigerd|teruggeboekt|mislukt|zuruckgewiesen|zuruckgegeben|zuruckgekommen|geplatzt|fehlgeschlagen|recus\w+|odrzuc\w+|zwroc\w+)\b|\b(?:failed|returned|rejected|refused|rejete|rechazad\w+|respint\w+) (?:by|at|par|por|dalla|durch) (?:the |our |notre |la |el |il |unsere )?(?:bank|banque|banco|banca)|\b(?:error|fallo|fehler|erreur|errore|erro|engano|fout\w*|pomylka|mistake) (?:by |of |de |del |da |do |van |von )?(?:our |the |unserer |der |notre |la |el |il |della |onze )?(?:banka?u?|banque|banco|banca|dalla banca)\b"
    )]
    private static partial Regex Returned();

    [GeneratedRegex(
        @"^\W*(?:(?:already|just|deja|schon|ya|gia|al|reeds|ja|juz|it'?s|c'est|ist|is|est|estan?|e) )*(?:paid|settled|sent|wired|transferred|mailed|payee?s?|reglee?s?|viree?s?|bezahlt|uberwiesen|beglichen|pagad[oa]s?|abonad[oa]s?|transferid[oa]s?|pagat[oa]|saldat[oa]|bonificat[oa]|betaald|overgemaakt|voldaan|liquidad[oa]|zaplacon[oae]|oplacon[oae])\b|\b(?:paguei|transferi|liquidei|zaplacil\w+|przelal\w+|oplacil\w+|(?:ho|abbiamo) (?:gia )?(?:pagato|saldato|bonificato)|(?:he|hemos) (?:ya )?(?:pagado|abonado|transferido)|(?:ai|avons|a) (?:deja )?(?:paye|regle|vire)|(?:habe[n]?|hat) .{0,40}(?:bezahlt|uberwiesen|beglichen)|rausgegangen|(?:heb|hebben) .{0,40}(?:betaald|overgemaakt|voldaan)|(?:cheque|virement|mandat) (?:est )?parti[es]?)\b"
    )]
    private static partial Regex Done();

    [GeneratedRegex(
        @"\b(?:will|going to|to be|gonna|sera|seront|va|vais|allons|wird|werden|wollen|sara|saranno|wordt|worden|zal|sera|seran|vamos|voy|bedzie|zostanie)\b"
    )]
    private static partial Regex Ahead();

    [GeneratedRegex(@"\brappeler (?:vos|votre|le|les|l')|\bremind|\brecord(?:ar|ad)|\bricord|\berinnern|\bherinner|\blembr")]
    private static partial Regex Reminds();

    [GeneratedRegex(@"\b(?:link|lien|enlace|collegamento|ligacao|koppeling|odnosnik)\b")]
    private static partial Regex Link();

    [GeneratedRegex(
        @"\b(?:descont(?:ad|ar|en|em|e)|restad|restar|deduct|take off|knock off|deduire|deduisez|dedui[st]|abziehen|ziehen sie .{0,30}\bab|scal(?:ate|are)|togliete|detra\w+|haal .{0,30}\beraf|verreken\w*|odlicz\w*|tirem|retirem|abat(?:er|am))\b"
    )]
    private static partial Regex Deducts();

    [GeneratedRegex(
        @"\b(?:mandat|mandato|orden de pago|ordem de pagamento|ordre de paiement|ordine di pagamento|zahlungsanweisung|auszahlungsanordnung|betaalopdracht|payment order)\b.{0,40}\b(?:emis|signe|firmo|firmad[ao]|emess[oa]|firmat[oa]|emitid[ao]|assinad[ao]|erteilt|unterschrieben|getekend|signed|issued|transmis)\b"
    )]
    private static partial Regex Mandate();

    [GeneratedRegex(
        @"\b(?:goods|delivery|marchandise\w*|livraison|ware|lieferung|mercancia\w*|entrega|merce|consegna|goederen|levering|mercadoria\w*|towar\w*|dostaw\w*)\b"
    )]
    private static partial Regex Goods();
}
