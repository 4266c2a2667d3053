namespace Amiable.Documents.Text;

/// <summary>A value that may be the one, where it stands, and how much speaks for it (0 to 1).</summary>
internal sealed record Choice<T>(T Value, Passage Place, double Score)
    where T : notnull;

internal static class Choices
{
    /// <summary>The best value and how sure it is: a rival value of nearly the same score makes it doubtful.</summary>
    public static (Choice<T> Best, double Confidence)? Best<T>(IEnumerable<Choice<T>> choices)
        where T : notnull
    {
        var byValue = choices
            .Where(choice => choice.Score > 0)
            .GroupBy(choice => choice.Value)
            .Select(Strongest)
            .OrderByDescending(choice => choice.Score)
            .ToList();
        if (byValue.Count == 0)
            return null;
        var best = byValue[0];
        var margin = byValue.Count > 1 ? best.Score - byValue[1].Score : 1;
        var doubt =
            margin < 0.04 ? 0.25
            : margin < 0.1 ? 0.12
            : 0;
        return (best, Math.Min(best.Score, 0.97) - doubt);
    }

    // The same value in several places is surer.
    private static Choice<T> Strongest<T>(IGrouping<T, Choice<T>> group)
        where T : notnull
    {
        var best = group.OrderByDescending(choice => choice.Score).ThenBy(choice => choice.Place.Line.Index).First();
        var again = group.Select(choice => choice.Place.Line).Distinct().Count() > 1 ? 0.03 : 0;
        return best with { Score = best.Score + again };
    }
}
