using Amiable.Replies;

namespace Amiable.Reading.Evaluation;

/// <summary>How well replies are read: by kind of reply, and what is taken for what.</summary>
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
)
{
    /// <summary>The language model that read beside the built-in reader; null for the built-in reader alone.</summary>
    public string? Model { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? At { get; init; }

    public static ReaderMeasure Of(ReplyScores scores) =>
        new(
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

/// <summary>One intent taken for another.</summary>
/// <param name="Is">What it is.</param>
/// <param name="ReadAs">What it was taken for.</param>
/// <param name="Times">How often.</param>
public sealed record Confusion(ReplyIntent Is, ReplyIntent ReadAs, int Times);
