using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Amiable.Reading.Training;

namespace Amiable.Bench;

/// <summary>Learns the weights of the built-in reader from the sentences beside its source, and writes them there.</summary>
internal static class TrainReader
{
    public static void Run([CallerFilePath] string here = "")
    {
        var project = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "src", "Amiable.Reading"));
        var all = TrainingSentence.ReadFolder(Path.Combine(project, "Training")).ToList();
        var clock = Stopwatch.StartNew();
        var classifier = SentenceTrainer.Train(all);
        var bytes = classifier.Write();
        File.WriteAllBytes(Path.Combine(project, "Intents", "Weights.bin"), bytes);
        Console.WriteLine(
            $"Learned from {all.Count} sentences in {clock.Elapsed.TotalSeconds:F1} s; {bytes.Length / 1024} KB; {classifier.Labels.Count} labels."
        );
        // What is shipped has learned from every sentence; how well that is done is told by those that did not.
        var some = SentenceTrainer.Train([.. all.Where(s => !s.IsHeldOut)]);
        Tell("Held out", TrainingReport.Of(some, [.. all.Where(s => s.IsHeldOut)]));
        Tell("Cross-validated (5)", TrainingReport.CrossValidated(all));
    }

    private static void Tell(string name, TrainingReport report) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name, -20} {report.Sentences, 5} sentences, right {report.Right:P1}, macro F1 {report.MacroF1:F3}"
            )
        );
}
