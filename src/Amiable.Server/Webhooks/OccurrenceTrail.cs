using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Webhooks;

/// <summary>
/// Writes down what every save makes happen, where somebody listens: from the first webhook of an organization on, or the first time that a program asks for
/// its events. Everybody else pays one look at the end of an index.
/// </summary>
public sealed class OccurrenceTrail(Today today) : IWrittenAlong
{
    public Func<CancellationToken, Task<IReadOnlyList<Owned>>>? With(AppDb db) =>
        WhatHappened.IsPossible(db.ChangeTracker) ? ct => Of(db, ct) : null;

    private async Task<IReadOnlyList<Owned>> Of(AppDb db, CancellationToken ct)
    {
        if (await db.Occurrences.MaxAsync(o => (long?)o.Number, ct) is not { } number)
            return [];
        var now = today.Now;
        return [.. WhatHappened.In(db.ChangeTracker).ToList().Select(what => new Occurrence(++number, what, now))];
    }
}
