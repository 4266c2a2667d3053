using Amiable.Accounts;
using Amiable.Credits;
using Amiable.FollowUp;
using Amiable.Platform.Api;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>What a person writes off a document.</summary>
public sealed record InvoiceDraft(
    string Number,
    DateOnly? IssuedOn,
    DateOnly? DueOn,
    decimal? Amount,
    string Currency,
    string? PurchaseOrder
)
{
    /// <summary>What else its source says.</summary>
    public decimal? Tax { get; init; }
    public PostalAddress? BilledTo { get; init; }
    public string? SourceId { get; init; }

    /// <summary>What is paid of it already, and since when; null for nothing.</summary>
    public decimal? Paid { get; init; }
    public DateOnly? PaidOn { get; init; }

    /// <summary>By which the payment is known; null when a person says so.</summary>
    public string? PaymentReference { get; init; }

    internal InvoiceDescription Description(string currency) =>
        new(Tax is { } tax ? Money.OfMajor(tax, currency) : null, BilledTo, string.IsNullOrWhiteSpace(SourceId) ? null : SourceId.Trim());
}

/// <summary>Another invoice of the account has this number.</summary>
public sealed record NumberTaken(InvoiceId First, string Number)
    : Problem("invoice.number-taken", $"The account already has an invoice {Number}."),
        ITellsMore
{
    public IReadOnlyDictionary<string, object> Facts() => new Dictionary<string, object> { ["invoiceId"] = First.Value };
}

/// <summary>
/// Takes up an invoice by hand. What the account has in credit is set against its invoices, and follow-ups that rested run again: something new
/// happened.
/// </summary>
public sealed class AddInvoice(AppDb db, PlanFollowUps planFollowUps, Today today)
{
    private const int LongestOrder = 200;

    public async Task<Result<InvoiceId>> Run(AccountId accountId, InvoiceDraft draft, CancellationToken ct)
    {
        if (await db.Accounts.SingleOrDefaultAsync(a => a.Id == accountId, ct) is not { } account)
            return new NotFound("account");
        var day = today.For(await db.Organizations.SingleAsync(ct));
        if (Fault(draft) is { } fault)
            return fault;
        var number = draft.Number.Trim();
        var taken = await db
            .Invoices.IgnoreAutoIncludes()
            .Where(i => i.AccountId == accountId && i.Number == number)
            .Select(i => (InvoiceId?)i.Id)
            .SingleOrDefaultAsync(ct);
        if (taken is { } first)
            return new NumberTaken(first, number);

        var invoice = new Invoice(
            today.NewId<InvoiceId>(),
            accountId,
            number,
            draft.IssuedOn!.Value,
            draft.DueOn,
            Money.OfMajor(draft.Amount!.Value, draft.Currency)!.Value,
            today.Now,
            string.IsNullOrWhiteSpace(draft.PurchaseOrder) ? null : draft.PurchaseOrder.Trim()
        );
        if (invoice.IsDescribedAs(draft.Description(draft.Currency)) is { } wrong)
            return wrong;
        if (Pay(invoice, draft, day) is { } unpaid)
            return unpaid;
        db.Invoices.Add(invoice);
        if (account.Resume())
            db.AccountEvents.Add(new(today.NewId<AccountEventId>(), accountId, AccountEventKind.Resumed, "new-invoice", null, today.Now));
        await SetCreditAgainst(invoice, day, ct);
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([accountId], ct);
        return invoice.Id;
    }

    // What is paid comes before the credit that is left: that is free for other invoices.
    private Problem? Pay(Invoice invoice, InvoiceDraft draft, DateOnly day)
    {
        if (draft.Paid is not { } amount || amount == 0)
            return null;
        if (Money.OfMajor(amount, draft.Currency) is not { } paid)
            return new Invalid(
                "paid",
                "paid.fraction",
                $"This is no amount of {draft.Currency}: it has too many decimals, or is too large."
            );
        var on = draft.PaidOn ?? day;
        if (on > day)
            return new Invalid("paidOn", "paid.future", "A payment is recorded once it has arrived: choose today or earlier.");
        var edited = Allocating.EditPaidAmount(
            invoice,
            paid,
            on,
            [],
            part => new(today.NewId<CreditId>(), invoice.AccountId, part, on, today.Now, draft.PaymentReference)
        );
        if (edited.Value is { } payment)
            db.Credits.Add(payment);
        return edited.Problem;
    }

    private async Task SetCreditAgainst(Invoice invoice, DateOnly day, CancellationToken ct)
    {
        var (account, currency) = (invoice.AccountId, invoice.Total.Currency);
        var credits = await db
            .Credits.Where(c => c.AccountId == account && c.Used.Minor < c.Amount.Minor && c.Amount.Currency == currency)
            .ToListAsync(ct);
        if (credits.Count == 0)
            return;
        var open = await db.Invoices.Counted().Where(i => i.AccountId == account && i.Total.Currency == currency).ToListAsync(ct);
        Allocating.OldestFirst(credits, [.. open, invoice], day);
    }

    internal static Invalid? Fault(InvoiceDraft draft) =>
        string.IsNullOrWhiteSpace(draft.Number) || draft.Number.Trim().Length > 100
            ? new("number", "invoice.number", "Write the number as it is on the document, at most 100 characters.")
        : draft.IssuedOn is null ? new("issued", "invoice.issued", "Write the day the invoice was issued.")
        : draft.DueOn < draft.IssuedOn ? new("due", "invoice.due-before-issue", "It cannot be due before it was issued.")
        : !Currencies.IsKnown(draft.Currency) ? new("currency", "invoice.currency", "Write the code of a currency, such as EUR.")
        : draft.Amount < 0 ? new("amount", "invoice.negative", "A negative invoice is a credit note: add it as one.")
        : draft.Amount is not { } amount || Money.OfMajor(amount, draft.Currency) is not { IsPositive: true }
            ? new("amount", "invoice.amount", "Write an amount above zero that the currency has, such as 1234.50.")
        : draft.PurchaseOrder?.Length > LongestOrder ? new("purchaseOrder", "invoice.order", "An order number has at most 200 characters.")
        : draft.Tax is { } tax && Money.OfMajor(tax, draft.Currency) is null
            ? new("tax", "invoice.tax", "The tax is a part of the amount: between nothing and all of it.")
        : draft.BilledTo is { IsTooLong: true } ? new("billedTo", "invoice.address", "A line of an address has at most 300 characters.")
        : null;
}
