using System.Runtime.CompilerServices;
using Amiable.Reading.Evaluation;
using Amiable.Reading.Replies;

namespace Amiable.Reading.Tests;

/// <summary>
/// The labelled replies beside these tests, read as if a customer had written them; decision 016 says which of them were looked at while the reader was made. What
/// must hold, holds on all of them; the figures stand a little under what was measured.
/// </summary>
public sealed class ShippedRepliesTests
{
    private static readonly Lazy<Dictionary<string, ReplyScores>> Files = new(() =>
        Directory.GetFiles(Folder(), "*.jsonl").ToDictionary(f => Path.GetFileNameWithoutExtension(f), Read)
    );

    private static ReplyScores All => new([.. Files.Value.Values.SelectMany(s => s.Replies)]);

    [Fact]
    public void Nothing_unsafe_is_done_on_a_reply_alone() =>
        Assert.Empty(All.Replies.Where(r => r.Unsafe.Count > 0).Select(r => $"{r.Reply.Id}: {r.Unsafe[0]}"));

    [Fact]
    public void No_order_to_the_agent_is_acted_on_without_a_human() =>
        Assert.Empty(All.Replies.Where(r => r.Reply.IsInjection && !r.Read.NeedsHuman).Select(r => r.Reply.Id));

    [Theory]
    [InlineData("developed", 0.94, 0.93, 0.93)]
    [InlineData("counted", 0.85, 0.80, 0.85)]
    [InlineData("blind", 0.80, 0.70, 0.80)]
    public void What_customers_want_is_mostly_understood(string file, double primary, double macroF1, double promiseDates)
    {
        var scores = Files.Value[file];
        Assert.True(scores.Primary.Value >= primary, ScoreSheet.Of(scores));
        Assert.True(scores.MacroF1 >= macroF1, ScoreSheet.Of(scores));
        Assert.True(scores.PromiseDates.Value >= promiseDates, ScoreSheet.Of(scores));
    }

    [Fact]
    public void A_human_is_asked_where_one_is_needed() => Assert.True(All.HumanFound.Value >= 0.97, ScoreSheet.Of(All));

    [Fact]
    public void Few_people_are_taken_for_attackers() => Assert.InRange(All.FalseAlarms, 0, 2);

    private static ReplyScores Read(string file) =>
        new([.. LabelledReply.ReadLines(File.ReadLines(file)).Select(r => new ScoredReply(r, BuiltInReader.Read(r.Reply)))]);

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Replies");
}
