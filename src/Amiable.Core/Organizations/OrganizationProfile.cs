namespace Amiable.Organizations;

/// <summary>Who the organization is, as its members describe it: what messages say of the sender, and what days, hours and language follow from.</summary>
public sealed record OrganizationProfile
{
    /// <summary>Most characters of a name, and of any other line.</summary>
    public const int Longest = 200;

    /// <summary>The name customers know.</summary>
    public required string Name { get; init; }

    /// <summary>The registered name where it differs.</summary>
    public string? LegalName { get; init; }

    /// <summary>Its domain on the Internet; an address of a page or a mailbox there will do.</summary>
    public string? Domain { get; init; }

    /// <summary>Street and number.</summary>
    public string? Street { get; init; }

    /// <summary>Postal code.</summary>
    public string? PostalCode { get; init; }

    /// <summary>Town.</summary>
    public string? City { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }

    /// <summary>ISO 3166-2 subdivision without the country.</summary>
    public string? Region { get; init; }

    /// <summary>Number in the register of companies, and which register.</summary>
    public string? RegistrationNumber { get; init; }

    /// <summary>VAT identification number.</summary>
    public string? VatNumber { get; init; }

    /// <summary>IANA time zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>ISO 639-1.</summary>
    public required string Language { get; init; }

    /// <summary>Where customers pay; null when messages are not to say.</summary>
    public BankDetails? Bank { get; init; }

    /// <summary>The address on one line, in the order of its country; null when nothing is known of it.</summary>
    public string? Address
    {
        get
        {
            string?[] town = IsCodeLast ? [City, PostalCode] : [PostalCode, City];
            string[] lines = [Street ?? "", string.Join(' ', town.OfType<string>())];
            return string.Join(", ", lines.Where(line => line.Length > 0)) is { Length: > 0 } address ? address : null;
        }
    }

    // Universal Postal Union, addressing systems: where the code follows the town.
    private bool IsCodeLast => Country is "GB" or "IE" or "US" or "CA" or "AU" or "NZ" or "IN" or "SG" or "MT";

    /// <summary>As typed or pasted, in the form it is kept in. What is empty is unknown, a legal name that does not differ is none, a region belongs to its country.</summary>
    public OrganizationProfile Tidy()
    {
        var (name, country) = (Name.Trim(), Country.Trim().ToUpperInvariant());
        var legalName = Trimmed(LegalName) is { } legal && legal != name ? legal : null;
        return this with
        {
            Name = name,
            LegalName = legalName,
            Domain = Trimmed(Domain) is { } domain ? InternetDomain.Of(domain) : null,
            Street = Trimmed(Street),
            PostalCode = Trimmed(PostalCode),
            City = Trimmed(City),
            Country = country,
            Region = Trimmed(Region) is { } region && Places.RegionsOf(country).Any(r => r.Id == region) ? region : null,
            RegistrationNumber = Trimmed(RegistrationNumber),
            VatNumber = Trimmed(VatNumber) is { } vat ? Compact(vat) : null,
            TimeZone = TimeZone.Trim(),
            Language = Language.Trim(),
            Bank = Bank?.Tidy(holder: legalName ?? name),
        };
    }

    /// <summary>What is wrong with it, once tidy; null when nothing is. Each names its field.</summary>
    public Problem? Fault =>
        Name.Length == 0 ? new Invalid(nameof(Name), "organization.no-name", "Give the name customers know you by.")
        : LineThatDoesNotFit is { } line
            ? new Invalid(line, "organization.line", $"Write this on one line of at most {Longest} characters.")
        : Domain is { } domain && !InternetDomain.IsOne(domain)
            ? new Invalid(nameof(Domain), "organization.domain", "This is not a domain. One looks like duvernay-conseil.fr.")
        : !Places.Countries.Contains(Country) ? new Invalid(nameof(Country), "organization.country", "Choose a country from the list.")
        : !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _)
            ? new Invalid(nameof(TimeZone), "organization.time-zone", "There is no such time zone. Choose one from the list.")
        : VatNumber is { } vat && !LooksLikeVat(vat)
            ? new Invalid(nameof(VatNumber), "organization.vat", "This is not a VAT number. One looks like FR40303265045.")
        : BankFault;

    private Problem? BankFault =>
        Bank is not { } bank ? null
        : bank.Iban.Length == 0
            ? new Invalid(nameof(bank.Iban), "organization.no-iban", "Without an IBAN, customers cannot pay here: give it.")
        : !bank.IbanHasItsLength
            ? new Invalid(
                nameof(bank.Iban),
                "organization.iban-length",
                "An IBAN of this country is longer or shorter: something is missing or twice."
            )
        : !bank.IbanIsValid
            ? new Invalid(nameof(bank.Iban), "organization.iban", "This IBAN has a typing error: its check digits do not fit.")
        : !bank.BicIsValid ? new Invalid(nameof(bank.Bic), "organization.bic", "A BIC has 8 or 11 letters and digits, such as AGRIFRPP.")
        : null;

    // All of these stand in messages, the names in the headers of mails too, where a line break would begin another header.
    private string? LineThatDoesNotFit =>
        new (string Field, string? Text)[]
        {
            (nameof(Name), Name),
            (nameof(LegalName), LegalName),
            (nameof(Street), Street),
            (nameof(PostalCode), PostalCode),
            (nameof(City), City),
            (nameof(RegistrationNumber), RegistrationNumber),
            ("BankHolder", Bank?.Holder),
            ("BankName", Bank?.BankName),
        }
            .Where(line =>
                line.Text is { } text && (text.Length > Longest || text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029'))
            )
            .Select(line => line.Field)
            .FirstOrDefault();

    // Countries write theirs in many ways (Council Directive 2006/112/EC art. 215 only gives the prefix): letters and digits, and digits among them. Old Irish ones have + or *.
    private static bool LooksLikeVat(string vat) =>
        vat.Length is >= 4 and <= 20
        && vat.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c) || c is '+' or '*')
        && vat.Count(char.IsAsciiDigit) >= 2;

    private static string Compact(string number) =>
        string.Concat(number.Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-' or '/'))).ToUpperInvariant();

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
