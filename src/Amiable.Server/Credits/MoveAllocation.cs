using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Credits;

/// <summary>Sets part of a credit note against an invoice, as a program asks for it: what it names exists, or it is told so.</summary>
public sealed class AllocateCreditNote(AppDb db, AllocateCredit allocate)
{
    public async Task<Result<Done>> Run(CreditId noteId, InvoiceId invoiceId, decimal amount, CancellationToken ct)
    {
        if (!await db.Credits.OfType<CreditNote>().AnyAsync(n => n.Id == noteId, ct))
            return new NotFound("credit note");
        return await db.Invoices.AnyAsync(i => i.Id == invoiceId, ct)
            ? await allocate.Run(noteId, invoiceId, amount, ct)
            : new NotFound("invoice");
    }
}

/// <summary>Takes back part of what a credit note settled of an invoice: it is free again, and that much is owed again.</summary>
public sealed class RemoveAllocation(AppDb db, PlanFollowUps planFollowUps)
{
    public async Task<Result<Done>> Run(CreditId noteId, InvoiceId invoiceId, decimal amount, CancellationToken ct)
    {
        if (await db.Credits.OfType<CreditNote>().SingleOrDefaultAsync(n => n.Id == noteId, ct) is not { } note)
            return new NotFound("credit note");
        if (await db.Invoices.SingleOrDefaultAsync(i => i.Id == invoiceId, ct) is not { } invoice)
            return new NotFound("invoice");
        if (Money.OfMajor(amount, invoice.Total.Currency) is not { } part)
            return new Invalid(nameof(amount), "allocation.fraction", $"This is no amount of {invoice.Total.Currency}.");
        if (invoice.Release(note, part) is { } problem)
            return problem;
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([invoice.AccountId], ct);
        return new Done();
    }
}
