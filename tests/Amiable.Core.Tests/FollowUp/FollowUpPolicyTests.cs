using Amiable.FollowUp;

namespace Amiable.Tests.FollowUp;

public class FollowUpPolicyTests
{
    private static readonly FollowUpPolicy Standard = FollowUpPolicy.Standard;

    private static string? FaultOf(FollowUpPolicy policy) => policy.Fault?.Code;

    private static FollowUpPolicy With(params Rung[] rungs) => Standard with { Rungs = rungs };

    [Fact]
    public void The_standard_is_the_baseline_of_the_product()
    {
        Assert.Null(Standard.Fault);
        Assert.Equal(
            (3, 2, 2, 8),
            (
                Standard.RemindBusinessDaysBeforeDue,
                Standard.MinimumGapBusinessDays,
                Standard.GraceAfterPromiseBusinessDays,
                Standard.WaitAfterFormalNoticeBusinessDays
            )
        );
        Assert.Equal([(0, 10), (31, 5), (61, 3)], Standard.Rungs.Select(r => (r.FromDaysOverdue, r.EveryBusinessDays)));
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(0, 10)]
    [InlineData(30, 10)]
    [InlineData(31, 5)]
    [InlineData(60, 5)]
    [InlineData(61, 3)]
    [InlineData(5000, 3)]
    public void The_rung_is_that_of_the_age(int days, int every) => Assert.Equal(every, Standard.RungAt(days).EveryBusinessDays);

    [Theory]
    [InlineData(0, Tone.Courteous)]
    [InlineData(1, Tone.Professional)]
    [InlineData(9, Tone.Professional)]
    public void The_last_tone_of_a_rung_holds_for_all_that_follow(int messages, Tone tone) =>
        Assert.Equal(tone, Standard.Rungs[0].ToneAfter(messages));

    [Fact]
    public void Steps_that_cannot_be_climbed_are_refused()
    {
        Rung first = new(0, 10, [Tone.Courteous]);

        Assert.Equal("policy.first-rung", FaultOf(With()));
        Assert.Equal("policy.first-rung", FaultOf(With(first with { FromDaysOverdue = 1 })));
        Assert.Equal("policy.rung", FaultOf(With(first with { EveryBusinessDays = 0 })));
        Assert.Equal("policy.rung", FaultOf(With(first with { Tones = [] })));
        Assert.Equal("policy.order", FaultOf(With(first, new(31, 5, [Tone.Firm]), new(31, 3, [Tone.Firm]))));
        Assert.Equal("policy.slower", FaultOf(With(first, new(31, 11, [Tone.Firm]))));
        Assert.Equal("policy.tone", FaultOf(With(first with { Tones = [Tone.Firm] }, new(31, 5, [Tone.Courteous]))));
        Assert.Equal("policy.tone", FaultOf(With(first with { Tones = [Tone.Professional, Tone.Courteous] })));
        Assert.Null(FaultOf(With(first)));
    }

    [Fact]
    public void Days_that_make_no_sense_are_refused()
    {
        Assert.Equal("policy.days", FaultOf(Standard with { MinimumGapBusinessDays = 0 }));
        Assert.Equal("policy.days", FaultOf(Standard with { RemindBusinessDaysBeforeDue = 0 }));
        Assert.Equal("policy.waits", FaultOf(Standard with { GraceAfterPromiseBusinessDays = -1 }));
        Assert.Equal("policy.waits", FaultOf(Standard with { WaitAfterFormalNoticeBusinessDays = -1 }));
        Assert.Equal("policy.too-long", FaultOf(Standard with { RemindBusinessDaysBeforeDue = 1_000_000 }));
        Assert.Equal("policy.too-long", FaultOf(With(new Rung(0, 261, [Tone.Courteous]))));
        Assert.Null(FaultOf(Standard with { RemindBusinessDaysBeforeDue = null, GraceAfterPromiseBusinessDays = 0 }));
    }

    [Fact]
    public void Limits_under_which_nothing_would_ever_leave_are_refused()
    {
        Assert.Equal("policy.recommend", FaultOf(Standard with { RecommendAfterFirmMessages = 0 }));
        Assert.Equal("policy.window", FaultOf(Standard with { Window = new(new(17, 0), new(9, 0)) }));
        Assert.Equal("policy.limits", FaultOf(Standard with { MostPerHour = 0 }));
        Assert.Equal("policy.limits", FaultOf(Standard with { MostPerAccountAndWeek = 0 }));
        Assert.Equal("policy.limits", FaultOf(Standard with { LedgerStaysFreshHours = 0 }));
    }

    [Fact]
    public void A_fault_names_the_value_that_has_to_change()
    {
        Rung first = new(0, 10, [Tone.Courteous]);

        Assert.Equal("RemindBusinessDaysBeforeDue", FieldOf(Standard with { RemindBusinessDaysBeforeDue = 0 }));
        Assert.Equal("GraceAfterPromiseBusinessDays", FieldOf(Standard with { GraceAfterPromiseBusinessDays = 261 }));
        Assert.Equal("RecommendAfterDaysOverdue", FieldOf(Standard with { RecommendAfterDaysOverdue = -1 }));
        Assert.Equal("LedgerStaysFreshHours", FieldOf(Standard with { LedgerStaysFreshHours = int.MaxValue }));
        Assert.Equal("Rungs[1].EveryBusinessDays", FieldOf(With(first, new(31, 11, [Tone.Firm]))));
        Assert.Equal("Rungs[1].FromDaysOverdue", FieldOf(With(first, new(0, 3, [Tone.Firm]))));
        Assert.Equal("Rungs[1].Tones", FieldOf(With(first with { Tones = [Tone.Firm] }, new(31, 5, [Tone.Courteous]))));

        static string? FieldOf(FollowUpPolicy policy) => (policy.Fault as Invalid)?.Field;
    }

    [Fact]
    public void What_says_the_same_as_the_standard_is_the_standard()
    {
        var typed = Standard with { Rungs = [.. Standard.Rungs.Select(r => r with { Tones = [.. r.Tones] })] };

        Assert.True(typed.IsSameAs(Standard));
        Assert.False((typed with { MostPerHour = 10 }).IsSameAs(Standard));
        Assert.False(With(new Rung(0, 10, [Tone.Courteous])).IsSameAs(Standard));
        Assert.Equal((10, 5), (Both().MostPerHour, Both().MinimumGapBusinessDays));

        static FollowUpPolicy Both() =>
            Standard
                .WithRhythmOf(Standard with { MinimumGapBusinessDays = 5, MostPerHour = 1 })
                .WithSendingOf(Standard with { MostPerHour = 10 });
    }
}
