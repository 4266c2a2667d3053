using Amiable.Accounts;
using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>The customer contests an invoice: it leaves the messages, the others stay.</summary>
public sealed class DisputeInvoice(AppDb db, CurrentMember member, PlanFollowUps planFollowUps, Today today)
{
    /// <param name="id">Which.</param>
    /// <param name="reason">Why.</param>
    /// <param name="note">What they say.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="amount">How much of it, in major units; null for all.</param>
    /// <param name="answerBy">The day by which it should be decided; null for what the organization's rules say.</param>
    public async Task<Result<Done>> Run(
        InvoiceId id,
        DisputeReason reason,
        string? note,
        CancellationToken ct,
        decimal? amount = null,
        DateOnly? answerBy = null
    )
    {
        if (await db.Invoices.SingleOrDefaultAsync(i => i.Id == id, ct) is not { } invoice)
            return new NotFound("invoice");
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var day = today.For(organization);
        var part = amount is { } figure ? Money.OfMajor(figure, invoice.Total.Currency) : null;
        if (amount is not null && part is null)
            return new Invalid(nameof(amount), "dispute.amount", $"Between nothing and {invoice.Total} of it can be contested.")
            {
                Values = [invoice.Total],
            };
        if (invoice.Dispute(reason, note, day, part, answerBy ?? day.AddDays(organization.ReplyRules.DisputeAnswerDays)) is { } problem)
            return problem;
        db.AccountEvents.Add(
            new(today.NewId<AccountEventId>(), invoice.AccountId, AccountEventKind.Disputed, invoice.Number, member.Name, today.Now)
        );
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([invoice.AccountId], ct);
        return new Done();
    }
}
