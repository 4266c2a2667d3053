using System.Text.RegularExpressions;

namespace Amiable.Writing;

/// <summary>Explains references, names and bank details where they stand whole: no more and no less than the brief has them.</summary>
internal static partial class NamesInText
{
    public static void Explain(LockedText locked, KnownFacts facts)
    {
        // Mars and April are customers too, but their names must not blot out a month.
        foreach (
            var name in facts.Names.Where(n => !DatesInText.IsMonthBeside("", n, facts.Locale) || n.Contains(' ', StringComparison.Ordinal))
        )
        {
            var rest = locked.Rest;
            for (var at = Next(rest, name, 0); at >= 0; at = Next(rest, name, at + 1))
            {
                var end = End(rest, name, at);
                if (end > 0 && StandsAlone(rest, at, end) && (HasLetters(name, 2) || !IsQuantity(rest, at, end, facts)))
                    locked.Explain(at, end - at, LockedText.Name);
            }
        }
    }

    private static int Next(string rest, string name, int from) =>
        from > rest.Length ? -1 : rest.IndexOf(name[0].ToString(), from, StringComparison.OrdinalIgnoreCase);

    // A space of the name is any white space in the text: a mail breaks lines where it likes.
    private static int End(string rest, string name, int at)
    {
        foreach (var character in name)
        {
            if (at >= rest.Length)
                return -1;
            if (character == ' ' && rest[at] is ' ' or '\n')
            {
                at++;
                while (at < rest.Length && rest[at] is ' ' or '\n')
                    at++;
            }
            else if (char.ToUpperInvariant(rest[at]) == char.ToUpperInvariant(character))
                at++;
            else
                return -1;
        }
        return at;
    }

    private static bool StandsAlone(string rest, int start, int end) =>
        !GluedBefore().IsMatch(rest[Math.Max(0, start - 3)..start]) && !GluedAfter().IsMatch(rest[end..Math.Min(rest.Length, end + 3)]);

    private static bool HasLetters(string name, int least) => name.Count(char.IsLetter) >= least;

    // "1540" may be an invoice number; "1540 €", "1540 days" and "15.40" are something else.
    private static bool IsQuantity(string rest, int start, int end, KnownFacts facts)
    {
        var before = rest[Math.Max(0, start - 24)..start];
        var after = rest[end..Math.Min(rest.Length, end + 40)];
        return PartOfNumberBefore().IsMatch(before)
            || PartOfNumberAfter().IsMatch(after)
            || Units.IsMoneyBefore(before)
            || Units.IsMoneyAfter(after)
            || Units.IsPercent(after)
            || end - start <= 3 && Units.TimeAfter(after) is not null
            || Units.IsManyTimes(after)
            || DatesInText.IsMonthBeside(before, after, facts.Locale);
    }

    [GeneratedRegex(@"[\p{L}\p{N}]\z|[\p{L}\p{N}][-_/@.]\z")]
    private static partial Regex GluedBefore();

    [GeneratedRegex(@"^[\p{L}\p{N}]|^[-_/@.:][\p{L}\p{N}]|^[?#&=%~+\\]\S|^[,']\d")]
    private static partial Regex GluedAfter();

    [GeneratedRegex(@"\d[ .,'/:-]\z|[-+]\z")]
    private static partial Regex PartOfNumberBefore();

    [GeneratedRegex(@"^[ .,'/:-]\d")]
    private static partial Regex PartOfNumberAfter();
}
