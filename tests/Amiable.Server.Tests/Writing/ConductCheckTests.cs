using Amiable.Writing;

namespace Amiable.Server.Tests.Writing;

public sealed class ConductCheckTests
{
    [Theory]
    [InlineData("en", "We will take legal action.", "legal action")]
    [InlineData("en", "A bailiff may call, or we go to COURT.", "bailiff", "COURT")]
    [InlineData("en", "Pay immediately: this is your final notice.", "immediately", "final notice")]
    [InlineData("fr", "Un huissier, puis le tribunal.", "huissier", "tribunal")]
    [InlineData("fr", "MISE EN  DEMEURE sous huitaine", "MISE EN  DEMEURE", "sous huitaine")]
    [InlineData("fr", "Transmis au contentieux\u200B ou au con\u200Btentieux", "contentieux", "con\u200Btentieux")]
    [InlineData("de", "Wir beantragen einen Mahnbescheid und die Zwangsvollstreckung.", "Mahnbescheid", "Zwangsvollstreckung")]
    [InlineData("de", "Es folgt die PFÄNDUNG oder ein Inkassobüro.", "PFÄNDUNG", "Inkassobüro")]
    [InlineData("es", "Acudiremos al juzgado e iremos a un embargo.", "juzgado", "embargo")]
    [InlineData("it", "Agiremo per vie legali con il pignoramento.", "vie legali", "pignoramento")]
    [InlineData("nl", "Dan komt de deurwaarder met een dagvaarding.", "deurwaarder", "dagvaarding")]
    [InlineData("pt", "Seguirá para o tribunal e para penhora.", "tribunal", "penhora")]
    public void Words_of_courts_and_threats_are_found_in_every_language(string language, string text, params string[] words) =>
        Assert.Equal(words, ConductCheck.Check(language, text));

    [Theory]
    [InlineData("en", "We are interested in your suggestion, courteously.")]
    [InlineData("fr", "Votre courtoisie nous honore ; c’est juste et bien jugé.")]
    [InlineData("de", "Wir richten uns nach Ihrem Bericht.")]
    [InlineData("it", "Amore, memoria e dimora.")]
    public void Words_that_only_contain_them_are_not(string language, string text) => Assert.Empty(ConductCheck.Check(language, text));

    [Fact]
    public void Names_are_no_words()
    {
        var brief = Samples.Overdue() with { Language = "en", AccountName = "Court Street Bailiff Ltd" };
        Assert.Empty(ConductCheck.Check(brief, "Dear Court Street Bailiff Ltd team,"));
        Assert.Equal(["court"], ConductCheck.Check(brief, "Dear Court Street Bailiff Ltd team, see you in court."));
    }

    [Fact]
    public void Before_the_due_date_nothing_is_late()
    {
        Assert.Equal(["retard"], ConductCheck.Check(Samples.BeforeDue(), "Votre facture est en retard."));
        Assert.Empty(ConductCheck.Check(Samples.Overdue(), "Votre facture est en retard."));
    }
}
