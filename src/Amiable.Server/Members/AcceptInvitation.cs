using Amiable.Organizations;
using Amiable.Platform.Secrets;
using Amiable.Platform.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Members;

/// <summary>
/// The invited person joins. Who has no login gets one, with a password or vouched for by the provider; who has one proves it by being signed in with it. The
/// invitation is used up.
/// </summary>
public sealed class AcceptInvitation(AllOrganizations organizations, Today today)
{
    /// <summary>What proves who accepts: one of the three.</summary>
    public sealed record Proof(string? Password = null, PersonId? SignedInAs = null, Vouched? Vouched = null);

    private static readonly Refused Gone = new("link-expired", "This link does not work any more. Ask for a new one.");

    public async Task<Result<Member>> Run(string link, string firstName, string lastName, Proof proof, CancellationToken ct)
    {
        if (OwnedSecret.Parse(link) is not { } parsed)
            return Gone;
        if (Member.NameFault(firstName, lastName) is { } fault)
            return fault;
        return await organizations.For<Result<Member>>(
            parsed.Organization,
            async services =>
            {
                var db = services.GetRequiredService<AppDb>();
                await using var transaction = await db.Database.BeginTransactionAsync(ct);
                await db.DecideAlone(Decision.WhoIsHere, ct);
                var invitation = await db.Invitations.SingleOrDefaultAsync(i => i.Id == new InvitationId(parsed.Row), ct);
                if (!parsed.Opens(invitation, today.Now))
                    return Gone;
                var person = await Identify(services, invitation!.Email, proof, ct);
                if (person.Problem is { } problem)
                    return problem;
                var member = new Member(today.NewId<MemberId>(), person.Value!.Id, firstName, lastName, invitation.Email);
                services.GetRequiredService<CurrentMember>().Is(member.Id, member.FullName);
                db.Members.Add(member);
                db.Invitations.Remove(invitation);
                if ((await db.Save(ct)).Problem is { } lost)
                    return lost;
                await transaction.CommitAsync(ct);
                return member;
            }
        );
    }

    private async Task<Result<Person>> Identify(IServiceProvider services, string email, Proof proof, CancellationToken ct)
    {
        var people = services.GetRequiredService<UserManager<Person>>();
        var known = await people.FindByEmailAsync(email);
        if (known is not null)
            return known.Id == proof.SignedInAs
                ? known
                : new Refused("invitation-has-login", "This address has a login already. Sign in with it to accept the invitation.");
        var isVouchedFor = proof.Vouched?.Email is { } vouched && Member.Address(vouched) == email;
        var person = new Person { Id = today.NewId<PersonId>(), Email = email };
        var created = isVouchedFor ? await people.CreateAsync(person) : await people.CreateAsync(person, proof.Password ?? "");
        if (created.Problem() is { } problem)
            return problem;
        if (isVouchedFor)
            await services.GetRequiredService<EnterByProvider>().Run(proof.Vouched!, ct);
        return person;
    }
}
