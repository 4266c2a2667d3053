using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>What an account promised or announced, what is waited for first, then the newest.</summary>
public sealed class ListDeclarations(AppDb db, Today today)
{
    /// <summary>So many are shown: of a customer who promises more often the newest tell enough.</summary>
    public const int Most = 100;

    public async Task<IReadOnlyList<DeclarationLine>> Run(AccountId account, CancellationToken ct)
    {
        var declarations = await db
            .PaymentDeclarations.AsNoTracking()
            .Where(d => d.AccountId == account)
            .OrderByDescending(d => d.Resolution == null)
            .ThenByDescending(d => d.NotedAt)
            .ThenBy(d => d.Id)
            .Take(Most)
            .ToListAsync(ct);
        List<InvoiceId> ids = [.. declarations.Where(d => d.IsOpen).SelectMany(d => d.Invoices.Select(i => i.Id)).Distinct()];
        var owed = await db
            .Invoices.IgnoreAutoIncludes()
            .AsNoTracking()
            .Where(i => ids.Contains(i.Id) && i.WrittenOffOn == null)
            .ToDictionaryAsync(i => i.Id, i => i.Outstanding, ct);
        var day = today.For(await db.Organizations.AsNoTracking().SingleAsync(ct));
        return
        [
            .. declarations.Select(d => new DeclarationLine(
                d,
                [
                    .. d
                        .Invoices.Where(i => owed.ContainsKey(i.Id))
                        .Select(i => owed[i.Id])
                        .GroupBy(m => m.Currency)
                        .Select(g => g.Sum(g.Key)),
                ],
                d.IsOpen && d.Kind == DeclarationKind.Promise && d.On < day
            )),
        ];
    }
}

/// <summary>One line of the registry.</summary>
/// <param name="Declaration">What was said, and what came of it.</param>
/// <param name="Owed">What its invoices still owe, while it is waited for.</param>
/// <param name="IsPast">Whether the day promised has passed without the payment.</param>
public sealed record DeclarationLine(PaymentDeclaration Declaration, IReadOnlyList<Money> Owed, bool IsPast);
