using Amiable.Organizations;

namespace Amiable.Tests.Organizations;

public class BankDetailsTests
{
    // From the examples of the IBAN registry.
    public static readonly TheoryData<string> Right =
    [
        "FR1420041010050500013M02606",
        "DE89370400440532013000",
        "ES9121000418450200051332",
        "IT60X0542811101000000123456",
        "NL91ABNA0417164300",
        "PT50000201231234567890154",
        "GB29NWBK60161331926819",
        "NO9386011117947",
        "MT84MALT011000012345MTLCAST001S",
        "BE68539007547034",
        "CH9300762011623852957",
    ];

    [Theory]
    [MemberData(nameof(Right))]
    public void These_are_right(string iban) => Assert.True(new BankDetails("Nous", iban).IbanIsValid);

    [Theory]
    [MemberData(nameof(Right))]
    public void A_digit_for_a_digit_or_a_letter_for_a_letter_is_noticed_wherever_it_is(string iban)
    {
        // A letter counts as two digits: one in the place of a digit moves all before it, and is noticed 96 times of 97.
        for (var at = 0; at < iban.Length; at++)
            foreach (var wrong in (char.IsAsciiDigit(iban[at]) ? "0123456789" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ").Where(c => c != iban[at]))
                Assert.False(new BankDetails("Nous", $"{iban[..at]}{wrong}{iban[(at + 1)..]}").IbanIsValid, $"{wrong} at {at}");
    }

    [Theory]
    [MemberData(nameof(Right))]
    public void Two_neighbours_that_changed_places_are_noticed(string iban)
    {
        for (var at = 2; at + 1 < iban.Length; at++)
            if (iban[at] != iban[at + 1])
                Assert.False(new BankDetails("Nous", $"{iban[..at]}{iban[at + 1]}{iban[at]}{iban[(at + 2)..]}").IbanIsValid, $"at {at}");
    }

    [Theory]
    [MemberData(nameof(Right))]
    public void One_character_too_many_or_too_few_is_noticed_by_the_length_of_the_country(string iban)
    {
        Assert.False(new BankDetails("Nous", iban[..^1]).IbanHasItsLength);
        Assert.False(new BankDetails("Nous", iban + "0").IbanHasItsLength);
    }

    [Theory]
    [InlineData("")]
    [InlineData("FR14")]
    [InlineData("DE89 3704 0044 0532 0130 00")] // tidied before it is asked
    [InlineData("de89370400440532013000")]
    [InlineData("DE8937040044053201300０")] // a full-width digit
    [InlineData("1234567890123456")]
    public void These_are_no_iban(string iban) => Assert.False(new BankDetails("Nous", iban).IbanIsValid);

    [Fact]
    public void The_number_of_a_country_outside_the_registry_is_checked_by_its_digits()
    {
        // The one of these hundred that adds up: check digits 02 are as good as any.
        var right = Enumerable.Range(0, 97).Select(n => $"ZZ02{n:0000000000000000}").Where(i => new BankDetails("Nous", i).IbanIsValid);
        Assert.Single(right);
    }

    [Theory]
    [InlineData("00")]
    [InlineData("01")]
    [InlineData("99")]
    public void Check_digits_that_are_never_given_out_are_wrong_even_when_they_add_up(string digits)
    {
        // Among these numbers one adds up to 1 modulo 97 with each pair of check digits.
        Assert.DoesNotContain(Enumerable.Range(0, 97), n => new BankDetails("Nous", $"DE{digits}{n:000000000000000000}").IbanIsValid);
        Assert.Contains(Enumerable.Range(0, 97), n => new BankDetails("Nous", $"DE02{n:000000000000000000}").IbanIsValid);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("AGRIFRPP", true)]
    [InlineData("AGRIFRPP882", true)]
    [InlineData("DEUTDEFF", true)]
    [InlineData("AGRIFRP", false)]
    [InlineData("AGRIFRPP88", false)]
    [InlineData("AGRI33PP", false)]
    [InlineData("agrifrpp", false)]
    public void A_bic_has_8_or_11_characters_and_a_country(string? bic, bool isRight) =>
        Assert.Equal(isRight, new BankDetails("Nous", "", bic).BicIsValid);

    [Fact]
    public void What_is_typed_or_pasted_is_made_tidy() =>
        Assert.Equal(
            new("Duvernay Conseil SAS", "FR7630006000011234567890189", "AGRIFRPP", null),
            new BankDetails(" ", "fr76 3000 6000\u00a00112-3456 7890 189 ", "agri fr pp", " ").Tidy("Duvernay Conseil SAS")
        );
}
