using System.Buffers;

namespace Amiable.Contacts;

/// <summary>A telephone number as people type it, made fit to be dialled.</summary>
public static class PhoneNumber
{
    // A country code and the shortest numbers there are; ITU-T E.164 allows 15 digits in all.
    private const int Fewest = 8;
    private const int Most = 15;
    private const int FewestToDial = 5;
    private static readonly SearchValues<char> Written = SearchValues.Create("+0123456789 \u00A0\u202F()-–./");
    private static readonly SearchValues<char> Begins = SearchValues.Create("+0123456789(");

    /// <summary>What a telephone dials: digits, behind a plus where the country is named; null for what is no number.</summary>
    public static string? Dialled(string? typed)
    {
        if (typed is null)
            return null;
        var begin = typed.AsSpan().IndexOfAny(Begins);
        if (begin < 0)
            return null;
        var text = typed[begin..];
        // Behind the number stands an extension, or a word.
        var end = text.AsSpan().IndexOfAnyExcept(Written);
        if (end > 0)
            text = text[..end];
        // "+33 (0)4 78…": the nought is dialled only inside the country.
        if (text.StartsWith('+') || text.StartsWith("00", StringComparison.Ordinal))
            text = text.Replace("(0)", "", StringComparison.Ordinal);
        if (text.StartsWith("00", StringComparison.Ordinal))
            text = string.Concat("+", text.AsSpan(2));
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length is < FewestToDial or > Most ? null : (text.StartsWith('+') ? "+" : "") + digits;
    }

    /// <summary>The number with its country as ITU-T E.164 writes it, "+33612345678"; null where the country is not named, or it is none.</summary>
    public static string? WithCountry(string? typed) =>
        Dialled(typed) is ['+', not '0', ..] number && number.Length > Fewest ? number : null;
}
