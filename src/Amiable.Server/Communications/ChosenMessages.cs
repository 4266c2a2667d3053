using System.Runtime.CompilerServices;
using Amiable.Errands;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>A message an order is about.</summary>
internal sealed record ChosenMessage(CommunicationId Id, int Version, string AccountName);

/// <summary>The messages an order is about, in the order of their ids: an errand that was interrupted goes on where it was.</summary>
internal static class ChosenMessages
{
    private const int AtATime = 1000;

    /// <param name="db">Where they are.</param>
    /// <param name="order">Those that were chosen, in the version that was seen; or all that match and were there when it was asked.</param>
    /// <param name="among">Of those that match, only these.</param>
    /// <param name="askedAt">What was written since nobody has seen.</param>
    /// <param name="after">The last one that is done.</param>
    /// <param name="ct">Cancels.</param>
    public static async IAsyncEnumerable<ChosenMessage> Read(
        AppDb db,
        ErrandOrder order,
        CommunicationStatus[] among,
        DateTimeOffset askedAt,
        Guid? after,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var rows = await Rows(db, order, among, askedAt, ct);
        var seen = order.Picked.Where(p => p.Version is not null).DistinctBy(p => p.Id).ToDictionary(p => p.Id, p => p.Version!.Value);
        var byId = new Keyset<Row>().By(r => r.Id);
        var place = after is { } last ? byId.Place(new() { Id = new(last) }) : null;
        do
        {
            var page = await byId.Read(rows, place, null, AtATime, ct);
            foreach (var row in page.Rows)
                yield return new(row.Id, seen.GetValueOrDefault(row.Id.Value, row.Version), row.AccountName);
            place = page.After;
        } while (place is not null);
    }

    public static async Task<int> Count(
        AppDb db,
        ErrandOrder order,
        CommunicationStatus[] among,
        DateTimeOffset askedAt,
        CancellationToken ct
    ) => await (await Rows(db, order, among, askedAt, ct)).CountAsync(ct);

    private static async Task<IQueryable<Row>> Rows(
        AppDb db,
        ErrandOrder order,
        CommunicationStatus[] among,
        DateTimeOffset askedAt,
        CancellationToken ct
    )
    {
        CommunicationId[] picked = [.. order.Picked.Select(p => new CommunicationId(p.Id)).Distinct()];
        var zone = TimeZoneInfo.FindSystemTimeZoneById(await db.ReadTimeZone(ct));
        var messages = order.Matching is { } query
            ? (await CommunicationFilter.OfQuery(query).LookUp(db, ct)).Shows(db, zone, among).Where(c => c.CreatedAt <= askedAt)
            : db.Communications.AsNoTracking().Where(c => picked.Contains(c.Id));
        return messages.Join(
            db.Accounts,
            c => c.AccountId,
            a => a.Id,
            (c, a) =>
                new Row
                {
                    Id = c.Id,
                    Version = c.Version,
                    AccountName = a.Name,
                }
        );
    }

    private sealed class Row
    {
        public CommunicationId Id { get; init; }
        public int Version { get; init; }
        public string AccountName { get; init; } = "";
    }
}
