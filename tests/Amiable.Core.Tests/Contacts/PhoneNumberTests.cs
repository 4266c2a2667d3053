using Amiable.Contacts;

namespace Amiable.Tests.Contacts;

public class PhoneNumberTests
{
    [Theory]
    [InlineData("+33 4 78 12 34 56", "+33478123456")]
    [InlineData("+33 (0)4 78.12.34.56", "+33478123456")]
    [InlineData("0033 (0)4 78 12 34 56", "+33478123456")]
    [InlineData("(0)4 78 12 34 56", "0478123456")]
    [InlineData("0911/123 45-67", "09111234567")]
    [InlineData("Tel: +44 20 7946 0000 ext. 12", "+442079460000")]
    [InlineData("04 78 12 34 56 / 06 12 34 56 78", null)]
    [InlineData("ask for Paul", null)]
    [InlineData("1234", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_number_is_dialled_however_it_was_typed(string? typed, string? dialled) =>
        Assert.Equal(dialled, PhoneNumber.Dialled(typed));

    [Theory]
    [InlineData("+33 6 12 34 56 78", "+33612345678")]
    [InlineData("0049 151 12345678", "+4915112345678")]
    [InlineData("06 12 34 56 78", null)] // Of which country?
    [InlineData("+0612345678", null)]
    [InlineData("+123456", null)]
    [InlineData("+1234567890123456", null)]
    public void With_its_country_a_number_is_one_all_over_the_world(string typed, string? number) =>
        Assert.Equal(number, PhoneNumber.WithCountry(typed));
}
