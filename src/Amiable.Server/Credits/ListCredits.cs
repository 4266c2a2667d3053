using Microsoft.EntityFrameworkCore;

namespace Amiable.Credits;

/// <summary>A page of payments or of credit notes, and how many there are of each status.</summary>
public sealed class ListCredits(AppDb db)
{
    private const int PageSize = 50;
    private const int CountedUpTo = 10_000;

    public async Task<CreditList> Run(CreditQuestion question, string? after, string? before, CancellationToken ct)
    {
        var page = await CreditSearch.Order(question).Read(await CreditSearch.Rows(db, question, ct), after, before, PageSize, ct);
        return new(page.Select(r => new CreditRow(r.Credit, r.AccountName)), await Count(question, ct));
    }

    // Those with a rest are few and have an index of their own; all of them are counted up to a limit only.
    private async Task<IReadOnlyDictionary<CreditFilter, int?>> Count(CreditQuestion question, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(question.Search))
            return new Dictionary<CreditFilter, int?>();
        var credits = db.Credits.OfKind(question.Kind);
        var all = await credits.Select(c => c.On).Order().Take(CountedUpTo + 1).CountAsync(ct);
        var few = all <= CountedUpTo;
        var rest = await credits
            .Where(c => c.Used.Minor < c.Amount.Minor)
            .GroupBy(c => 1)
            .Select(g => new { All = g.Count(), Open = g.Count(c => c.Used.Minor == 0) })
            .SingleOrDefaultAsync(ct);
        var (withRest, open) = (rest?.All ?? 0, rest?.Open ?? 0);
        return new Dictionary<CreditFilter, int?>
        {
            [CreditFilter.All] = few ? all : null,
            [CreditFilter.WithRest] = withRest,
            [CreditFilter.Open] = open,
            [CreditFilter.PartiallyAllocated] = withRest - open,
            [CreditFilter.Settled] = few ? all - withRest : null,
        };
    }
}

/// <param name="Counts">Nothing while searching; null for a number too large to count each time.</param>
public sealed record CreditList(Page<CreditRow> Page, IReadOnlyDictionary<CreditFilter, int?> Counts);

public sealed record CreditRow(Credit Credit, string AccountName);
