using Amiable.Contacts;

namespace Amiable.Tests.Contacts;

public class PersonNameTests
{
    [Theory]
    [InlineData("Accounts payable")]
    [InlineData("The Finance Team")]
    [InlineData("Comptabilité fournisseurs")]
    [InlineData("Service comptable")]
    [InlineData("Buchhaltung")]
    [InlineData("Kreditorenbuchhaltung")]
    [InlineData("Administración")]
    [InlineData("Amministrazione")]
    [InlineData("Crediteurenadministratie")]
    [InlineData("Contabilidade")]
    [InlineData(" ")]
    [InlineData(null)]
    public void A_department_is_greeted_as_a_team(string? name) => Assert.Null(PersonName.Of(name));

    [Theory]
    [InlineData("Anne Roux")]
    [InlineData("Paul Service")]
    [InlineData("Finn Accounting")]
    [InlineData("Compta Dupont")]
    [InlineData("Anne Roux (Accounts payable)")]
    public void A_person_is_greeted_by_name(string name) => Assert.Equal(name, PersonName.Of(name));
}
