namespace Amiable.Organizations.Pages;

/// <summary>What the form of the profile posts.</summary>
internal static class ProfileForm
{
    private static readonly string[] BankFields = ["bankHolder", "iban", "bic", "bankName"];

    public static OrganizationProfile Of(IFormCollection form) =>
        new()
        {
            Name = form["name"].ToString(),
            LegalName = form["legalName"],
            Domain = form["domain"],
            Street = form["street"],
            PostalCode = form["postalCode"],
            City = form["city"],
            Country = form["country"].ToString(),
            Region = form["region"],
            RegistrationNumber = form["registrationNumber"],
            VatNumber = form["vatNumber"],
            TimeZone = form["timeZone"].ToString(),
            Language = form["language"].ToString(),
            Bank = Bank(form),
        };

    private static BankDetails? Bank(IFormCollection form) =>
        BankFields.All(field => string.IsNullOrWhiteSpace(form[field]))
            ? null
            : new(form["bankHolder"].ToString(), form["iban"].ToString(), form["bic"], form["bankName"]);
}
