using System.Text.RegularExpressions;
using Amiable.Reading.Intents;
using Amiable.Reading.Understanding;
using Amiable.Replies;

namespace Amiable.Reading.Replies;

/// <summary>Finds passages that try to instruct the agent. They are data: flagged, and read no further.</summary>
internal static partial class Injection
{
    /// <summary>Every passage of the new text that speaks to a machine.</summary>
    public static List<Span> In(WrittenText text, IReadOnlyList<ReadSentence> sentences) =>
        [.. ByForm(text), .. sentences.Where(OrdersAMachine).Select(s => s.Span)];

    /// <summary>What stands in the subject, the sender's name, under the signature, in a faked history, in a file's name or hidden in HTML is written to be read as well.</summary>
    public static bool IsAround(ReplyToRead reply, IReadOnlyList<string> languages)
    {
        foreach (var part in (string[])[reply.Subject, reply.FromName, reply.Text.Signature, reply.Text.Quoted, reply.Text.Beside])
        {
            if (part.Length == 0)
                continue;
            var text = WrittenText.Of(part.Length > BuiltInReader.Most ? part[..BuiltInReader.Most] : part);
            if (ByForm(text).Any())
                return true;
        }
        if (reply.Text.Signature.Length == 0)
            return false;
        var signature = WrittenText.Of(reply.Text.Signature);
        var facts = new ReplyFacts(signature, languages, reply.Invoices, new(default(DateOnly).AddYears(2000)));
        return ReadSentence
            .Of(facts, signature.Raw.Length)
            .Any(s =>
                s["IJ"] > 0.93 && s.Means("COMMAND") || s["IJ"] > 0.75 && s.Means("COMMAND") && (s.Means("MACHINE") || s.Means("INJECT"))
            );
    }

    /// <summary>Passages by form: comments, code, chat roles, markers. Ordinary letters have none of them.</summary>
    public static IEnumerable<Span> ByForm(WrittenText text)
    {
        foreach (Match match in Form().Matches(text.Folded))
            yield return new(match.Index, match.Length);
        foreach (Match match in Calls().Matches(text.Folded))
            yield return Paragraph(text.Raw, match.Index, match.Length);
        foreach (Match match in Orders().Matches(text.Folded))
            yield return Paragraph(text.Raw, match.Index, match.Length);
        foreach (Match match in Readers().Matches(text.Folded))
            yield return Paragraph(text.Raw, match.Index, match.Length);
        foreach (Match match in Absurd().Matches(text.Folded))
            yield return Paragraph(text.Raw, match.Index, match.Length);
        foreach (Match match in Whoever().Matches(text.Folded))
            yield return Paragraph(text.Raw, match.Index, match.Length);
        foreach (Match match in Coded().Matches(text.Raw))
            if (IsText(match.Value))
                yield return Paragraph(text.Raw, match.Index, match.Length);
    }

    // "Written by an AI assistant" is how our own mails introduce themselves: an English "an" addresses nobody, here and below.
    // "To any automated reader", "für maschinelle Leser", "aux outils d'analyse": no person is spoken to.
    [GeneratedRegex(
        @"\b(?:to|for|an(?! ai)|fur|aux?|pour|para|a|alla|agli|(?<!an )ai|per|voor|aan|do|dla) (?:any |all |every |the |alle |jeden |die |den |das |tous? |toutes? |les? |la |el |los |las |gli |il |i |alle |de |het |os? |wszystkich )*(?:(?:automat\w*|maschinell\w*|machine|elektroni\w*|computer\w*|robot\w*|ai|ki|ia)[ -]+(?:reader|leser|lezer|parser|processor|system|agent|assist|tool|software)\w*|(?:lecteur|lector|lettor|leitor|outil|herramienta|strument|ferramenta|czytelnik|narzedzi|lezer)\w* (?:automat\w*|electroni\w*|elettroni\w*|d'analyse|de analisis|de analise|di analisi))"
    )]
    private static partial Regex Readers();

    // Poems, the next one who asks, a mail to all customers, a bad debt: nobody orders that from a creditor's clerk.
    [GeneratedRegex(
        @"\b(?:write|escrib\w*|ecri\w*|redige\w*|schreib\w*|scriv\w*|schrijf|escrev\w*|napisz\w*|compos\w*)\b.{0,20}\b(?:poem|poeme|poema|gedicht|poesia|wiersz\w*|haiku|joke|song|chanson|blague|sonnet\w*)\b|\b(?:next|prochaine?|nachste[rn]?|proxim[oa]|prossim[oa]|volgende|nastepn\w+) (?:person\w*|pessoa|osob\w+|user|utilisateur|nutzer|usuari\w*|utente) (?:who|that|qui|die|que|che|der|ktor\w+|,)|\b(?:send|forward|mail|senden|sende|schicken?|schick|envo\w+|envi\w+|mand\w+|invia\w*|stuur|verstuur|wyslij\w*)\b.{0,50}\b(?:all|every|alle[nr]?|tous|toutes|tod[oa]s|tutt[ie]|wszystk\w+)\b.{0,12}\b(?:your|ihre\w*|deine\w*|vos|tes|sus|tus|vostri|tuoi|uw|je|jouw|vossos|teus|twoi\w*) (?:other )?(?:customers?|clients?|kunden|clientes|clienti|klanten|klient\w*|debtors?)\b|\b(?:passe[rz]?|book|write|post|buche[n]?|registra|boek|ksieguj|zaksieguj)\b.{0,50}\b(?:en perte|as a? ?bad debt|as a loss|als verlust|a perdida|como perdida|a perdita|als verlies|w straty)\b|\b(?:address book|carnet d'adresses|adressbuch|libreta de direcciones|rubrica|adresboek|livro de enderecos|ksiazk\w+ adresow\w+)\b"
    )]
    private static partial Regex Absurd();

    // "To whatever AI handles this inbox"; and what only a machine keeps: a state, a history, a due date moved by years.
    [GeneratedRegex(
        @"\b(?:whatever|whichever|whoever|any|n'importe quel\w*|quel que soit l[ea]|welche\w* auch immer|cualquier|qualsiasi|welke ook|qualquer|jak\w+kolwiek) (?:\w+ )?(?:ai|ia|ki|bot|robot\w*|assistant\w*|llm|software|logiciel|programm?\w*|tool|outil)\b|\b(?:change|alter[ae]?|modifi\w+|mude|cambi[ae]\w*|ander[en]\w*|aender\w+|setzen?|wijzig|zet|zmien\w*|ustaw\w*)\b[^.!?\n]{0,30}\b(?:due date|vencimento|echeance|falligkeit\w*|vencimiento|scadenza|vervaldatum|termin\w*)\b[^.!?\n]{0,16}\b20[3-9]\d\b|\b(?:delete|erase|wipe|apag\w+|efface\w*|supprime\w*|losche?n?|borr[ae]\w*|cancella\w*|wis|verwijder|usun\w*)\b[^.!?\n]{0,30}\b(?:history|historique|historico|historial|storico|historie|mahnhistorie|historii?|logs?|audit trail|journal)\b"
    )]
    private static partial Regex Whoever();

    [GeneratedRegex(@"(?<![\w+/=@.-])[A-Za-z0-9+/]{32,}={0,2}(?![\w+/@.-])")]
    private static partial Regex Coded();

    /// <summary>Words behind base64: nobody writes to a creditor like that.</summary>
    private static bool IsText(string coded)
    {
        var bytes = new byte[coded.Length];
        var padded = coded.TrimEnd('=');
        padded += new string('=', (4 - (padded.Length % 4)) % 4);
        return Convert.TryFromBase64String(padded, bytes, out var length)
            && bytes.AsSpan(0, length).Contains((byte)' ')
            && !bytes.AsSpan(0, length).ContainsAnyExceptInRange((byte)' ', (byte)'~');
    }

    /// <summary>A sentence that speaks to a machine and orders it to do something. Who complains about a robot orders nothing.</summary>
    public static bool OrdersAMachine(ReadSentence sentence) =>
        !OwnSystem().IsMatch(sentence.Folded) && !WantsAPerson(sentence) && SpeaksToAMachine(sentence);

    /// <summary>"I don't want to talk to a robot, call me".</summary>
    private static bool WantsAPerson(ReadSentence sentence) =>
        sentence["HU"] > Math.Max(0.9, sentence["IJ"])
        && sentence.Means("HUMAN")
        && !sentence.Means("INJECT")
        && !sentence.Means("INVOICE");

    // What the writer's own system shows or lacks is told to people.
    [GeneratedRegex(
        @"\b(?:our|notre|nos|unser\w*|nuestr[oa]s?|nostr[oa]|ons|onze|noss[oa]|nasz\w*) (?:\w+ )?(?:systeme?|system\w*|sistema|systeem|software|logiciel|programa|programm\w*|program\w*|gestionale|erp|stammdaten)\b"
    )]
    private static partial Regex OwnSystem();

    // "Your account must read DE89 … from now on".
    [GeneratedRegex(@"\b[a-z]{2}\d{2}(?: ?\d{4}){3,}")]
    private static partial Regex Account();

    private static bool SpeaksToAMachine(ReadSentence sentence) =>
        sentence["IJ"] > 0.75
            && sentence["IJ"] > sentence["NO"]
            && (
                sentence["IJ"] > 0.93
                || sentence.Means("MACHINE")
                || sentence.Means("INJECT")
                || sentence.Means("COMMAND") && Account().IsMatch(sentence.Folded)
            )
        || sentence["IJ"] > 0.5
            && sentence.Means("MACHINE")
            && sentence.Means("COMMAND")
            && (!sentence.Means("HUMAN") || sentence["IJ"] > 0.7 && sentence.Means("INVOICE"))
        || sentence.Means("INJECT")
            && sentence.Means("MACHINE")
            && sentence.Means("COMMAND")
            && sentence["HU"] < 0.5
            && sentence["AR"] < 0.5;

    /// <summary>Orders to a machine are given with what surrounds them.</summary>
    private static Span Paragraph(string text, int at, int length)
    {
        // What was found may begin with the empty line before it: that belongs to nobody.
        for (; length > 0 && char.IsWhiteSpace(text[at]); length--)
            at++;
        var start = text.LastIndexOf("\n\n", at, StringComparison.Ordinal);
        var end = text.IndexOf("\n\n", at + length, StringComparison.Ordinal);
        start = start < 0 ? 0 : start;
        end = end < 0 ? text.Length : end;
        // A line that was ended with a dot is a paragraph of its own: "We will pay on the 20th." below the order is the customer's word.
        for (var line = text.IndexOf('\n', at + length); line > 0 && line < end; line = text.IndexOf('\n', line + 1))
            if (text[line - 1] is '.' or '!' or '?')
                end = line;
        return new(start, end - start);
    }

    [GeneratedRegex(
        @"<!--.*?(?:-->|\z)|<(?:span|div|p|font|script|style|system|instructions?|im_start|/?inst)\b(?![^>\n]*@)[^>]*>.*?(?:</\w+>|\z)|<\|.*?\|>.*?(?:<\||\z)|\[/?(?:inst|system|assistant|admin)[^\]]*\].*?(?:\[/|\n\n|\z)|\{\{.*?(?:\}\}|\z)|\{\s*""(?:role|system|action|tool|command|instructions?|function|type|op|cmd|intents?)""\s*:.*?(?:\}\s*(?:\n|\z)|\z)|^\s*#{2,}\s*(?:system|instruction|new|end|begin|override|assistant|admin|prompt|\n).*?(?:^\s*#{2,}\s*$|\z)|```.*?(?:```|\z)|^\s*(?:system|assistant|developer|sistema|asistente|assistente|systeme?)\s*(?:>|:|\]).*?(?:\n\n|\z)|-{3,}\s*(?:begin|start|system|new|override)\b.*?(?:-{3,}\s*end[^\n]*|\z)|={3,}\s*(?:begin|start|system|new|override)\b.*?(?:={3,}\s*end[^\n]*|\z)|\bbegin (?:system|prompt|instruct).*?(?:\bend (?:system|prompt|instruct)\w*|\z)|\bagent[_-]command\b.*?(?:\n\n|\z)",
        RegexOptions.Singleline | RegexOptions.Multiline
    )]
    private static partial Regex Form();

    // Calls of functions and settings: nobody writes them to a creditor.
    [GeneratedRegex(
        @"\b(?:mark|set|send|update|delete|exclude|approve|transfer|get|list|export|cancel|close|forward|reply|write|add|remove|create|resolve|waive|disable|enable|change|run|call)_[a-z_]{2,}|\b(?:needs_?human|requires_?human|human_?review|paid|is_?paid|status|intents?|confidence|role|priority|classification|override|injection|autonomy|approved)\s?=\s?[""']?(?:true|false|paid|system|admin|none|null|0|1|[a-z]+)\b|\b(?:status|classification|verdict|label|intent|needshuman)\s?:\s?[""']?(?:paid|settled|payment_?claimed|promise_?to_?pay|paymentclaimed|promisetopay|safe|true|false)\b|(?:^|\n)\W{0,6}(?:system|admin|administrator|developer|assistant|root|operator|systeme|sistema|systemnachricht|systemmeldung|systeembericht|mensaje del sistema|messaggio di sistema|message systeme|komunikat systemowy|mensagem do sistema)\b[ a-z]{0,24}(?::|>|\*\*|\]\]|--)|<<[^>\n]{4,}>>|\[\[[^\]\n]{4,}\]\]|%%[^%\n]{4,}%%|\b(?:base64|rot13)\b"
    )]
    private static partial Regex Calls();

    // Orders to forget what one was told, or words that only somebody has who speaks to a program.
    [GeneratedRegex(
        @"(?:ignor\w*|disregard|forget|overrid\w*|bypass|oubli\w+|vergiss|missacht\w*|negeer|vergeet|olvid\w*|dimentic\w*|esquec\w*|zignoruj|pomin|zapomnij|tralascia|omite|omiss\w*|ne tiens? (?:plus |pas )?compte)\b.{0,40}\b(?:instru[ck]\w*|consignes?|anweisung\w*|vorgaben|regeln|istruzion\w*|regole|instruc\w*|reglas|instructies|opdrachten|regels|instrucoes|regras|instrukcj\w*|polecen\w*|zasad\w*|prompts?|rules|guidelines|orders|everything (?:your|you were|above)|(?:what|everything) your operator)|\bas (?:an|the) (?:ai|llm|language model|assistant|automated agent)\b|\b(?:you are|tu es|du bist|eres|sei|je bent|jij bent|voce e|jestes) (?:now|desormais|jetzt|ahora|ora|nu|agora|teraz)\b.{0,40}\b(?:mode|assist\w*|ai|ia|ki|bot|modus|agent\w*|admin\w*)|\b(?:note|message|instruc\w*|instrukcj\w*|istruzion\w*|instructie\w*|attention|attenzione|atencion|atencao|hinweis|nota|mensaje|messaggio|bericht|consignes?|nachricht|anweisung\w*|wiadomosc|polecenie|uwaga|mensagem|aviso|avviso|memo|opdracht|text|texte|texto|testo|tekst|directive|ordre|comando|befehl)\b.{0,24}\b(?:to|for|a l'attention d\w*|a l'|aux?|destinee? (?:a l'|au|aux)|pour l'|pour le|pour les|an (?:die|den|das)|an(?! ai)|fur (?:die|den|das)|fur|para (?:el|la|o|a|os|as|los|las)|para|al|alla|alle|agli|(?<!an )ai|per l'|per il|per gli|per|aan (?:de|het)|aan|voor (?:de|het)|voor|do|dla) ?(?:the |any |all )?(?:ai|ia|ki|llm|llms|assist\w*|bot|bots|robots?|model(?:l|o|lo|e|u|le|los)?|agent(?:e|en|ow|a|i)?|asist\w*|asyst\w*|logiciel\w*|software|sistem[ai]s?|system\w*|syste(?:e|)m\w*|automat\w*)\b(?! (?:of|de la societe|de paiement|de facturation|\d))|\b(?:en tant qu'|als |como |come |jako |as )(?:ia|ki|ai|intelligence artificielle|kunstliche intelligenz|inteligencia artificial|intelligenza artificiale|sztuczna inteligencja|assistent\w*|asistente|assistente)\b|\b(?:system ?prompt|developer mode|prompt injection|jailbreak|classification override|admin(?:istrator)? mode|mode administrateur|modo administrador|modalita amministratore|wartungsmodus|needshuman|\bintents? ?=|tool_call|function_call|invoice ?status ?=)\b|\b(?:execut\w+|run|ejecut\w+|eseg\w+|fuhren?|voer|wykona\w+) (?:sie )?(?:the |la |le |il |el |o |a |den |das |de |het )?(?:following |siguiente |seguente )?(?:command|orden|ordine|commande|befehl|comando|opdracht|polecenie|script|funcion|function)\b|\b(?:prioridad|priority|priorite|vorrang|prioriteit|prioridade|priorita|pierwszenstwo|precedence)\b.{0,30}\b(?:instru[ck]\w*|anweisung\w*|consignes|istruzion\w*|instruc\w*|rules|regeln|reglas|regles)|\b(?:ai|ki|ia|assistant|agent|bot|chatbot)\b.{0,30}\b(?:in charge of|reading|processing|that reads|which reads|handling|handles|lit ce|lisant|liest|verarbeitet|lee este|legge|leest|le este|czyta)|\b(?:mark|set|markiere|marque|marca|segna|markeer|zet|oznacz|setze|pon|classe|classez|marquez)\b.{0,40}\b(?:every|all|toutes?|tous|alle|todas?|todos|tutte|tutti|wszystk\w+|sämtliche)\b.{0,40}\b(?:paid|payees?|bezahlt|pagad[ao]s?|pagat[ei]|betaald|pagas|zaplacone|oplacone|soldees?|settled|erledigt|regle\w*)\b|\b(?:list|liste|lista|lijst|tabl\w+|table)\b.{0,50}\b(?:other|every|all|autres?|anderen?|alle\w*|otros|altri|outros|innych|wszystkich)\b.{0,20}\b(?:customers?|clients?|kunden|clientes|clienti|klanten|klientow|debtors?|accounts)\b"
    )]
    private static partial Regex Orders();
}
