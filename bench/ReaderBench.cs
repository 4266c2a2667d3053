using System.Diagnostics;
using System.Globalization;
using Amiable.Reading.Evaluation;
using Amiable.Reading.Replies;

namespace Amiable.Bench;

/// <summary>Time and memory of reading one mail.</summary>
internal static class ReaderBench
{
    public static void Run(string file, string? predictions)
    {
        var replies = LabelledReply.ReadLines(File.ReadLines(file)).ToList();
        var clock = Stopwatch.StartNew();
        BuiltInReader.Read(replies[0].Reply);
        var first = clock.Elapsed;
        var scores = new ReplyScores([.. replies.Select(r => new ScoredReply(r, BuiltInReader.Read(r.Reply)))]);
        if (predictions is not null)
            File.WriteAllLines(predictions, scores.Replies.Select(r => r.Read.Write(r.Reply.Id, r.Reading.InstructsTheAgent)));
        Console.WriteLine(ScoreSheet.Of(scores));
        if (Environment.GetEnvironmentVariable("EXPLAIN") is { } some)
            foreach (var reply in replies.Where(r => some.Split(',').Contains(r.Id)))
                Console.WriteLine($"== {reply.Id}\n{BuiltInReader.Explain(reply.Reply)}");
        foreach (var wrong in ScoreSheet.Wrong(scores))
            Console.WriteLine(wrong);
        var worst = TimeSpan.Zero;
        var before = GC.GetAllocatedBytesForCurrentThread();
        clock.Restart();
        foreach (var reply in replies)
        {
            var start = clock.Elapsed;
            BuiltInReader.Read(reply.Reply);
            worst = clock.Elapsed - start > worst ? clock.Elapsed - start : worst;
        }
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"First {first.TotalMilliseconds:F0} ms; then {clock.Elapsed.TotalMilliseconds / replies.Count:F2} ms a mail, worst {worst.TotalMilliseconds:F1} ms; {(GC.GetAllocatedBytesForCurrentThread() - before) / replies.Count / 1024} KB allocated a mail; {GC.GetTotalMemory(true) / 1048576.0:F1} MB held."
            )
        );
    }
}
