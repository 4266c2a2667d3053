using Microsoft.AspNetCore.Components;

namespace Amiable.Ui;

public sealed class WordsTests
{
    private static readonly Words En = Words.For("en");
    private static readonly Words Fr = Words.For("fr");

    private static readonly Words Few = new(
        "en",
        new Dictionary<string, string>
        {
            ["letters.one"] = "{0} letter",
            ["letters.other"] = "{0} letters",
            ["promise"] = "{0} by {1}",
            ["next"] = "Next: **{0}** about {1}",
        }
    );

    private static readonly Words Peu = new(
        "fr",
        new Dictionary<string, string>
        {
            ["letters.one"] = "{0} lettre",
            ["letters.other"] = "{0} lettres",
            ["promise"] = "{0} d’ici le {1}",
        }
    );

    [Fact]
    public void Every_language_has_the_same_keys()
    {
        Assert.NotEmpty(En.Keys);
        foreach (var words in Words.Spoken.Select(Words.For))
            Assert.Equal(En.Keys.Order(), words.Keys.Order());
    }

    [Fact]
    public void A_translation_uses_the_same_arguments()
    {
        foreach (var key in En.Keys)
            Assert.True(Holes(En, key) == Holes(Fr, key), $"{key}: {Holes(En, key)} in English, {Holes(Fr, key)} in French");
    }

    [Fact]
    public void An_unknown_language_reads_English() => Assert.Equal("en", Words.For("xx").Language);

    [Fact]
    public void A_missing_key_is_loud() => Assert.Throws<KeyNotFoundException>(() => En["no.such-text"]);

    [Fact]
    public void One_is_singular_in_English_and_nought_is_too_in_French()
    {
        Assert.Equal("0 letters", Few.Count("letters", 0));
        Assert.Equal("1 letter", Few.Count("letters", 1));
        Assert.Equal("1,234 letters", Few.Count("letters", 1234));
        Assert.Equal("0 lettre", Peu.Count("letters", 0));
        Assert.Equal("1 lettre", Peu.Count("letters", 1));
        Assert.Equal("1\u202f234 lettres", Peu.Count("letters", 1234));
    }

    [Fact]
    public void Amounts_and_days_in_a_sentence_are_written_the_readers_way()
    {
        var (amount, day) = (new Money(414050, "EUR"), new DateOnly(2026, 4, 14));
        Assert.Equal("€4,140.50 by 14 Apr 2026", Few["promise", amount, day]);
        Assert.Equal("4\u202f140,50\u00a0€ d’ici le 14 avr. 2026", Peu["promise", amount, day]);
    }

    [Fact]
    public void Rich_text_is_bold_and_linked_and_encodes_everything_else()
    {
        var text = Few.Rich("next", "<script>", Words.Link("F-1 & F-2", "/invoices?q=a&b=c"));
        Assert.Equal(new MarkupString("Next: <b>&lt;script&gt;</b> about <a href=\"/invoices?q=a&amp;b=c\">F-1 &amp; F-2</a>"), text);
    }

    [Fact]
    public void A_sentence_that_ends_with_an_abbreviated_month_ends_with_one_stop()
    {
        var words = new Words(
            "fr",
            new Dictionary<string, string> { ["leaves"] = "Il part le **{0}**. Le suivant attend.", ["until"] = "Jusqu’au {0}." }
        );
        Assert.Equal(new MarkupString("Il part le <b>jeu. 26 nov.</b> Le suivant attend."), words.Rich("leaves", "jeu. 26 nov."));
        Assert.Equal("Jusqu’au 26 nov.", words["until", "26 nov."]);
        Assert.Equal("Jusqu’au 3 mai.", words["until", "3 mai"]);
        Assert.Equal("Jusqu’au jour....", words["until", "jour..."]);
    }

    [Fact]
    public void A_problem_has_its_own_words_or_else_its_message()
    {
        Assert.StartsWith("Quelqu’un", Fr.Of(new ChangedMeanwhile()), StringComparison.Ordinal);
        Assert.Equal("Message.", Fr.Of(new Refused("not-translated", "Message.")));
    }

    [Fact]
    public void French_punctuation_stays_on_its_line() =>
        Assert.Contains("quand même\u202f?", Fr["ui.leave-question"], StringComparison.Ordinal);

    private static string Holes(Words words, string key) =>
        string.Join(" ", System.Text.RegularExpressions.Regex.Matches(words[key], @"\{\d").Select(match => match.Value).Distinct().Order());
}
