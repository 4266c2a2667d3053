using Amiable.Ui;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Errands;

/// <summary>What goes on, whoever asked for it, and what ended without its asker having seen the summary.</summary>
public sealed class ListErrandsUnderWay(AppDb db, CurrentMember member)
{
    private const int Most = 3;

    public async Task<IReadOnlyList<UnderWay>> Run(CancellationToken ct)
    {
        var own = member.Id;
        var errands = await db
            .Errands.AsNoTracking()
            .Where(e => !e.IsSeen && (e.State != ErrandState.Over || e.MemberId == own))
            .OrderByDescending(e => e.Id)
            .Take(Most)
            .ToListAsync(ct);
        return [.. errands.Select(e => new UnderWay(e.Id.Value, Words.Kebab(e.Kind.ToString()), e.Percent, e.IsOver))];
    }
}
