using Amiable.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>Which invoices a list shows.</summary>
public enum InvoiceFilter
{
    All,
    Overdue,
    NotDue,
    Paid,
    Disputed,
    NoDueDate,
}

/// <summary>What is looked for, in which order, as the address of the list says it.</summary>
/// <param name="Sort">due, number, remaining or account; with "-" from the last to the first; null for what suits the filter.</param>
public sealed record InvoiceQuestion(InvoiceFilter Filter = InvoiceFilter.All, string? Search = null, string? Sort = null)
{
    /// <summary>Settled invoices owe nothing: there is no order in that.</summary>
    public bool CanSortByRemaining => Filter is not (InvoiceFilter.All or InvoiceFilter.Paid);

    /// <summary>What is due longest comes first where something should be done about it; else the latest.</summary>
    public string Order =>
        Sort?.TrimStart('-') is "due" or "number" or "account" || (CanSortByRemaining && Sort?.TrimStart('-') == "remaining") ? Sort!
        : Filter is InvoiceFilter.All or InvoiceFilter.Paid ? "-due"
        : "due";
}

internal sealed class InvoiceAndAccount
{
    public required Invoice Invoice { get; init; }
    public required Account Account { get; init; }
}

/// <summary>From a question to rows and their order, so that the database enters an index instead of looking at every invoice.</summary>
internal static class InvoiceSearch
{
    // An invoice without a due date comes after all others. The index IX_invoices_due writes it so, too.
    private static readonly DateOnly Never = new(9999, 12, 31);

    public static IQueryable<InvoiceAndAccount> Rows(AppDb db, InvoiceQuestion question, DateOnly today)
    {
        var invoices = Filtered(db.Invoices.IgnoreAutoIncludes().AsNoTracking(), question.Filter, today);
        if (!string.IsNullOrWhiteSpace(question.Search))
            invoices = Matching(db, invoices, question.Search.Trim());
        return from invoice in invoices
            join account in db.Accounts on invoice.AccountId equals account.Id
            select new InvoiceAndAccount { Invoice = invoice, Account = account };
    }

    public static Keyset<InvoiceAndAccount> Order(InvoiceQuestion question)
    {
        var descending = question.Order.StartsWith('-');
        // Where few are wanted, sorting those is quick, and walking all invoices in order until they turn up is not: SQLite cannot know which
        // it is, so the order is written as no index has it.
        var few = question.Filter is InvoiceFilter.Disputed or InvoiceFilter.NoDueDate;
        return question.Order.TrimStart('-') switch
        {
            "number" when few => new Keyset<InvoiceAndAccount>(descending).By(r => r.Invoice.Number + "").By(r => r.Invoice.Id),
            "account" when few => new Keyset<InvoiceAndAccount>(descending).By(r => r.Account.Name + "").By(r => r.Invoice.Id),
            "number" => new Keyset<InvoiceAndAccount>(descending).By(r => r.Invoice.Number).By(r => r.Invoice.Id),
            "account" => new Keyset<InvoiceAndAccount>(descending).ByJoined(r => r.Account.Name, "").By(r => r.Invoice.Id),
            // Amounts of two currencies do not compare: one currency comes after the other. The sign makes the largest the first.
            "remaining" => new Keyset<InvoiceAndAccount>(!descending)
                .By(r => r.Invoice.Total.Currency)
                .By(r => r.Invoice.Settled.Minor - r.Invoice.Total.Minor)
                .By(r => r.Invoice.Id),
            _ => new Keyset<InvoiceAndAccount>(descending).By(r => r.Invoice.DueOn ?? Never).By(r => r.Invoice.Id),
        };
    }

    private static IQueryable<Invoice> Filtered(IQueryable<Invoice> invoices, InvoiceFilter filter, DateOnly today) =>
        filter switch
        {
            InvoiceFilter.Overdue => invoices.Overdue(today),
            InvoiceFilter.NotDue => invoices.Counted().Where(i => i.DueOn >= today),
            InvoiceFilter.Paid => invoices.Where(i => i.Settled.Minor >= i.Total.Minor),
            InvoiceFilter.Disputed => invoices.Counted().Where(i => i.DisputedOn != null),
            InvoiceFilter.NoDueDate => invoices.Counted().Where(i => i.DueOn == null && (i.DueOn ?? Never) == Never),
            _ => invoices,
        };

    private static IQueryable<Invoice> Matching(AppDb db, IQueryable<Invoice> invoices, string search)
    {
        var (number, key) = (LikePattern.Containing(search), LikePattern.Containing(CompanyName.MatchKey(search)));
        var accounts = db
            .Accounts.Where(a =>
                EF.Functions.Like(a.Name, number, LikePattern.Escape)
                || (key != LikePattern.Anything && EF.Functions.Like(a.MatchKey, key, LikePattern.Escape))
            )
            .Select(a => a.Id);
        // Two lists of ids rather than one "or": each is found in an index of its own.
        var matching = db
            .Invoices.IgnoreAutoIncludes()
            .Where(i => EF.Functions.Like(i.Number, number, LikePattern.Escape))
            .Select(i => i.Id)
            .Union(db.Invoices.IgnoreAutoIncludes().Where(i => accounts.Contains(i.AccountId)).Select(i => i.Id));
        return invoices.Where(i => matching.Contains(i.Id));
    }
}
