using Amiable.Accounts;
using Amiable.Invoices;

namespace Amiable.Contacts;

/// <summary>Whether the data of a contact may be erased on request (GDPR article 17).</summary>
public static class Erasure
{
    /// <summary>
    /// A contact is kept while a claim against its account is open, because whom we wrote to is part of proving it (article 17(3)(e)): while anything
    /// owed is overdue or in dispute, or anything at all is owed under a formal notice. What was written off is claimed no more.
    /// </summary>
    /// <returns>Why not now, and until when; null when it may be erased.</returns>
    public static Problem? Obstacle(Account account, IEnumerable<Invoice> invoices, DateOnly today)
    {
        var owed = invoices.Where(i => i.CountsInBalance && !i.IsSettled).OrderBy(i => i.DueOn ?? DateOnly.MaxValue).ToList();
        if (owed.Find(i => i.StatusOn(today) == InvoiceStatus.Overdue) is { DueOn: { } due } overdue)
            return new Refused(
                "erasure.overdue",
                $"Invoice {overdue.Number} has been overdue since {due:yyyy-MM-dd}. Whom we wrote to is proof as long as a claim is open: the contact can be erased once nothing overdue is owed any more."
            )
            {
                Values = [overdue.Number, due],
            };
        if (owed.Find(i => i.IsDisputed) is { } disputed)
            return new Refused(
                "erasure.disputed",
                $"Invoice {disputed.Number} is in dispute. Whom we wrote to is proof until that is settled: the contact can be erased then."
            )
            {
                Values = [disputed.Number],
            };
        if (account.FormalNoticeOn is { } notice && owed.Count > 0)
            return new Refused(
                "erasure.formal-notice",
                $"A formal notice was posted on {notice:yyyy-MM-dd}. Whom we wrote to is proof until everything that is owed is paid, credited or written off: the contact can be erased then."
            )
            {
                Values = [notice],
            };
        return null;
    }
}
