namespace Amiable.Accounts.Pages;

/// <summary>What the form of an account posts.</summary>
internal static class DetailsForm
{
    public static AccountDetails Of(IFormCollection form) =>
        new()
        {
            Name = form["name"].ToString(),
            LegalName = form["legalName"],
            RegistrationNumber = form["registrationNumber"],
            VatNumber = form["vatNumber"],
            Street = form["street"],
            PostalCode = form["postalCode"],
            City = form["city"],
            Country = form["country"],
            Region = form["region"],
            TimeZone = form["timeZone"],
            Language = form["language"],
            Currency = form["currency"],
            Instructions = form["instructions"],
        };
}
