using Amiable.FollowUp;
using Amiable.Organizations;
using Amiable.Printing;
using Amiable.Writing;

namespace Amiable.Communications;

/// <summary>A message as a page to print: its words, and around them who writes to whom. Pure: the same message is the same page.</summary>
internal static class LetterOfMessage
{
    private const int LogoWidth = 190;
    private const int LogoHeight = 64;

    /// <param name="message">Which.</param>
    /// <param name="facts">Of its account.</param>
    /// <param name="logo">Ours; null for none.</param>
    /// <param name="enclosures">Looked at: those that can be enclosed are named.</param>
    public static Sheet Of(Communication message, AccountFacts facts, Logo? logo, IEnumerable<Enclosure> enclosures)
    {
        var enclosed = enclosures.Where(e => e.Fits).ToList();
        return new(
            Of(message.Subject, message.Html, message.Language, message.SendOn, facts, logo, [.. enclosed.Select(e => e.Number)]),
            [.. enclosed.Select(e => e.Document)],
            enclosed.Sum(e => e.Look.Pages)
        );
    }

    /// <summary>Any letter to the account.</summary>
    /// <param name="subject">What it is about.</param>
    /// <param name="html">Its words, safe.</param>
    /// <param name="language">ISO 639-1 of them.</param>
    /// <param name="on">The day it is dated.</param>
    /// <param name="facts">To whom.</param>
    /// <param name="logo">Ours; null for none.</param>
    /// <param name="enclosed">The numbers of the invoices whose documents lie behind it.</param>
    public static string Of(
        string subject,
        string html,
        string language,
        DateOnly on,
        AccountFacts facts,
        Logo? logo,
        IReadOnlyList<string>? enclosed = null
    )
    {
        var (organization, account) = (facts.Organization, facts.Account.Details);
        var words = new LetterWords(language, account.Country);
        return LetterSheet.Of(
            new(
                // Where the window is depends on the envelope, and that is the sender's.
                LetterForm.For(organization.Country),
                LetterForm.UsesLetterPaper(organization.Country),
                language,
                subject,
                html,
                To(facts, words),
                From(organization),
                string.Join(" · ", Home(organization)),
                Picture(logo),
                Facts(on, facts, words),
                Foot(organization, words),
                enclosed is { Count: > 0 } ? words.Enclosed(enclosed) : null
            )
        );
    }

    /// <summary>The lines of the address a letter to this account goes to.</summary>
    public static IReadOnlyList<string> To(AccountFacts facts, LetterWords words)
    {
        var account = facts.Account.Details;
        var person = facts.Addressee?.FullName is { Length: > 0 } name && name != account.Name ? words.Attention(name) : null;
        return AddressLines.Of(account.LegalName ?? account.Name, person, account.Address, facts.Organization.Country, LetterWords.Country);
    }

    private static List<string> Home(Organization organization)
    {
        var profile = organization.Profile;
        PostalAddress address = new()
        {
            Street = profile.Street,
            PostalCode = profile.PostalCode,
            City = profile.City,
            Country = profile.Country,
        };
        return [.. AddressLines.Of(profile.Name, null, address, profile.Country, LetterWords.Country)];
    }

    private static List<string> From(Organization organization) =>
        [.. Home(organization), .. organization.Domain is { } domain ? [domain] : (string[])[]];

    private static (string, int, int)? Picture(Logo? logo)
    {
        if (logo is null)
            return null;
        var (width, height) = logo.Within(LogoWidth, LogoHeight);
        return ($"data:{logo.ContentType};base64,{Convert.ToBase64String(logo.Bytes)}", width, height);
    }

    private static List<(string, string)> Facts(DateOnly on, AccountFacts facts, LetterWords words)
    {
        List<(string, string)> told = [("", words.Dated(facts.Organization.City, on))];
        if (facts.Account.SourceId is { Length: > 0 and < 40 } number)
            told.Add((words.Customer, number));
        told.Add(("", facts.Organization.AgentEmail));
        return told;
    }

    private static string Foot(Organization organization, LetterWords words) =>
        string.Join(
            " · ",
            new[]
            {
                organization.LegalName ?? organization.Name,
                organization.Profile.Address,
                organization.RegistrationNumber,
                organization.VatNumber is { } vat ? words.Vat(vat).Replace(' ', '\u00a0') : null,
            }.OfType<string>()
        );
}
