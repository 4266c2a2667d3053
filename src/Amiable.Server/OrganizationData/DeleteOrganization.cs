using Amiable.Platform.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Amiable.OrganizationData;

/// <summary>
/// Deletes the organization with everything that belongs to it, for good: every table, its files, the sessions that look at it, and the logins of
/// those who are members nowhere else. Only one whose grace is over, or the demo.
/// </summary>
public sealed class DeleteOrganization(
    AppDb db,
    AllOrganizations organizations,
    CurrentOrganization organization,
    DataFolder data,
    Today today
)
{
    /// <returns>Whether it was deleted: it may have been kept in the last moment.</returns>
    public async Task<bool> Run(CancellationToken ct)
    {
        var (id, now) = (organization.Id, today.Now);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.DecideAlone(Decision.WhoIsHere, ct);
        // The organization first: some of what it owns can only be deleted once it is gone. Nothing points to it.
        if (await db.Organizations.Where(o => o.IsDemo || o.DeletionDueAt <= now).ExecuteDeleteAsync(ct) == 0)
            return false;
        var persons = await db.Members.Select(m => m.PersonId).ToListAsync(ct);
        foreach (var table in OwnedTables.InOrderOfDeletion(db.Model))
            await Generically.Call(this, nameof(Delete), [table.ClrType], ct);
        await db.ForgetDeletedWords(ct);
        await db.Sessions.Where(s => s.OrganizationId == id).ExecuteDeleteAsync(ct);
        foreach (var person in persons)
            await EndLogin(person, id, ct);
        // Before the commit: a failure leaves the organization due, and it is tried again. Afterwards nobody would know of the files.
        foreach (var folder in data.FoldersOf(id))
            folder.Delete(recursive: true);
        await transaction.CommitAsync(ct);
        return true;
    }

    private Task<int> Delete<T>(CancellationToken ct)
        where T : Owned => db.Set<T>().IgnoreAutoIncludes().ExecuteDeleteAsync(ct);

    private async Task EndLogin(PersonId person, OrganizationId here, CancellationToken ct)
    {
        if ((await organizations.Of(person, ct)).All(m => m.Organization.Id == here))
            await db.Persons.Where(p => p.Id == person && !p.IsOperator).ExecuteDeleteAsync(ct);
    }
}
