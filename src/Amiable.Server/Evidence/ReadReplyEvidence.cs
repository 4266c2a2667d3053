using System.Runtime.CompilerServices;
using Amiable.Communications;
using Amiable.Evidence.Pages;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Evidence;

/// <summary>What came in, oldest first, as it came. What was erased stays erased.</summary>
public sealed class ReadReplyEvidence(AppDb db)
{
    private const int AtATime = 10;

    public async IAsyncEnumerable<EvidenceItem> Run(EvidenceScope scope, EvidenceWords words, [EnumeratorCancellation] CancellationToken ct)
    {
        var all = await db
            .Communications.Where(c => c.AccountId == scope.Account && c.Origin == Origin.Customer)
            .OrderBy(c => c.SendAt)
            .Select(c => new { c.Id, c.ThreadId })
            .ToListAsync(ct);
        var ours = all.Where(c => scope.Chosen is null || scope.Threads.Contains(c.ThreadId ?? c.Id)).Select(c => c.Id);
        foreach (var some in ours.Chunk(AtATime))
        {
            CommunicationId?[] ids = [.. some.Select(id => (CommunicationId?)id)];
            var messages = await db.Communications.AsNoTracking().Where(c => some.Contains(c.Id)).OrderBy(c => c.SendAt).ToListAsync(ct);
            var mails = (await db.InboundMails.AsNoTracking().Where(m => ids.Contains(m.CommunicationId)).ToListAsync(ct)).ToLookup(m =>
                m.CommunicationId
            );
            foreach (var message in messages)
                yield return words.Reply(message, mails[message.Id].FirstOrDefault()?.Bytes);
        }
    }
}
