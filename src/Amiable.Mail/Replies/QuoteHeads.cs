using System.Text.RegularExpressions;

namespace Amiable.Mail.Replies;

/// <summary>
/// The lines with which mail programs introduce what they quote, in English, French, German, Spanish, Italian, Dutch, Portuguese and Polish (and a few more
/// that look alike).
/// </summary>
internal static partial class QuoteHeads
{
    /// <summary>Most lines an introduction is wrapped over.</summary>
    private const int MostLines = 4;

    /// <summary>How many lines from <paramref name="at"/> on introduce a quotation, "On … wrote:" and its sisters; 0 when none do.</summary>
    public static int Introduction(IReadOnlyList<string> lines, int at)
    {
        var joined = "";
        for (var n = 1; n <= MostLines && at + n <= lines.Count; n++)
        {
            var line = lines[at + n - 1].Trim();
            if (line.Length == 0 || line.Length > 400 || (n > 1 && line.StartsWith('>')))
                return 0;
            joined = joined.Length == 0 ? line : joined + " " + line;
            if (joined.Length > 700 || !Opens().IsMatch(joined))
                return 0;
            if (joined.EndsWith(':') && (Wrote().IsMatch(joined) || DateAndAddress().IsMatch(joined)) && HasDate(joined))
                return n;
            // "wrote" may stand without its colon when the quotation follows at once.
            if (Wrote().IsMatch(joined) && joined.Contains('@', StringComparison.Ordinal) && HasDate(joined) && IsQuoted(lines, at + n))
                return n;
        }
        return 0;
    }

    /// <summary>Whether a line is a rule with words, after which comes history: "-----Original Message-----", "Begin forwarded message:".</summary>
    public static bool IsDivider(string line) => line.Length < 200 && Divider().IsMatch(line);

    /// <summary>Whether a block of fields as Outlook writes it starts here: From, Sent, To, Subject in one of the languages, two of them at least.</summary>
    public static bool StartsFields(IReadOnlyList<string> lines, int at)
    {
        if (!FromField().IsMatch(lines[at]))
            return false;
        var found = 0;
        for (var i = at + 1; i < lines.Count && i < at + 12; i++)
            if (OtherField().IsMatch(lines[i]) && ++found >= 2)
                return true;
        return false;
    }

    private static bool HasDate(string text) => text.Any(char.IsAsciiDigit) || text.Contains('@', StringComparison.Ordinal);

    private static bool IsQuoted(IReadOnlyList<string> lines, int at)
    {
        while (at < lines.Count && lines[at].Trim().Length == 0)
            at++;
        return at < lines.Count && lines[at].StartsWith('>');
    }

    [GeneratedRegex(
        @"^[>\s]*(?:on|le|am|an|vom|el|il|em|op|dnia|w dniu|den|på|dne|wt|śr|pon|czw|pt|sob|niedz|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{4}年|(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mo|di|mi|do|fr|sa|so|lu|ma|mi|ju|vi|sá|do|za|zo|vr|wo|seg|ter|qua|qui|sex|sáb|dom|gio|sab)[a-zäéûí.]*,? |\d{1,2}[. ]|[""“]?[\p{L}][^:]{0,80}<[^<>@\s]+@|[\p{L}][\p{L} .'-]{1,60} (?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|napisał))\b?",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Opens();

    [GeneratedRegex(
        @"\b(?:wrote|writes|written|said|schrieb(?:en)?|schreibt|geschrieben|a [ée]crit|écrit|[ée]crivait|escribi[óo]|escribe|ha scritto|scrive|scritto|schreef|heeft geschreven|het volgende geschreven|geschreven|escreveu|escreve|napisał(?:\(a\)|a|/a)?|pisze|skrev|skriver|napsal(?:\(a\))?|написал(?:а)?)\b[^:]{0,60}(?:\d{1,2}:\d\d(?::\d\d)?[^:\w]{0,3})?:?$|のメール:$|写道[:：]$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Wrote();

    /// <summary>"2026-03-14 8:00 GMT+01:00 Claire &lt;claire@example.com&gt;:"</summary>
    [GeneratedRegex(@"\d{1,4}[-./ ]\w{1,12}\.?[-./ ]\d{1,4}.{0,80}<[^<>\s]+@[^<>\s]+>\s*:$")]
    private static partial Regex DateAndAddress();

    [GeneratedRegex(
        @"^[\s>*_]{0,40}(?:[-_=]{2,}\s*)?(?:original (?:message|mail|appointment)|forwarded (?:message|by)|message d['’]origine|message (?:original|transf[ée]r[ée]|initial)|mail original|ursprüngliche (?:nachricht|mail|e-mail)|original-?nachricht|weitergeleitete nachricht|mensaje (?:original|reenviado)|messaggio (?:originale|inoltrato)|oorspronkelijk bericht|doorgestuurd bericht|mensagem (?:original|encaminhada)|(?:wiadomość oryginalna|oryginalna wiadomość|wiadomość przekazana)|urspr\. mitteilung|originalmeddelande|oprindelig meddelelse)\s*[-_=*]{2,}\s*$|^[\s>]*(?:begin forwarded message|début du message (?:réexpédié|transféré)|anfang der weitergeleiteten nachricht|inicio del mensaje reenviado|inizio messaggio inoltrato|begin doorgestuurd bericht|início da mensagem reencaminhada)\s*:\s*$|^[\s>]*-{3,}\s*(?:original|forwarded|message|mensaje|messaggio|mensagem)[^-]{0,40}-{3,}\s*$|^\s*-{2,} ?(?:reply above this line|please reply above|répondre au-dessus)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Divider();

    [GeneratedRegex(@"^[\s>*_]{0,10}(?:from|de|von|da|van|od|från|fra|от)[\s*_\u00a0]{0,4}:[\s*_]{0,4}\S", RegexOptions.IgnoreCase)]
    private static partial Regex FromField();

    [GeneratedRegex(
        @"^[\s>*_]{0,10}(?:sent|date|to|cc|subject|envoyé(?: le)?|à|objet|gesendet|datum|an|betreff|enviado(?: el| em)?|fecha|para|asunto|inviato|data|a|oggetto|verzonden|aan|onderwerp|assunto|wysłano|do|dw|temat|skickat|till|ämne|sendt|til|emne)[\s*_\u00a0]{0,4}:",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex OtherField();
}
