using System.Text.RegularExpressions;

namespace Amiable.Documents.EInvoices;

/// <summary>Who the seller and the buyer of an e-invoice are, as far as it says so.</summary>
internal static partial class EInvoicePartyMeaning
{
    /// <param name="party">As written.</param>
    /// <param name="which">"seller" or "buyer", for problems.</param>
    /// <param name="problems">What is missing is added.</param>
    public static Party Of(EInvoiceParty party, string which, List<DocumentProblem> problems) =>
        new()
        {
            Name = EInvoiceMeaning.Needed(
                party.Name,
                $"{which}.name",
                $"{which}-missing",
                which == "seller" ? "The file does not name the seller." : "The file does not name the buyer.",
                problems
            ),
            VatNumber = EInvoiceMeaning.Text(Number(party.VatNumber)),
            RegistrationNumber = EInvoiceMeaning.Text(party.RegistrationNumber),
            Address = Address(party),
            Country = Country(party.Country),
            Email = Email(party, which, problems),
            ContactName = EInvoiceMeaning.Text(party.ContactName),
        };

    // FR 60 421 938 861 and FR60421938861 are one number.
    private static string? Number(string? vat) =>
        vat is null ? null
        : Separators().Replace(vat, "").ToUpperInvariant() is { Length: > 0 } number ? number
        : null;

    private static Finding<string>? Address(EInvoiceParty party)
    {
        var isCityFirst = party.Country?.ToUpperInvariant() is "GB" or "IE" or "US" or "CA" or "AU" or "NZ" or "IN" or "ZA";
        var place = isCityFirst ? $"{party.City} {party.PostCode}" : $"{party.PostCode} {party.City}";
        string?[] lines = [.. party.Street, place.Trim()];
        return string.Join('\n', lines.Where(l => !string.IsNullOrEmpty(l))) is { Length: > 0 } address
            ? Finding.OfXml(address.Length > 500 ? address[..500] : address)
            : null;
    }

    private static Finding<string>? Country(string? code) =>
        code?.ToUpperInvariant() is { Length: 2 } two && two.All(char.IsAsciiLetterUpper) ? Finding.OfXml(two) : null;

    // A person's address before the one invoices go to: XRechnung's rule of what an address is (BR-DE-28).
    private static Finding<string>? Email(EInvoiceParty party, string which, List<DocumentProblem> problems)
    {
        foreach (var address in new[] { party.ContactEmail, party.ElectronicAddress })
        {
            if (address is not null && MailAddress().IsMatch(address))
                return EInvoiceMeaning.Text(Cleaned(address));
        }
        if (party.ElectronicAddress is { } wrong && wrong.Length > 0)
            problems.Add(
                new("email-wrong", $"\"{EInvoiceMeaning.Shorten(wrong)}\" is given as an e-mail address and is none.", $"{which}.email")
                {
                    Values = [EInvoiceMeaning.Shorten(wrong)],
                }
            );
        return null;
    }

    private static string Cleaned(string address) =>
        address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? address[7..] : address;

    [GeneratedRegex(@"[\s.\-/]")]
    private static partial Regex Separators();

    [GeneratedRegex(@"^(mailto:)?[^@\s<>""']{1,64}@[^@\s.<>""']+(\.[^@\s.<>""']+)+$", RegexOptions.IgnoreCase)]
    private static partial Regex MailAddress();
}
