using Amiable.Reading.Intents;

namespace Amiable.Reading.Training;

/// <summary>How well sentences are told apart that were not learned from.</summary>
/// <param name="Sentences">How many.</param>
/// <param name="Right">Share with the right most likely intent, or rightly none.</param>
/// <param name="MacroF1">Mean over the intents.</param>
internal sealed record TrainingReport(int Sentences, double Right, double MacroF1)
{
    /// <summary>Labels that are an intent or none at all; reasons and tones are told beside them.</summary>
    private static bool IsMain(string label) => !label.Contains('.') && label is not ("HO" or "CP");

    /// <summary>On sentences kept out.</summary>
    public static TrainingReport Of(SentenceClassifier classifier, IReadOnlyList<TrainingSentence> sentences)
    {
        var read = sentences
            .Select(s =>
                (Is: s.Labels.First(IsMain), Read: classifier.Classify(s.Features()).Where(l => IsMain(l.Key)).MaxBy(l => l.Value).Key)
            )
            .ToList();
        return Score(read);
    }

    /// <summary>Five parts, each read by what was learned from the other four.</summary>
    public static TrainingReport CrossValidated(IReadOnlyList<TrainingSentence> sentences)
    {
        var read = new List<(string Is, string Read)>();
        for (var part = 0; part < 5; part++)
        {
            var classifier = SentenceTrainer.Train([.. sentences.Where((_, i) => i % 5 != part)]);
            read.AddRange(
                sentences
                    .Where((_, i) => i % 5 == part)
                    .Select(s =>
                        (s.Labels.First(IsMain), classifier.Classify(s.Features()).Where(l => IsMain(l.Key)).MaxBy(l => l.Value).Key)
                    )
            );
        }
        return Score(read);
    }

    private static TrainingReport Score(List<(string Is, string Read)> read)
    {
        var labels = read.Select(r => r.Is).Distinct().ToList();
        var f1 = labels.Average(l =>
        {
            double right = read.Count(r => r.Is == l && r.Read == l);
            return 2 * right / Math.Max(1, read.Count(r => r.Is == l) + read.Count(r => r.Read == l));
        });
        return new(read.Count, (double)read.Count(r => r.Is == r.Read) / Math.Max(1, read.Count), f1);
    }
}
