using Amiable.Writing;

namespace Amiable.Server.Tests.Writing;

public sealed class LocaleTests
{
    private static readonly DateOnly Date = new(2026, 3, 30);
    private static readonly Money Euros = new(154000, "EUR");

    // Unbreakable spaces are written ~ here: they cannot be seen.
    [Theory]
    [InlineData("en", "GB", "30 March 2026", "30/03/2026", "€1,540.00")]
    [InlineData("en", "US", "March 30, 2026", "03/30/2026", "€1,540.00")]
    [InlineData("en", "IE", "30 March 2026", "30/03/2026", "€1,540.00")]
    [InlineData("en", "CA", "March 30, 2026", "2026-03-30", "€1,540.00")]
    [InlineData("fr", "FR", "30 mars 2026", "30/03/2026", "1~540,00~€")]
    [InlineData("fr", "BE", "30 mars 2026", "30/03/2026", "1~540,00~€")]
    [InlineData("fr", "CH", "30 mars 2026", "30.03.2026", "EUR~1’540.00")]
    [InlineData("de", "DE", "30. März 2026", "30.03.2026", "1.540,00~€")]
    [InlineData("de", "AT", "30. März 2026", "30.03.2026", "€~1~540,00")]
    [InlineData("de", "CH", "30. März 2026", "30.03.2026", "EUR~1’540.00")]
    [InlineData("es", "ES", "30 de marzo de 2026", "30/03/2026", "1.540,00~€")]
    [InlineData("es", "MX", "30 de marzo de 2026", "30/03/2026", "€~1,540.00")]
    [InlineData("it", "IT", "30 marzo 2026", "30/03/2026", "1.540,00~€")]
    [InlineData("it", "CH", "30 marzo 2026", "30.03.2026", "EUR~1’540.00")]
    [InlineData("nl", "NL", "30 maart 2026", "30-03-2026", "€~1.540,00")]
    [InlineData("nl", "BE", "30 maart 2026", "30/03/2026", "€~1.540,00")]
    [InlineData("pt", "PT", "30 de março de 2026", "30/03/2026", "1~540,00~€")]
    [InlineData("pt", "BR", "30 de março de 2026", "30/03/2026", "€~1.540,00")]
    public void Dates_and_amounts_follow_language_and_country(string language, string country, string date, string figures, string amount)
    {
        var locale = Locale.For(language, country);
        Assert.Equal(date, locale.Date(Date));
        Assert.Equal(figures, locale.ShortDate(Date));
        Assert.Equal(amount, locale.Amount(Euros).Replace('\u00A0', '~'));
    }

    [Theory]
    [InlineData("fr", "JP", "fr", "FR")]
    [InlineData("en", "DE", "en", "GB")]
    [InlineData("de", null, "de", "DE")]
    [InlineData("ja", "JP", "en", "GB")]
    [InlineData("sv", "US", "en", "US")]
    public void A_pair_nobody_writes_falls_back_to_the_home_of_the_language(string language, string? country, string read, string home)
    {
        var locale = Locale.For(language, country);
        Assert.Equal((read, home), (locale.Language, locale.Country));
    }

    [Theory]
    [InlineData("en", "GB", 98050, "USD", "USD~980.50")]
    [InlineData("en", "US", 98050, "USD", "$980.50")]
    [InlineData("en", "CA", 98050, "USD", "USD~980.50")]
    [InlineData("fr", "FR", 98050, "USD", "980,50~USD")]
    [InlineData("fr", "FR", 98050, "GBP", "980,50~£")]
    [InlineData("en", "GB", 98050, "GBP", "£980.50")]
    [InlineData("de", "CH", 123456789, "CHF", "CHF~1’234’567.89")]
    [InlineData("fr", "FR", 1234567, "JPY", "1~234~567~JPY")]
    [InlineData("en", "GB", 1234567, "KWD", "KWD~1,234.567")]
    [InlineData("pt", "BR", 98050, "BRL", "R$~980,50")]
    [InlineData("fr", "FR", -26000, "EUR", "-260,00~€")]
    [InlineData("en", "GB", -26000, "EUR", "-€260.00")]
    [InlineData("de", "DE", 5, "EUR", "0,05~€")]
    [InlineData("de", "DE", 0, "EUR", "0,00~€")]
    public void A_sign_stands_only_where_nobody_can_mistake_it(
        string language,
        string country,
        long minor,
        string currency,
        string written
    ) => Assert.Equal(written, Locale.For(language, country).Amount(new Money(minor, currency)).Replace('\u00A0', '~'));

    [Fact]
    public void The_first_of_a_month_is_written_as_each_language_does()
    {
        var first = new DateOnly(2026, 1, 1);
        Assert.Equal("1er janvier 2026", Locale.For("fr").Date(first));
        Assert.Equal("1. Januar 2026", Locale.For("de").Date(first));
        Assert.Equal("1. Jänner 2026", Locale.For("de", "AT").Date(first));
        Assert.Equal("1º de janeiro de 2026", Locale.For("pt", "BR").Date(first));
        Assert.Equal("1 gennaio 2026", Locale.For("it").Date(first));
    }

    [Fact]
    public void Every_month_of_every_language_is_written_whole()
    {
        foreach (var language in Languages.Written)
            Assert.Equal(
                12,
                Enumerable.Range(1, 12).Select(m => Locale.For(language).Date(new DateOnly(2026, m, 9))).Distinct().Count(d => d.Length > 9)
            );
    }

    [Fact]
    public void In_French_nothing_is_singular()
    {
        Assert.Equal("facture", Locale.For("fr").Plural(0, "facture", "factures"));
        Assert.Equal("factures", Locale.For("fr").Plural(2, "facture", "factures"));
        Assert.Equal("invoices", Locale.For("en").Plural(0, "invoice", "invoices"));
        Assert.Equal("invoice", Locale.For("en").Plural(1, "invoice", "invoices"));
    }

    [Fact]
    public void Whole_numbers_have_their_thousands() => Assert.Equal("-12\u00A0480", Locale.For("fr").Number(-12480));
}
