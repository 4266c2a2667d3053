using Amiable.Accounts;
using Amiable.Import;

namespace Amiable.Tests.Import;

/// <summary>Which account a document belongs to.</summary>
public sealed class AccountsOfImportTests
{
    private readonly List<Account> _known = [];

    [Fact]
    public void The_source_id_comes_before_everything() =>
        Assert.Equal("by id", Found(Known("by id", source: "7"), Known("Roux", vat: "FR1"), Document("Roux", source: "7", vat: "FR1")));

    [Fact]
    public void The_vat_number_comes_before_the_registration_number_and_that_before_the_name()
    {
        var (name, registration, vat) = (
            Known("Roux SARL"),
            Known("by registration", registration: "123 456 789"),
            Known("by VAT", vat: "FR 12.345")
        );
        Assert.Equal("by VAT", Found(name, registration, vat, Document("Roux", vat: "fr12345", registration: "123456789")));
        Assert.Equal("by registration", Found(name, registration, vat, Document("Roux", vat: "FR999", registration: "123456789")));
        Assert.Equal("Roux SARL", Found(name, registration, vat, Document("ROUX s.a.r.l.")));
    }

    [Fact]
    public void Two_source_ids_stay_two_accounts_whatever_their_name_and_number()
    {
        var found = Place(Document("Roux", source: "1", vat: "FR1"), Document("Roux", source: "2", vat: "FR1"));
        Assert.Equal(2, found.Added.Count);
    }

    [Fact]
    public void An_account_entered_by_hand_is_claimed_by_the_first_source_id_only()
    {
        _known.Add(Known("Roux"));
        var (first, second) = (Document("Roux", source: "1"), Document("Roux", source: "2"));
        var found = Place(first, second);
        Assert.Same(_known[0], found.Of(first));
        Assert.Equal("1", _known[0].SourceId);
        Assert.Same(Assert.Single(found.Added), found.Of(second));
    }

    [Fact]
    public void A_free_account_is_found_beside_one_of_a_source()
    {
        _known.AddRange([Known("Roux", source: "1"), Known("Roux")]);
        var document = Document("Roux", source: "2");
        Assert.Same(_known[1], Place(document).Of(document));
    }

    [Fact]
    public void A_name_that_two_accounts_have_is_refused_unless_one_is_spelt_the_same()
    {
        _known.AddRange([Known("Roux SAS", source: "1"), Known("Roux SARL", source: "2")]);
        var (exact, either) = (Document("roux sarl"), Document("Roux"));
        var found = Place(exact, either);
        Assert.Same(_known[1], found.Of(exact));
        Assert.Null(found.Of(either));
        Assert.Equal("account-ambiguous", Assert.Single(found.Errors).Code);
    }

    [Theory]
    [InlineData("FR1", "FR2", null, null)]
    [InlineData(null, null, "111", "222")]
    public void Other_numbers_speak_against_the_same_name(string? vat, string? otherVat, string? registration, string? otherRegistration)
    {
        _known.Add(Known("Roux", vat: vat, registration: registration));
        Assert.Single(Place(Document("Roux", vat: otherVat, registration: otherRegistration)).Added);
    }

    [Fact]
    public void An_establishment_belongs_to_its_company()
    {
        _known.Add(Known("Roux", registration: "732829320"));
        Assert.Empty(Place(Document("Roux", registration: "732 829 320 00074")).Added);
    }

    [Fact]
    public void Names_of_signs_only_are_told_apart()
    {
        var found = Place(Document("***"), Document("***"), Document("+++"));
        Assert.Equal(2, found.Added.Count);
    }

    [Fact]
    public void What_was_not_known_is_completed_and_what_was_known_is_kept()
    {
        _known.AddRange([Known("77", source: "77"), Known("Blanc", source: "78", vat: "FR1")]);
        Place(Document("Roux", source: "77", vat: "FR2"), Document("Blanc & fils", source: "78", vat: "FR3"));
        Assert.Equal(("Roux", "FR2"), (_known[0].Name, _known[0].Details.VatNumber));
        Assert.Equal(("Blanc", "FR1"), (_known[1].Name, _known[1].Details.VatNumber));
    }

    private string Found(params object[] accountsAndDocument)
    {
        _known.Clear();
        _known.AddRange(accountsAndDocument.OfType<Account>());
        var document = accountsAndDocument.OfType<ImportedInvoice>().Single();
        return Place(document).Of(document)!.Name;
    }

    private AccountsOfImport Place(params ImportedInvoice[] documents)
    {
        var found = new AccountsOfImport(_known);
        foreach (var document in documents)
            found.Place(document, () => Known(document.AccountName, document.AccountSourceId, null, null), _ => { });
        return found;
    }

    private static Account Known(string name, string? source = null, string? vat = null, string? registration = null) =>
        new(
            TestServer.New<AccountId>(),
            new()
            {
                Name = name,
                VatNumber = vat,
                RegistrationNumber = registration,
            },
            DateTimeOffset.UnixEpoch,
            source
        );

    private static ImportedInvoice Document(string account, string? source = null, string? vat = null, string? registration = null) =>
        new()
        {
            AccountName = account,
            AccountSourceId = source,
            VatNumber = vat,
            RegistrationNumber = registration,
            Number = Guid.CreateVersion7().ToString(),
            Total = new(100, "EUR"),
            Paid = new(0, "EUR"),
        };
}
