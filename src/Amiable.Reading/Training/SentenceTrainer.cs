using Amiable.Reading.Intents;

namespace Amiable.Reading.Training;

/// <summary>
/// Learns the weights: logistic regression, one label against the rest, by stochastic gradient descent with AdaGrad steps. Same sentences, same bytes: no
/// clock, no chance, no function of the mathematics library whose last bit differs between machines.
/// </summary>
internal static class SentenceTrainer
{
    private const int Rounds = 16;
    private const int Averaged = 8;

    // How often each sentence is joined to another: with one, thirteen sentences more in the tables changed what three replies in a hundred were read as.
    private const int Joins = 3;
    private const double Step = 0.5;
    private const double Shrink = 2e-5;

    public static SentenceClassifier Train(IReadOnlyList<TrainingSentence> sentences)
    {
        var examples = sentences.Concat(Enumerable.Range(1, Joins).SelectMany(turn => Joined(sentences, (uint)turn))).Select(s => (Features: s.Features(), Labels: s.Labels.ToHashSet())).ToList();
        var labels = sentences.SelectMany(s => s.Labels).Distinct().Order(StringComparer.Ordinal).ToArray();
        var (scales, biases, weights) = (new float[labels.Length], new float[labels.Length], new sbyte[labels.Length][]);
        for (var l = 0; l < labels.Length; l++)
            (weights[l], scales[l], biases[l]) = Quantized(Learn(examples, labels[l]));
        return new(labels, scales, biases, weights);
    }

    /// <summary>Every sentence again with another one of its language behind it: people say two things in a breath, and each keeps its meaning.</summary>
    private static IEnumerable<TrainingSentence> Joined(IReadOnlyList<TrainingSentence> sentences, uint turn)
    {
        var random = 777u * turn;
        foreach (var group in sentences.GroupBy(s => s.Language))
        {
            var list = group.ToList();
            foreach (var sentence in list)
            {
                random = unchecked((random * 1664525u) + 1013904223u);
                var other = list[(int)((random >> 8) % (uint)list.Count)];
                var labels = sentence.Labels.Union(other.Labels).ToList();
                if (labels.Exists(l => l != "NO" && l != "HO"))
                    labels.Remove("NO");
                yield return sentence with
                {
                    Text = $"{sentence.Text.TrimEnd('.')}, {other.Text}",
                    Labels = labels,
                };
            }
        }
    }

    private static (double[] Weights, double Bias) Learn(List<(int[] Features, HashSet<string> Labels)> examples, string label)
    {
        var weights = new double[SentenceFeatures.Count];
        var squares = new double[SentenceFeatures.Count];
        var (bias, biasSquares) = (0.0, 1e-2);
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var random = 12345u;
        var positives = examples.Count(e => e.Labels.Contains(label));
        // A rare label would otherwise never be said; the root keeps it from being said too often.
        var boost = Math.Clamp(Math.Sqrt((double)(examples.Count - positives) / Math.Max(1, positives)) / 2, 1, 5);
        // The mean of the later rounds: the last steps of a descent are chance, and chance told one mail in twenty-five otherwise.
        var (means, biasMean) = (new double[SentenceFeatures.Count], 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = order.Length - 1; i > 0; i--)
            {
                random = unchecked((random * 1664525u) + 1013904223u);
                var j = (int)((random >> 8) % (uint)(i + 1));
                (order[i], order[j]) = (order[j], order[i]);
            }
            foreach (var at in order)
            {
                var (features, of) = examples[at];
                var norm = SentenceClassifier.Norm(features.Length);
                var sum = 0.0;
                foreach (var f in features)
                    sum += weights[f];
                var isIt = of.Contains(label);
                var error = SentenceClassifier.Sigmoid((sum * norm) + bias) - (isIt ? 1 : 0);
                if (isIt)
                    error *= boost;
                biasSquares += error * error;
                bias -= Step * 0.2 * error / Math.Sqrt(biasSquares);
                foreach (var f in features)
                {
                    var gradient = (error * norm) + (Shrink * weights[f]);
                    squares[f] += gradient * gradient;
                    weights[f] -= Step * gradient / (0.05 + Math.Sqrt(squares[f]));
                }
            }
            if (round < Rounds - Averaged)
                continue;
            biasMean += bias / Averaged;
            for (var f = 0; f < weights.Length; f++)
                means[f] += weights[f] / Averaged;
        }
        return (means, biasMean);
    }

    /// <summary>The smallest weights say nothing and fill the file.</summary>
    private static sbyte Kept(double weight) => Math.Abs(weight) < 1.5 ? (sbyte)0 : (sbyte)Math.Round(weight);

    private static (sbyte[] Weights, float Scale, float Bias) Quantized((double[] Weights, double Bias) learned)
    {
        var most = learned.Weights.Max(Math.Abs);
        var scale = most <= 0 ? 1 : most / 127;
        return ([.. learned.Weights.Select(w => Kept(w / scale))], (float)scale, (float)learned.Bias);
    }
}
