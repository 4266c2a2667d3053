using System.Globalization;
using System.Text;

namespace Amiable.Writing;

/// <summary>
/// A text as a reader takes it in: every digit of every script as 0–9, no accents, no invisible characters, one kind of space, quote and
/// dash. Each character knows where it came from. What tries to look like something else is the same after folding.
/// </summary>
internal sealed class FoldedText
{
    private readonly List<int> origins = [];
    private readonly StringBuilder folded = new();

    private FoldedText(string original) => Original = original;

    public string Original { get; }
    public string Text { get; private set; } = "";

    public static FoldedText Of(string text)
    {
        var it = new FoldedText(text);
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            it.Fold(rune, at);
            at += rune.Utf16SequenceLength;
        }
        it.origins.Add(text.Length);
        it.Text = it.folded.ToString();
        return it;
    }

    public static string Fold(string text) => Of(text).Text;

    /// <summary>Where in the original a stretch of the folded text stands, without invisible characters at its end.</summary>
    public (int Start, int End) InOriginal(int start, int end)
    {
        if (end <= start)
            return (origins[start], origins[start]);
        var last = origins[end - 1];
        return (origins[start], last + (char.IsHighSurrogate(Original[last]) && last + 1 < Original.Length ? 2 : 1));
    }

    private void Fold(Rune rune, int at)
    {
        var category = Rune.GetUnicodeCategory(rune);
        if (rune.Value is '\n' or '\r' || category is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            Add('\n', at);
        else if (rune.Value == '\t' || rune.Value == 0x2800 || category is UnicodeCategory.SpaceSeparator)
            Add(' ', at);
        else if (IsInvisible(rune, category))
            return;
        else if (rune.IsAscii && rune.Value != '`')
            Add((char)rune.Value, at);
        else if (ValueOf(rune) is >= 0 and var value)
            // ½ is 0.5 and 四 is 4: whatever a script writes numbers with is a number here.
            Add(value.ToString("0.####", CultureInfo.InvariantCulture), at);
        else if (Alike(rune.Value) is { } alike)
            Add(alike, at);
        else
            foreach (var plain in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
                if (Rune.GetUnicodeCategory(plain) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark))
                    Add(plain.Value == 0x2044 ? "/" : plain.ToString(), at);
    }

    private static double ValueOf(Rune rune)
    {
        const string chinese = "〇一二三四五六七八九十";
        var at = rune.IsBmp ? chinese.IndexOf((char)rune.Value, StringComparison.Ordinal) : -1;
        return at >= 0 ? at : Rune.GetNumericValue(rune);
    }

    // Hangul fillers and the like are letters that show nothing; private characters are kept for our own marks.
    private static bool IsInvisible(Rune rune, UnicodeCategory category) =>
        category
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.PrivateUse
        || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0;

    private static char? Alike(int value) =>
        value switch
        {
            '\u2018' or '\u2019' or '\u201B' or '\u02BC' or '\u2032' or '\u00B4' or '`' => '\'',
            '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2015' or '\u2212' or '\uFE63' or '\uFF0D' => '-',
            '\u066B' or '\u3002' or '\uFF61' => '.',
            '\u066C' or '\u060C' or '\u3001' => ',',
            '\u2215' => '/',
            _ => null,
        };

    private void Add(string text, int at)
    {
        foreach (var character in text)
            Add(character, at);
    }

    private void Add(char character, int at)
    {
        folded.Append(character);
        origins.Add(at);
    }
}
