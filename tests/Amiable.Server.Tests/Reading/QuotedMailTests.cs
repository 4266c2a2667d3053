using Amiable.Mail.Replies;
using Amiable.Reading.Replies;
using Amiable.Replies;
using Amiable.Server.Tests.Writing;
using Amiable.Writing;

namespace Amiable.Reading;

/// <summary>Most answers quote what the agent wrote, signature and all: none of it may be taken for the customer's words, and least of all for an order to the agent.</summary>
public sealed class QuotedMailTests
{
    [Fact]
    public void What_the_agent_wrote_is_never_read_as_an_order_to_it()
    {
        var messages = Samples.All().DistinctBy(b => (b.Language, b.Stage, b.Tone, b.Variant)).ToList();
        Assert.True(messages.Count > 60, "Hardly any message was tried.");
        var flagged = messages
            .Select(b => (Brief: b, Reading: Answer("Nous paierons le 20 avril 2026.", BuiltInWriter.Write(b).Text)))
            .Where(r =>
                r.Reading.InstructsTheAgent
                || r.Reading.Primary != ReplyIntent.PromiseToPay
                || r.Reading.Promise?.Date != new DateOnly(2026, 4, 20)
            )
            .Select(r =>
                $"{r.Brief.Language} {r.Brief.Stage} {r.Brief.Tone} {r.Brief.Variant}: {r.Reading.Primary} {r.Reading.InstructsTheAgent}"
            );
        Assert.Empty(flagged);
    }

    private static ReplyReading Answer(string text, string quoted) =>
        BuiltInReader.Read(
            new(
                "Anne Roux",
                "anne@roux.example",
                "Re: F-2026-0288",
                ReplyTrimming.TrimText($"Bonjour,\n\n{text}\n\nAnne Roux\n\n> {quoted.ReplaceLineEndings("\n> ")}\n"),
                new(2026, 4, 15, 9, 0, 0, TimeSpan.FromHours(2)),
                [new("F-2026-0288", 1540, new(2026, 3, 30)), new("F-2026-0302", 2600, new(2026, 4, 1))]
            )
        );
}
