using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>A member agrees to payment in parts of all that an account owes and is overdue. Part of the caller's work: the caller saves and plans.</summary>
public sealed class AgreeToParts(AppDb db, RecordDeclaration recordDeclaration, Today today)
{
    /// <param name="account">Who pays.</param>
    /// <param name="parts">How many.</param>
    /// <param name="first">The day of the first.</param>
    /// <param name="rhythm">How far apart.</param>
    /// <param name="asked">The message that asked for it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<AgreedParts>> Run(
        AccountId account,
        int? parts,
        DateOnly first,
        InstalmentRhythm rhythm,
        CommunicationId? asked,
        CancellationToken ct
    )
    {
        if (parts is not (>= 2 and <= PartPayments.Most and { } count))
            return new Invalid("parts", "parts.number", $"Between 2 and {PartPayments.Most} parts are possible.")
            {
                Values = [PartPayments.Most],
            };
        var day = today.For(await db.Organizations.AsNoTracking().SingleAsync(ct));
        var owed = await db
            .Invoices.Where(i =>
                i.AccountId == account
                && i.Settled.Minor < i.Total.Minor
                && i.WrittenOffOn == null
                && i.DisputedOn == null
                && i.Excluded == null
                && i.DueOn < day
            )
            .ToListAsync(ct);
        if (owed.Select(i => i.Total.Currency).Distinct().Count() != 1)
            return new Refused(
                "parts.nothing",
                "Payment in parts is agreed for what is overdue in one currency: record a promise for each invoice instead."
            );
        var agreed = PartPayments.Split(owed.Select(i => i.Outstanding).Sum(owed[0].Total.Currency), count, first, rhythm);
        var word = new DeclaredWord(DeclarationKind.Parts, agreed[^1].On, Message: asked, Parts: agreed);
        return await recordDeclaration.Run(owed, word, ct) is { } problem ? problem : new AgreedParts([.. owed.Select(i => i.Id)], agreed);
    }
}

/// <summary>What was agreed.</summary>
/// <param name="Invoices">What is paid in parts.</param>
/// <param name="Parts">When how much.</param>
public sealed record AgreedParts(IReadOnlyList<InvoiceId> Invoices, IReadOnlyList<Instalment> Parts);
