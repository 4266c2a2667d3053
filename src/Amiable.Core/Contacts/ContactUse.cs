using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Amiable.Contacts;

/// <summary>What the notes about a contact have the agent do.</summary>
public enum ContactUse
{
    /// <summary>The notes say nothing of it: the contact may be written to.</summary>
    Any,

    /// <summary>"Copy only": in Cc of messages to others, and never the one who is asked to pay.</summary>
    CopyOnly,

    /// <summary>"No e-mails": whoever else can be written to is; this person may be telephoned, and a letter addressed to them.</summary>
    NoEmails,

    /// <summary>"Do not chase": the agent sends this person nothing. A member still may.</summary>
    NotChased,
}

/// <summary>
/// Reads the instruction that notes about a contact may hold, in seven languages. Only a clause that says nothing else counts: "do not chase before the
/// 10th" is no "do not chase", and stays a note that people read.
/// </summary>
public static partial class ContactNotes
{
    /// <summary>What the notes ask for: of two things, the one that keeps the agent from more.</summary>
    public static ContactUse Read(string? notes)
    {
        if (string.IsNullOrWhiteSpace(notes))
            return ContactUse.Any;
        var clauses = Plain(notes).Split(SentenceEnds).SelectMany(ClausesOf).ToList();
        return clauses.Any(NotChased().IsMatch) ? ContactUse.NotChased
            : clauses.Any(NoEmails().IsMatch) ? ContactUse.NoEmails
            : clauses.Any(CopyOnly().IsMatch) ? ContactUse.CopyOnly
            : ContactUse.Any;
    }

    private static readonly char[] SentenceEnds = ['.', '!', '?', '\n', '\r'];

    private static readonly string[] ClauseEnds = [",", ";", ":", "(", ")", "\"", "«", "»", "“", "”", " - ", " – ", " — "];

    // What the next clause limits ("…, unless I say so") says something else too.
    private static IEnumerable<string> ClausesOf(string sentence)
    {
        var clauses = sentence.Split(ClauseEnds, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return clauses.Where((_, i) => i + 1 == clauses.Length || !Limit().IsMatch(clauses[i + 1]));
    }

    // Small letters without accents, one space between words.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.ToLowerInvariant().Normalize(NormalizationForm.FormD))
            if (letter is '’' or 'ʼ')
                plain.Append('\'');
            else if (letter is '\t' or '\u00A0' or '\u202F')
                plain.Append(' ');
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                plain.Append(letter);
        return plain.ToString();
    }

    [GeneratedRegex(
        """
            ^(?:(?:please|merci[ ]de|svp|bitte|por[ ]favor|per[ ]favore|graag|gelieve)[ ]+)?
            (?:
              (?:do[ ]not|don't|dont|never|not[ ]to[ ]be)[ ]+(?:be[ ]+)?(?:chased?|contact(?:ed)?|writ(?:e|ten)(?:[ ]+to)?|remind(?:ed)?|disturb(?:ed)?)
            | no[ ]+(?:reminders|chasing|chasers)
            | ne[ ]+(?:pas|plus|jamais)[ ]+(?:(?:le|la|les|lui|leur)[ ]+|l')?(?:relancer|contacter|ecrire|solliciter|deranger)(?:[ ]+a)?
            | (?:pas|plus|aucune)[ ]+(?:de[ ]+)?relances?
            | (?:nicht|nie|niemals)[ ]+(?:mehr[ ]+)?(?:anschreiben|schreiben|mahnen|anmahnen|kontaktieren|erinnern)
            | keine[ ]+(?:mahnungen|erinnerungen)(?:[ ]+(?:senden|schicken|schreiben))?
            | no[ ]+(?:contactar(?:la|lo)?|escribir(?:le)?|reclamar(?:le)?|molestar)
            | non[ ]+(?:contattar(?:e|la|lo)|scriver(?:e|le|gli)|sollecitar(?:e|la|lo)|disturbare)
            | (?:niet|nooit)[ ]+(?:meer[ ]+)?(?:aanschrijven|contacteren|herinneren|aanmanen|benaderen)
            | geen[ ]+(?:herinneringen|aanmaningen)
            | nao[ ]+(?:contact[ao]?r|contatar|cobrar|escrever|incomodar)
            )
            (?:[ ]+(?:this|him|her|them|any[ ]?more|any[ ]longer|at[ ]all|person|contact|please|ce[ ]contact|cette[ ]personne|svp|s'il[ ]vous[ ]plait|mehr|mas|piu|meer|mais))*[ ]*$
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex NotChased();

    [GeneratedRegex(
        """
            ^(?:(?:please|merci[ ]de|svp|bitte|por[ ]favor|per[ ]favore|graag|gelieve)[ ]+)?
            (?:
              (?:do[ ]not|don't|dont|never|not[ ]to[ ]be)[ ]+(?:be[ ]+)?e?-?mail(?:ed)?
            | (?:(?:do[ ]not|don't|dont|never)[ ]+send[ ]+(?:any[ ]+)?|no[ ]+)e?-?mails?
            | (?:ne[ ]+(?:pas|plus|jamais)[ ]+envoyer[ ]+|pas[ ]+|plus[ ]+|aucun[ ]+)(?:de[ ]+|d'[ ]?)?(?:e?-?mails?|courriels?)
            | (?:nicht|nie|niemals)[ ]+(?:mehr[ ]+)?anmailen
            | keine[ ]+(?:weiteren[ ]+)?e?-?mails?(?:[ ]+(?:mehr[ ]+)?(?:senden|schicken|schreiben))?
            | (?:no[ ]+(?:enviar(?:le)?[ ]+)?|sin[ ]+)(?:correos?(?:[ ]+electronicos?)?|e?-?mails?)
            | (?:non[ ]+inviar(?:e|le|gli)[ ]+|niente[ ]+|nessuna[ ]+)e?-?mail
            | (?:niet|nooit)[ ]+(?:meer[ ]+)?(?:e-?)?mailen
            | geen[ ]+e?-?mails?(?:[ ]+(?:meer[ ]+)?(?:sturen|zenden))?
            | (?:nao[ ]+(?:enviar[ ]+)?|sem[ ]+)(?:e?-?mails?)
            )
            (?:[ ]+(?:to|a|an|aan|this|him|her|them|any[ ]?more|any[ ]longer|at[ ]all|person|contact|please|ce|cette|personne|svp|s'il[ ]vous[ ]plait|mehr|mas|piu|meer|mais))*[ ]*$
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex NoEmails();

    [GeneratedRegex(
        "^(?:except|unless|until|till|before|after|if|when|sauf|hors|avant|apres|jusqu|ausser|außer|bis|vor|nach|wenn|salvo|excepto|hasta|antes|despues|tranne|eccetto|fino|prima|dopo|behalve|tenzij|tot|voor|exceto|ate|depois)\\b",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Limit();

    [GeneratedRegex(
        """
            ^(?:(?:please|put|keep|always|only|just|a|mettre|toujours|uniquement|seulement|nur|immer|bitte|solo|siempre|poner|mettere|sempre|alleen|enkel|altijd|so|apenas|somente)[ ]+)*
            (?:(?:in|on|as|en|als|im|per|em)[ ]+)?
            (?:cc|copy|copie|kopie|copia|conoscenza)
            (?:[ ]+(?:only|please|seulement|uniquement|setzen|nehmen|solo|solamente|unicamente|soltanto|zetten|apenas))*[ ]*$
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex CopyOnly();
}
