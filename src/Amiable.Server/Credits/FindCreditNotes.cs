using Microsoft.EntityFrameworkCore;

namespace Amiable.Credits;

/// <summary>
/// The credit notes somebody may mean: of exactly that number first, then of that amount, left or in all, then those whose number begins so, then
/// those with it in their number: 123 finds F-2026-00123.
/// </summary>
public sealed class FindCreditNotes(AppDb db, FullText fullText)
{
    public async Task<IReadOnlyList<FoundCreditNote>> Run(SoughtWords sought, SoughtAmount? amount, int most, CancellationToken ct)
    {
        var ids = await BestFirst.Of(
            most,
            () => ByNumber(sought.Text, most, ct),
            () => ByAmount(amount, most, ct),
            () => ByStart(sought.Text, most, ct),
            () => fullText.WithWholeWords<CreditId>(Searchable.Credits, sought, most, ct),
            () => fullText.WithWords<CreditId>(Searchable.Credits, sought, most, ct)
        );
        var notes = await (
            from note in db.Credits.OfType<CreditNote>().AsNoTracking()
            where ids.Contains(note.Id)
            join account in db.Accounts on note.AccountId equals account.Id
            select new FoundCreditNote(note, account.Name)
        ).ToListAsync(ct);
        return [.. notes.OrderBy(n => ids.IndexOf(n.Note.Id))];
    }

    private Task<List<CreditId>> ByNumber(string number, int most, CancellationToken ct) =>
        db
            .Credits.OfType<CreditNote>()
            .Where(n => EF.Functions.Collate(n.Number, FullText.AnyCase) == number)
            .OrderBy(n => EF.Functions.Collate(n.Number, FullText.AnyCase))
            .Select(n => n.Id)
            .Take(most)
            .ToListAsync(ct);

    // What is left of one of which nothing is used is all of it.
    private Task<List<CreditId>> ByAmount(SoughtAmount? amount, int most, CancellationToken ct)
    {
        var all = db.Credits.OfType<CreditNote>();
        var left = all.Where(n => n.Used.Minor > 0)
            .Select(n => new Figure<CreditId>
            {
                Id = n.Id,
                Minor = n.Amount.Minor - n.Used.Minor,
                Currency = n.Amount.Currency,
            });
        var total = all.Select(n => new Figure<CreditId>
        {
            Id = n.Id,
            Minor = n.Amount.Minor,
            Currency = n.Amount.Currency,
        });
        return amount is null
            ? Task.FromResult<List<CreditId>>([])
            : BestFirst.Of(most, () => amount.Find(left, most, ct), () => amount.Find(total, most, ct));
    }

    private Task<List<CreditId>> ByStart(string start, int most, CancellationToken ct) =>
        db
            .Credits.OfType<CreditNote>()
            .BeginningWith(n => EF.Functions.Collate(n.Number, FullText.AnyCase), start)
            .Select(n => n.Id)
            .Take(most)
            .ToListAsync(ct);
}

public sealed record FoundCreditNote(CreditNote Note, string AccountName);
