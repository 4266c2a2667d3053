using System.ComponentModel;
using Amiable.FollowUp;
using Amiable.Platform.Api;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Contacts;

/// <summary>A contact among many, as a program describes them.</summary>
public sealed record ContactRow
{
    [Description("Where the person works.")]
    public required Guid AccountId { get; init; }

    public string? FullName { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? Language { get; init; }
    public string? Role { get; init; }
    public string? Notes { get; init; }
    public bool? IsPrimary { get; init; }

    internal SaveContact.Details Over(SaveContact.Details known) =>
        new(
            FullName ?? known.FullName,
            Email ?? known.Email,
            Phone ?? known.Phone,
            Role ?? known.Role,
            Notes ?? known.Notes,
            Language?.ToLowerInvariant() ?? known.Language,
            IsPrimary ?? known.IsPrimary
        );
}

/// <summary>Adds or changes many contacts; each row is done for itself, and each account is planned once.</summary>
public sealed class UpsertContacts(
    AppDb db,
    SaveContact save,
    FindUnwantedAddresses findUnwantedAddresses,
    PlanFollowUps planFollowUps,
    TryAgain tryAgain,
    Today today
)
{
    private static readonly SaveContact.Details Nobody = new("", null, null, null, null, null, IsPrimary: false);

    public async Task<IReadOnlyList<RowResult>> Run(IReadOnlyList<Result<ContactRow>> rows, CancellationToken ct)
    {
        var saved = await tryAgain.IfOvertaken<IReadOnlyList<RowResult>>(async () =>
        {
            var results = await Put(rows, ct);
            return (await db.Save(ct)).Problem is { } lost ? lost : results;
        });
        if (saved.Problem is { } problem)
            return [.. rows.Select(_ => RowResult.Failed(problem))];
        var changed = saved.Value!.Zip(rows).Where(r => r.First.Outcome is RowOutcome.Created or RowOutcome.Updated);
        foreach (var some in changed.Select(r => new AccountId(r.Second.Value!.AccountId)).Distinct().Chunk(200))
            await planFollowUps.Run(some, ct);
        return saved.Value!;
    }

    private async Task<RowResult[]> Put(IReadOnlyList<Result<ContactRow>> rows, CancellationToken ct)
    {
        List<AccountId> asked = [.. rows.Where(r => r.Value is not null).Select(r => new AccountId(r.Value!.AccountId)).Distinct()];
        var known = (await db.Accounts.Where(a => asked.Contains(a.Id)).Select(a => a.Id).ToListAsync(ct)).ToHashSet();
        var contacts = (await db.Contacts.Where(c => asked.Contains(c.AccountId)).ToListAsync(ct))
            .GroupBy(c => c.AccountId)
            .ToDictionary(g => g.Key, g => g.ToList());
        var unwanted = await findUnwantedAddresses.Run(rows.Select(r => r.Value?.Email?.Trim()).OfType<string>(), ct);
        return [.. rows.Select(row => row.Value is { } it ? Put(it, known, contacts, unwanted) : RowResult.Failed(row.Problem!))];
    }

    private RowResult Put(
        ContactRow row,
        HashSet<AccountId> known,
        Dictionary<AccountId, List<Contact>> contacts,
        IReadOnlySet<string> unwanted
    )
    {
        var account = new AccountId(row.AccountId);
        if (!known.Contains(account))
            return RowResult.Failed(new NotFound("account"));
        if (!contacts.TryGetValue(account, out var all))
            contacts[account] = all = [];
        var meant = new ContactMeant(row.Email, row.FullName).Among(all);
        var before = meant is null ? Nobody : UpsertContact.Of(meant);
        var after = row.Over(before);
        if (meant is not null && after == before)
            return new(RowOutcome.Unchanged, meant.Id.Value);
        var id = meant?.Id ?? today.NewId<ContactId>();
        return save.Put(all, account, id, isNew: meant is null, after, unwanted) is { } problem
            ? RowResult.Failed(problem)
            : new(meant is null ? RowOutcome.Created : RowOutcome.Updated, id.Value);
    }
}
