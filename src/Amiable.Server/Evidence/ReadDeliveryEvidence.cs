using System.Runtime.CompilerServices;
using Amiable.Evidence.Pages;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Evidence;

/// <summary>What mail servers said of each message, or who posted it and when.</summary>
public sealed class ReadDeliveryEvidence(AppDb db)
{
    private const int AtATime = 100;

    public async IAsyncEnumerable<EvidenceItem> Run(EvidenceScope scope, EvidenceWords words, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var some in (await WhatLeft.Messages(db, scope, ct)).Chunk(AtATime))
        foreach (
            var message in await db
                .Communications.AsNoTracking()
                .Where(c => some.Contains(c.Id))
                .OrderBy(c => c.SentAt)
                .ThenBy(c => c.Id)
                .ToListAsync(ct)
        )
            yield return words.Delivery(message);
        foreach (var notice in await WhatLeft.Notices(db, scope, ct))
            yield return words.Posting(notice);
    }
}
