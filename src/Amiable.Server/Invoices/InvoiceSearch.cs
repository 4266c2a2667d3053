using System.Linq.Expressions;
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

internal sealed class ListedInvoice
{
    public required Invoice Invoice { get; init; }
    public required string AccountName { get; init; }
}

/// <summary>From a question to rows and their order, so that the database enters an index instead of looking at every invoice.</summary>
internal static class InvoiceSearch
{
    // So many are quicker looked up and sorted than found in the order of the list.
    private const int MostNumbers = 2000;

    // An invoice without a due date comes after all others. The index IX_invoices_due writes it so, too.
    internal static readonly DateOnly Never = new(9999, 12, 31);

    /// <summary>The rows, and the order in which they are read.</summary>
    public static async Task<(IQueryable<ListedInvoice> Rows, Keyset<ListedInvoice> Order)> Read(
        AppDb db,
        InvoiceQuestion question,
        DateOnly today,
        CancellationToken ct
    )
    {
        var invoices = Filtered(db.Invoices.IgnoreAutoIncludes().AsNoTracking(), question.Filter, today);
        if (question.Order.TrimStart('-') == "due")
            invoices = FromTheDay(invoices, question.Filter, today);
        var few = question.Filter is InvoiceFilter.Disputed or InvoiceFilter.NoDueDate;
        if (SoughtWords.Of(question.Search) is { Text: { Length: > 0 } text })
        {
            (invoices, var isFew) = await Matching(db, invoices, text, ct);
            few |= isFew;
        }
        // Only the order of accounts needs them joined: for any other, SQLite would read all of them before the first row.
        var rows =
            question.Order.TrimStart('-') == "account"
                ? from invoice in invoices
                join account in db.Accounts on invoice.AccountId equals account.Id
                select new ListedInvoice { Invoice = invoice, AccountName = account.Name }
                : invoices.Select(invoice => new ListedInvoice
                {
                    Invoice = invoice,
                    AccountName = db.Accounts.Where(a => a.Id == invoice.AccountId).Select(a => a.Name).First(),
                });
        return (rows, Order(question, few));
    }

    // Where few are wanted, sorting those is quick, and walking all invoices in order until they turn up is not: SQLite cannot know which
    // it is, so the order is written as no index has it.
    private static Keyset<ListedInvoice> Order(InvoiceQuestion question, bool few)
    {
        var descending = question.Order.StartsWith('-');
        return question.Order.TrimStart('-') switch
        {
            "number" when few => new Keyset<ListedInvoice>(descending).By(r => r.Invoice.Number + "").By(r => r.Invoice.Id),
            "account" when few => new Keyset<ListedInvoice>(descending).By(r => r.AccountName + "").By(r => r.Invoice.Id),
            "number" => new Keyset<ListedInvoice>(descending).By(r => r.Invoice.Number).By(r => r.Invoice.Id),
            "account" => new Keyset<ListedInvoice>(descending).ByJoined(r => r.AccountName, "").By(r => r.Invoice.Id),
            // Amounts of two currencies do not compare: one currency comes after the other. The sign makes the largest the first.
            "remaining" => new Keyset<ListedInvoice>(!descending)
                .By(r => r.Invoice.Total.Currency)
                .By(r => r.Invoice.Settled.Minor - r.Invoice.Total.Minor)
                .By(r => r.Invoice.Id),
            _ => new Keyset<ListedInvoice>(descending).By(r => r.Invoice.DueOn ?? Never).By(r => r.Invoice.Id),
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

    // In the order of due dates a list begins at the day, where the index has it, instead of walking over all that lies on the other side.
    private static IQueryable<Invoice> FromTheDay(IQueryable<Invoice> invoices, InvoiceFilter filter, DateOnly today) =>
        filter switch
        {
            InvoiceFilter.Overdue => invoices.Where(i => (i.DueOn ?? Never) < today),
            InvoiceFilter.NotDue => invoices.Where(i => (i.DueOn ?? Never) >= today),
            _ => invoices,
        };

    /// <summary>By a part of the account's name, or what a word of the number begins with; 123 finds F-2026-00123.</summary>
    /// <returns>Those that match, and whether they are few.</returns>
    private static async Task<(IQueryable<Invoice>, bool IsFew)> Matching(
        AppDb db,
        IQueryable<Invoice> invoices,
        string search,
        CancellationToken ct
    )
    {
        var called = await AccountsCalled.Find(db, search, ct);
        var numbered = NumberBegins(search);
        var numbers = await Numbered(db, search, numbered, ct);
        if (called.Few is { Count: <= AccountsCalled.MostSorted } accounts && numbers is { Count: <= MostNumbers })
            return (Among(db, invoices, accounts, numbers), true);
        if (called.Few is { } some && FullText.HasBeginning(search))
            return (invoices.Where(numbered.Or(i => EF.Parameter(some).Contains(i.AccountId))), false);
        var matching = called.All;
        return (invoices.Where(numbered.Or(i => matching.Any(a => a.Id == i.AccountId))), false);
    }

    // Two lists of ids rather than one "or": each is found in an index of its own.
    private static IQueryable<Invoice> Among(
        AppDb db,
        IQueryable<Invoice> invoices,
        IReadOnlyList<AccountId> accounts,
        List<InvoiceId> numbers
    )
    {
        if (numbers.Count == 0)
            return invoices.Where(i => EF.Parameter(accounts).Contains(i.AccountId));
        if (accounts.Count == 0)
            return invoices.Where(i => EF.Parameter(numbers).Contains(i.Id));
        var all = db.Invoices.IgnoreAutoIncludes();
        var ids = all.Where(i => EF.Parameter(numbers).Contains(i.Id))
            .Select(i => i.Id)
            .Union(all.Where(i => EF.Parameter(accounts).Contains(i.AccountId)).Select(i => i.Id));
        return invoices.Where(i => ids.Contains(i.Id));
    }

    /// <summary>The invoices in whose number a word begins so; null when they are many.</summary>
    internal static async Task<List<InvoiceId>?> Numbered(
        AppDb db,
        string search,
        Expression<Func<Invoice, bool>> begins,
        CancellationToken ct
    )
    {
        if (!FullText.HasBeginning(search))
            return [];
        var likely = await new FullText(db).Beginning<InvoiceId>(Searchable.Invoices, search, MostNumbers, ct);
        if (likely is null or [])
            return likely;
        return await db
            .Invoices.IgnoreAutoIncludes()
            .Where(i => EF.Parameter(likely).Contains(i.Id))
            .Where(begins)
            .Select(i => i.Id)
            .ToListAsync(ct);
    }

    /// <summary>For the database to say whether a word of a number begins so, or the digits at its end without the noughts before them.</summary>
    internal static Expression<Func<Invoice, bool>> NumberBegins(string search) =>
        !FullText.HasBeginning(search) ? _ => false
        : search.All(char.IsAsciiDigit)
            ? LikePattern.WordBeginning<Invoice>(
                i => i.Number,
                search,
                i => i.Number.Substring(i.Number.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').Length).TrimStart('0')
            )
        : LikePattern.WordBeginning<Invoice>(i => i.Number, search);
}
