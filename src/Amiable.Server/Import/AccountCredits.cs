using Amiable.Credits;
using Amiable.Invoices;

namespace Amiable.Import;

/// <summary>
/// The payments and credit notes of one account, as an import finds and changes them. The source is right about what is paid and about what it
/// used of a credit note; what is left on both sides is allocated here; what a member recorded by hand stays.
/// </summary>
internal sealed class AccountCredits(AccountId account, DateOnly day, Today today, SourceKnows knows)
{
    /// <summary>By this a payment is known to come from an import, and may be taken back by one.</summary>
    public const string Imported = "import";

    private readonly Dictionary<string, CreditNote> _notes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<CreditId, Credit> _credits = [];
    private readonly Dictionary<CreditId, List<Invoice>> _settled = [];
    private readonly List<Credit> _added = [];
    private readonly List<Credit> _removed = [];

    public IReadOnlyList<Credit> Added => _added;
    public IReadOnlyList<Credit> Removed => _removed;
    public IEnumerable<CreditNote> Notes => _notes.Values;

    public void Knows(Credit credit)
    {
        _credits[credit.Id] = credit;
        if (credit is CreditNote note)
            _notes.TryAdd(note.Number, note);
    }

    public void Knows(Invoice invoice)
    {
        foreach (var allocation in invoice.Allocations.Where(a => a.Kind == CreditKind.CreditNote))
            if (_settled.TryGetValue(allocation.CreditId, out var invoices))
                invoices.Add(invoice);
            else
                _settled[allocation.CreditId] = [invoice];
    }

    public CreditNote? Note(string number) => _notes.GetValueOrDefault(number);

    /// <summary>A credit note that is new here. What its source has used of it is not free.</summary>
    public CreditNote Add(ImportedInvoice document)
    {
        var note = new CreditNote(today.NewId<CreditId>(), account, document.Number, document.Total, document.IssuedOn, today.Now);
        note.SourceUsed(document.Paid);
        _notes[note.Number] = note;
        _credits[note.Id] = note;
        _added.Add(note);
        return note;
    }

    /// <summary>Brings what the source used of a known credit note up to date; what was allocated here gives way.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool SetUsed(CreditNote note, Money used)
    {
        if (!knows.Payments)
            return false;
        var here = _settled
            .GetValueOrDefault(note.Id, [])
            .SelectMany(i => i.Allocations.Where(a => a.CreditId == note.Id).Select(a => (Invoice: i, a.Amount, a.On)))
            .ToList();
        var more = used - (note.Used - here.Select(h => h.Amount).Sum(used.Currency));
        foreach (var (invoice, amount, _) in here.OrderByDescending(h => h.On))
            if (more > note.Unused)
                invoice.Release(note, Money.Min(amount, more - note.Unused));
        note.SourceUsed(more);
        return !more.IsZero;
    }

    /// <summary>The source knows of more that is paid: recorded. It knows of less: only what an import recorded is taken back.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool SetPaid(Invoice invoice, ImportedInvoice document)
    {
        var imported = PaymentsOf(invoice).Where(p => p.Payment.Reference == Imported).OrderByDescending(p => p.Payment.On).ToList();
        var fromSource = imported.Select(p => p.Amount).Sum(invoice.Total.Currency);
        var byHand = invoice.PaidByPayments - fromSource;
        var wanted = document.Paid > byHand ? document.Paid - byHand : Money.Zero(byHand.Currency);

        var isOtherDay =
            wanted == fromSource && imported.Count > 0 && document.SettledOn is { } on && imported.TrueForAll(p => p.Payment.On != on);
        var left = fromSource;
        foreach (var (payment, amount) in imported)
            if (knows.Payments && (left > wanted || (isOtherDay && left == fromSource)))
            {
                invoice.Release(payment);
                Remove(payment);
                left -= amount;
            }
        if (wanted > left)
            Record(invoice, wanted - left, document.SettledOn ?? day);
        return wanted > fromSource || (knows.Payments && (wanted < fromSource || isOtherDay));
    }

    private IEnumerable<(Payment Payment, Money Amount)> PaymentsOf(Invoice invoice) =>
        from allocation in invoice.Allocations
        where allocation.Kind == CreditKind.Payment
        select ((Payment)_credits[allocation.CreditId], allocation.Amount);

    private void Record(Invoice invoice, Money amount, DateOnly on)
    {
        // What the source says is paid comes before the credit that was allocated here: that is free again.
        foreach (var allocation in invoice.Allocations.Where(a => a.Kind == CreditKind.CreditNote).OrderByDescending(a => a.On).ToList())
            if (amount > invoice.Outstanding)
                invoice.Release(_credits[allocation.CreditId], Money.Min(allocation.Amount, amount - invoice.Outstanding));

        var payment = new Payment(today.NewId<CreditId>(), account, amount, on, today.Now, Imported);
        invoice.Allocate(payment, amount, on);
        _credits[payment.Id] = payment;
        _added.Add(payment);
    }

    // A payment that a member has set against another invoice as well is no longer the import's to take back.
    private void Remove(Payment payment)
    {
        if (!payment.Used.IsZero)
            return;
        _credits.Remove(payment.Id);
        if (!_added.Remove(payment))
            _removed.Add(payment);
    }
}
