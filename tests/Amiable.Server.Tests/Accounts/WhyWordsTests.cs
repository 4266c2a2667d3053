using Amiable.FollowUp;
using Amiable.FollowUp.Pages;
using Amiable.Ui;

namespace Amiable.Tests.Accounts;

/// <summary>Every fact and rule of the planner has a sentence, in each language.</summary>
public sealed class WhyWordsTests
{
    private static readonly TestClock Clock = new(new DateTimeOffset(2026, 4, 10, 8, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public void Every_reason_and_every_why_has_words(string language)
    {
        var viewer = new Viewer(Clock) { Language = language };
        foreach (var kind in Enum.GetValues<ReasonKind>())
        {
            var sentence = WhyWords.Of(
                viewer,
                new Reason(kind)
                {
                    Number = "F-1",
                    Days = 10,
                    On = new DateOnly(2026, 3, 30),
                    Amount = new Money(1000, "EUR"),
                    Tone = Tone.Firm,
                }
            );
            Assert.EndsWith(".", sentence, StringComparison.Ordinal);
            Assert.DoesNotContain("{", sentence, StringComparison.Ordinal);
        }
        foreach (var why in Enum.GetValues<Amiable.FollowUp.Why>())
            Assert.NotEmpty(WhyWords.Of(viewer, why, null));
    }

    [Fact]
    public void What_is_left_out_for_one_reason_is_told_in_one_sentence()
    {
        var viewer = new Viewer(Clock) { Language = "en" };
        LeftOut[] leftOut =
        [
            .. Enumerable.Range(1, 7).Select(i => new LeftOut(TestServer.New<InvoiceId>(), $"F-{i}", Amiable.FollowUp.Why.Disputed)),
            new(TestServer.New<InvoiceId>(), "F-8", Amiable.FollowUp.Why.Promised, new DateOnly(2026, 4, 17)),
        ];
        Assert.Equal(
            [
                "F-1, F-2, F-3, F-4 and 3 others are left out: in dispute.",
                "F-8 is left out: payment promised, waited for until Fri 17 Apr.",
            ],
            WhyWords.Of(viewer, [], leftOut)
        );
    }
}
