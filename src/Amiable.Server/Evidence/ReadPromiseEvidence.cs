using System.Runtime.CompilerServices;
using Amiable.Accounts;
using Amiable.Evidence.Pages;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Evidence;

/// <summary>What was promised and what became of it, what is contested, and what was decided.</summary>
public sealed class ReadPromiseEvidence(AppDb db)
{
    private const int AtATime = 200;

    public async IAsyncEnumerable<EvidenceItem> Run(EvidenceScope scope, EvidenceWords words, [EnumeratorCancellation] CancellationToken ct)
    {
        var said = await db
            .PaymentDeclarations.Where(d => d.AccountId == scope.Account)
            .OrderBy(d => d.NotedAt)
            .Select(d => d.Id)
            .ToListAsync(ct);
        foreach (var some in said.Chunk(AtATime))
        foreach (
            var declaration in await db
                .PaymentDeclarations.AsNoTracking()
                .Where(d => some.Contains(d.Id))
                .OrderBy(d => d.NotedAt)
                .ToListAsync(ct)
        )
            if (declaration.Invoices.Any(i => scope.Holds(i.Id)))
                yield return words.Of(declaration);
        var contested = await db
            .Invoices.IgnoreAutoIncludes()
            .AsNoTracking()
            .Where(i => i.AccountId == scope.Account && i.DisputedOn != null)
            .OrderBy(i => i.DisputedOn)
            .ToListAsync(ct);
        foreach (var invoice in contested.Where(i => scope.Holds(i.Id)))
            yield return words.Dispute(invoice);
        var happened = await db.AccountEvents.AsNoTracking().Where(e => e.AccountId == scope.Account).OrderBy(e => e.At).ToListAsync(ct);
        if (happened.FindAll(e => IsAbout(e, scope)) is { Count: > 0 } history)
            yield return words.Of(history);
    }

    // Of some invoices, what names one of them; of the account, what is about all of it.
    private static bool IsAbout(AccountEvent happened, EvidenceScope scope) =>
        scope.Chosen is null
        || happened.Kind
            is AccountEventKind.FormalNotice
                or AccountEventKind.AdvancedActionApproved
                or AccountEventKind.AdvancedActionRejected
                or AccountEventKind.Called
        || happened.Detail.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Any(scope.Numbers.Contains)
        || scope.Numbers.Any(n => happened.Detail.Contains(n, StringComparison.Ordinal) && n.Contains(' ', StringComparison.Ordinal));
}
