using Amiable.Reading.Understanding;
using Amiable.Reading.Understanding.Amounts;

namespace Amiable.Reading.Tests;

public sealed class AmountReaderTests
{
    [Theory]
    [InlineData("1 250,40 €", 1250.40, "EUR")]
    [InlineData("1.250,40 EUR", 1250.40, "EUR")]
    [InlineData("$4,000", 4000, "USD")]
    [InlineData("£1,250.40", 1250.40, "GBP")]
    [InlineData("1.320 EUROS", 1320, "EUR")]
    [InlineData("18 900 zł", 18900, "PLN")]
    [InlineData("die 740,00 sind da", 740, null)]
    [InlineData("2k€", 2000, "EUR")]
    [InlineData("CHF 1'250.50", 1250.50, "CHF")]
    public void A_sum_is_understood(string text, double value, string? currency)
    {
        var found = Assert.Single(AmountReader.Read(WrittenText.Of(text), []));
        Assert.Equal(((decimal)value, currency), (found.Value, found.Currency));
    }

    [Theory]
    [InlineData("10 %")]
    [InlineData("11 boxes on 2 pallets")]
    [InlineData("1,92 €/Stk.")]
    [InlineData("tomorrow at 14:30")]
    public void What_is_no_sum_is_none(string text) => Assert.Empty(AmountReader.Read(WrittenText.Of(text), []));
}
