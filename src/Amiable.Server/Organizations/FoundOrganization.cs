using System.Globalization;
using Amiable.Contacts;
using Amiable.Platform.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Organizations;

/// <summary>Founds an organization with its first member. The first one of an installation makes that member its operator.</summary>
public sealed class FoundOrganization(AllOrganizations organizations, Today today)
{
    private static readonly Refused NotFirst = new(
        "organization.not-first",
        "This installation has its organization already. Ask one of its members for an invitation."
    );

    /// <summary>On an empty installation: whoever comes first. The demo does not count.</summary>
    public async Task<Result<Member>> First(NewOrganization details, string email, string password, CancellationToken ct) =>
        await Found(details, services => NewPerson(services, email, password, isOperator: true), onlyIfFirst: true, ct);

    /// <summary>For somebody who has proved to own an address, and has no login yet.</summary>
    public Task<Result<Member>> ForNewcomer(NewOrganization details, string email, string password, CancellationToken ct) =>
        Found(details, services => NewPerson(services, email, password, isOperator: false), onlyIfFirst: false, ct);

    /// <summary>A further one, for somebody who is signed in.</summary>
    public Task<Result<Member>> Run(NewOrganization details, PersonId founder, CancellationToken ct) =>
        Found(
            details,
            async services => (await services.GetRequiredService<UserManager<Person>>().FindByIdAsync(founder.Value.ToString()))!,
            onlyIfFirst: false,
            ct
        );

    private async Task<Result<Member>> Found(
        NewOrganization details,
        Func<IServiceProvider, Task<Result<Person>>> founder,
        bool onlyIfFirst,
        CancellationToken ct
    )
    {
        if (Member.NameFault(details.FirstName, details.LastName) is { } fault)
            return fault;
        var id = today.NewId<OrganizationId>();
        var organization = Organization(id, details);
        // The same rules as in the profile: what can be founded can be saved there.
        if (organization.Describe(organization.Profile) is { } wrong)
            return wrong;
        return await organizations.For<Result<Member>>(
            id,
            async services =>
            {
                var db = services.GetRequiredService<AppDb>();
                await using var transaction = await db.Database.BeginTransactionAsync(ct);
                await db.DecideAlone(Decision.WhoIsHere, ct);
                if (onlyIfFirst && (await organizations.List(ct)).Any(o => !o.IsDemo))
                    return NotFirst;
                var person = await founder(services);
                if (person.Problem is { } problem)
                    return problem;
                var member = new Member(today.NewId<MemberId>(), person.Value!.Id, details.FirstName, details.LastName, person.Value.Email);
                services.GetRequiredService<CurrentMember>().Is(member.Id, member.FullName);
                db.AddRange(organization, member);
                await db.SaveChangesAsync(ct);
                await transaction.CommitAsync(ct);
                return member;
            }
        );
    }

    private static Organization Organization(OrganizationId id, NewOrganization details) =>
        new(
            id,
            details.Name.Trim(),
            details.Country,
            TimeZones.Of(details.Country) ?? "Etc/UTC",
            details.Language,
            Currency(details.Country)
        );

    private async Task<Result<Person>> NewPerson(IServiceProvider services, string email, string password, bool isOperator)
    {
        if (!EmailAddress.IsValid(email.Trim()))
            return new Invalid("email", "not-an-address", "This is not an e-mail address.");
        var person = new Person
        {
            Id = today.NewId<PersonId>(),
            Email = Member.Address(email),
            IsOperator = isOperator,
        };
        return (await services.GetRequiredService<UserManager<Person>>().CreateAsync(person, password)).Problem() is { } problem
            ? problem
            : person;
    }

    private static string Currency(string country)
    {
        try
        {
            return Currencies.IsKnown(new RegionInfo(country).ISOCurrencySymbol) ? new RegionInfo(country).ISOCurrencySymbol : "EUR";
        }
        catch (ArgumentException)
        {
            return "EUR";
        }
    }
}

/// <summary>What is told to found one.</summary>
/// <param name="Name">The name customers know.</param>
/// <param name="Country">ISO 3166-1 alpha-2; time zone and currency follow from it, until they are changed in the profile.</param>
/// <param name="Language">ISO 639-1.</param>
/// <param name="FirstName">Of the member.</param>
/// <param name="LastName">Of the member.</param>
public sealed record NewOrganization(string Name, string Country, string Language, string FirstName, string LastName);
