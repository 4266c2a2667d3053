using Amiable.Accounts;
using Amiable.Credits;
using Amiable.Invoices;

namespace Amiable.Import;

/// <summary>What came of one document.</summary>
internal enum Taken
{
    New,
    Updated,
    Unchanged,
    Refused,
}

/// <summary>The invoices and credit notes of one account, as an import finds and changes them, in memory.</summary>
internal sealed class AccountLedger(Account account, DateOnly day, Today today, SourceKnows knows)
{
    // As long as the columns that hold it.
    private const int LongestNumber = 100;

    private readonly Dictionary<string, Invoice> _invoices = new(StringComparer.OrdinalIgnoreCase);
    private readonly AccountCredits _credits = new(account.Id, day, today, knows);
    private readonly Dictionary<(ImportedKind, string), ImportedInvoice> _seen = [];
    private readonly List<Invoice> _added = [];
    private readonly List<RowError> _errors = [];

    public Account Account => account;
    public IReadOnlyList<Invoice> Added => _added;
    public AccountCredits Credits => _credits;
    public IReadOnlyList<RowError> Errors => _errors;

    /// <summary>Something new is there for the agent to follow up: a pause ends.</summary>
    public bool HasArrivals { get; private set; }

    /// <summary>Whether the import changes anything here.</summary>
    public bool HasChanges { get; private set; }

    public void Knows(Invoice invoice)
    {
        _invoices.TryAdd(invoice.Number, invoice);
        _credits.Knows(invoice);
    }

    public void Knows(Credit credit) => _credits.Knows(credit);

    /// <summary>The invoice of that number, known or new; null when there is none.</summary>
    public Invoice? Invoice(string number) => _invoices.GetValueOrDefault(number);

    public Taken Take(ImportedInvoice document)
    {
        if (document.Number.Length > LongestNumber)
            return Refuse(document, "number-too-long", $"is longer than {LongestNumber} characters; shorten it.", LongestNumber);
        var key = (document.Kind, document.Number.ToUpperInvariant());
        if (!_seen.TryAdd(key, document))
            return _seen[key].SaysTheSameAs(document) ? Taken.Unchanged : Repeated(document, _seen[key].Line);
        var taken = document.Kind == ImportedKind.CreditNote ? TakeCreditNote(document) : TakeInvoice(document);
        HasChanges |= taken is Taken.New or Taken.Updated;
        return taken;
    }

    /// <summary>Sets what is left of the credit notes against what is still owed. Where nothing changed, what a member allocated stays as it is.</summary>
    public void Allocate()
    {
        if (HasChanges)
            Allocating.OldestFirst(_credits.Notes.Where(n => n.Unused.IsPositive), _invoices.Values, day);
    }

    /// <summary>How a document's flags keep it out of follow-ups; the same for an import and for a plan without a database.</summary>
    public static Exclusion? ExclusionOf(ImportedInvoice document) =>
        document.IsCancelled ? Exclusion.Cancelled
        : document.IsDraft ? Exclusion.Draft
        : document.IsSelfBilled ? Exclusion.SelfBilled
        : document.IsDirectDebit ? Exclusion.DirectDebitPending
        : null;

    private Taken TakeInvoice(ImportedInvoice document)
    {
        if (_invoices.TryGetValue(document.Number, out var known))
            return known.Total == document.Total ? Update(known, document) : OtherTotal(document, "an invoice", known.Total);

        var invoice = new Invoice(
            today.NewId<InvoiceId>(),
            account.Id,
            document.Number,
            document.IssuedOn,
            document.DueOn,
            document.Total,
            today.Now,
            document.PurchaseOrder
        );
        invoice.Exclude(ExclusionOf(document));
        _invoices[invoice.Number] = invoice;
        _added.Add(invoice);
        _credits.SetPaid(invoice, document);
        if (document.IsDisputed)
            invoice.Dispute(DisputeReason.Other, null, day);
        HasArrivals |= !invoice.IsSettled && invoice.CountsInBalance;
        return Taken.New;
    }

    private Taken Update(Invoice invoice, ImportedInvoice document)
    {
        var before = (invoice.DueOn, invoice.IsDisputed, invoice.Excluded);
        if (document.DueOn is { } due && due != invoice.DueOn && invoice.FallsDue(due) is not null)
            return Refuse(
                document,
                "due-before-known-issue",
                $"would be due on {due:yyyy-MM-dd}, but was issued on {invoice.IssuedOn:yyyy-MM-dd}, as far as is known.",
                due,
                invoice.IssuedOn
            );
        var paidChanged = _credits.SetPaid(invoice, document);
        if (document.IsDisputed && !invoice.IsDisputed)
            invoice.Dispute(DisputeReason.Other, null, day);
        Exclude(invoice, ExclusionOf(document));
        return paidChanged || before != (invoice.DueOn, invoice.IsDisputed, invoice.Excluded) ? Taken.Updated : Taken.Unchanged;
    }

    // A draft becomes an invoice and a direct debit comes to an end, where the source speaks of such things at all. What was cancelled stays
    // cancelled, and what a member leaves alone stays alone.
    private void Exclude(Invoice invoice, Exclusion? why)
    {
        var mayFollow = invoice.Excluded switch
        {
            null => true,
            Exclusion.Draft => why is not null || knows.Drafts,
            Exclusion.DirectDebitPending => why is not null || knows.DirectDebits,
            Exclusion.Cancelled => false,
            _ => why is Exclusion.Cancelled or Exclusion.Draft,
        };
        if (mayFollow)
            invoice.Exclude(why);
    }

    private Taken TakeCreditNote(ImportedInvoice document)
    {
        if (_credits.Note(document.Number) is { } known)
            return known.Amount != document.Total ? OtherTotal(document, "a credit note", known.Amount)
                : _credits.SetUsed(known, document.Paid) ? Taken.Updated
                : Taken.Unchanged;
        if (document.IsDraft || document.IsCancelled || document.Total.IsZero)
            return Taken.Unchanged;
        var note = _credits.Add(document);
        HasArrivals |= note.Unused.IsPositive;
        if (document.Preceding is { } number && _invoices.TryGetValue(number, out var corrected))
            Allocating.OldestFirst([note], [corrected], day);
        return Taken.New;
    }

    private Taken OtherTotal(ImportedInvoice document, string what, Money known) =>
        Refuse(
            document,
            "other-total",
            $"is known as {what} of {known} to {account.Name}; this one says {document.Total}. Nobody knows which is right: correct one of them.",
            known,
            document.Total
        );

    private Taken Repeated(ImportedInvoice document, int line) =>
        Refuse(
            document,
            "repeated-for-account",
            $"is on line {line} already, for the same account and with other figures; keep one row per invoice.",
            line
        );

    private Taken Refuse(ImportedInvoice document, string code, string reason, params object?[] values)
    {
        _errors.Add(RowError.At(document.Line, "", document.Number, code, reason) with { Values = values });
        return Taken.Refused;
    }
}
