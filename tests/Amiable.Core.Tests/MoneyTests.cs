using FsCheck;
using FsCheck.Fluent;

namespace Amiable.Tests;

public class MoneyTests
{
    [Theory]
    [InlineData("12.34", "EUR", 1234)]
    [InlineData("-0.01", "EUR", -1)]
    [InlineData("12.3400", "EUR", 1234)]
    [InlineData("1500", "JPY", 1500)]
    [InlineData("1.234", "KWD", 1234)]
    [InlineData("1000000000000", "EUR", 100_000_000_000_000)]
    public void Amounts_are_kept_in_the_smallest_unit(string major, string currency, long minor) =>
        Assert.Equal(new Money(minor, currency), Money.OfMajor(Decimal(major), currency));

    [Theory]
    [InlineData("12.345", "EUR")]
    [InlineData("1.5", "JPY")]
    [InlineData("1.2345", "KWD")]
    [InlineData("1000000000000.01", "EUR")]
    [InlineData("-1000000000000.01", "EUR")]
    [InlineData("79228162514264337593543950335", "EUR")]
    [InlineData("-79228162514264337593543950335", "KWD")]
    public void A_fraction_the_currency_does_not_have_or_a_fantastic_sum_is_no_amount(string major, string currency) =>
        Assert.Null(Money.OfMajor(Decimal(major), currency));

    [Theory]
    [InlineData(1234, "EUR", "12.34 EUR")]
    [InlineData(-5, "EUR", "-0.05 EUR")]
    [InlineData(1500, "JPY", "1500 JPY")]
    [InlineData(1, "KWD", "0.001 KWD")]
    public void It_is_shown_with_the_decimals_of_its_currency(long minor, string currency, string text) =>
        Assert.Equal(text, new Money(minor, currency).ToString());

    [Fact]
    public void Two_currencies_do_not_mix()
    {
        Money eur = new(1, "EUR"),
            usd = new(1, "USD");

        Assert.NotEqual(eur, usd);
        Assert.Throws<InvalidOperationException>(() => eur + usd);
        Assert.Throws<InvalidOperationException>(() => eur - usd);
        Assert.Throws<InvalidOperationException>(() => eur < usd);
        Assert.Throws<InvalidOperationException>(() => eur >= usd);
        Assert.Throws<InvalidOperationException>(() => eur.CompareTo(usd));
        Assert.Throws<InvalidOperationException>(() => Money.Min(eur, usd));
        Assert.Throws<InvalidOperationException>(() => new[] { eur, usd }.Sum("EUR"));
        Assert.Throws<InvalidOperationException>(() => new[] { usd }.Sum("EUR"));
    }

    [Fact]
    public void A_sum_too_large_throws_instead_of_wrapping_around()
    {
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue, "EUR") + new Money(1, "EUR"));
        Assert.Throws<OverflowException>(() => new Money(long.MinValue, "EUR") - new Money(1, "EUR"));
        Assert.Throws<OverflowException>(() => -new Money(long.MinValue, "EUR"));
    }

    [Fact]
    public void The_sum_of_nothing_is_nothing_of_the_currency() => Assert.Equal(Money.Zero("KWD"), Array.Empty<Money>().Sum("KWD"));

    [Theory]
    [InlineData(-1, true, false, false)]
    [InlineData(0, false, true, false)]
    [InlineData(1, false, false, true)]
    public void It_is_less_than_exactly_or_more_than_nothing(long minor, bool negative, bool zero, bool positive)
    {
        Money money = new(minor, "EUR");

        Assert.Equal((negative, zero, positive), (money.IsNegative, money.IsZero, money.IsPositive));
    }

    [Fact]
    public void Major_units_and_back_is_the_same_amount() =>
        Prop.ForAll(
                Gen.Choose(int.MinValue, int.MaxValue)
                    .SelectMany(minor => Gen.Elements("EUR", "JPY", "KWD").Select(c => new Money(minor, c)))
                    .ToArbitrary(),
                money => Money.OfMajor(money.Major, money.Currency) == money
            )
            .Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Adding_and_subtracting_agree_and_order_follows() =>
        Prop.ForAll(
                Gen.Choose(-1_000_000, 1_000_000)
                    .Two()
                    .Select(p => (A: new Money(p.Item1, "EUR"), B: new Money(p.Item2, "EUR")))
                    .ToArbitrary(),
                p => p.A + p.B - p.B == p.A && -(-p.A) == p.A && (p.A < p.B) == (p.A - p.B).IsNegative && Money.Min(p.A, p.B) <= p.A
            )
            .Check(Config.QuickThrowOnFailure);

    private static decimal Decimal(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

public class CurrenciesTests
{
    [Theory]
    [InlineData("EUR", 2)]
    [InlineData("USD", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KRW", 0)]
    [InlineData("XOF", 0)]
    [InlineData("KWD", 3)]
    [InlineData("TND", 3)]
    [InlineData("HUF", 2)] // nobody has seen a fillér for years, but ISO 4217 has two
    public void A_currency_has_the_decimals_of_iso_4217(string currency, int decimals) =>
        Assert.Equal(decimals, Currencies.Exponent(currency));

    [Theory]
    [InlineData("EUR", true)]
    [InlineData("eur", false)]
    [InlineData("EU", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("DEM", false)]
    [InlineData("EUR USD", false)]
    public void Only_codes_in_use_are_known(string? code, bool known) => Assert.Equal(known, Currencies.IsKnown(code));
}
