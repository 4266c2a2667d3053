using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>What is out of the ordinary and waits for a person, whoever's task it is. Read from an index, however many other tasks there are.</summary>
public sealed class CountConcerns(AppDb db)
{
    public async Task<IReadOnlyDictionary<Concern, int>> Run(CancellationToken ct)
    {
        var kinds = Concerns.Kinds;
        var counts = await db
            .Tasks.Where(t => kinds.Contains(t.Kind) && t.Status == HumanTaskStatus.ActionRequired)
            .GroupBy(t => t.Kind)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(ct);
        return counts.GroupBy(c => Concerns.Of(c.Key)!.Value).ToDictionary(g => g.Key, g => g.Sum(c => c.Count));
    }
}
