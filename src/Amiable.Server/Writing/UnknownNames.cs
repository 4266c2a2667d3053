using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Amiable.Writing;

/// <summary>
/// Names in a text that its brief does not explain: a capital within a sentence that no built-in text has, a word behind a title, a form of company. In German every
/// noun has a capital, so there only two such words beside each other are a name, and a single one behind no title is not found.
/// </summary>
internal static partial class UnknownNames
{
    private static readonly ConcurrentDictionary<string, HashSet<string>> Usual = new();

    public static IEnumerable<string> In(MessageBrief brief, string text)
    {
        var locked = new LockedText(FoldedText.Of(text));
        NamesInText.Explain(locked, new KnownFacts(WordingBrief.AsFarAsTold(brief)));
        var rest = locked.Rest;
        var usual = Usual.GetOrAdd(brief.Language, UsualIn);
        var isGerman = brief.Language == "de";
        foreach (Match match in Titled().Matches(rest))
            yield return match.Value;
        foreach (Match match in Company().Matches(rest))
            yield return match.Value;
        foreach (Match match in (isGerman ? TwoCapitals() : Capital()).Matches(rest))
            if (
                !match.Groups["word"].Captures.All(c => usual.Contains(c.Value) || Currencies.IsKnown(c.Value))
                && !StartsSentence(rest, match.Index)
            )
                yield return match.Value;
    }

    private static bool StartsSentence(string text, int at)
    {
        var before = text[..at].TrimEnd(' ', '¿', '¡', '(', '"');
        return before.Length == 0 || before[^1] is '.' or '?' or ':' or '\n' or '–';
    }

    /// <summary>All words of the built-in texts that have a capital, with months and days among them.</summary>
    private static HashSet<string> UsualIn(string language) =>
        [
            .. Capitalised().Matches(FoldedText.Fold(TextFiles.Read(language + ".md"))).Select(m => m.Value),
            .. MonthNames.Of(language).Select(FoldedText.Fold),
            .. Polite,
        ];

    // How the reader is addressed, and what every business letter calls so.
    private static readonly string[] Polite =
    [
        "I",
        "IBAN",
        "BIC",
        "SEPA",
        "Sie",
        "Ihr",
        "Ihre",
        "Ihrem",
        "Ihren",
        "Ihrer",
        "Ihres",
        "Ihnen",
        "Usted",
        "Ustedes",
        "Lei",
        "Le",
        "La",
        "Loro",
        "Vostra",
        "Vostro",
        "Vostre",
        "Vostri",
        "Voi",
        "Vi",
        "Suo",
        "Sua",
        "Suoi",
        "Sue",
        "U",
        "Uw",
        "Senhor",
        "Senhora",
        "Senhores",
        "Exas",
        "Exa",
        "PDF",
    ];

    [GeneratedRegex(
        @"\b(?:Mr|Mrs|Ms|Mme|Mlle|Mmes|MM|Monsieur|Madame|Herrn?|Frau|Dr|Dott|Sig|Signora?|Signor|Sr|Sra|Senhora?|Mevrouw|Meneer|Dhr|Mevr|Maitre|Me)\.? +\p{Lu}\p{L}+"
    )]
    private static partial Regex Titled();

    [GeneratedRegex(@"\b\p{L}[\p{L}&'-]* +(?:GmbH|AG|SAS|SARL|SASU|SA|Ltd|Limited|LLC|Inc|Corp|SpA|SRL|Srl|SL|BV|NV|Lda|KG|UG|plc|PLC)\b")]
    private static partial Regex Company();

    [GeneratedRegex(@"(?<![\p{L}'\uE000])(?<word>\p{Lu}\p{L}*)")]
    private static partial Regex Capital();

    [GeneratedRegex(@"(?<![\p{L}'\uE000])(?<word>\p{Lu}\p{L}+) +(?<word>\p{Lu}\p{L}+)")]
    private static partial Regex TwoCapitals();

    [GeneratedRegex(@"(?<!\p{L})\p{Lu}\p{L}*")]
    private static partial Regex Capitalised();
}
