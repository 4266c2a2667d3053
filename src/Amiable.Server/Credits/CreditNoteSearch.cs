using Amiable.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Credits;

/// <summary>Which credit notes a list shows.</summary>
public enum CreditNoteFilter
{
    All,
    Open,
    PartiallyAllocated,
    Settled,
}

/// <summary>What is looked for, in which order, as the address of the list says it.</summary>
/// <param name="Sort">issued, number or account; with "-" from the last to the first; null for the latest first.</param>
public sealed record CreditNoteQuestion(CreditNoteFilter Filter = CreditNoteFilter.All, string? Search = null, string? Sort = null)
{
    public string Order => Sort?.TrimStart('-') is "issued" or "number" or "account" ? Sort : "-issued";
}

internal sealed class CreditNoteAndAccount
{
    public required CreditNote Note { get; init; }
    public required Account Account { get; init; }
}

/// <summary>From a question to rows and their order.</summary>
internal static class CreditNoteSearch
{
    public static IQueryable<CreditNoteAndAccount> Rows(AppDb db, CreditNoteQuestion question)
    {
        var notes = Filtered(db.Credits.OfType<CreditNote>().AsNoTracking(), question.Filter);
        if (!string.IsNullOrWhiteSpace(question.Search))
            notes = Matching(db, notes, question.Search.Trim());
        return from note in notes
            join account in db.Accounts on note.AccountId equals account.Id
            select new CreditNoteAndAccount { Note = note, Account = account };
    }

    public static Keyset<CreditNoteAndAccount> Order(CreditNoteQuestion question)
    {
        var order = new Keyset<CreditNoteAndAccount>(question.Order.StartsWith('-'));
        return (
            question.Order.TrimStart('-') switch
            {
                "number" => order.By(r => r.Note.Number),
                "account" => order.ByJoined(r => r.Account.Name, ""),
                _ => order.By(r => r.Note.On),
            }
        ).By(r => r.Note.Id);
    }

    public static IQueryable<CreditNote> Filtered(IQueryable<CreditNote> notes, CreditNoteFilter filter) =>
        filter switch
        {
            CreditNoteFilter.Open => notes.Where(n => n.Used.Minor == 0),
            CreditNoteFilter.PartiallyAllocated => notes.Where(n => n.Used.Minor > 0 && n.Used.Minor < n.Amount.Minor),
            CreditNoteFilter.Settled => notes.Where(n => n.Used.Minor >= n.Amount.Minor),
            _ => notes,
        };

    private static IQueryable<CreditNote> Matching(AppDb db, IQueryable<CreditNote> notes, string search)
    {
        var (number, key) = (LikePattern.Containing(search), LikePattern.Containing(CompanyName.MatchKey(search)));
        var accounts = db
            .Accounts.Where(a =>
                EF.Functions.Like(a.Name, number, LikePattern.Escape)
                || (key != LikePattern.Anything && EF.Functions.Like(a.MatchKey, key, LikePattern.Escape))
            )
            .Select(a => a.Id);
        return notes.Where(n => EF.Functions.Like(n.Number, number, LikePattern.Escape) || accounts.Contains(n.AccountId));
    }
}
