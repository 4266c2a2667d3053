using Amiable.Reading.Evaluation;
using Amiable.Replies;

namespace Amiable.Reading;

/// <summary>How well replies are read, on the labelled ones that the program ships with: by kind of reply, and what is taken for what.</summary>
public sealed class MeasureReader
{
    private static readonly Lazy<ReaderMeasure> Measured = new(Measure);

    public ReaderMeasure Run() => Measured.Value;

    private static ReaderMeasure Measure()
    {
        var scores = new ReplyScores(ShippedReplies.Scored);
        return new(
            scores.Replies.Count,
            scores.Primary,
            ClassPrecision.Over(scores.Replies),
            [
                .. scores
                    .Replies.Where(r => !r.IsPrimaryRight && r.Expected.Intents.Count > 0)
                    .GroupBy(r => (r.Expected.Intents[0], r.Read.Intents[0]))
                    .Select(g => new Confusion(g.Key.Item1, g.Key.Item2, g.Count()))
                    .OrderByDescending(c => c.Times)
                    .ThenBy(c => c.Is)
                    .ThenBy(c => c.ReadAs),
            ],
            scores.Intents
        );
    }
}

/// <summary>How well replies are read.</summary>
/// <param name="Replies">On how many.</param>
/// <param name="Primary">Of how many it knows what must be handled first.</param>
/// <param name="Classes">By kind of reply.</param>
/// <param name="Confusions">What was taken for what, most often first.</param>
/// <param name="Intents">How well each intent is found.</param>
public sealed record ReaderMeasure(
    int Replies,
    Share Primary,
    IReadOnlyList<ClassPrecision> Classes,
    IReadOnlyList<Confusion> Confusions,
    IReadOnlyList<IntentScore> Intents
);

/// <summary>One intent taken for another.</summary>
/// <param name="Is">What it is.</param>
/// <param name="ReadAs">What it was taken for.</param>
/// <param name="Times">How often.</param>
public sealed record Confusion(ReplyIntent Is, ReplyIntent ReadAs, int Times);
