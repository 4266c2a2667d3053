using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>The few accounts whose name has these words in it: for a form that has to know which.</summary>
public sealed class PickAccount(AppDb db)
{
    private const int Few = 20;

    public async Task<IReadOnlyList<PickedAccount>> Run(string? search, CancellationToken ct)
    {
        var (name, key) = (LikePattern.Containing(search?.Trim() ?? ""), LikePattern.Containing(CompanyName.MatchKey(search ?? "")));
        var found = await db
            .Accounts.AsNoTracking()
            .Where(a =>
                EF.Functions.Like(a.Name, name, LikePattern.Escape)
                || (key != LikePattern.Anything && EF.Functions.Like(a.MatchKey, key, LikePattern.Escape))
            )
            .OrderBy(a => a.Name)
            .Take(Few)
            .ToListAsync(ct);
        return [.. found.Select(PickedAccount.Of)];
    }
}

/// <summary>One account, named.</summary>
public sealed class NameAccount(AppDb db)
{
    public async Task<PickedAccount?> Run(AccountId id, CancellationToken ct) =>
        await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is { } account ? PickedAccount.Of(account) : null;
}

public sealed record PickedAccount(AccountId Id, string Name, string? City)
{
    internal static PickedAccount Of(Account account) => new(account.Id, account.Name, account.Details.City);
}
