using Amiable.FollowUp;
using Amiable.Invoices;

namespace Amiable.Replays;

/// <summary>
/// The situation of an account as it was known on a day of the past. A message leaves during the day, so that what counts is what was known the evening before: a fact of
/// the day itself may have come an hour too late.
/// </summary>
internal sealed class KnownThen
{
    private readonly AccountPast _past;
    private readonly Dictionary<InvoiceId, DateOnly> _invoices;
    private readonly ILookup<InvoiceId, (DateOnly Known, Money Amount)> _settled;

    public KnownThen(AccountPast past)
    {
        _past = past;
        _invoices = past.Invoices.ToDictionary(i => i.Id, i => past.KnownFrom(i.IssuedOn, i.Entered));
        _settled = (
            from credit in past.Credits
            from use in credit.Uses
            select (use.Invoice, Use: (Known(credit, use), use.Amount))
        ).ToLookup(u => u.Invoice, u => u.Use);
    }

    /// <summary>The day from which a credit was known.</summary>
    public DateOnly Known(CreditPast credit) => _past.KnownFrom(credit.On, credit.Entered);

    // Of money that came before the account was kept here nobody knows when it was set against an invoice: at once, then.
    private DateOnly Known(CreditPast credit, UsePast use)
    {
        var known = Later(Known(credit), credit.On < _past.KeptSince ? credit.On : use.On);
        return _invoices.TryGetValue(use.Invoice, out var issued) ? Later(known, issued) : known;
    }

    /// <summary>Whether anything was open.</summary>
    public bool AnythingOpenOn(DateOnly day) => _past.Invoices.Any(i => OutstandingOn(i, day).IsPositive);

    /// <summary>What was known on the morning of that day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="written">What was written until then, oldest first.</param>
    public Situation On(DateOnly day, IReadOnlyList<PastMessage> written) =>
        new()
        {
            AccountId = _past.AccountId,
            Invoices = [.. Open(day)],
            Messages = written,
            UnallocatedCredit = Unallocated(day),
            Reach = _past.Reach,
            IsPaused = _past.Pauses.Any(p => p.From < day && !(p.ResumedOn < day) && !(p.Until < day)),
            EasedOn = EasedOn(day),
            FormalNoticeOn = _past.FormalNoticeOn < day ? _past.FormalNoticeOn : null,
        };

    private IEnumerable<OpenInvoice> Open(DateOnly day)
    {
        List<(InvoicePast Invoice, Money Owed)> open = [];
        foreach (var invoice in _past.Invoices)
            if (OutstandingOn(invoice, day) is { IsPositive: true } owed)
                open.Add((invoice, owed));
        foreach (var (invoice, owed) in open)
        {
            var word = _past.Words.LastOrDefault(w => w.Invoices.Contains(invoice.Id) && w.NotedOn < day && !(w.EndedOn < day));
            var parts = word?.Kind == DeclarationKind.Parts ? NextPart(word, open) : null;
            yield return new()
            {
                Id = invoice.Id,
                Number = invoice.Number,
                DueOn = invoice.DueOn,
                Outstanding = owed,
                IsDisputed = invoice.Disputes.Any(d => d.From < day && !(d.To < day)),
                IsWrittenOff = invoice.WrittenOffOn < day,
                PromisedOn = word?.Kind == DeclarationKind.Promise ? word.On : parts,
                IsPaidInParts = parts is not null,
                RestsUntil = word is { Kind: DeclarationKind.Payment } && !(word.RestsUntil < day) ? day : null,
            };
        }
    }

    private static DateOnly? NextPart(WordPast agreed, List<(InvoicePast Invoice, Money Owed)> open)
    {
        var total = agreed.Parts.Select(p => p.Amount).Sum(agreed.Parts[0].Amount.Currency);
        var owed = open.Where(o => agreed.Invoices.Contains(o.Invoice.Id)).Select(o => o.Owed).Sum(total.Currency);
        return PartPayments.Next(agreed.Parts, total - owed)?.On;
    }

    private Money OutstandingOn(InvoicePast invoice, DateOnly day)
    {
        if (_invoices[invoice.Id] >= day)
            return Money.Zero(invoice.Total.Currency);
        var owed = invoice.Total;
        foreach (var (known, amount) in _settled[invoice.Id])
            if (known < day)
                owed -= amount;
        return owed;
    }

    private List<Money> Unallocated(DateOnly day)
    {
        Dictionary<string, Money> left = [];
        foreach (var credit in _past.Credits)
        {
            if (Known(credit) >= day)
                continue;
            var unused = credit.Amount - credit.UsedElsewhere;
            foreach (var use in credit.Uses)
                if (Known(credit, use) < day)
                    unused -= use.Amount;
            if (unused.IsPositive)
                left[unused.Currency] = left.GetValueOrDefault(unused.Currency, Money.Zero(unused.Currency)) + unused;
        }
        return [.. left.Values];
    }

    private DateOnly? EasedOn(DateOnly day)
    {
        var causes = _past
            .Credits.Where(c => Known(c) < day)
            .Select(c => (DateOnly?)c.On)
            .Concat(_past.Words.Where(w => w.NotedOn < day && w.Kind != DeclarationKind.Payment).Select(w => (DateOnly?)w.NotedOn))
            .Concat(_past.Invoices.SelectMany(i => i.Disputes).Where(d => d.From < day).Select(d => (DateOnly?)d.From));
        return causes.Max();
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
