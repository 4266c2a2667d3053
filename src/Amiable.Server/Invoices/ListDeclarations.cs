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
        return await Lines(db, declarations, today.For(await db.Organizations.AsNoTracking().SingleAsync(ct)), ct);
    }

    internal static async Task<IReadOnlyList<DeclarationLine>> Lines(
        AppDb db,
        IReadOnlyList<PaymentDeclaration> declarations,
        DateOnly day,
        CancellationToken ct
    )
    {
        List<InvoiceId> ids = [.. declarations.Where(d => d.IsOpen).SelectMany(d => d.Invoices.Select(i => i.Id)).Distinct()];
        var owed = await db
            .Invoices.IgnoreAutoIncludes()
            .AsNoTracking()
            .Where(i => ids.Contains(i.Id) && i.WrittenOffOn == null)
            .ToDictionaryAsync(i => i.Id, i => i.Outstanding, ct);
        return [.. declarations.Select(d => Line(d, [.. d.Invoices.Where(i => owed.ContainsKey(i.Id)).Select(i => owed[i.Id])], day))];
    }

    private static DeclarationLine Line(PaymentDeclaration declaration, List<Money> owed, DateOnly day)
    {
        var next =
            declaration is { IsOpen: true, Kind: DeclarationKind.Parts } && declaration.Parts[0].Amount.Currency is var currency
                ? declaration.NextPart(owed.Sum(currency))
                : null;
        var awaited = declaration.Kind == DeclarationKind.Promise ? declaration.On : next?.On;
        return new(declaration, [.. owed.GroupBy(m => m.Currency).Select(g => g.Sum(g.Key))], declaration.IsOpen && awaited < day, next)
        {
            Awaited = awaited,
        };
    }
}

/// <summary>One of them.</summary>
public sealed class LookUpDeclaration(AppDb db, Today today)
{
    public async Task<Result<DeclarationLine>> Run(PaymentDeclarationId id, CancellationToken ct) =>
        await db.PaymentDeclarations.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct) is { } declaration
            ? (await ListDeclarations.Lines(db, [declaration], today.For(await db.Organizations.AsNoTracking().SingleAsync(ct)), ct))[0]
            : new NotFound("payment declaration");
}

/// <summary>One line of the registry.</summary>
/// <param name="Declaration">What was said, and what came of it.</param>
/// <param name="Owed">What its invoices still owe, while it is waited for.</param>
/// <param name="IsPast">Whether the day promised has passed without the payment.</param>
/// <param name="NextPart">Of payment in parts: the one that is waited for.</param>
public sealed record DeclarationLine(PaymentDeclaration Declaration, IReadOnlyList<Money> Owed, bool IsPast, Instalment? NextPart)
{
    /// <summary>The day on which the payment, or the next part of it, was promised; null when none is waited for.</summary>
    public DateOnly? Awaited { get; init; }
}
