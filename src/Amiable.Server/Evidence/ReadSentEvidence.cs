using System.Runtime.CompilerServices;
using System.Text;
using Amiable.Communications;
using Amiable.Evidence.Pages;
using Amiable.FormalNotices;
using Amiable.Integrations.Chromium;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Evidence;

/// <summary>What left, oldest first, among that the formal notices that were posted: exactly as they are kept. What was erased stays erased.</summary>
public sealed class ReadSentEvidence(AppDb db, PrintPages printPages)
{
    // Each may have the size of a mail with its files.
    private const int AtATime = 10;

    public async IAsyncEnumerable<EvidenceItem> Run(EvidenceScope scope, EvidenceWords words, [EnumeratorCancellation] CancellationToken ct)
    {
        var notices = new Queue<FormalNotice>(await WhatLeft.Notices(db, scope, ct));
        foreach (var some in (await WhatLeft.Messages(db, scope, ct)).Chunk(AtATime))
        {
            var messages = await db
                .Communications.AsNoTracking()
                .Where(c => some.Contains(c.Id))
                .OrderBy(c => c.SentAt)
                .ThenBy(c => c.Id)
                .ToListAsync(ct);
            var kept = await db
                .ArchivedMimes.AsNoTracking()
                .Where(m => some.Contains(m.CommunicationId))
                .ToDictionaryAsync(m => m.CommunicationId, ct);
            foreach (var message in messages)
            {
                while (notices.TryPeek(out var notice) && notice.PostedOn < message.SendOn)
                    yield return words.Of(notices.Dequeue()) with
                    {
                        Originals = [await Letter(notice.Page, ct)],
                    };
                yield return await Of(message, kept.GetValueOrDefault(message.Id), words, ct);
            }
        }
        foreach (var notice in notices)
            yield return words.Of(notice) with
            {
                Originals = [await Letter(notice.Page, ct)],
            };
    }

    private async Task<EvidenceItem> Of(Communication message, ArchivedMime? kept, EvidenceWords words, CancellationToken ct)
    {
        var item = words.Of(message, kept?.ErasedAt);
        return kept is not { ErasedAt: null } ? item
            : message.IsLetter ? item with { Originals = [await Letter(Encoding.UTF8.GetString(kept.Bytes), ct)], HasSheet = false }
            : item with { Originals = [(".eml", kept.Bytes)], HasSheet = false };
    }

    // Where nothing can be printed, the page as it is kept.
    private async Task<(string, byte[])> Letter(string page, CancellationToken ct) =>
        printPages.CanPrint && (await printPages.Print([page], ct)).Value is [var pdf]
            ? (".pdf", pdf)
            : (".html", Encoding.UTF8.GetBytes(page));
}
