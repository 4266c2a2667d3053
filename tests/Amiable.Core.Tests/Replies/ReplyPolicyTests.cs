using System.Globalization;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Tasks;

namespace Amiable.Replies;

public sealed class ReplyPolicyTests
{
    private static readonly DateOnly Received = new(2026, 3, 2);
    private static readonly OpenInvoice First = Open("F-1");
    private static readonly OpenInvoice Second = Open("F-2");

    [Theory]
    [InlineData(ReplyIntent.BankDetailsChange, TaskKind.SuspectedFraud)]
    [InlineData(ReplyIntent.Insolvency, TaskKind.Insolvency)]
    [InlineData(ReplyIntent.LegalThreat, TaskKind.HumanRequested)]
    [InlineData(ReplyIntent.StopRequest, TaskKind.HumanRequested)]
    [InlineData(ReplyIntent.HumanRequested, TaskKind.HumanRequested)]
    [InlineData(ReplyIntent.PaymentPlanRequest, TaskKind.PaymentPlanRequest)]
    [InlineData(ReplyIntent.ExtensionRequest, TaskKind.ExtensionRequest)]
    [InlineData(ReplyIntent.PaymentClaimed, TaskKind.PaymentAnnounced)]
    [InlineData(ReplyIntent.DocumentRequest, TaskKind.MissingDocument)]
    [InlineData(ReplyIntent.Acknowledgement, TaskKind.UnclearReply)]
    [InlineData(ReplyIntent.AutoReply, TaskKind.UnclearReply)]
    [InlineData(ReplyIntent.Other, TaskKind.UnclearReply)]
    public void Each_intent_asks_its_question(ReplyIntent intent, TaskKind asked) => Assert.Equal(asked, Ask(Reading(intent)).Kind);

    [Theory]
    [InlineData(ReplyIntent.BankDetailsChange, TaskKind.SuspectedFraud)]
    [InlineData(ReplyIntent.Insolvency, TaskKind.Insolvency)]
    [InlineData(ReplyIntent.LegalThreat, TaskKind.HumanRequested)]
    public void What_does_the_most_harm_is_asked_first_wherever_it_stands(ReplyIntent harm, TaskKind asked) =>
        Assert.Equal(asked, Ask(Reading(ReplyIntent.PaymentClaimed, harm)).Kind);

    [Fact]
    public void A_dispute_is_about_the_invoices_it_names_and_the_others_go_on()
    {
        var asked = Ask(Reading(ReplyIntent.Dispute) with { Dispute = new(DisputeReason.Quality, ["F-2"], null) });
        Assert.Equal((TaskKind.Dispute, DisputeReason.Quality), (asked.Kind, asked.Reason));
        Assert.Equal([Second.Id], asked.Invoices);
    }

    [Fact]
    public void What_a_stranger_contests_a_person_reads_first() =>
        Assert.Equal(
            TaskKind.UnclearReply,
            ReplyPolicy
                .Ask(
                    Reading(ReplyIntent.Dispute) with
                    {
                        Dispute = new(DisputeReason.Quality, ["F-2"], null),
                    },
                    [First, Second],
                    Received,
                    isKnown: false
                )
                .Kind
        );

    [Fact]
    public void A_dispute_of_no_open_invoice_is_for_a_person_to_read() =>
        Assert.Equal(
            TaskKind.UnclearReply,
            Ask(Reading(ReplyIntent.Dispute) with { Dispute = new(DisputeReason.Price, ["F-9"], null) }).Kind
        );

    [Theory]
    [InlineData("2026-03-02", true)]
    [InlineData("2026-05-01", true)]
    [InlineData("2026-05-02", false)]
    [InlineData("2026-03-01", false)]
    public void A_promise_for_one_of_the_next_sixty_days_is_offered_to_be_waited_for(string day, bool isOffered)
    {
        var promised = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        var asked = Ask(Reading(ReplyIntent.PromiseToPay) with { Promise = new(promised, null, ["F-1"]) });
        Assert.Equal((TaskKind.UnclearReply, isOffered ? promised : null), (asked.Kind, asked.On));
        Assert.Equal(isOffered ? [First.Id] : [], asked.Invoices);
    }

    [Fact]
    public void A_promise_without_a_day_is_waited_for_by_nobody() =>
        Assert.Null(Ask(Reading(ReplyIntent.PromiseToPay) with { Promise = new(null, null, ["F-1"]) }).On);

    [Fact]
    public void Somebody_else_to_write_to_needs_an_address()
    {
        var named = Reading(ReplyIntent.WrongContact) with { NewContact = new("Paul", null, "01 02") };
        Assert.Equal(TaskKind.UnclearReply, Ask(named).Kind);
        Assert.Equal(TaskKind.WrongContact, Ask(named with { NewContact = new("Paul", "paul@roux.example", null) }).Kind);
    }

    [Fact]
    public void A_doubtful_reading_and_orders_to_the_agent_say_nothing()
    {
        var claimed = Reading(ReplyIntent.PaymentClaimed) with { Payment = new(Received, null, null, ["F-1"]) };
        Assert.Equal(TaskKind.PaymentAnnounced, Ask(claimed).Kind);
        var doubtful = Ask(claimed with { Confidence = 0.5 });
        Assert.Equal((TaskKind.UnclearReply, 0), (doubtful.Kind, doubtful.Invoices.Count));
        Assert.Equal(TaskKind.UnclearReply, Ask(claimed with { InstructsTheAgent = true }).Kind);
    }

    private static ReplyQuestion Ask(ReplyReading reading) => ReplyPolicy.Ask(reading, [First, Second], Received, isKnown: true);

    private static ReplyReading Reading(params ReplyIntent[] intents) =>
        new()
        {
            Intents = [.. intents.Select(i => new FoundIntent(i, 0.9, []))],
            Confidence = 0.9,
            NeedsHuman = false,
        };

    private static OpenInvoice Open(string number) =>
        new()
        {
            Id = new(Guid.CreateVersion7()),
            Number = number,
            DueOn = new(2026, 2, 1),
            Outstanding = new(100_00, "EUR"),
        };
}
