using System.Globalization;
using System.Text;

namespace Amiable.Reading.Understanding;

/// <summary>What one character counts as when texts are compared.</summary>
internal static class Characters
{
    // Cyrillic and Greek letters that look like Latin ones.
    private const string Alike = "аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅαορνικεΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
    private const string Meant = "aeopcyxijshdqwabekmhopctyxijsaopvikeabezhikmnoptyx";

    private static readonly char[] Table = Build();

    /// <summary>Zero width, direction marks, soft hyphens, tags: written to be overlooked, or by accident.</summary>
    public static bool IsHidden(char c) =>
        c
            is '\u00ad'
                or '\u034f'
                or '\u061c'
                or '\u180e'
                or (>= '\u200b' and <= '\u200f')
                or (>= '\u202a' and <= '\u202e')
                or (>= '\u2060' and <= '\u206f')
                or (>= '\ufe00' and <= '\ufe0f')
                or '\ufeff'
                or (>= '\u0300' and <= '\u036f');

    public static bool IsLookAlike(char c) => c > '\u036f' && Alike.Contains(c, StringComparison.Ordinal);

    public static char Fold(char c) => c < Table.Length ? Table[c] : Beyond(c);

    private static char[] Build()
    {
        var table = new char[0x600];
        for (var c = 0; c < table.Length; c++)
            table[c] = Reckon((char)c);
        return table;
    }

    private static char Beyond(char c) =>
        c switch
        {
            '\u2018' or '\u2019' or '\u201b' or '\u2032' => '\'',
            '\u201c' or '\u201d' or '\u201e' => '"',
            >= '\u2010' and <= '\u2015' or '\u2212' => '-',
            (>= '\u2000' and <= '\u200a') or '\u202f' or '\u3000' => ' ',
            // Full-width forms.
            >= '\uff01' and <= '\uff5e' => char.ToLowerInvariant((char)(c - 0xfee0)),
            _ => Reckon(c),
        };

    private static char Reckon(char c)
    {
        switch (c)
        {
            case '\u00a0':
                return ' ';
            case 'ß':
                return 's';
            case 'œ' or 'Œ':
                return 'o';
            case 'æ' or 'Æ':
                return 'a';
            case 'ł' or 'Ł':
                return 'l';
            case 'ø' or 'Ø':
                return 'o';
            case 'đ' or 'Đ':
                return 'd';
            case 'ı' or 'İ':
                return 'i';
            case '\u00b4' or '`':
                return '\'';
            case 'º' or '°' or 'ª':
                return '°';
        }
        var alike = c > '\u036f' ? Alike.IndexOf(c, StringComparison.Ordinal) : -1;
        if (alike >= 0)
            return Meant[alike];
        if (c < 0x80 || char.IsSurrogate(c))
            return char.ToLowerInvariant(c);
        var decomposed = c.ToString().Normalize(NormalizationForm.FormD);
        var first = CharUnicodeInfo.GetUnicodeCategory(decomposed[0]) == UnicodeCategory.NonSpacingMark ? c : decomposed[0];
        return char.ToLowerInvariant(first);
    }
}
