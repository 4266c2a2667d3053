using System.Text.RegularExpressions;

namespace Amiable.Writing;

/// <summary>Something in a message that the brief does not explain.</summary>
/// <param name="Text">As it stands in the message.</param>
/// <param name="Position">Where it starts, counted in characters of that part.</param>
public sealed record Unexplained(string Text, int Position, MessagePart Part = MessagePart.Text);

/// <summary>A part of a message that is checked.</summary>
public enum MessagePart
{
    Subject,
    Text,
    Html,
}

/// <summary>
/// The number lock: every figure, date, reference, account number, link and address of a text must come from the brief. It does not know who
/// wrote the text (our own files, a model, a person) and trusts none of them. A false alarm costs a look; a wrong figure costs a customer.
/// It cannot judge words: "the invoice fell due on" the day it was issued passes, and so does a wrong weekday.
/// </summary>
public static partial class NumberLock
{
    /// <summary>What the brief does not explain in a plain text, in order; nothing when the text may go.</summary>
    public static IReadOnlyList<Unexplained> Check(MessageBrief brief, string text) =>
        [.. Check(new KnownFacts(brief), text).Select(u => new Unexplained(u.Text, u.Start))];

    /// <summary>The same for every part of a message. In HTML the text is read as it shows, and anything that could load, link or hide is reported.</summary>
    public static IReadOnlyList<Unexplained> Check(MessageBrief brief, WrittenMessage message)
    {
        var facts = new KnownFacts(brief);
        var markup = MarkupText.Of(message.Html);
        return
        [
            .. Check(facts, message.Subject).Select(u => new Unexplained(u.Text, u.Start, MessagePart.Subject)),
            .. Check(facts, message.Text).Select(u => new Unexplained(u.Text, u.Start)),
            .. markup.Suspects.Select(s => new Unexplained(s.Text, s.Start, MessagePart.Html)),
            .. Check(facts, markup.Text).Select(u => new Unexplained(u.Text, markup.Origins[u.Start], MessagePart.Html)),
        ];
    }

    private static IEnumerable<(string Text, int Start)> Check(KnownFacts facts, string text)
    {
        var locked = new LockedText(FoldedText.Of(text));
        NamesInText.Explain(locked, facts);
        DatesInText.Explain(locked, facts);
        NumbersInText.Explain(locked, facts);
        DatesInText.ExplainShort(locked, facts);
        NumberWords.Explain(locked, facts);
        SuspectTheRest(locked);
        return locked.Unexplained();
    }

    private static void SuspectTheRest(LockedText locked)
    {
        var rest = locked.Rest;
        foreach (Match digits in Digits().Matches(rest))
            locked.Suspect(digits);
        foreach (Match sign in CurrencySign().Matches(rest))
            locked.Suspect(sign);
        foreach (Match code in StrayCurrency().Matches(rest))
            if (Currencies.IsKnown(code.Groups["code"].Value))
                locked.Suspect(code);
        foreach (Match link in Link().Matches(rest))
            locked.Suspect(link);
        foreach (Match domain in Domain().Matches(rest))
            if (IsDomain(domain))
                locked.Suspect(domain);
        foreach (Match bic in Bic().Matches(rest))
            if (bic.Groups["after"].Success || BankCountries.Contains(bic.Groups["country"].Value))
                locked.Suspect(bic);
    }

    // Two letters after a dot are a country; longer ones any of the many domains there are. A few abbreviations only look alike.
    private static bool IsDomain(Match domain)
    {
        var top = domain.Groups["top"].Value;
        return !Abbreviations.Contains(domain.Value.ToLowerInvariant()) && (top.Length > 2 || Countries.Contains(top.ToUpperInvariant()));
    }

    private static readonly HashSet<string> Abbreviations =
    [
        "spett.le",
        "dott.ssa",
        "prof.ssa",
        "sig.ra",
        "sig.na",
        "gent.mo",
        "gent.ma",
        "gent.mi",
        "egr.sig",
        "geb.dat",
        "exmo.sr",
        "exma.sra",
    ];

    private static readonly HashSet<string> Countries =
    [
        .. (
            "AC AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM "
            + "CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET EU FI FJ FK FM FO FR GA GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW "
            + "GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC "
            + "MD ME MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT "
            + "PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SK SL SM SN SO SR SS ST SU SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ "
            + "UA UG UK US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
        ).Split(' '),
    ];

    // Where the banks of our seven languages' customers mostly are: enough that an invented BIC is seen, and a word in capitals is not one.
    private static readonly HashSet<string> BankCountries =
    [
        .. (
            "AD AE AT AU BE BG BR CA CH CN CY CZ DE DK EE ES FI FR GB GI GR HK HR HU IE IS IT JE JP LI LT LU LV MA MC MT MX NL NO PL PT RO SE SG SI "
            + "SK SM TN TR US VA"
        ).Split(' '),
    ];

    // A run of digits with what is glued to it, and further digits behind single spaces: the whole invented figure is reported, not its tail.
    [GeneratedRegex(
        @"(?<![^\s\uE000\uE001\d])[^\s\uE000\uE001\d]*\d[^\s\uE000\uE001]*(?: \d[^\s\uE000\uE001]*)*(?: ?(?:\p{Sc}|%|[A-Z]{3}\b))?"
    )]
    private static partial Regex Digits();

    [GeneratedRegex(@"\p{L}{0,2}\p{Sc}")]
    private static partial Regex CurrencySign();

    // A currency beside a figure that was explained without it, or beside letters that play digits: "l OOO EUR".
    [GeneratedRegex(
        @"(?<=\uE001 ?)(?<code>[A-Z]{3})\b|\b(?<code>[A-Z]{3})(?= ?\uE001)|(?<![\p{L}\d])[OoIlQSBZ|]+(?:[ .,'][OoIlQSBZ|]+)* ?(?<code>[A-Z]{3})\b|\b(?<code>[A-Z]{3}) ?[OoIlQSBZ|]+(?:[ .,'][OoIlQSBZ|]+)*(?![\p{L}\d])"
    )]
    private static partial Regex StrayCurrency();

    [GeneratedRegex(
        @"(?<!\S)[^\s@]*@\S*|[\[({] ?at ?[\])}] ?\S+|(?<![\p{L}\d+.-])[\p{L}\d+.-]*://\S*|\bwww\.\S*|\b(?:mailto|tel|sms|javascript|data|file|ftp):\S+",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Link();

    [GeneratedRegex(
        @"(?<![\p{L}\d\uE000\uE001])(?:[\p{L}\d\uE000\uE001](?:[\p{L}\d\uE000\uE001-]*[\p{L}\d\uE000\uE001])?\.)+(?<top>\p{L}{2,})(?:[/?#:]\S*)?"
    )]
    private static partial Regex Domain();

    [GeneratedRegex(
        @"(?<after>(?:BIC|SWIFT)(?:[ /-]?(?:BIC|SWIFT|code))?[ \n:]*)(?!(?:BIC|SWIFT)\b)[A-Z]{2}[A-Z\d ]{4,12}|\b[A-Z]{4}(?<country>[A-Z]{2})[A-Z\d]{2}(?:[A-Z\d]{3})?\b"
    )]
    private static partial Regex Bic();
}
