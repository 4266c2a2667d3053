using System.Text.RegularExpressions;
using Amiable.Mail.Replies;
using Amiable.Reading.Replies;
using Amiable.Reading.Understanding;
using Amiable.Replies;

namespace Amiable.Reading.Instructions;

/// <summary>
/// What the writer says himself. What he quotes of somebody else is blanked: a customer's words never command, whoever passes them on.
/// </summary>
internal static partial class OwnWords
{
    /// <summary>The own words, as long as the new text, and the history under them.</summary>
    public static (string Own, string Quoted) Of(string text)
    {
        var trimmed = ReplyTrimming.TrimText(text.Length > BuiltInReader.Most ? text[..BuiltInReader.Most] : text);
        var typed = trimmed.NewText.Length > 0 || trimmed.Quoted.Length > 0 ? trimmed.NewText : text;
        var forwarded = Forwarded().Match(typed);
        if (forwarded.Success)
            typed = typed[..forwarded.Index];
        return (typed[..NewWords.End(typed, "")].TrimEnd(), trimmed.Quoted);
    }

    /// <summary>Blanks quoted speech, except where the writer gives the words of a note.</summary>
    public static string WithoutSpeech(WrittenText text, IReadOnlyList<Concept> concepts)
    {
        var blank = new List<Span>();
        foreach (Match quote in Quotation().Matches(text.Raw))
            if (WrittenText.Of(quote.Value).Words.Count >= 3 && !IsNote(text, concepts, quote.Index))
                blank.Add(new(quote.Index, quote.Length));
        foreach (var wrote in concepts.Where(c => c.Name == "WROTE"))
        {
            var colon = text.Raw.IndexOf(':', wrote.Span.End);
            if (colon < 0 || colon - wrote.Span.End > 40 || text.Raw.AsSpan(wrote.Span.End, colon - wrote.Span.End).ContainsAny(".!?;\n"))
                continue;
            var start = colon + 1;
            while (start < text.Raw.Length && char.IsWhiteSpace(text.Raw[start]))
                start++;
            var end = text.Raw.IndexOf("\n\n", start, StringComparison.Ordinal);
            // A quotation in marks ends with its mark; the words behind it are the writer's own again.
            if (start < text.Raw.Length && !blank.Exists(b => b.Start <= start && start < b.End))
                blank.Add(new(start, (end < 0 ? text.Raw.Length : end) - start));
        }
        var letters = text.Raw.ToCharArray();
        foreach (var span in blank)
            for (var i = span.Start; i < span.End; i++)
                letters[i] = letters[i] == '\n' ? '\n' : ' ';
        return new(letters);
    }

    private static bool IsNote(WrittenText text, IReadOnlyList<Concept> concepts, int at)
    {
        var sentence = text.Sentences.LastOrDefault(s => s.Start <= at);
        return concepts.Any(c => c.Name == "NOTEVERB" && c.Span.Start >= sentence.Start && c.Span.Start < at)
            && !concepts.Any(c => c.Name == "WROTE" && c.Span.Start >= sentence.Start && c.Span.Start < at);
    }

    [GeneratedRegex("«[^»]{8,}»|“[^”]{8,}”|„[^“”]{8,}[“”]|\"[^\"]{8,}\"|(?<![\\p{L}])‘[^’]{12,}’(?!\\p{L})")]
    private static partial Regex Quotation();

    [GeneratedRegex(@"^(?:From|De|Von|Da|Van|Expéditeur)\s*:\s*.*@.*$", RegexOptions.Multiline)]
    private static partial Regex Forwarded();
}
