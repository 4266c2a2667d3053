using Amiable.Accounts;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Platform.Api;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Credits;

/// <summary>What a person writes off a document.</summary>
public sealed record CreditNoteDraft(string Number, DateOnly? IssuedOn, decimal? Amount, string Currency);

/// <summary>Another credit note of the account has this number.</summary>
public sealed record NoteNumberTaken(CreditId First, string Number)
    : Problem("credit-note.number-taken", $"The account already has a credit note {Number}."),
        ITellsMore
{
    public IReadOnlyDictionary<string, object> Facts() => new Dictionary<string, object> { ["creditNoteId"] = First.Value };
}

/// <summary>Takes up a credit note by hand: it settles the invoices due longest, and follow-ups that rested run again.</summary>
public sealed class AddCreditNote(AppDb db, PlanFollowUps planFollowUps, Today today)
{
    public async Task<Result<CreditId>> Run(AccountId accountId, CreditNoteDraft draft, CancellationToken ct)
    {
        if (await db.Accounts.SingleOrDefaultAsync(a => a.Id == accountId, ct) is not { } account)
            return new NotFound("account");
        var day = today.For(await db.Organizations.SingleAsync(ct));
        if (Fault(draft, day) is { } fault)
            return fault;
        var number = draft.Number.Trim();
        var taken = await db
            .Credits.OfType<CreditNote>()
            .Where(n => n.AccountId == accountId && n.Number == number)
            .Select(n => (CreditId?)n.Id)
            .SingleOrDefaultAsync(ct);
        if (taken is { } first)
            return new NoteNumberTaken(first, number);

        var amount = Money.OfMajor(draft.Amount!.Value, draft.Currency)!.Value;
        var note = new CreditNote(today.NewId<CreditId>(), accountId, number, amount, draft.IssuedOn!.Value, today.Now);
        db.Credits.Add(note);
        if (account.Resume())
            db.AccountEvents.Add(
                new(today.NewId<AccountEventId>(), accountId, AccountEventKind.Resumed, "new-credit-note", null, today.Now)
            );
        var open = await db.Invoices.Counted().Where(i => i.AccountId == accountId && i.Total.Currency == amount.Currency).ToListAsync(ct);
        Allocating.OldestFirst([note], open, day);
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([accountId], ct);
        return note.Id;
    }

    private static Invalid? Fault(CreditNoteDraft draft, DateOnly day) =>
        string.IsNullOrWhiteSpace(draft.Number) || draft.Number.Trim().Length > 100
            ? new("number", "credit-note.number", "Write the number as it is on the document, at most 100 characters.")
        : draft.IssuedOn is null || draft.IssuedOn > day
            ? new("issued", "credit-note.issued", "Write the day the credit note was issued: today or earlier.")
        : !Currencies.IsKnown(draft.Currency) ? new("currency", "credit-note.currency", "Write the code of a currency, such as EUR.")
        : draft.Amount is not { } amount || Money.OfMajor(amount, draft.Currency) is not { IsPositive: true }
            ? new("amount", "credit-note.amount", "Write an amount above zero that the currency has, such as 1234.50. No minus sign.")
        : null;
}
