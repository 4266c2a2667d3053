using System.Linq.Expressions;
using Amiable.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Credits;

/// <summary>Which payments, or which credit notes, a list shows.</summary>
public enum CreditFilter
{
    All,

    /// <summary>Something of it is not set against any invoice.</summary>
    WithRest,
    Open,
    PartiallyAllocated,
    Settled,
}

/// <summary>What is looked for, in which order, as the address of the list says it.</summary>
/// <param name="Sort">on, account or amount, number for credit notes, reference for payments; with "-" from the last to the first; null for the latest first.</param>
public sealed record CreditQuestion(CreditKind Kind, CreditFilter Filter = CreditFilter.All, string? Search = null, string? Sort = null)
{
    public string Order
    {
        get
        {
            var column = Sort?.TrimStart('-');
            var isKnown = column is "on" or "account" or "amount" || column == (Kind == CreditKind.Payment ? "reference" : "number");
            return isKnown ? Sort! : "-on";
        }
    }
}

internal sealed class ListedCredit
{
    public required Credit Credit { get; init; }
    public required string AccountName { get; init; }
}

/// <summary>From a question to rows and their order.</summary>
internal static class CreditSearch
{
    public static async Task<IQueryable<ListedCredit>> Rows(AppDb db, CreditQuestion question, CancellationToken ct)
    {
        var credits = Filtered(db.Credits.AsNoTracking().OfKind(question.Kind), question.Filter);
        if (SoughtWords.Of(question.Search) is { Text: { Length: > 0 } text })
            credits = await Matching(db, credits, question.Kind, text, ct);
        // Only the order of accounts needs them joined: for any other, SQLite would read all of them before the first row. Those with a rest are few and quickly
        // sorted; walking the accounts to find them would take all of those.
        return question is { Filter: CreditFilter.All or CreditFilter.Settled } && question.Order.TrimStart('-') == "account"
            ? from credit in credits
            join account in db.Accounts on credit.AccountId equals account.Id
            select new ListedCredit { Credit = credit, AccountName = account.Name }
            : credits.Select(credit => new ListedCredit
            {
                Credit = credit,
                AccountName = db.Accounts.Where(a => a.Id == credit.AccountId).Select(a => a.Name).First(),
            });
    }

    // Those with a rest are few: found in their own index and sorted. No database knows that of two columns, and would walk all others in order until they turn
    // up: so the order is written as no index has it.
    public static Keyset<ListedCredit> Order(CreditQuestion question)
    {
        var order = new Keyset<ListedCredit>(question.Order.StartsWith('-'));
        var few = question.Filter is CreditFilter.WithRest or CreditFilter.PartiallyAllocated;
        return (
            question.Order.TrimStart('-') switch
            {
                "number" when few => order.By(r => ((CreditNote)r.Credit).Number + ""),
                "reference" when few => order.By(r => (((Payment)r.Credit).Reference ?? "") + ""),
                "amount" when few => order.By(r => r.Credit.Amount.Currency + "").By(r => r.Credit.Amount.Minor),
                "number" => order.By(r => ((CreditNote)r.Credit).Number),
                "reference" => order.By(r => ((Payment)r.Credit).Reference ?? ""),
                // Amounts of two currencies do not compare: one currency comes after the other.
                "amount" => order.By(r => r.Credit.Amount.Currency).By(r => r.Credit.Amount.Minor),
                "account" => order.ByJoined(r => r.AccountName, ""),
                _ => order.By(r => r.Credit.On),
            }
        ).By(r => r.Credit.Id);
    }

    public static IQueryable<Credit> OfKind(this IQueryable<Credit> credits, CreditKind kind) =>
        kind == CreditKind.Payment ? credits.Where(c => c is Payment) : credits.Where(c => c is CreditNote);

    private static IQueryable<Credit> Filtered(IQueryable<Credit> credits, CreditFilter filter) =>
        filter switch
        {
            CreditFilter.WithRest => credits.Where(c => c.Used.Minor < c.Amount.Minor),
            CreditFilter.Open => credits.Where(c => c.Used.Minor == 0),
            CreditFilter.PartiallyAllocated => credits.Where(c => c.Used.Minor > 0 && c.Used.Minor < c.Amount.Minor),
            CreditFilter.Settled => credits.Where(c => c.Used.Minor >= c.Amount.Minor),
            _ => credits,
        };

    /// <summary>By a part of the account's name, or what a word of the number or the reference begins with.</summary>
    private static async Task<IQueryable<Credit>> Matching(
        AppDb db,
        IQueryable<Credit> credits,
        CreditKind kind,
        string search,
        CancellationToken ct
    )
    {
        var called = await AccountsCalled.Find(db, search, ct);
        var begins =
            !FullText.HasBeginning(search) ? _ => false
            : kind == CreditKind.Payment ? LikePattern.WordBeginning<Credit>(c => ((Payment)c).Reference, search)
            : LikePattern.WordBeginning<Credit>(c => ((CreditNote)c).Number, search);
        if (called.Few is { Count: <= AccountsCalled.MostSorted } accounts && await Begin(db, kind, search, begins, ct) is { } ids)
        {
            // Two lists of ids rather than one "or": each is found in an index of its own.
            var found = db
                .Credits.Where(c => EF.Parameter(ids).Contains(c.Id))
                .Select(c => c.Id)
                .Union(db.Credits.Where(c => EF.Parameter(accounts).Contains(c.AccountId)).Select(c => c.Id));
            return ids.Count == 0 ? credits.Where(c => EF.Parameter(accounts).Contains(c.AccountId))
                : accounts.Count == 0 ? credits.Where(c => EF.Parameter(ids).Contains(c.Id))
                : credits.Where(c => found.Contains(c.Id));
        }
        if (called.Few is { } some && FullText.HasBeginning(search))
            return credits.Where(begins.Or(c => EF.Parameter(some).Contains(c.AccountId)));
        var matching = called.All;
        return credits.Where(begins.Or(c => matching.Any(a => a.Id == c.AccountId)));
    }

    /// <summary>Those of which a word begins so; null when they are many.</summary>
    private static async Task<List<CreditId>?> Begin(
        AppDb db,
        CreditKind kind,
        string search,
        Expression<Func<Credit, bool>> begins,
        CancellationToken ct
    )
    {
        if (!FullText.HasBeginning(search))
            return [];
        var what = kind == CreditKind.Payment ? Searchable.Payments : Searchable.Credits;
        var likely = await new FullText(db).Beginning<CreditId>(what, search, AccountsCalled.Most, ct);
        if (likely is null or [])
            return likely;
        return await db.Credits.Where(c => EF.Parameter(likely).Contains(c.Id)).Where(begins).Select(c => c.Id).ToListAsync(ct);
    }
}
