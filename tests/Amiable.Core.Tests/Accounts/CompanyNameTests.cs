using Amiable.Accounts;

namespace Amiable.Tests.Accounts;

public class CompanyNameTests
{
    [Theory]
    [InlineData("Société Roux S.A.R.L.", "SOCIETE ROUX")]
    [InlineData("SARL Dupont", "Dupont")]
    [InlineData("Müller GmbH & Co. KG", "MÜLLER")]
    [InlineData("Weiß AG", "Weiss")]
    [InlineData("O'Brien Ltd", "O’Brien Limited")]
    [InlineData("Ferrari S.p.A.", "ferrari")]
    [InlineData("Acme,  Inc.", "ACME")]
    [InlineData("Télé-Est SAS", "tele est")]
    [InlineData("ﬁnance ＡＢＣ B.V.", "Finance ABC")]
    public void One_company_under_two_spellings(string one, string other) =>
        Assert.Equal(CompanyName.MatchKey(other), CompanyName.MatchKey(one));

    [Theory]
    [InlineData("Dupont", "Dupond")]
    [InlineData("Durand Nord", "Durand Sud")]
    [InlineData("The Coffee Company Paris", "The Coffee Paris")]
    [InlineData("Roux 1", "Roux 2")]
    public void Two_companies_stay_two(string one, string other) => Assert.NotEqual(CompanyName.MatchKey(other), CompanyName.MatchKey(one));

    [Theory]
    [InlineData("SA", "sa")]
    [InlineData("Co. Ltd", "co ltd")]
    [InlineData("3M", "3m")]
    [InlineData("株式会社", "株式会社")]
    [InlineData("  ", "")]
    [InlineData("—", "")]
    public void A_name_of_nothing_but_legal_forms_is_kept(string name, string key) => Assert.Equal(key, CompanyName.MatchKey(name));
}
