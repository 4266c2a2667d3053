using Amiable.Organizations;

namespace Amiable.Tests.Organizations;

public class OrganizationProfileTests
{
    private static Organization Ours() => new(new(Guid.CreateVersion7()), "Nous", "FR", "Europe/Paris", "fr", "EUR");

    private static (string? Field, string? Code) Refusal(Func<OrganizationProfile, OrganizationProfile> change)
    {
        var organization = Ours();
        var problem = organization.Describe(change(organization.Profile with { City = "Lyon" }));
        if (problem is not null)
            Assert.Equal(Ours().Profile, organization.Profile); // nothing by halves
        return ((problem as Invalid)?.Field, problem?.Code);
    }

    [Fact]
    public void A_new_organization_describes_itself_as_it_was_founded()
    {
        var organization = Ours();
        Assert.Null(organization.Describe(organization.Profile));
        Assert.Equal(Ours().Profile, organization.Profile);
    }

    [Fact]
    public void All_of_it_is_kept()
    {
        var all = new OrganizationProfile
        {
            Name = "Duvernay Conseil",
            LegalName = "Duvernay Conseil SAS",
            Domain = "duvernay-conseil.fr",
            Street = "18 rue de la Part-Dieu",
            PostalCode = "69003",
            City = "Lyon",
            Country = "DE",
            Region = "BY",
            RegistrationNumber = "812 345 676 RCS Lyon",
            VatNumber = "FR27812345676",
            TimeZone = "Europe/Berlin",
            Language = "de",
            Bank = new("Duvernay Conseil SAS", "DE89370400440532013000", "COBADEFF", "Commerzbank"),
        };
        var organization = Ours();

        Assert.Null(organization.Describe(all));

        Assert.Equal(all, organization.Profile);
    }

    [Fact]
    public void Both_names_are_said_where_they_differ()
    {
        var organization = Ours();
        organization.Describe(organization.Profile with { Name = "Duvernay", LegalName = " Duvernay SAS " });
        Assert.Equal("Duvernay (Duvernay SAS)", organization.FullName);

        organization.Describe(organization.Profile with { LegalName = "Duvernay" });
        Assert.Equal(("Duvernay", null), (organization.FullName, organization.LegalName));
    }

    [Fact]
    public void A_name_has_1_to_200_characters_on_one_line()
    {
        Assert.Equal(("Name", "organization.no-name"), Refusal(p => p with { Name = " " }));
        Assert.Equal((null, null), Refusal(p => p with { Name = new string('n', 200) }));
        Assert.Equal(("Name", "organization.line"), Refusal(p => p with { Name = new string('n', 201) }));
        Assert.Equal(("Name", "organization.line"), Refusal(p => p with { Name = "Nous\r\nBcc: all@them.example" }));
        Assert.Equal(("LegalName", "organization.line"), Refusal(p => p with { LegalName = "Nous\u2028SAS" }));
        Assert.Equal(
            ("BankName", "organization.line"),
            Refusal(p => p with { Bank = new("Nous", "DE89370400440532013000", null, "A\nB") })
        );
    }

    [Fact]
    public void The_country_is_known_and_a_region_belongs_to_it()
    {
        Assert.Equal(("Country", "organization.country"), Refusal(p => p with { Country = "XX" }));
        Assert.Equal(("Country", "organization.country"), Refusal(p => p with { Country = "" }));
        Assert.Equal("BY", (Ours().Profile with { Country = "de", Region = "BY" }).Tidy().Region);
        Assert.Null((Ours().Profile with { Country = "FR", Region = "BY" }).Tidy().Region);
    }

    [Fact]
    public void The_time_zone_exists() =>
        Assert.Equal(("TimeZone", "organization.time-zone"), Refusal(p => p with { TimeZone = "Europe/Atlantis" }));

    [Theory]
    [InlineData("duvernay-conseil.fr", "duvernay-conseil.fr")]
    [InlineData(" https://www.Duvernay-Conseil.fr/contact?x=1 ", "duvernay-conseil.fr")]
    [InlineData("claire@duvernay-conseil.fr", "duvernay-conseil.fr")]
    [InlineData("müller.de", "müller.de")]
    [InlineData("shop.example.co.uk.", "shop.example.co.uk")]
    [InlineData(" ", null)]
    public void A_domain_is_found_in_what_is_pasted(string pasted, string? domain)
    {
        var tidy = (Ours().Profile with { Domain = pasted }).Tidy();
        Assert.Equal(domain, tidy.Domain);
        Assert.Null(tidy.Fault);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("our site.fr")]
    [InlineData("-a.fr")]
    [InlineData("a..fr")]
    [InlineData("192.168.0.1")]
    public void What_is_no_domain_is_refused(string pasted) =>
        Assert.Equal(("Domain", "organization.domain"), Refusal(p => p with { Domain = pasted }));

    [Theory]
    [InlineData("fr 27 812 345 676", "FR27812345676")]
    [InlineData("BE 0123.456.789", "BE0123456789")]
    [InlineData("CHE-123.456.789 MWST", "CHE123456789MWST")]
    [InlineData("GB123456789", "GB123456789")]
    public void A_vat_number_is_kept_in_capitals_without_blanks(string typed, string kept)
    {
        var tidy = (Ours().Profile with { VatNumber = typed }).Tidy();
        Assert.Equal(kept, tidy.VatNumber);
        Assert.Null(tidy.Fault);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("FR1")]
    [InlineData("FR 27 812 345 676 (since 2014)")]
    public void What_is_no_vat_number_is_refused(string typed) =>
        Assert.Equal(("VatNumber", "organization.vat"), Refusal(p => p with { VatNumber = typed }));

    [Fact]
    public void Bank_details_are_refused_at_the_field_that_is_wrong()
    {
        Assert.Equal(("Iban", "organization.iban"), Refusal(p => p with { Bank = new("Nous", "FR14 2004 1010 0505 0001 3M02 607") }));
        Assert.Equal(("Iban", "organization.iban-length"), Refusal(p => p with { Bank = new("Nous", "FR14 2004 1010 0505 0001 3M02 60") }));
        Assert.Equal(("Iban", "organization.no-iban"), Refusal(p => p with { Bank = new("Nous", " ") }));
        Assert.Equal(("Bic", "organization.bic"), Refusal(p => p with { Bank = new("Nous", "DE89370400440532013000", "COBA") }));
    }

    [Theory]
    [InlineData("18 rue X", "69003", "Lyon", "FR", "18 rue X, 69003 Lyon")]
    [InlineData("1 High Street", "SW1A 1AA", "London", "GB", "1 High Street, London SW1A 1AA")]
    [InlineData(null, null, "Lyon", "FR", "Lyon")]
    [InlineData("18 rue X", null, null, "FR", "18 rue X")]
    [InlineData(null, null, null, "FR", null)]
    public void The_address_is_in_the_order_of_its_country(string? street, string? code, string? city, string country, string? address) =>
        Assert.Equal(address, (Ours().Profile with { Street = street, PostalCode = code, City = city, Country = country }).Address);
}
