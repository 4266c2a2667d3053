using System.Text.RegularExpressions;
using Amiable.Help;
using Amiable.Ui;

namespace Amiable.Tests.Help;

/// <summary>The files of docs/guide, as somebody reads them in the repository; and no picture that nobody sees.</summary>
public sealed partial class GuideTests
{
    private static readonly string Folder = Path.Combine(Sources.Root, "docs", "guide");

    public static TheoryData<string> Languages => [.. Words.Spoken];

    [Fact]
    public void Every_page_is_there_in_both_languages_and_has_the_same_parts()
    {
        Assert.True(Pages("en").Count > 10);
        foreach (var language in Words.Spoken)
        {
            Assert.Equal(Pages("en").Keys.Order(), Pages(language).Keys.Order());
            Assert.All(Pages(language), page => Assert.Equal(Parts(Pages("en")[page.Key]), Parts(page.Value)));
        }

        static (int Headings, int Rows, int Pictures) Parts(string text) =>
            (Heading().Count(text), text.Split('\n').Count(line => line.StartsWith('|')), Picture().Count(text));
    }

    [Theory, MemberData(nameof(Languages))]
    public void Every_link_and_every_picture_leads_to_a_file(string language)
    {
        var targets = Pages(language).SelectMany(p => Target().Matches(p.Value).Select(m => (Page: p.Key, To: m.Groups[1].Value))).ToList();

        Assert.True(targets.Count > 30);
        Assert.DoesNotContain(targets, t => !File.Exists(Path.GetFullPath(Path.Combine(Folder, language, t.To.Split('#')[0]))));
    }

    [Theory, MemberData(nameof(Languages))]
    public void Every_picture_is_shown_on_a_page_and_says_what_it_shows(string language)
    {
        var shown = Pages(language).Values.SelectMany(text => Picture().Matches(text)).ToList();
        var files = Directory.GetFiles(Path.Combine(Folder, language, "pictures")).Select(f => "pictures/" + Path.GetFileName(f));

        Assert.All(shown, picture => Assert.NotEmpty(picture.Groups[1].Value));
        Assert.Equal(files.Order(), shown.Select(picture => picture.Groups[2].Value).Distinct().Order());
    }

    [Theory, MemberData(nameof(Languages))]
    public void The_contents_lead_to_every_page(string language) =>
        Assert.Equal(Pages(language).Keys.Order(), GuideFiles.In(language).Keys.Order());

    [Theory, MemberData(nameof(Languages))]
    public void What_the_guide_calls_a_button_or_a_field_is_in_the_words_of_the_screens(string language)
    {
        var words = Words.For(language);
        var onScreens = words.Keys.Select(key => Plain(words[key])).ToHashSet(StringComparer.Ordinal);
        var named = Pages(language)
            .SelectMany(page =>
                Bold().Matches(page.Value).SelectMany(m => m.Groups[1].Value.Split(" → ").Select(name => (page.Key, Name: name)))
            )
            .ToList();

        Assert.True(named.Count > 100);
        Assert.DoesNotContain(named, n => !NotWords.Contains(n.Name) && !onScreens.Any(text => IsIn(text, n.Name)));

        // "Import … rows" stands for "Import {0} rows"; a long choice is named by its beginning.
        static bool IsIn(string text, string name) =>
            text == name
            || text == name.Replace("…", "{0}", StringComparison.Ordinal)
            || Regex.IsMatch(text, $@"^{Regex.Escape(name)}\s?;");
    }

    // Keys of the keyboard, and names that are the same everywhere.
    private static readonly HashSet<string> NotWords = ["Ctrl K", "SPF", "DKIM", "DMARC"];

    private static string Plain(string text) => text.Replace("**", "", StringComparison.Ordinal);

    private static Dictionary<string, string> Pages(string language) =>
        Directory.GetFiles(Path.Combine(Folder, language), "*.md").ToDictionary(f => Path.GetFileNameWithoutExtension(f), File.ReadAllText);

    [GeneratedRegex(@"^#+ ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Target();

    [GeneratedRegex(@"!\[([^\]]*)\]\(([^)]+)\)")]
    private static partial Regex Picture();

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex Bold();
}
