using Microsoft.EntityFrameworkCore;

namespace Amiable.Webhooks;

/// <summary>
/// What happened, in the order in which it happened. Whoever asks for the first time is told from then on. A cursor whose events are no longer kept is told so:
/// otherwise a program would believe that nothing had happened meanwhile.
/// </summary>
public sealed class ReadEvents(AppDb db, Today today)
{
    // Made once: reading a place out of a row is compiled.
    private static readonly Keyset<Occurrence> InOrder = new Keyset<Occurrence>().By(o => o.Number);

    public async Task<Result<Page<Occurrence>>> Run(IReadOnlyList<string> types, string? after, int size, CancellationToken ct)
    {
        var wanted = types.SelectMany(EventType.MeantBy).Select(t => t.Name).Distinct().ToList();
        if (types.FirstOrDefault(t => !EventType.MeantBy(t).Any()) is { } unknown)
            return new Invalid("types", "webhook.unknown-event", $"There is no event “{unknown}”.") { Values = [unknown] };
        await Listen(ct);
        if (InOrder.Key<long>(after, 0) is { } place)
        {
            var oldest = await db.Occurrences.MinAsync(o => o.Number, ct);
            if (oldest > place + 1)
                return new Refused(
                    "events.gone",
                    "Events after this cursor are no longer kept: read what you keep a copy of anew, then ask without a cursor."
                );
        }
        var rows = db.Occurrences.AsNoTracking();
        if (wanted.Count > 0)
            rows = rows.Where(o => wanted.Contains(o.Type));
        return await InOrder.Read(rows, after, null, size, ct);
    }

    /// <summary>Where to go on after that one.</summary>
    public static string Place(Occurrence occurrence) => InOrder.Place(occurrence);

    private async Task Listen(CancellationToken ct)
    {
        if (await db.Occurrences.AnyAsync(ct))
            return;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await Subscription.Listen(db, today, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}

/// <summary>Forgets events and what became of them after some weeks; the last one stays, so that numbers go on.</summary>
public sealed class ForgetEvents(AppDb db, Today today)
{
    private const int AtATime = 10_000;

    public async Task<int> Run(CancellationToken ct)
    {
        var before = today.Now - Occurrence.Kept;
        var forgotten = 0;
        if (await db.Occurrences.MaxAsync(o => (long?)o.Number, ct) is not { } last)
            return 0;
        while (true)
        {
            // They are in the order of time: the first ones are the oldest.
            var old = await db
                .Occurrences.OrderBy(o => o.Number)
                .Take(AtATime)
                .Where(o => o.At < before && o.Number < last)
                .MaxAsync(o => (long?)o.Number, ct);
            if (old is not { } upTo)
                return forgotten;
            await db.WebhookDeliveries.Where(d => d.Number <= upTo).ExecuteDeleteAsync(ct);
            forgotten += await db.Occurrences.Where(o => o.Number <= upTo).ExecuteDeleteAsync(ct);
        }
    }
}
