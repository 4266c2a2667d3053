using System.Runtime.CompilerServices;
using Amiable.Evidence.Pages;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Evidence;

/// <summary>The invoices, oldest first, each with its document where one is kept.</summary>
public sealed class ReadInvoiceEvidence(AppDb db)
{
    // Each document may have ten megabytes.
    private const int AtATime = 10;

    public async IAsyncEnumerable<EvidenceItem> Run(EvidenceScope scope, EvidenceWords words, [EnumeratorCancellation] CancellationToken ct)
    {
        var all = await db
            .Invoices.IgnoreAutoIncludes()
            .Where(i => i.AccountId == scope.Account)
            .OrderBy(i => i.IssuedOn)
            .ThenBy(i => i.Number)
            .Select(i => i.Id)
            .ToListAsync(ct);
        foreach (var some in all.Where(scope.Holds).Chunk(AtATime))
        {
            var invoices = (await db.Invoices.AsNoTracking().Where(i => some.Contains(i.Id)).ToListAsync(ct)).ToDictionary(i => i.Id);
            var documents = await db
                .InvoiceDocuments.AsNoTracking()
                .Where(d => some.Contains(d.InvoiceId))
                .ToDictionaryAsync(d => d.InvoiceId, ct);
            var credits = invoices.Values.SelectMany(i => i.Allocations).Select(a => a.CreditId).Distinct().ToList();
            var days = await db
                .Credits.Where(c => credits.Contains(c.Id))
                .Select(c => new { c.Id, c.On })
                .ToDictionaryAsync(c => c.Id, c => c.On, ct);
            foreach (var invoice in some.Where(invoices.ContainsKey).Select(id => invoices[id]))
                yield return words.Of(invoice, documents.GetValueOrDefault(invoice.Id), days);
        }
    }
}
