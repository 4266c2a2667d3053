using Amiable.Invoices;

namespace Amiable.FollowUp;

/// <summary>A situation with its invoices sorted: those to chase, those whose promise was broken, and those left out with the reason.</summary>
internal sealed class Sorting
{
    private readonly Situation _situation;

    public Sorting(Situation situation, FollowUpPolicy policy, BusinessCalendar calendar, DateOnly today)
    {
        (_situation, Policy, Calendar, Today) = (situation, policy, calendar, today);
        History = new(situation.Messages, Chased);
        List<OpenInvoice> invoices = [.. situation.Invoices];
        invoices.Sort(DueLongestFirst);
        foreach (var invoice in invoices)
            Sort(invoice);
        foreach (var credit in situation.UnallocatedCredit)
            Deduct(credit);
    }

    public FollowUpPolicy Policy { get; }
    public BusinessCalendar Calendar { get; }
    public DateOnly Today { get; }
    public History History { get; }

    /// <summary>What may be chased, due longest first.</summary>
    public List<OpenInvoice> Chased { get; } = [];

    /// <summary>What was promised and did not come, and was not pointed out yet.</summary>
    public List<OpenInvoice> Broken { get; } = [];

    public List<LeftOut> LeftOut { get; } = [];
    public List<Need> Needs { get; } = [];

    public IReadOnlyList<Money> Credit => _situation.UnallocatedCredit;
    public AccountId AccountId => _situation.AccountId;
    public DateOnly? EasedOn => _situation.EasedOn;
    public CallFacts Calls => _situation.Calls;
    public Channel Channel => _situation.Reach ?? Channel.Email;

    /// <summary>The first day on which something may be sent after a formal notice.</summary>
    public DateOnly? NoticeIsOver =>
        _situation.FormalNoticeOn is { } notice ? Calendar.Away(notice, Policy.WaitAfterFormalNoticeBusinessDays) : null;

    /// <summary>What may be chased and is past due, credit deducted; oldest first.</summary>
    public List<OpenInvoice> Overdue => Chased.FindAll(i => QuietUntil(i) < Today);

    /// <summary>The messages that asked for one of these since the customer last did something about what is owed.</summary>
    public IEnumerable<PastMessage> AskedWithoutEffect(List<OpenInvoice> overdue) =>
        History.LadderOf(overdue).Where(m => !(m.On <= EasedOn));

    /// <summary>The last day on which a promise is waited for. One for a day before the due date is not broken before that has passed, too.</summary>
    public DateOnly WaitsUntil(OpenInvoice promised) =>
        Max(Calendar.Away(promised.PromisedOn!.Value, Policy.GraceAfterPromiseBusinessDays), promised.DueOn!.Value);

    private void Sort(OpenInvoice invoice)
    {
        if (NeverChased(invoice) is { } why)
            LeaveOut(invoice, why);
        else if (invoice.DueOn is null)
        {
            LeaveOut(invoice, Why.NoDueDate);
            Needs.Add(new(NeedKind.MissingDueDate, [invoice]));
        }
        else if (_situation.IsPaused)
            LeaveOut(invoice, Why.AccountPaused);
        else if (invoice.IsDisputed)
            SortDisputed(invoice);
        else if (invoice.RestsUntil >= Today)
            LeaveOut(invoice, Why.SaidToBePaid, invoice.RestsUntil);
        else if (invoice.PromisedOn is not null)
            SortPromised(invoice);
        else
            Chased.Add(invoice);
    }

    private static Why? NeverChased(OpenInvoice invoice) =>
        invoice.IsWrittenOff ? Why.WrittenOff
        : !invoice.Outstanding.IsPositive ? Why.NothingOwed
        : invoice.Excluded switch
        {
            null => null,
            Exclusion.Draft or Exclusion.Cancelled or Exclusion.ProForma => Why.NotIssued,
            Exclusion.SelfBilled => Why.SelfBilled,
            Exclusion.DirectDebitPending => Why.DirectDebitPending,
            Exclusion.Rejected => Why.Rejected,
            _ => Why.ExcludedByMember,
        };

    private void SortPromised(OpenInvoice invoice)
    {
        var waitsUntil = WaitsUntil(invoice);
        if (Today <= waitsUntil)
            LeaveOut(invoice, Why.Promised, waitsUntil);
        // A reminder would ask for the whole, of which only a part was to be paid.
        else if (invoice.IsPaidInParts || History.BrokenPromiseWasSaid(invoice))
            WithAPerson(invoice);
        else
            Broken.Add(invoice);
    }

    private void SortDisputed(OpenInvoice invoice)
    {
        LeaveOut(invoice, Why.Disputed);
        if (invoice.DisputeAnswerBy < Today)
            Ask(NeedKind.DisputeOverdue, invoice);
    }

    private void WithAPerson(OpenInvoice invoice)
    {
        LeaveOut(invoice, Why.WithAPerson);
        Ask(NeedKind.BrokenPromise, invoice);
    }

    // One question of a kind about all of them.
    private void Ask(NeedKind kind, OpenInvoice invoice)
    {
        var asked = Needs.FindIndex(n => n.Kind == kind);
        if (asked < 0)
            Needs.Add(new(kind, [invoice]));
        else
            Needs[asked] = new(kind, [.. Needs[asked].Invoices, invoice]);
    }

    private void LeaveOut(OpenInvoice invoice, Why why, DateOnly? until = null) => LeftOut.Add(new(invoice.Id, invoice.Number, why, until));

    /// <summary>
    /// No plan is active in a currency in which the account owes nothing. Where it owes more than the credit, one message has to be about all of it,
    /// broken promises too, for the credit to be deducted once.
    /// </summary>
    private void Deduct(Money credit)
    {
        var owed = Chased.Concat(Broken).Where(i => i.Outstanding.Currency == credit.Currency).ToList();
        if (!credit.IsPositive || owed.Count == 0)
            return;
        var isOnePromise = owed.All(i => Broken.Contains(i) && i.PromisedOn == owed[0].PromisedOn);
        var isCovered = owed.Select(i => i.Outstanding).Sum(credit.Currency) <= credit;
        if (isOnePromise && !isCovered)
            return;

        Broken.RemoveAll(owed.Contains);
        Chased.RemoveAll(owed.Contains);
        if (isCovered)
            owed.ForEach(i => LeaveOut(i, Why.CoveredByCredit));
        else
            Chased.AddRange(owed);
        Chased.Sort(DueLongestFirst);
    }

    /// <summary>
    /// The last day on which nothing is asked for that invoice: its due date, or, as long as unallocated credit covers all that is past due in its
    /// currency, the due date with which that ends.
    /// </summary>
    public DateOnly QuietUntil(OpenInvoice invoice)
    {
        foreach (var credit in Credit)
            if (credit.Currency == invoice.Outstanding.Currency && credit.IsPositive)
                return Max(invoice.DueOn!.Value, CoversUntil(credit));
        return invoice.DueOn!.Value;
    }

    private DateOnly CoversUntil(Money credit)
    {
        foreach (var invoice in Chased)
            if (invoice.Outstanding.Currency == credit.Currency && (credit -= invoice.Outstanding).IsNegative)
                return invoice.DueOn!.Value;
        return DateOnly.MaxValue;
    }

    /// <summary>The first day from that one on which a message may go out, and what moved it.</summary>
    public (DateOnly Day, List<Reason> MovedBecause) FirstPossibleDay(DateOnly from)
    {
        List<Reason> moved = [];
        var day = Max(from, Today);
        if (History.LastContact is { } last && Calendar.Away(last, Policy.MinimumGapBusinessDays) is var afterGap && afterGap > day)
        {
            day = afterGap;
            moved.Add(new(ReasonKind.MinimumGap) { On = last, Days = Policy.MinimumGapBusinessDays });
        }
        if (_situation.MayArriveFrom is { } mayArrive && mayArrive > day)
        {
            day = mayArrive;
            moved.Add(new(ReasonKind.CameBack) { On = mayArrive });
        }
        if (_situation.BackOn is { } back && back > day)
        {
            day = back;
            moved.Add(new(ReasonKind.PersonAway) { On = back });
        }
        if (Calls.QuietThrough is { } called && called >= day)
        {
            day = called.AddDays(1);
            moved.Add(new(ReasonKind.AfterCall) { On = called });
        }
        if (NoticeIsOver is { } afterNotice && afterNotice > day)
        {
            day = afterNotice;
            moved.Add(
                new(ReasonKind.AfterFormalNotice) { On = _situation.FormalNoticeOn, Days = Policy.WaitAfterFormalNoticeBusinessDays }
            );
        }
        var open = Calendar.OnOrAfter(day);
        if (open != from && moved.Count == 0)
            moved.Add(new(ReasonKind.NextPossibleDay) { On = open });
        return (open, moved);
    }

    public static DateOnly Max(DateOnly a, DateOnly b) => a > b ? a : b;

    private static int DueLongestFirst(OpenInvoice a, OpenInvoice b)
    {
        var byDueDate = Nullable.Compare(a.DueOn, b.DueOn);
        var byNumber = byDueDate != 0 ? byDueDate : string.CompareOrdinal(a.Number, b.Number);
        return byNumber != 0 ? byNumber : a.Id.Value.CompareTo(b.Id.Value);
    }
}
