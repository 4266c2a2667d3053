namespace Amiable.Documents.Pages;

/// <summary>Whether the text in a PDF is the document's, or the page is a picture (with a stamp or a file name over it) or garbled.</summary>
internal static class TextQuality
{
    private const int FewestCharacters = 40;

    public static bool IsText(IReadOnlyList<TextPage> pages)
    {
        var (characters, readable, digits, letters, vowels) = (0, 0, 0, 0, 0);
        foreach (var word in pages.Take(5).SelectMany(page => page.Words).Take(2_000))
        {
            characters += word.Text.Length;
            readable += word.Text.Count(IsReadable);
            digits += word.Text.Count(char.IsAsciiDigit);
            if (word.Text.Length < 4 || !word.Text.All(char.IsLetter))
                continue;
            letters += word.Text.Length;
            vowels += word.Text.Count(IsVowel);
        }
        // Fonts without a character table give strange characters, or letters shifted by some places: words then have few vowels.
        return characters >= FewestCharacters && readable >= 0.8 * characters && (letters < 60 || vowels >= 0.2 * letters) && digits > 0;
    }

    private static bool IsReadable(char letter) =>
        char.IsAsciiLetterOrDigit(letter)
        || (char.IsLetter(letter) && letter < '\u2000')
        || (letter is > ' ' and < '\u007f')
        || letter is '€' or '£' or '§' or '°' or '’' or '–' or '-' or '•' or '·' or '₹' or '…';

    private static bool IsVowel(char letter) =>
        "aeiouyäöüáàâéèêëíìîïóòôõúùûãåæøœAEIOUYÄÖÜÁÀÂÉÈÊËÍÌÎÏÓÒÔÕÚÙÛ".Contains(letter, StringComparison.Ordinal);
}
