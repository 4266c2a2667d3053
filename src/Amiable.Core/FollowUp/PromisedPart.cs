namespace Amiable.FollowUp;

/// <summary>Which invoices a promise of an amount is about, where the customer named none.</summary>
public static class PromisedPart
{
    /// <summary>The oldest ones, as many as the amount begins to pay; all of them where no amount was named.</summary>
    /// <param name="overdue">Oldest first. Where there are several currencies the amount is one of the oldest's, and of that currency only.</param>
    /// <param name="amount">In major units.</param>
    public static IReadOnlyList<OpenInvoice> Of(IReadOnlyList<OpenInvoice> overdue, decimal? amount)
    {
        if (amount is not { } left || overdue.Count == 0)
            return overdue;
        List<OpenInvoice> about = [];
        foreach (var invoice in overdue.Where(i => i.Outstanding.Currency == overdue[0].Outstanding.Currency))
        {
            if (left <= 0)
                break;
            about.Add(invoice);
            left -= invoice.Outstanding.Major;
        }
        return about;
    }
}
