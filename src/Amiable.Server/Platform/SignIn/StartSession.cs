using Amiable.Platform.Audit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.SignIn;

/// <summary>Signs a browser in, once every proof that is asked for was given.</summary>
public sealed class StartSession(AppDb db, AllOrganizations organizations, UserManager<Person> people, Today today)
{
    /// <param name="id">Who.</param>
    /// <param name="into">Which organization to look at; null for the one of the last time, else any.</param>
    /// <param name="address">From where.</param>
    /// <param name="browser">With what.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Session> Run(PersonId id, OrganizationId? into, string? address, string? browser, CancellationToken ct)
    {
        var person = (await people.FindByIdAsync(id.Value.ToString()))!;
        if (person.FailedTries > 0)
            await people.ResetAccessFailedCountAsync(person);
        // Nobody comes back with their cookies.
        var unused = today.Now - SignIn.Idle;
        await db.Sessions.Where(s => s.PersonId == id && s.SeenAt < unused).ExecuteDeleteAsync(ct);
        var last = await db.Sessions.Where(s => s.PersonId == id).OrderByDescending(s => s.SeenAt).FirstOrDefaultAsync(ct);
        var memberships = await organizations.Of(id, ct);
        var chosen =
            memberships.FirstOrDefault(m => m.Organization.Id == into)
            ?? memberships.FirstOrDefault(m => m.Organization.Id == last?.OrganizationId)
            ?? memberships.FirstOrDefault();
        var session = new Session
        {
            Id = Guid.CreateVersion7(today.Now),
            PersonId = id,
            OrganizationId = chosen?.Organization.Id ?? default,
            CreatedAt = today.Now,
            SeenAt = today.Now,
            Address = address,
            Browser = browser?.Length > 300 ? browser[..300] : browser,
        };
        db.Sessions.Add(session);
        await db.SaveChangesAsync(ct);
        if (chosen is not null)
            await Tell(chosen, ct);
        return session;
    }

    private Task<int> Tell(Membership chosen, CancellationToken ct) =>
        organizations.For(
            chosen.Organization.Id,
            services =>
            {
                services.GetRequiredService<CurrentMember>().Is(chosen.Member.Id, chosen.Member.FullName);
                var note = new AuditNote("signed-in", "member", chosen.Member.Id.Value, chosen.Member.FullName);
                return services.GetRequiredService<AuditLog>().NoteNow(note, ct);
            }
        );
}
