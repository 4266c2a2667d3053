using Amiable.Invoices;

namespace Amiable.FollowUp;

/// <summary>A situation with its invoices sorted: those to chase, those whose promise was broken, and those left out with the reason.</summary>
internal sealed class Sorting
{
    private readonly Situation _situation;

    public Sorting(Situation situation, FollowUpPolicy policy, BusinessCalendar calendar, DateOnly today)
    {
        (_situation, Policy, Calendar, Today) = (situation, policy, calendar, today);
        foreach (var invoice in situation.Invoices.OrderBy(i => i.DueOn).ThenBy(i => i.Number, StringComparer.Ordinal))
            Sort(invoice);
        LeaveOutWhatCreditCovers();
    }

    public FollowUpPolicy Policy { get; }
    public BusinessCalendar Calendar { get; }
    public DateOnly Today { get; }

    /// <summary>What may be chased, due longest first.</summary>
    public List<OpenInvoice> Chased { get; private set; } = [];

    /// <summary>What was promised and did not come, and was not pointed out yet.</summary>
    public List<OpenInvoice> Broken { get; } = [];

    public List<LeftOut> LeftOut { get; } = [];
    public List<Need> Needs { get; } = [];

    public IReadOnlyList<PastMessage> Messages => _situation.Messages;
    public IReadOnlyList<Money> Credit => _situation.UnallocatedCredit;
    public DateOnly? EasedOn => _situation.EasedOn;

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
            LeaveOut(invoice, Why.Disputed);
        else if (invoice.PromisedOn is { } promised)
            SortPromised(invoice, promised);
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

    private void SortPromised(OpenInvoice invoice, DateOnly promised)
    {
        var waitsUntil = Calendar.Away(promised, Policy.GraceAfterPromiseBusinessDays);
        if (Today <= waitsUntil)
            LeaveOut(invoice, Why.Promised, waitsUntil);
        else if (Messages.Any(m => m.Stage == Stage.PromiseBroken && m.On > promised && m.Invoices.Contains(invoice.Id)))
        {
            LeaveOut(invoice, Why.WithAPerson);
            Needs.Add(new(NeedKind.BrokenPromise, [invoice]));
        }
        else
            Broken.Add(invoice);
    }

    private void LeaveOut(OpenInvoice invoice, Why why, DateOnly? until = null) => LeftOut.Add(new(invoice.Id, invoice.Number, why, until));

    /// <summary>No plan is active in a currency in which the account owes nothing.</summary>
    private void LeaveOutWhatCreditCovers()
    {
        foreach (var credit in Credit)
        {
            var owed = Chased.Concat(Broken).Where(i => i.Outstanding.Currency == credit.Currency).ToList();
            if (owed.Count == 0 || owed.Select(i => i.Outstanding).Sum(credit.Currency) > credit)
                continue;
            foreach (var invoice in owed)
                LeaveOut(invoice, Why.CoveredByCredit);
            Chased = [.. Chased.Except(owed)];
            Broken.RemoveAll(owed.Contains);
        }
    }

    /// <summary>Whether unallocated credit covers all that is overdue on that day in the invoice's currency.</summary>
    public bool CoveringCredit(OpenInvoice invoice, DateOnly on)
    {
        foreach (var credit in Credit)
            if (credit.Currency == invoice.Outstanding.Currency && invoice.DueOn < on)
                return Chased
                        .Where(i => i.DueOn < on && i.Outstanding.Currency == credit.Currency)
                        .Select(i => i.Outstanding)
                        .Sum(credit.Currency) <= credit;
        return false;
    }

    /// <summary>
    /// The messages the ladder counts: those about an invoice that is still chased, and those sent after the oldest one fell due. What was asked for
    /// and is settled, contested or promised by now is another story: the ladder starts anew.
    /// </summary>
    public List<PastMessage> LadderSince(DateOnly oldestDueOn) =>
        [.. Messages.Where(m => m is { Stage: Stage.Overdue, Skipped: false } && (m.On > oldestDueOn || m.Invoices.Any(IsChased)))];

    /// <summary>The message the rhythm counts from: the last one for overdue invoices of which at least one is still open.</summary>
    public PastMessage? LastAsked(DateOnly oldestDueOn) =>
        Messages.LastOrDefault(m => m.Stage is Stage.Overdue or Stage.PromiseBroken && (m.On > oldestDueOn || m.Invoices.Any(IsOpen)));

    private bool IsChased(InvoiceId id) => Chased.Any(i => i.Id == id);

    private bool IsOpen(InvoiceId id)
    {
        foreach (var invoice in _situation.Invoices)
            if (invoice.Id == id)
                return true;
        return false;
    }

    /// <summary>The first day from that one on which a message may go out, and what moved it.</summary>
    public (DateOnly Day, List<Reason> MovedBecause) FirstPossibleDay(DateOnly from)
    {
        List<Reason> moved = [];
        var day = Max(from, Today);
        if (LastContact() is { } last && Calendar.Away(last, Policy.MinimumGapBusinessDays) is var afterGap && afterGap > day)
        {
            day = afterGap;
            moved.Add(new(ReasonKind.MinimumGap) { On = last, Days = Policy.MinimumGapBusinessDays });
        }
        if (
            _situation.FormalNoticeOn is { } notice
            && Calendar.Away(notice, Policy.WaitAfterFormalNoticeBusinessDays) is var afterNotice
            && afterNotice > day
        )
        {
            day = afterNotice;
            moved.Add(new(ReasonKind.AfterFormalNotice) { On = notice, Days = Policy.WaitAfterFormalNoticeBusinessDays });
        }
        var open = Calendar.OnOrAfter(day);
        if (open != from && moved.Count == 0)
            moved.Add(new(ReasonKind.NextPossibleDay) { On = open });
        return (open, moved);
    }

    private DateOnly? LastContact()
    {
        for (var i = Messages.Count - 1; i >= 0; i--)
            if (!Messages[i].Skipped)
                return Messages[i].On;
        return null;
    }

    public static DateOnly Max(DateOnly a, DateOnly b) => a > b ? a : b;
}
