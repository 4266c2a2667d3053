using System.Globalization;

namespace Amiable.Writing;

/// <summary>The words around the text of a letter, in its language.</summary>
public sealed class LetterWords(string language, string? country)
{
    private readonly Locale locale = Locale.For(language, country);

    public string Customer => Word("letter customer", "", "");

    /// <summary>What lies in the envelope beside the letter.</summary>
    public string Enclosed(IReadOnlyList<string> numbers) => Word("letter enclosed", "numbers", string.Join(", ", numbers), numbers.Count);

    public string Attention(string name) => Word("letter attention", "name", SoundBrief.OneLine(name));

    public string Vat(string number) => Word("vat number", "vat", number);

    /// <summary>Where and when it was written, as it stands over a letter: "Lyon, le 3 mars 2026".</summary>
    public string Dated(string? town, DateOnly day)
    {
        var date = (locale.Language == "fr" && town is not null ? "le " : "") + locale.Date(day);
        return town is null ? date : $"{town}, {date}";
    }

    /// <summary>What a country is called on an envelope: in English, as postal services everywhere read it.</summary>
    public static string Country(string code)
    {
        try
        {
            return new RegionInfo(code).EnglishName;
        }
        catch (ArgumentException)
        {
            return code;
        }
    }

    private string Word(string key, string place, string value, int count = 1) =>
        LanguageTexts.For(locale).Word(key).Fill(count, asked => asked == place ? value : "", (written, _, text) => written.Append(text));
}
