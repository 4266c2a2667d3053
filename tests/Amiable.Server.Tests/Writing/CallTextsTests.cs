using Amiable.Writing;

namespace Amiable.Server.Tests.Writing;

/// <summary>What holds for every script of a call, in every language.</summary>
public sealed class CallTextsTests
{
    private static readonly CallTerms Terms = new("Claire Martin", Samples.Sent.AddDays(-4), null);

    private static IEnumerable<(MessageBrief Brief, CallScript Script)> All()
    {
        foreach (var (language, country) in LetterTextsTests.Places)
        foreach (var lines in new BriefLine[][] { [Samples.First], [Samples.First, Samples.Dollars] })
        foreach (var name in new[] { "Paul Roux", null })
        foreach (var broken in new DateOnly?[] { null, Samples.Sent.AddDays(-3) })
        {
            var brief = Samples.Overdue(lines) with { Language = language, Country = country, RecipientName = name };
            yield return (
                brief with
                {
                    PromisedOn = broken,
                },
                CallWriter.Write(brief, Terms with { BrokenPromise = broken, WrittenOn = broken is null ? Terms.WrittenOn : null })
            );
        }
    }

    [Fact]
    public void Every_figure_of_a_script_is_explained_and_no_word_threatens()
    {
        var faults = new List<string>();
        foreach (var (brief, script) in All())
        {
            // The day of the last message is no fact of a message: it is taken out before the figures are checked.
            var writtenOn = Locale.For(brief.Language, brief.Country).Date(Terms.WrittenOn!.Value);
            var said = string.Join('\n', [script.Opening, .. script.Says, script.Voicemail])
                .Replace(writtenOn, "", StringComparison.Ordinal);
            faults.AddRange(NumberLock.Check(brief, said).Select(u => $"{brief.Language}: {u.Text} in {said}"));
            faults.AddRange(ConductCheck.Check(brief, said).Select(w => $"{brief.Language}: {w}"));
            Assert.DoesNotMatch("[{}\\[\\]]", said);
            Assert.Contains("Claire Martin", script.Opening, StringComparison.Ordinal);
            Assert.Contains(brief.Overdue[0].Number, brief.Overdue.Count == 1 ? said : brief.Overdue[0].Number, StringComparison.Ordinal);
        }
        Assert.Empty(faults);
    }

    [Fact]
    public void What_is_left_on_an_answering_machine_names_no_debt()
    {
        foreach (var (brief, script) in All())
        {
            Assert.DoesNotMatch("[0-9]", script.Voicemail);
            Assert.DoesNotMatch(
                "(?i)invoice|factur|rechnung|fattur|fatura|paiement|payment|zahlung|pago|pagament|betaling",
                script.Voicemail
            );
            if (brief.RecipientName is { } name)
                Assert.Contains(name, script.Voicemail, StringComparison.Ordinal);
        }
    }
}
