namespace Amiable.Ui;

public sealed class ReaderTests
{
    private static readonly Reader En = Words.For("en").Reader;
    private static readonly Reader Fr = Words.For("fr").Reader;

    [Theory]
    [InlineData(648050, "EUR", "€6,480.50", "6 480,50 €")]
    [InlineData(-26000, "GBP", "−£260.00", "−260,00 £")]
    [InlineData(120500, "CHF", "CHF 1,205.00", "1 205,00 CHF")]
    [InlineData(1205, "JPY", "¥1,205", "1 205 ¥")]
    [InlineData(0, "EUR", "€0.00", "0,00 €")]
    [InlineData(123456789012, "EUR", "€1,234,567,890.12", "1 234 567 890,12 €")]
    public void Amounts_show_their_currency_and_a_real_minus(long minor, string currency, string english, string french)
    {
        Assert.Equal(english, Plain(En.Amount(new Money(minor, currency))));
        Assert.Equal(french, Plain(Fr.Amount(new Money(minor, currency))));
    }

    [Fact]
    public void A_day_shows_its_year_only_when_it_is_another_one()
    {
        var (day, today) = (new DateOnly(2026, 4, 14), new DateOnly(2026, 3, 1));
        Assert.Equal("Tue 14 Apr", En.Day(day, today));
        Assert.Equal("14 Apr 2026", En.Day(day, today.AddYears(1)));
        Assert.Equal("mar. 14 avr.", Fr.Day(day, today));
        Assert.Equal("Tuesday 14 April 2026", En.FullDay(day));
        Assert.Equal("mardi 14 avril 2026", Fr.FullDay(day));
    }

    [Fact]
    public void Shares_are_percents() => Assert.Equal(("64%", "64 %"), (En.Percent(0.64m), Plain(Fr.Percent(0.64m))));

    // Spaces that do not break are spaces to whoever reads this test.
    private static string Plain(string text) => text.Replace('\u00a0', ' ').Replace('\u202f', ' ');
}
