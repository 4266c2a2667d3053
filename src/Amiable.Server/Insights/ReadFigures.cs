using Microsoft.EntityFrameworkCore;

namespace Amiable.Insights;

/// <summary>Figures and when they were reckoned.</summary>
public sealed record FiguresRead(Figures Figures, DateTimeOffset MadeAt);

/// <summary>The figures as they were reckoned last. Before the first time, those of a small ledger are reckoned at once; a large one waits for the job.</summary>
public sealed class ReadFigures(AppDb db, ReckonInsights reckon, Today today)
{
    private const int Small = 2000;

    public async Task<FiguresRead?> Run(CancellationToken ct)
    {
        if (await db.Insights.AsNoTracking().SingleOrDefaultAsync(ct) is { } kept)
            return new(kept.Figures, kept.MadeAt);
        var invoices = await db.Invoices.OrderBy(i => i.Id).Select(i => i.Id).Take(Small + 1).CountAsync(ct);
        return invoices > Small ? null : new(await reckon.Run(ct), today.Now);
    }
}
