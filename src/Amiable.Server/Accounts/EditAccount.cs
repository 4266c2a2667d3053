using Amiable.FollowUp;
using Amiable.Instructions;
using Amiable.Writing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>Changes what is known of an account; plans follow, because days, hours and language depend on it. What is new in the instructions is told to the agent.</summary>
public sealed class EditAccount(AppDb db, PlanFollowUps planFollowUps, TellInstructions tellInstructions)
{
    private const int LongestLine = 300;
    private const int LongestNumber = 100;
    private const int LongestText = 10_000;

    /// <param name="id">Which account.</param>
    /// <param name="version">The version the change was made from.</param>
    /// <param name="details">What it is from now on.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Done>> Run(AccountId id, int version, AccountDetails details, CancellationToken ct)
    {
        if (await db.Accounts.SingleOrDefaultAsync(a => a.Id == id, ct) is not { } account)
            return new NotFound("account");
        if (account.Version != version)
            return new ChangedMeanwhile();
        var tidy = Tidy(details);
        if (Fault(tidy) is { } fault)
            return fault;
        var told = account.Details.Instructions;
        if (account.Describe(tidy) is { } problem)
            return problem;
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([id], ct);
        await tellInstructions.Run(id, told, tidy.Instructions, ct);
        return new Done();
    }

    /// <summary>Empty fields are unknown, not empty; a region belongs to its country.</summary>
    internal static AccountDetails Tidy(AccountDetails details) =>
        details with
        {
            LegalName = Trimmed(details.LegalName),
            RegistrationNumber = Trimmed(details.RegistrationNumber),
            VatNumber = Trimmed(details.VatNumber),
            Street = Trimmed(details.Street),
            PostalCode = Trimmed(details.PostalCode),
            City = Trimmed(details.City),
            Country = Trimmed(details.Country)?.ToUpperInvariant(),
            Region =
                Trimmed(details.Country) is { } country && Places.RegionsOf(country).Any(r => r.Id == Trimmed(details.Region))
                    ? Trimmed(details.Region)
                    : null,
            TimeZone = Trimmed(details.TimeZone),
            Language = Trimmed(details.Language)?.ToLowerInvariant(),
            Currency = Trimmed(details.Currency)?.ToUpperInvariant(),
            Instructions = Trimmed(details.Instructions),
        };

    /// <summary>What planning and writing could not work with.</summary>
    internal static Problem? Fault(AccountDetails details) =>
        details.Name.Length > 300 ? new Invalid(nameof(details.Name), "account.long-name", "A name has at most 300 characters.")
        : details.Country is { } country && !Places.Countries.Contains(country)
            ? new Invalid(nameof(details.Country), "account.country", "Choose a country from the list.")
        : details.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)
            ? new Invalid(nameof(details.TimeZone), "account.time-zone", "There is no such time zone. Choose one from the list.")
        : details.Language is { } language && !Languages.Written.Contains(language)
            ? new Invalid(nameof(details.Language), "account.language", "Choose a language from the list.")
        : details.Currency is { } currency && !Currencies.IsKnown(currency)
            ? new Invalid(nameof(details.Currency), "account.currency", "Write the code of a currency, such as EUR.")
        : TooLong(details) is { } field ? new Invalid(field, "account.too-long", "That is longer than we can keep.")
        : null;

    private static string? TooLong(AccountDetails d) =>
        d.LegalName?.Length > LongestLine ? nameof(d.LegalName)
        : d.RegistrationNumber?.Length > LongestNumber ? nameof(d.RegistrationNumber)
        : d.VatNumber?.Length > LongestNumber ? nameof(d.VatNumber)
        : d.Street?.Length > LongestLine ? nameof(d.Street)
        : d.PostalCode?.Length > LongestNumber ? nameof(d.PostalCode)
        : d.City?.Length > LongestLine ? nameof(d.City)
        : d.Instructions?.Length > LongestText ? nameof(d.Instructions)
        : null;

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
