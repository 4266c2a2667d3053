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

internal sealed class CreditAndAccount
{
    public required Credit Credit { get; init; }
    public required Account Account { get; init; }
}

/// <summary>From a question to rows and their order.</summary>
internal static class CreditSearch
{
    public static IQueryable<CreditAndAccount> Rows(AppDb db, CreditQuestion question)
    {
        var credits = Filtered(db.Credits.AsNoTracking().OfKind(question.Kind), question.Filter);
        if (!string.IsNullOrWhiteSpace(question.Search))
            credits = Matching(db, credits, question);
        return from credit in credits
            join account in db.Accounts on credit.AccountId equals account.Id
            select new CreditAndAccount { Credit = credit, Account = account };
    }

    public static Keyset<CreditAndAccount> Order(CreditQuestion question)
    {
        var order = new Keyset<CreditAndAccount>(question.Order.StartsWith('-'));
        return (
            question.Order.TrimStart('-') switch
            {
                "number" => order.By(r => ((CreditNote)r.Credit).Number),
                "reference" => order.By(r => ((Payment)r.Credit).Reference ?? ""),
                // Amounts of two currencies do not compare: one currency comes after the other.
                "amount" => order.By(r => r.Credit.Amount.Currency).By(r => r.Credit.Amount.Minor),
                "account" => order.ByJoined(r => r.Account.Name, ""),
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

    private static IQueryable<Credit> Matching(AppDb db, IQueryable<Credit> credits, CreditQuestion question)
    {
        var search = question.Search!.Trim();
        var (text, key) = (LikePattern.Containing(search), LikePattern.Containing(CompanyName.MatchKey(search)));
        var accounts = db
            .Accounts.Where(a =>
                EF.Functions.Like(a.Name, text, LikePattern.Escape)
                || (key != LikePattern.Anything && EF.Functions.Like(a.MatchKey, key, LikePattern.Escape))
            )
            .Select(a => a.Id);
        return question.Kind == CreditKind.Payment
            ? credits.Where(c => EF.Functions.Like(((Payment)c).Reference!, text, LikePattern.Escape) || accounts.Contains(c.AccountId))
            : credits.Where(c => EF.Functions.Like(((CreditNote)c).Number, text, LikePattern.Escape) || accounts.Contains(c.AccountId));
    }
}
