using Amiable.FollowUp;
using Amiable.Organizations;

namespace Amiable.Tests.Organizations;

public class OrganizationTests
{
    private static Organization Ours() => new(new(Guid.CreateVersion7()), "Nous", "FR", "Europe/Paris", "fr", "EUR");

    [Fact]
    public void A_new_organization_approves_each_message_and_follows_the_standard()
    {
        Assert.Equal(Autonomy.Approve, Ours().Autonomy);
        Assert.Same(FollowUpPolicy.Standard, Ours().Policy);
    }

    [Fact]
    public void A_policy_that_cannot_be_followed_is_refused_and_the_old_one_stays()
    {
        var organization = Ours();

        Assert.Equal("policy.days", organization.Follow(FollowUpPolicy.Standard with { MinimumGapBusinessDays = 0 })?.Code);
        Assert.Same(FollowUpPolicy.Standard, organization.Policy);
        Assert.Null(organization.Follow(FollowUpPolicy.Standard with { MinimumGapBusinessDays = 3 }));
        Assert.Equal(3, organization.Policy.MinimumGapBusinessDays);
        organization.Follow(null);
        Assert.Same(FollowUpPolicy.Standard, organization.Policy);
    }

    [Fact]
    public void An_iban_with_a_typing_error_is_refused()
    {
        var organization = Ours();

        Assert.Equal("organization.iban", organization.Describe("Nous", null, new("Nous", "FR1420041010050500013M02607"))?.Code);
        Assert.Equal("organization.no-name", organization.Describe(" ", null, null)?.Code);
        Assert.Equal("Nous", organization.Name);
    }

    [Fact]
    public void Quiet_days_are_kept_once_and_in_order()
    {
        var organization = Ours();

        organization.KeepQuietOn([Day.Of("2026-08-15"), Day.Of("2026-08-03"), Day.Of("2026-08-15")]);

        Assert.Equal([Day.Of("2026-08-03"), Day.Of("2026-08-15")], organization.BlackoutDays);
    }
}

public class IbanTests
{
    // From the examples of the IBAN registry.
    [Theory]
    [InlineData("FR1420041010050500013M02606")]
    [InlineData("DE89370400440532013000")]
    [InlineData("ES9121000418450200051332")]
    [InlineData("IT60X0542811101000000123456")]
    [InlineData("NL91ABNA0417164300")]
    [InlineData("PT50000201231234567890154")]
    [InlineData("GB29NWBK60161331926819")]
    [InlineData("NO9386011117947")]
    [InlineData("MT84MALT011000012345MTLCAST001S")]
    public void These_are_right(string iban) => Assert.True(new BankDetails("Nous", iban).IbanIsValid);

    [Theory]
    [InlineData("")]
    [InlineData("FR14")]
    [InlineData("DE89370400440532013001")] // one digit off
    [InlineData("DE98370400440532013000")] // two digits swapped
    [InlineData("DE89 3704 0044 0532 0130 00")] // to be typed without spaces
    [InlineData("de89370400440532013000")]
    [InlineData("DE8937040044053201300０")] // a full-width digit
    [InlineData("1234567890123456")]
    public void These_are_not(string iban) => Assert.False(new BankDetails("Nous", iban).IbanIsValid);

    [Fact]
    public void Every_single_digit_changed_is_noticed()
    {
        const string iban = "DE89370400440532013000";
        for (var i = 2; i < iban.Length; i++)
        for (var digit = '0'; digit <= '9'; digit++)
            if (iban[i] != digit)
                Assert.False(new BankDetails("Nous", $"{iban[..i]}{digit}{iban[(i + 1)..]}").IbanIsValid);
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
}
