using Amiable.FollowUp;
using Amiable.Writing;

namespace Amiable.Server.Tests.Writing;

/// <summary>What holds for every letter, in every language and tone.</summary>
public sealed class LetterTextsTests
{
    internal static readonly IReadOnlyList<(string Language, string Country)> Places =
    [
        ("en", "GB"),
        ("en", "US"),
        ("fr", "FR"),
        ("de", "DE"),
        ("de", "CH"),
        ("es", "ES"),
        ("it", "IT"),
        ("nl", "NL"),
        ("pt", "PT"),
    ];

    internal static IEnumerable<MessageBrief> All(params BriefLine[] lines)
    {
        foreach (var (language, country) in Places)
        foreach (
            var (stage, tone) in new[]
            {
                (Stage.BeforeDue, Tone.Courteous),
                (Stage.Overdue, Tone.Courteous),
                (Stage.Overdue, Tone.Professional),
                (Stage.Overdue, Tone.Firm),
                (Stage.PromiseBroken, Tone.Courteous),
            }
        )
            yield return (stage == Stage.BeforeDue ? Samples.BeforeDue() : Samples.Overdue(lines)) with
            {
                Language = language,
                Country = country,
                Stage = stage,
                Tone = tone,
                ByPost = true,
                PromisedOn = stage == Stage.PromiseBroken ? Samples.Sent.AddDays(-3) : null,
                Sender = Samples.Duvernay with { ReplyTo = "lea2@duvernay.example" },
            };
    }

    [Fact]
    public void Every_figure_in_a_letter_is_explained_and_no_word_threatens()
    {
        var faults = new List<string>();
        foreach (var brief in All().Concat(All(Samples.First)))
        {
            var letter = BuiltInWriter.Write(brief);
            faults.AddRange(
                NumberLock
                    .Check(brief, letter.Subject + "\n" + letter.Text)
                    .Select(u => $"{brief.Language} {brief.Stage} {brief.Tone}: {u.Text}")
            );
            faults.AddRange(
                ConductCheck.Check(brief, letter.Subject + "\n" + letter.Text).Select(w => $"{brief.Language} {brief.Tone}: {w}")
            );
        }
        Assert.Empty(faults);
    }

    [Fact]
    public void A_letter_can_be_answered_without_a_button_says_who_wrote_it_and_encloses_nothing()
    {
        foreach (var brief in All())
        {
            var letter = BuiltInWriter.Write(brief with { Attached = [] });
            Assert.Contains("lea2@duvernay.example", letter.Text, StringComparison.Ordinal);
            Assert.Matches("\\b(AI|IA|KI)\\b", letter.Text);
            Assert.DoesNotMatch("[{}\\[\\]]", letter.Subject + letter.Text);
            Assert.DoesNotContain("Duvernay", letter.Subject, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_code_to_scan_stands_in_a_letter_that_asks_for_one_sum_in_euros_and_in_no_other()
    {
        var euros = All().First(b => b.Stage == Stage.Overdue);
        var two = All(Samples.First, Samples.Dollars).First(b => b.Stage == Stage.Overdue);

        Assert.Contains("<svg", BuiltInWriter.Write(euros).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", BuiltInWriter.Write(two).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", BuiltInWriter.Write(euros with { ByPost = false }).Html, StringComparison.Ordinal);
    }
}
