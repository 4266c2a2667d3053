using Amiable.Accounts;
using Amiable.Credits;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Platform.Api;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Import;

/// <summary>
/// Brings many invoices of a program into the ledger, as an import does: a known number is updated (due date, what is paid, what else is said), the same again
/// changes nothing, and what a member recorded by hand stays. Each row is done for itself; each account is planned once.
/// </summary>
public sealed class UpsertInvoices(AppDb db, PlanFollowUps planFollowUps, TryAgain tryAgain, Today today)
{
    // After so many rows, a database that does not know how it has grown reads far too much for each question.
    private const int Many = 500;

    public async Task<IReadOnlyList<RowResult>> Run(IReadOnlyList<Result<InvoiceRow>> rows, CancellationToken ct)
    {
        HashSet<AccountId> changed = [];
        var saved = await tryAgain.IfOvertaken(() => Save(rows, changed, ct));
        if (saved.Problem is { } problem)
            return [.. rows.Select(_ => RowResult.Failed(problem))];
        if (rows.Count >= Many && changed.Count > 0)
            await db.RefreshStatistics(ct);
        foreach (var some in changed.Chunk(200))
            await planFollowUps.Run(some, ct);
        return saved.Value!;
    }

    private async Task<Result<IReadOnlyList<RowResult>>> Save(
        IReadOnlyList<Result<InvoiceRow>> rows,
        HashSet<AccountId> changed,
        CancellationToken ct
    )
    {
        // It begins before the ledger is read, so that two calls at once come one after the other.
        await using var transaction = await Whole.Begin(db, ct);
        var day = today.For(await db.Organizations.AsNoTracking().SingleAsync(ct));
        var asked = rows.Select(r => r.Value).OfType<InvoiceRow>().ToList();
        var ledgers = await LedgersOfRows.Read(db, asked, day, today, ct);
        // Hundreds of rows are looked through for changes once, not at each step.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            RowResult[] results = [.. rows.Select(row => row.Value is { } it ? Take(it, ledgers, day) : RowResult.Failed(row.Problem!))];
            changed.Clear();
            foreach (var ledger in ledgers.All.Where(l => l.HasChanges))
                Enter(ledger, changed);
            db.ChangeTracker.DetectChanges();
            if ((await db.Save(ct)).Problem is { } lost)
                return lost;
            await transaction.Commit(ct);
            return results;
        }
        finally
        {
            db.ChangeTracker.Clear();
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    private void Enter(AccountLedger ledger, HashSet<AccountId> changed)
    {
        ledger.Allocate();
        db.Invoices.AddRange(ledger.Added);
        db.Credits.AddRange(ledger.Credits.Added);
        db.Credits.RemoveRange(ledger.Credits.Removed);
        changed.Add(ledger.Account.Id);
        if (ledger.HasArrivals && ledger.Account.Resume())
            db.AccountEvents.Add(
                new(today.NewId<AccountEventId>(), ledger.Account.Id, AccountEventKind.Resumed, "new-document", null, today.Now)
            );
    }

    private static RowResult Take(InvoiceRow row, LedgersOfRows ledgers, DateOnly day)
    {
        if (ledgers.Of(row) is not { } ledger)
            return RowResult.Failed(new NotFound("account"));
        var draft = row.Draft;
        if (AddInvoice.Fault(draft) is { } fault)
            return RowResult.Failed(fault);
        var total = Money.OfMajor(row.TotalAmount, row.Currency.Code)!.Value;
        var known = ledger.Invoice(row.Number.Trim());
        if (Paid(row, total, known, day) is not { Problem: null } paid)
            return RowResult.Failed(Paid(row, total, known, day).Problem!);
        var description = draft.Description(row.Currency.Code);
        // Said of an invoice that is not kept, so that a row that is wrong leaves no trace.
        if (Trial(total, day).IsDescribedAs(description) is { } wrong)
            return RowResult.Failed(wrong);
        var before = (known?.TaxMinor, known?.BilledTo, known?.SourceId);
        var taken = ledger.Take(Document(row, ledger.Account, total, paid.Value));
        if (taken == Taken.Refused)
            return RowResult.Failed(Refusal(ledger.Errors[^1]));
        var invoice = ledger.Invoice(row.Number.Trim())!;
        invoice.IsDescribedAs(description);
        var isDescribed = before != (invoice.TaxMinor, invoice.BilledTo, invoice.SourceId);
        var outcome =
            taken == Taken.New ? RowOutcome.Created
            : taken == Taken.Updated || isDescribed ? RowOutcome.Updated
            : RowOutcome.Unchanged;
        return new(outcome, invoice.Id.Value);
    }

    private static Invoice Trial(Money total, DateOnly day) => new(default, default, "", day, null, total, default);

    // What is not said of payments stays: as if it were said as it is known.
    private static Result<Money> Paid(InvoiceRow row, Money total, Invoice? known, DateOnly day)
    {
        if (row.PaidAmount is not { } said)
            return known is not null && known.Total == total ? known.PaidByPayments : Money.Zero(total.Currency);
        if (Money.OfMajor(said, total.Currency) is not { IsNegative: false } paid)
            return new Invalid(
                "paid",
                "paid.fraction",
                $"This is no amount of {total.Currency}: it has too many decimals, or is too large."
            );
        if (paid > total)
            return new Invalid("paid", "paid.too-much", $"At most {total} can be paid on this invoice.") { Values = [total] };
        return row.PaidDate?.Day > day
            ? new Invalid("paidOn", "paid.future", "A payment is recorded once it has arrived: choose today or earlier.")
            : paid;
    }

    private static ImportedInvoice Document(InvoiceRow row, Account account, Money total, Money paid) =>
        new()
        {
            AccountName = account.Name,
            Number = row.Number.Trim(),
            IssuedOn = row.IssuedDate.Day,
            DueOn = row.DueDate?.Day,
            Total = total,
            Paid = paid,
            SettledOn = row.PaidAmount is null ? null : row.PaidDate?.Day,
            PurchaseOrder = string.IsNullOrWhiteSpace(row.PoNumber) ? null : row.PoNumber.Trim(),
        };

    // "Line 0: “F-1” is known as…": a row has no line.
    private static Refused Refusal(RowError error) =>
        new(error.Code, error.Message[(error.Message.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
}
