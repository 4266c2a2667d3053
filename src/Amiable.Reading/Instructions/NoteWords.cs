using Amiable.Replies;

namespace Amiable.Reading.Instructions;

/// <summary>The words to be added to a message, without what surrounds them: "add to the next reminder that …".</summary>
internal static class NoteWords
{
    private static readonly char[] Around = [' ', ',', ':', ';', '\n', '-', '–', '—', '«', '»', '"', '“', '”', '„', '\''];

    public static string Of(Piece piece)
    {
        var text = piece.Facts.Text;
        var end = piece.Sentence.End;
        var verb = piece.Concepts.First(c => c.Name == "NOTEVERB").Span;
        var colon = text.Raw.IndexOf(':', verb.End);
        if (colon >= 0 && colon < end && colon - verb.End < 90 && !IsBetween(piece, "THAT", verb.End, colon))
            return Finish(text.Raw[(colon + 1)..End(text.Raw, colon + 1, end)]);
        if (colon >= 0 && colon == end - 1)
            return Finish(text.Raw[(colon + 1)..End(text.Raw, colon + 1, text.Raw.Length)]);
        foreach (var that in piece.Concepts.Where(c => c.Name == "THAT" && c.Span.End >= verb.End - 1))
            if (that.Span.End < end - 4)
                return Finish(text.Raw[that.Span.End..end]);
        var start = Wrapper(piece, verb);
        return start < end - 4 ? Finish(text.Raw[start..end]) : Finish(text.Raw[piece.Span.Start..verb.Start]);
    }

    /// <summary>A note in quotation marks ends with them, any other with its paragraph.</summary>
    private static int End(string raw, int from, int sentence)
    {
        var paragraph = raw.IndexOf("\n\n", Math.Min(from + 3, raw.Length), StringComparison.Ordinal);
        return Math.Max(Math.Min(sentence, raw.Length), Math.Min(sentence, paragraph < 0 ? raw.Length : paragraph));
    }

    /// <summary>Where the account and "to the next reminder" end, when they stand behind the verb.</summary>
    private static int Wrapper(Piece piece, Span verb)
    {
        var end = verb.End;
        var parts = piece
            .Concepts.Where(c => c.Name is "NEXTMSG" or "NOTEVERB")
            .Select(c => c.Span)
            .Concat(piece.Accounts.Select(a => a.Span));
        foreach (var part in parts.Where(p => p.Start >= verb.End).OrderBy(p => p.Start))
            if (part.Start - end <= 16)
                end = Math.Max(end, part.End);
        return end;
    }

    private static bool IsBetween(Piece piece, string name, int from, int to) =>
        piece.Concepts.Any(c => c.Name == name && c.Span.Start >= from && c.Span.End <= to && to - c.Span.End > 12);

    private static string Finish(string words) => words.Trim(Around).Trim();
}
