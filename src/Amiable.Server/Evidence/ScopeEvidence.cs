using Amiable.Communications;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Evidence;

/// <summary>What belongs to an evidence file: everything of the account, or some invoices with the messages that state them and their conversations.</summary>
public sealed class ScopeEvidence(AppDb db)
{
    private const int AtATime = 200;

    public async Task<Result<EvidenceScope>> Run(AccountId account, IReadOnlyCollection<InvoiceId> invoices, CancellationToken ct)
    {
        if (!await db.Accounts.AnyAsync(a => a.Id == account, ct))
            return new NotFound("account");
        if (invoices.Count == 0)
            return EvidenceScope.All(account);
        var chosen = await db
            .Invoices.IgnoreAutoIncludes()
            .Where(i => i.AccountId == account && invoices.Contains(i.Id))
            .Select(i => new { i.Id, i.Number })
            .ToListAsync(ct);
        if (chosen.Count != invoices.Distinct().Count())
            return new NotFound("invoice");
        var ids = chosen.Select(i => i.Id).ToHashSet();
        var (messages, threads) = (new HashSet<CommunicationId>(), new HashSet<CommunicationId>());
        var sent = await db
            .Communications.Where(c => c.AccountId == account && c.Origin != Origin.Customer && c.SentAt != null)
            .Select(c => c.Id)
            .ToListAsync(ct);
        foreach (var some in sent.Chunk(AtATime))
        foreach (
            var message in await db
                .Communications.Where(c => some.Contains(c.Id))
                .Select(c => new
                {
                    c.Id,
                    c.ThreadId,
                    c.Facts,
                })
                .ToListAsync(ct)
        )
            if (message.Facts.About.Concat(message.Facts.Upcoming).Any(i => ids.Contains(i.Invoice)))
            {
                messages.Add(message.Id);
                threads.Add(message.ThreadId ?? message.Id);
            }
        return new EvidenceScope(account, ids, chosen.Select(i => i.Number).ToHashSet(), messages, threads);
    }
}
