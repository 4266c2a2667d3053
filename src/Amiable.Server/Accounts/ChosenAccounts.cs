using System.Runtime.CompilerServices;
using Amiable.Errands;
using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>The accounts an order is about, some at a time, in the order of their ids: an errand that was interrupted goes on where it was.</summary>
internal static class ChosenAccounts
{
    // As many as the audit log tells one by one.
    private const int AtATime = AuditTrail.MostOneByOne;
    private const int ReadAtATime = 1000;

    public static async IAsyncEnumerable<AccountId[]> Read(
        AppDb db,
        ErrandOrder order,
        Guid? after,
        Today today,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        if (order.Matching is null)
        {
            var picked = order.Picked.Select(p => p.Id).Distinct().Order().Where(id => after is null || id.CompareTo(after.Value) > 0);
            foreach (var some in picked.Chunk(AtATime))
                yield return [.. some.Select(id => new AccountId(id))];
            yield break;
        }
        var ranking = await Ranking(db, order, today, ct);
        AccountId? last = after is { } position ? new(position) : null;
        while (await ranking.ReadIds(last, ReadAtATime, ct) is { Count: > 0 } ids)
        {
            foreach (var some in ids.Chunk(AtATime))
                yield return some;
            last = ids[^1];
        }
    }

    public static async Task<int> Count(AppDb db, ErrandOrder order, Today today, CancellationToken ct)
    {
        if (order.Matching is not null)
            return await (await Ranking(db, order, today, ct)).Count(ct);
        AccountId[] picked = [.. order.Picked.Select(p => new AccountId(p.Id)).Distinct()];
        return await db.Accounts.CountAsync(a => picked.Contains(a.Id), ct);
    }

    private static async Task<AccountRanking> Ranking(AppDb db, ErrandOrder order, Today today, CancellationToken ct)
    {
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        return new(db, AccountFilter.OfQuery(order.Matching), organization.Currency, today.For(organization));
    }
}
