using Microsoft.EntityFrameworkCore;

namespace Amiable.Contacts;

/// <summary>Has the notes read that still are to be, in every organization.</summary>
internal sealed class ReadAllNotes(AllOrganizations all) : IAfterMigrating
{
    public async Task Run(CancellationToken ct)
    {
        foreach (var organization in await all.WithAny<Contact>(c => c.NotesUse == null, ct))
            await all.For(
                organization,
                async services =>
                {
                    await services.GetRequiredService<ReadNotes>().Run(ct);
                    return true;
                }
            );
    }
}

/// <summary>Reads the notes about contacts that were written before what they say was kept beside them.</summary>
public sealed class ReadNotes(AppDb db)
{
    private const int AtOnce = 500;

    public async Task Run(CancellationToken ct)
    {
        while (await Unread(ct) is { Count: > 0 } unread)
            foreach (var alike in unread.GroupBy(c => ContactNotes.Read(c.Notes), c => c.Id))
            {
                List<ContactId> ids = [.. alike];
                await db
                    .Contacts.Where(c => EF.Parameter(ids).Contains(c.Id))
                    .ExecuteUpdateAsync(set => set.SetProperty(c => c.NotesUse, (ContactUse?)alike.Key), ct);
            }
    }

    private Task<List<NotesOf>> Unread(CancellationToken ct) =>
        db.Contacts.Where(c => c.NotesUse == null).OrderBy(c => c.Id).Take(AtOnce).Select(c => new NotesOf(c.Id, c.Notes)).ToListAsync(ct);

    private sealed record NotesOf(ContactId Id, string? Notes);
}
