using Microsoft.EntityFrameworkCore;

namespace Amiable.Credits;

/// <summary>A page of credit notes, and how many there are of each status.</summary>
public sealed class ListCreditNotes(AppDb db)
{
    private const int PageSize = 50;

    public async Task<CreditNoteList> Run(CreditNoteQuestion question, string? after, string? before, CancellationToken ct)
    {
        var page = await CreditNoteSearch.Order(question).Read(CreditNoteSearch.Rows(db, question), after, before, PageSize, ct);
        return new(page.Select(r => new CreditNoteRow(r.Note, r.Account.Name)), await Count(question, ct));
    }

    private async Task<IReadOnlyDictionary<CreditNoteFilter, int>> Count(CreditNoteQuestion question, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(question.Search))
            return new Dictionary<CreditNoteFilter, int>();
        var counts = await db
            .Credits.OfType<CreditNote>()
            .GroupBy(n => 1)
            .Select(g => new
            {
                All = g.Count(),
                Open = g.Count(n => n.Used.Minor == 0),
                Settled = g.Count(n => n.Used.Minor >= n.Amount.Minor),
            })
            .SingleOrDefaultAsync(ct);
        return new Dictionary<CreditNoteFilter, int>
        {
            [CreditNoteFilter.All] = counts?.All ?? 0,
            [CreditNoteFilter.Open] = counts?.Open ?? 0,
            [CreditNoteFilter.PartiallyAllocated] = counts is null ? 0 : counts.All - counts.Open - counts.Settled,
            [CreditNoteFilter.Settled] = counts?.Settled ?? 0,
        };
    }
}

public sealed record CreditNoteList(Page<CreditNoteRow> Page, IReadOnlyDictionary<CreditNoteFilter, int> Counts);

public sealed record CreditNoteRow(CreditNote Note, string AccountName);
