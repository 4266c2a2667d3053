using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>A promise whose day is near.</summary>
public sealed record PromiseDue(AccountId AccountId, string AccountName, DateOnly On, IReadOnlyList<Money> Owed);

/// <summary>The promises whose day is today or in the days after, the nearest first.</summary>
public sealed class ListPromisesDue(AppDb db)
{
    /// <summary>So many days, today among them.</summary>
    public const int Days = 7;
    private const int Few = 4;

    /// <param name="day">The organization's day.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many there are, and the first of them.</returns>
    public async Task<(int Count, IReadOnlyList<PromiseDue> First)> Run(DateOnly day, CancellationToken ct)
    {
        var last = day.AddDays(Days - 1);
        var due = db.PaymentDeclarations.Where(d =>
            d.Resolution == null && d.Kind == DeclarationKind.Promise && d.On >= day && d.On <= last
        );
        var count = await due.CountAsync(ct);
        if (count == 0)
            return (0, []);
        var first = await due.AsNoTracking().OrderBy(d => d.On).ThenBy(d => d.Id).Take(Few).ToListAsync(ct);
        List<AccountId> ids = [.. first.Select(d => d.AccountId)];
        var names = await db.Accounts.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var lines = await ListDeclarations.Lines(db, first, day, ct);
        return (
            count,
            [.. lines.Select(l => new PromiseDue(l.Declaration.AccountId, names[l.Declaration.AccountId], l.Declaration.On!.Value, l.Owed))]
        );
    }
}
