using System.Runtime.CompilerServices;
using Amiable.Reading.Evaluation;
using Amiable.Reading.Replies;

namespace Amiable.Reading.Tests;

/// <summary>
/// The labelled replies that the program ships with, read as if a customer had written them; decision 016 says which of them were looked at while the reader was made. What
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
    [InlineData("developed", 0.95, 0.93, 0.95)]
    [InlineData("counted", 0.94, 0.91, 0.95)]
    [InlineData("blind", 0.90, 0.90, 0.95)]
    [InlineData("second-developed", 0.94, 0.94, 0.94)]
    [InlineData("second-blind", 0.94, 0.94, 0.95)]
    [InlineData("third-developed", 0.97, 0.95, 0.97)]
    [InlineData("third-blind", 0.95, 0.90, 0.91)]
    public void What_customers_want_is_mostly_understood(string file, double primary, double macroF1, double promiseDates)
    {
        var scores = Files.Value[file];
        Assert.True(scores.Primary.Value >= primary, ScoreSheet.Of(scores));
        Assert.True(scores.MacroF1 >= macroF1, ScoreSheet.Of(scores));
        Assert.True(scores.PromiseDates.Value >= promiseDates, ScoreSheet.Of(scores));
    }

    [Fact]
    public void What_an_attack_asks_for_is_nobodys_wish() => Assert.InRange(All.InjectionsActedOn, 0, 1);

    [Fact]
    public void A_human_is_asked_where_one_is_needed() => Assert.True(All.HumanFound.Value >= 0.98, ScoreSheet.Of(All));

    [Fact]
    public void Few_people_are_taken_for_attackers() => Assert.InRange(All.FalseAlarms, 0, 2);

    [Fact]
    public void What_is_built_in_to_measure_trust_is_what_nobody_tuned_for() =>
        Assert.Equal(
            Files.Value["counted"].Replies.Concat(Files.Value["blind"].Replies).Select(r => r.Reply.Id),
            ShippedReplies.Scored.Select(r => r.Reply.Id)
        );

    [Fact]
    public void A_kind_is_answered_alone_only_where_it_is_right_often_enough()
    {
        var kinds = ClassPrecision.Over(ShippedReplies.Scored);
        Assert.Equal(Enum.GetValues<Amiable.Replies.ReplyClass>(), kinds.Select(k => k.Class));
        Assert.All(kinds, k => Assert.InRange(k.Right, 0, k.Of));
        Assert.True(kinds.Sum(k => k.Of) > 50, "Hardly any reply would be dealt with alone.");
        Assert.Equal(
            [false, false, true],
            new[] { (4, 4), (96, 100), (97, 100) }.Select(x => new ClassPrecision(default, x.Item1, x.Item2).IsEnough)
        );
    }

    private static ReplyScores Read(string file) =>
        new([.. LabelledReply.ReadLines(File.ReadLines(file)).Select(r => new ScoredReply(r, BuiltInReader.Read(r.Reply)))]);

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../src/Amiable.Reading/Evaluation/Replies");
}
