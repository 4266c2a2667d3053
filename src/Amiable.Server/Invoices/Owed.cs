namespace Amiable.Invoices;

/// <summary>
/// What <see cref="Invoice"/> says of one invoice (settled, overdue, counted), for the database to say of a million. The comparison of the two
/// amounts is written as the indexes of open invoices write it.
/// </summary>
internal static class Owed
{
    public static IQueryable<Invoice> Open(this IQueryable<Invoice> invoices) => invoices.Where(i => i.Settled.Minor < i.Total.Minor);

    /// <summary>Open and part of what its account owes.</summary>
    public static IQueryable<Invoice> Counted(this IQueryable<Invoice> invoices) =>
        invoices
            .Open()
            .Where(i =>
                i.WrittenOffOn == null
                && i.Excluded != Exclusion.Draft
                && i.Excluded != Exclusion.Cancelled
                && i.Excluded != Exclusion.ProForma
            );

    public static IQueryable<Invoice> Overdue(this IQueryable<Invoice> invoices, DateOnly today) =>
        invoices.Counted().Where(i => i.DueOn < today);
}
