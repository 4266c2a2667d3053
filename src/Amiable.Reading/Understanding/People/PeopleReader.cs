using System.Text.RegularExpressions;
using Amiable.Replies;

namespace Amiable.Reading.Understanding.People;

/// <summary>Somebody a text names.</summary>
/// <param name="Span">Where the name stands.</param>
/// <param name="Name">Without title.</param>
/// <param name="HasTitle">Whether a title stood before it.</param>
public sealed record FoundName(Span Span, string Name, bool HasTitle);

/// <summary>An address or a telephone number in a text.</summary>
/// <param name="Span">Where.</param>
/// <param name="Value">As written.</param>
public sealed record FoundAddress(Span Span, string Value);

/// <summary>Finds addresses, telephone numbers and names of people.</summary>
public static partial class PeopleReader
{
    /// <summary>E-mail addresses.</summary>
    public static IReadOnlyList<FoundAddress> Emails(WrittenText text) =>
        [.. Email().Matches(text.Raw).Select(m => new FoundAddress(new(m.Index, m.Length), m.Value))];

    /// <summary>Telephone numbers; none of the figures already understood as something else.</summary>
    public static IReadOnlyList<FoundAddress> Phones(WrittenText text, IEnumerable<Span> taken)
    {
        var spans = taken.ToList();
        return
        [
            .. Phone()
                .Matches(text.Folded)
                .Where(m => m.Value.Count(char.IsAsciiDigit) is >= 8 and <= 15 && !Day().IsMatch(m.Value))
                .Select(m => new FoundAddress(new(m.Index, m.Length), text.Raw.Substring(m.Index, m.Length)))
                .Where(p => !spans.Exists(t => t.Start < p.Span.End && p.Span.Start < t.End)),
        ];
    }

    /// <summary>Names: two or more words with capitals, or one after a title.</summary>
    public static IReadOnlyList<FoundName> Names(WrittenText text)
    {
        var found = new List<FoundName>();
        foreach (Match match in Name().Matches(text.Raw))
        {
            var title = match.Groups["title"];
            var name = match.Groups["name"];
            var words = name.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
            var start = name.Index;
            // "Merci Damien Coste": a word that begins the sentence is no first name because it has a capital.
            while (words.Count > 0 && NotNames.Contains(WrittenText.Of(words[0]).Folded))
            {
                start += words[0].Length + 1;
                words.RemoveAt(0);
            }
            // "Dias" is a greeting's word and a surname.
            while (
                words.Count > 0
                && WrittenText.Of(words[^1]).Folded is var last
                && NotNames.Contains(last)
                && (last != "dias" || words.Count == 1)
            )
                words.RemoveAt(words.Count - 1);
            // "I've written", "We'll pay".
            if (words.Count > 0 && Contracted().IsMatch(words[0]))
                continue;
            if (words.Count == 0 || words.Count == 1 && !title.Success && start != name.Index)
                continue;
            var said = string.Join(' ', words);
            found.Add(new(new(start, said.Length), title.Success ? BaseForm.Of(title.Value, said) : said, title.Success));
        }
        return found;
    }

    private static readonly HashSet<string> NotNames =
    [
        .. (
            "voyez voir adressez contactez dziekuje dzieki danke dank grazie gracias obrigada thanks cheers northern southern eastern western district chapter county "
            + "muy senores senor mios damen herren vielen dank sohne all known creditors to dossier suivi hallo team us "
            + "bonjour merci monsieur madame veuillez pour nous vous notre votre je il elle le la les un une ce cette service comptabilite societe groupe direction facture relance rappel cordialement bien "
            + "hello hi dear please thanks thank the this that we you our your it is re invoice ltd limited inc llc llp accounts payable finance team department purchase ledger dept head office kind regards best could contact write "
            + "guten tag hallo sehr geehrte geehrter herr frau bitte wir sie ihre ihr unser unsere die der das ich gmbh buchhaltung firma rechnung mahnung abteilung mit freundlichen grussen kollege kollegin kollegen wenden ihnen hilft "
            + "hola buenos buenas dias estimado estimada estimados por favor gracias nuestro nuestra senor senora don dona departamento administracion contabilidad factura saludos dirijanse "
            + "buongiorno gentile gentili egregi grazie vi vostra nostro nostra ufficio amministrazione fattura saluti si per "
            + "beste geachte goedendag graag dank wij uw onze de het administratie afdeling crediteuren factuur groet met mijn collega u "
            + "bom boa tarde caro cara exmos obrigado senhor senhora departamento contabilidade fatura cumprimentos o a os as "
            + "dzien dobry prosze panie pani pan panstwo szanowni ksiegowosc dzial faktura pozdrawiam witam "
            + "monday tuesday wednesday thursday friday january february march april may june july august september october november december montag dienstag mittwoch donnerstag freitag januar februar marz mai juni juli oktober dezember "
            + "pdf iban bic sepa po usd eur gbp vat tva siret tel fax email mail ok crm erp edi pec durc"
        ).Split(' ', StringSplitOptions.RemoveEmptyEntries),
    ];

    [GeneratedRegex(@"^(?:I|We|You|They|He|She|It|That|There|Don|Can|Won|Isn|Haven|Didn)['’]\p{Ll}{1,2}$")]
    private static partial Regex Contracted();

    [GeneratedRegex(@"^\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}$")]
    private static partial Regex Day();

    [GeneratedRegex(@"[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,}")]
    private static partial Regex Email();

    [GeneratedRegex(
        @"(?<![\w/.-])(?:\+\d{1,3}[ .-]?)?(?:\(0?\d{0,4}\)[ .-]?)?\d{1,5}(?:[ ./-]\d{2,5}){1,5}(?![\w/-])|(?<![\w/.-])(?:\+|00)?\d{9,13}(?![\w/-])"
    )]
    private static partial Regex Phone();

    [GeneratedRegex(
        @"(?:(?<title>\b(?:M\.|Mr\.?|Mrs\.?|Ms\.?|Mme|Mlle|Me|Maître|Monsieur|Madame|Herrn?|Frau|Dr\.?|RA(?:in)?|Rechtsanw(?:alt|ältin)|Sr\.?|Sra\.?|D\.|Dña\.|Don|Doña|Sig\.(?:ra)?|Signor[ae]?|Dott\.(?:ssa)?|Rag\.|Geom\.|Avv\.|Dhr\.|dhr\.|Mevr\.|mevr\.|mevrouw|meneer|de heer|mw\.|Mw\.|Senhora?|Dona|[Pp]an[aiu]?|[Pp]anem|mec\.))\s(?:(?:Dr|RA|Prof)\.?\s)*)?(?<name>\p{Lu}[\p{L}'’-]+(?:[ ](?:de|van|von|der|den|di|da|del|du|ter|el|la|dos|le|O')(?=[ ]\p{Lu}))*(?:[ ](?:(?:de|van|von|der|den|di|da|del|du|ter|el|la|dos|le)[ ])*\p{Lu}[\p{L}'’-]+){0,3})"
    )]
    private static partial Regex Name();
}
