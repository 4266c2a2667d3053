using System.Linq.Expressions;
using Amiable.Contacts;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>
/// The accounts a search of their list finds: by a part of the name in any spelling, what a word of the number of an invoice begins with, or a part of a
/// contact's address.
/// </summary>
/// <param name="Few">Null when there are many.</param>
/// <param name="Matches">Whether an account is one of them, for the database to say.</param>
internal sealed record AccountsFound(IReadOnlyList<AccountId>? Few, Expression<Func<Account, bool>> Matches)
{
    // A shorter text is in nearly every number and address: it would find everything, slowly.
    private const int ShortestNumber = 3;

    private const int Most = 5000;

    public static async Task<AccountsFound> Find(AppDb db, string text, CancellationToken ct)
    {
        var called = await AccountsCalled.Find(db, text, ct);
        if (text.Length < ShortestNumber)
            return new(called.Few, called.Matches);
        var (begins, like) = (InvoiceSearch.NumberBegins(text), LikePattern.Containing(text));
        var numbered = db.Invoices.IgnoreAutoIncludes().Where(begins);
        var addressed = db.Contacts.Where(c => c.Email != null && EF.Functions.Like(c.Email, like, LikePattern.Escape));
        var invoices = await InvoiceSearch.Numbered(db, text, begins, ct);
        var contacts = await new FullText(db).Containing<ContactId>(Searchable.Contacts, "Email", text, Most, ct);
        // Each that names few is looked up; only what names many is left for the database to compare, row by row.
        var (areFew, matches, others) = (called.Few is not null, called.Matches, new HashSet<AccountId>());
        if (invoices is { } ofThem)
            others.UnionWith(await numbered.Where(i => EF.Parameter(ofThem).Contains(i.Id)).Select(i => i.AccountId).ToListAsync(ct));
        else
            (areFew, matches) = (false, matches.Or(a => numbered.Any(i => i.AccountId == a.Id)));
        if (contacts is { } people)
            others.UnionWith(await addressed.Where(c => EF.Parameter(people).Contains(c.Id)).Select(c => c.AccountId).ToListAsync(ct));
        else
            (areFew, matches) = (false, matches.Or(a => addressed.Any(c => c.AccountId == a.Id)));
        if (areFew && called.Few!.Union(others).ToList() is { Count: <= Most } few)
            return new(few, matches);
        List<AccountId> also = [.. others];
        return new(null, also.Count == 0 ? matches : matches.Or(a => EF.Parameter(also).Contains(a.Id)));
    }
}
