using System.Runtime.CompilerServices;
using Amiable.Reading.Training;

namespace Amiable.Reading.Tests;

public sealed class TrainingTests
{
    [Fact]
    public void The_weights_are_those_the_sentences_give()
    {
        var sentences = TrainingSentence.ReadFolder(Path.Combine(Project(), "Training")).ToList();
        Assert.True(sentences.Count > 4000);
        var bytes = SentenceTrainer.Train(sentences).Write();

        var kept = File.ReadAllBytes(Path.Combine(Project(), "Intents", "Weights.bin"));
        Assert.True(kept.AsSpan().SequenceEqual(bytes), "Run: dotnet run --project bench -c Release -- train-reader");
        Assert.InRange(kept.Length, 1, 1_000_000);
    }

    private static string Project([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src", "Amiable.Reading"));
}
