using Microsoft.EntityFrameworkCore;

namespace Amiable.Organizations;

/// <summary>Removes the demo organization with all its data.</summary>
public sealed class RemoveDemo(AllOrganizations organizations)
{
    /// <returns>Whether there was one.</returns>
    public async Task<bool> Run(CancellationToken ct)
    {
        var demo = (await organizations.List(ct)).FirstOrDefault(o => o.IsDemo);
        if (demo is null)
            return false;
        await organizations.For(
            demo.Id,
            async services =>
            {
                var db = services.GetRequiredService<AppDb>();
                await using var transaction = await db.Database.BeginTransactionAsync(ct);
                // What belongs to an account goes with it.
                await db.Accounts.ExecuteDeleteAsync(ct);
                await db.Tasks.ExecuteDeleteAsync(ct);
                await db.Imports.ExecuteDeleteAsync(ct);
                await db.Persons.Where(p => db.Members.Any(m => m.PersonId == p.Id)).ExecuteDeleteAsync(ct);
                await db.Invitations.ExecuteDeleteAsync(ct);
                await db.Logos.ExecuteDeleteAsync(ct);
                await db.Members.ExecuteDeleteAsync(ct);
                await db.Organizations.ExecuteDeleteAsync(ct);
                // Last: while there is an organization, the database lets nobody delete its audit log.
                await db.AuditEntries.ExecuteDeleteAsync(ct);
                await transaction.CommitAsync(ct);
                return true;
            }
        );
        return true;
    }
}
