using Amiable.Communications;
using Amiable.FollowUp;

namespace Amiable.Tests.Communications;

public class CommunicationTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 16, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = Day.Of("2026-03-16");
    private static readonly MemberId Member = new(Guid.CreateVersion7());
    private static readonly MessageWords Words = new("Your invoice", "Dear Jeanne", "<p>Dear Jeanne</p>");
    private static readonly Recipient[] Jeanne = [new(new(Guid.CreateVersion7()), "Jeanne", "jeanne@roux.example")];
    private static readonly PlannedMessage Planned = new(Today, Stage.Overdue, Tone.Professional, Channel.Email, [], [], []);

    private static Communication Waiting(CommunicationStatus status = CommunicationStatus.Scheduled)
    {
        var communication = new Communication(new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), Origin.Agent, "first", status, Now);
        communication.Write(Planned, new(), "en", Jeanne, Words);
        communication.MoveTo(Today, Now);
        return communication;
    }

    /// <summary>One in each status that no longer waits.</summary>
    public static TheoryData<CommunicationStatus> Gone => [.. All.Keys.Where(s => !s.IsWaiting())];

    private static readonly Dictionary<CommunicationStatus, Action<Communication>> All = new()
    {
        [CommunicationStatus.Scheduled] = _ => { },
        [CommunicationStatus.Sending] = c => c.Claim("proof"),
        [CommunicationStatus.Sent] = c =>
        {
            c.Claim("proof");
            c.WasSent(Now);
        },
        [CommunicationStatus.Failed] = c =>
        {
            c.Claim("proof");
            c.WasRefused("550");
        },
        [CommunicationStatus.Uncertain] = c =>
        {
            c.Claim("proof");
            c.IsUncertain();
        },
        [CommunicationStatus.Cancelled] = c => c.Cancel("paused"),
    };

    private static Communication In(CommunicationStatus status)
    {
        var communication = Waiting();
        All[status](communication);
        Assert.Equal(status, communication.Status);
        return communication;
    }

    private static Problem? Edit(Communication communication, DateOnly? day = null, MessageWords? words = null, Recipient[]? to = null) =>
        communication.Edit(day ?? Today, Now, to ?? Jeanne, words ?? Words, communication.Tone, Today);

    [Fact]
    public void Only_what_was_claimed_and_has_not_begun_waits_again_by_itself()
    {
        var behind = In(CommunicationStatus.Sending);
        behind.GiveWay();
        Assert.Equal((CommunicationStatus.Scheduled, false), (behind.Status, behind.IsInLine));

        var begun = In(CommunicationStatus.Sending);
        begun.Begin();
        Assert.Throws<InvalidOperationException>(begun.GiveWay);
        Assert.Throws<InvalidOperationException>(begun.Begin);
        Assert.Throws<InvalidOperationException>(Waiting().Begin);
        Assert.Throws<InvalidOperationException>(Waiting().GiveWay);
    }

    [Theory]
    [InlineData(CommunicationStatus.Sending)]
    [InlineData(CommunicationStatus.Sent)]
    [InlineData(CommunicationStatus.Cancelled)]
    [InlineData(CommunicationStatus.Received)]
    public void A_planned_message_begins_by_waiting(CommunicationStatus status) => Assert.Throws<ArgumentException>(() => Waiting(status));

    [Theory]
    [MemberData(nameof(Gone))]
    public void What_no_longer_waits_is_immutable(CommunicationStatus status)
    {
        var communication = In(status);

        Assert.Equal("communication.not-waiting", Edit(communication)?.Code);
        Assert.Throws<InvalidOperationException>(() => communication.Write(Planned, new(), "fr", [], Words));
        Assert.Throws<InvalidOperationException>(() => communication.MoveTo(Today, Now));
        Assert.Throws<InvalidOperationException>(() => communication.HoldBack("why"));
        Assert.Throws<InvalidOperationException>(() => communication.Claim("again"));
        Assert.Throws<InvalidOperationException>(() => communication.SendNow(Member, Today, Now));
        Assert.Throws<InvalidOperationException>(() => communication.WaitAs(CommunicationStatus.Scheduled));
        Assert.Equal("communication.not-awaiting", communication.Approve(Member, Now)?.Code);
        Assert.Equal(
            (status, Words.Text, "en", null),
            (communication.Status, communication.Text, communication.Language, communication.ApprovedBy)
        );
    }

    [Fact]
    public void Two_workers_cannot_claim_one_message()
    {
        var communication = In(CommunicationStatus.Sending);

        Assert.Equal("proof", communication.GateProof);
        Assert.Throws<InvalidOperationException>(() => communication.Claim("other"));
    }

    [Fact]
    public void An_edit_pins_it_and_a_line_break_in_the_subject_is_no_header()
    {
        var communication = Waiting();

        Assert.Null(Edit(communication, Today.AddDays(3), new(" Hello\r\nBcc: all@roux.example", "Text", "Html")));

        Assert.True(communication.IsPinned);
        Assert.Equal(("Hello Bcc: all@roux.example", Today.AddDays(3)), (communication.Subject, communication.SendOn));
    }

    [Fact]
    public void An_edit_that_cannot_be_sent_is_refused_and_pins_nothing()
    {
        var communication = Waiting();

        Assert.Equal("communication.past-day", Edit(communication, Today.AddDays(-1))?.Code);
        Assert.Equal("communication.no-subject", Edit(communication, words: Words with { Subject = " " })?.Code);
        Assert.Equal("communication.no-text", Edit(communication, words: Words with { Text = "\n" })?.Code);
        Assert.Equal("communication.no-recipient", Edit(communication, to: [])?.Code);
        Assert.Equal("communication.no-recipient", Edit(communication, to: [Jeanne[0] with { IsCopy = true }])?.Code);
        Assert.False(communication.IsPinned);
    }

    [Fact]
    public void Approval_is_lost_when_it_is_written_anew_and_stays_when_only_its_day_moves()
    {
        var communication = Waiting(CommunicationStatus.AwaitingApproval);
        Assert.Null(communication.Approve(Member, Now));
        Assert.Equal((CommunicationStatus.Scheduled, Member), (communication.Status, communication.ApprovedBy));

        communication.MoveTo(Today.AddDays(1), Now);
        Assert.Equal(Member, communication.ApprovedBy);
        Assert.Equal("communication.not-awaiting", communication.Approve(Member, Now)?.Code);

        communication.Write(Planned, new(), "en", Jeanne, Words);
        Assert.Equal((null, null), (communication.ApprovedBy, communication.ApprovedAt));
    }

    [Fact]
    public void What_the_agent_only_observes_cannot_be_approved() =>
        Assert.Equal("communication.not-awaiting", Waiting(CommunicationStatus.Draft).Approve(Member, Now)?.Code);

    [Theory]
    [InlineData(CommunicationStatus.Draft)]
    [InlineData(CommunicationStatus.AwaitingApproval)]
    [InlineData(CommunicationStatus.Scheduled)]
    public void Sent_now_means_approved_and_scheduled_for_this_moment(CommunicationStatus status)
    {
        var communication = Waiting(status);

        communication.SendNow(Member, Today, Now.AddHours(1));

        Assert.Equal(
            (CommunicationStatus.Scheduled, Member, Now.AddHours(1), true),
            (communication.Status, communication.ApprovedBy, communication.SendAt, communication.IsSentNow)
        );
    }

    [Fact]
    public void What_was_to_be_sent_now_and_is_then_edited_for_another_day_waits_for_that_day()
    {
        var communication = Waiting();
        communication.SendNow(Member, Today, Now);

        Edit(communication, Today.AddDays(2));

        Assert.Equal((false, true), (communication.IsSentNow, communication.IsPinned));
    }

    [Theory]
    [InlineData(CommunicationStatus.Scheduled, true)]
    [InlineData(CommunicationStatus.Failed, true)]
    [InlineData(CommunicationStatus.Sending, false)]
    [InlineData(CommunicationStatus.Sent, false)]
    [InlineData(CommunicationStatus.Uncertain, false)] // a human has to find out first
    [InlineData(CommunicationStatus.Cancelled, false)]
    public void Only_what_has_certainly_not_left_can_be_cancelled(CommunicationStatus status, bool can)
    {
        var communication = In(status);

        Assert.Equal(can, communication.Cancel("by-member", byMember: true) is null);
        Assert.Equal(can, communication.SkippedByMember);
    }

    [Fact]
    public void An_uncertain_message_left_or_never_left()
    {
        var (left, never) = (In(CommunicationStatus.Uncertain), In(CommunicationStatus.Uncertain));

        Assert.Null(left.FoundOut(itLeft: true, Now));
        Assert.Null(never.FoundOut(itLeft: false, Now));

        Assert.Equal((CommunicationStatus.Sent, Now), (left.Status, left.SentAt));
        Assert.Equal((CommunicationStatus.Cancelled, null), (never.Status, never.SentAt));
        Assert.False(never.SkippedByMember); // it is planned again at once
        Assert.Equal("communication.not-uncertain", left.FoundOut(true, Now)?.Code);
    }

    [Fact]
    public void Held_back_it_says_why_until_it_leaves()
    {
        var communication = Waiting();

        communication.HoldBack("MinimumGap");
        Assert.Equal((CommunicationStatus.Scheduled, "MinimumGap"), (communication.Status, communication.StatusReason));
        communication.Claim("proof");
        Assert.Null(communication.StatusReason);
    }

    [Fact]
    public void What_is_asked_is_one_amount_a_currency_less_its_credit()
    {
        StatedInvoice Stated(long minor, string currency) =>
            new(new(Guid.CreateVersion7()), "N", Today, Today, new(minor, currency), new(minor, currency));
        var facts = new MessageFacts
        {
            About = [Stated(100, "USD"), Stated(200, "EUR"), Stated(50, "EUR")],
            Upcoming = [Stated(999, "EUR")],
            Credit = [new(30, "EUR"), new(7, "CHF")],
        };

        Assert.Equal([new Money(220, "EUR"), new Money(100, "USD")], facts.Asked);
    }
}
