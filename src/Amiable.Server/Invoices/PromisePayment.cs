using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>The customer promised to pay on a day: it is waited for.</summary>
public sealed class PromisePayment(AppDb db, RecordDeclaration recordDeclaration, PlanFollowUps planFollowUps)
{
    /// <param name="ids">The invoices of one account that it is about.</param>
    /// <param name="promisedFor">The day; null when none was chosen.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Done>> Run(IReadOnlyList<InvoiceId> ids, DateOnly? promisedFor, CancellationToken ct)
    {
        var invoices = await db.Invoices.Where(i => ids.Contains(i.Id)).ToListAsync(ct);
        if (invoices.Count != ids.Count || invoices.Select(i => i.AccountId).Distinct().Count() != 1)
            return new NotFound("invoice");
        if (promisedFor is not { } payOn)
            return new Invalid(nameof(payOn), "promise.no-day", "Choose the day for which payment is promised.");
        if (await recordDeclaration.Run(invoices, new(DeclarationKind.Promise, payOn), ct) is { } problem)
            return problem;
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([invoices[0].AccountId], ct);
        return new Done();
    }
}
