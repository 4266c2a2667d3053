using Amiable.Reading.Understanding;
using Amiable.Reading.Understanding.People;

namespace Amiable.Reading.Instructions;

/// <summary>Who is to be written to: the name and address a piece gives.</summary>
internal static class NewContact
{
    /// <summary>Names that are neither of a contact nor of an account.</summary>
    public static IEnumerable<FoundName> NewNames(Piece piece)
    {
        var known = piece.Facts.Read.Accounts.SelectMany(a => a.Contacts).Select(c => c.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return piece.Facts.Names.Where(n =>
            InstructionFacts.Overlap(n.Span, piece.Span)
            && n.Name.Contains(' ', StringComparison.Ordinal)
            && !known.Contains(n.Name)
            && !piece.Facts.Accounts.Any(a => InstructionFacts.Overlap(a.Span, n.Span) && a.Span.Length >= n.Span.Length)
        );
    }

    /// <summary>The address, and the name that fits it best.</summary>
    public static (string? Name, string? Email) Of(Piece piece)
    {
        var known = piece.Facts.Read.Accounts.SelectMany(a => a.Contacts).Select(c => c.Email).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var email = piece.Facts.Emails.FirstOrDefault(e => InstructionFacts.Overlap(e.Span, piece.Span) && !known.Contains(e.Value));
        if (email is null)
            return (NewNames(piece).FirstOrDefault()?.Name, null);
        var names = piece
            .Facts.Names.Where(n =>
                !piece.Facts.Read.Accounts.Any(a => a.Contacts.Any(c => c.Name.Equals(n.Name, StringComparison.OrdinalIgnoreCase)))
            )
            .Select(n => (Found: n, Fits: Fits(n.Name, email.Value), Far: Math.Abs(n.Span.Start - email.Span.Start)))
            .Where(n => n.Fits || n.Far < 60 && n.Found.Name.Contains(' ', StringComparison.Ordinal) && !IsAccount(piece, n.Found))
            .OrderByDescending(n => n.Fits)
            .ThenByDescending(n => n.Found.Name.Contains(' ', StringComparison.Ordinal))
            .ThenBy(n => n.Far)
            .ToList();
        return (names.Count > 0 ? WithoutVerb(piece, names[0].Found) : null, email.Value);
    }

    private static readonly HashSet<string> Titles =
    [
        .. "mr mrs ms miss dr mme mlle m monsieur madame frau herr herrn sr sra señor señora don doña sig sra signor signora dott dottssa mevrouw dhr meneer dona senhor senhora pan pani pana panią prof".Split(
            ' '
        ),
    ];

    /// <summary>"Add Jo Blake": a word that begins the sentence has its capital from there.</summary>
    private static string WithoutVerb(Piece piece, FoundName name)
    {
        var words = name.Name.Split(' ');
        var from = Array.FindLastIndex(words, w => Titles.Contains(w.TrimEnd('.').ToLowerInvariant())) + 1;
        if (from > 0 && from < words.Length)
            return string.Join(' ', words[from..]);
        return words.Length > 2 && piece.Facts.Concepts.Any(c => c.Span.Start == name.Span.Start && c.Span.Length == words[0].Length)
            ? string.Join(' ', words[1..])
            : name.Name;
    }

    /// <summary>The language said, ISO 639-1; of several the last that nothing denies.</summary>
    public static string? Language(Piece piece) => LanguageOf(piece.Concepts);

    /// <summary>The language said anywhere in the text.</summary>
    public static string? LanguageInText(Piece piece) => LanguageOf(piece.Facts.Concepts);

    private static string? LanguageOf(IEnumerable<Concept> concepts) =>
        concepts.FirstOrDefault(c => c.Name.StartsWith("LANG.", StringComparison.Ordinal)) is { Name: { } name } ? name[5..] : null;

    private static bool IsAccount(Piece piece, FoundName name) =>
        piece.Facts.Accounts.Any(a => InstructionFacts.Overlap(a.Span, name.Span));

    private static bool Fits(string name, string email)
    {
        var local = WrittenText.Of(email.Split('@')[0]).Folded;
        return WrittenText.Of(name).Words.Any(w => w.Length > 2 && local.Contains(w.Text, StringComparison.Ordinal));
    }
}
