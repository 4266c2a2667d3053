using Amiable.FollowUp;
using static Amiable.Tests.FollowUp.Given;

namespace Amiable.Tests.FollowUp;

public class PlanChangesTests
{
    private const string Today = "2026-03-16";

    private static readonly FollowUpPlan Planned = Account(Invoice("A", "2026-02-02"), Invoice("B", "2026-03-17"))
        .WithCredit(Eur(10))
        .PlannedOn(Today);

    private static readonly FollowUpPlan NothingPlanned = new(null, [], []);

    private static readonly Waiting Same = new(
        new(Guid.CreateVersion7()),
        Planned.Next!.SendOn,
        Planned.Next.Stage,
        Planned.Next.Tone,
        Planned.Next.Channel,
        [.. Planned.Next.About.Select(Asks)],
        [.. Planned.Next.Upcoming.Select(Asks)],
        [Eur(10)],
        IsPinned: false
    );

    private static readonly Waiting Pinned = Same with { IsPinned = true };

    private static Asked Asks(OpenInvoice invoice) => new(invoice.Id, invoice.Outstanding);

    private static PlanChange Between(Waiting? waiting, FollowUpPlan? plan = null, params Money[] credit) =>
        PlanChanges.Between(waiting, plan ?? Planned, credit is [] ? [Eur(10)] : credit);

    [Fact]
    public void Nothing_waits_and_nothing_is_planned() => Assert.IsType<PlanChange.Nothing>(Between(null, NothingPlanned));

    [Fact]
    public void What_is_planned_is_scheduled_when_nothing_waits() =>
        Assert.Same(Planned.Next, Assert.IsType<PlanChange.Schedule>(Between(null)).Message);

    [Fact]
    public void What_waits_as_planned_stays() => Assert.IsType<PlanChange.Nothing>(Between(Same));

    [Fact]
    public void What_is_no_longer_planned_is_cancelled_even_when_a_person_edited_it()
    {
        Assert.Equal(new PlanChange.Cancel(Same.Id), Between(Same, NothingPlanned));
        Assert.Equal(new PlanChange.Cancel(Same.Id), Between(Pinned, NothingPlanned));
    }

    [Fact]
    public void Another_day_alone_moves_the_message_so_that_its_approval_stays() =>
        Assert.Equal(Same.Id, Assert.IsType<PlanChange.Move>(Between(Same with { SendOn = Day.Of("2026-03-13") })).Id);

    public static TheoryData<string> OtherFacts => ["amount", "invoice", "more", "upcoming", "credit", "no credit", "stage"];

    [Theory]
    [MemberData(nameof(OtherFacts))]
    [InlineData("tone")]
    [InlineData("channel")]
    public void Other_facts_or_another_tone_or_channel_mean_other_words(string what) =>
        Assert.Equal(Same.Id, Assert.IsType<PlanChange.Rewrite>(Between(With(Same, what))).Id);

    [Theory]
    [MemberData(nameof(OtherFacts))]
    public void What_a_person_edited_is_not_rewritten_when_its_facts_changed_but_shown_to_a_person(string what) =>
        Assert.Equal(new PlanChange.AskAPerson(Same.Id), Between(With(Pinned, what)));

    [Theory]
    [InlineData("tone")]
    [InlineData("channel")]
    [InlineData("day")]
    public void What_a_person_edited_keeps_its_day_and_its_tone(string what) =>
        Assert.IsType<PlanChange.Nothing>(Between(With(Pinned, what)));

    [Fact]
    public void A_reminder_that_a_person_moved_beyond_the_due_date_is_shown_to_a_person() =>
        // Its invoices and amounts are the same, but its words say that they fall due.
        Assert.Equal(new PlanChange.AskAPerson(Same.Id), Between(Pinned with { Stage = Stage.BeforeDue }));

    [Fact]
    public void What_a_person_edited_is_cancelled_when_nothing_it_asks_for_is_owed_any_more() =>
        Assert.Equal(new PlanChange.Cancel(Same.Id), Between(Pinned with { About = [new(Id("paid"), Eur(5))] }));

    [Fact]
    public void What_a_person_edited_is_shown_to_a_person_when_what_it_asks_for_is_contested_by_now()
    {
        var plan = Account(Invoice("A", "2026-02-02"), Invoice("D", "2026-02-02").Disputed()).PlannedOn(Today);

        Assert.Equal(new PlanChange.AskAPerson(Same.Id), Between(Pinned with { About = [new(Id("D"), Eur(5))] }, plan));
    }

    [Fact]
    public void What_a_person_edited_is_cancelled_when_what_it_asks_for_is_written_off()
    {
        var plan = Account(Invoice("A", "2026-02-02"), Invoice("W", "2026-02-02").WrittenOff()).PlannedOn(Today);

        Assert.Equal(new PlanChange.Cancel(Same.Id), Between(Pinned with { About = [new(Id("W"), Eur(5))] }, plan));
    }

    [Fact]
    public void Credit_in_a_currency_that_is_not_asked_for_changes_nothing() =>
        Assert.IsType<PlanChange.Nothing>(Between(Same, null, Eur(10), Usd(99)));

    private static Waiting With(Waiting waiting, string what) =>
        what switch
        {
            "amount" => waiting with { About = [waiting.About[0] with { Outstanding = Eur(99) }] },
            "invoice" => waiting with { About = [waiting.About[0] with { Invoice = Id("other") }, waiting.About[0]] },
            "more" => waiting with { About = [.. waiting.About, new(Id("other"), Eur(1))] },
            "upcoming" => waiting with { Upcoming = [] },
            "credit" => waiting with { Credit = [Eur(11)] },
            "no credit" => waiting with { Credit = [] },
            "stage" => waiting with { Stage = Stage.PromiseBroken },
            "tone" => waiting with { Tone = Tone.Firm },
            "channel" => waiting with { Channel = Channel.Letter },
            "day" => waiting with { SendOn = Day.Of("2026-04-01") },
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };
}
