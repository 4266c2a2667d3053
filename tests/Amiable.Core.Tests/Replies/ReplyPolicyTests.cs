using System.Globalization;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Tasks;

namespace Amiable.Replies;

/// <summary>The table of agent.md: what the agent does about what it reads.</summary>
public sealed class ReplyPolicyTests
{
    /// <summary>A Monday.</summary>
    private static readonly DateOnly Received = new(2026, 3, 2);
    private static readonly OpenInvoice First = Open("F-1");
    private static readonly OpenInvoice Second = Open("F-2");

    private static readonly ReplySituation Known = new()
    {
        Open = [First, Second],
        ReceivedOn = Received,
        Calendar = BusinessCalendar.For("FR", null),
        IsFromContact = true,
        IsInThread = true,
    };

    [Fact]
    public void A_promise_for_a_day_within_the_envelope_is_noted_and_confirmed_and_asks_nobody()
    {
        var decided = Decide(Promise("2026-03-20", "F-2"));
        var promised = Assert.IsType<ReplyEffect.Promised>(Assert.Single(decided.Effects));
        Assert.Equal((Received.AddDays(18), Second.Id), (promised.On, Assert.Single(promised.Invoices)));
        Assert.Null(decided.Question);
        var part = Assert.Single(decided.Answer!.Parts);
        Assert.Equal((AnswerKind.PromiseNoted, Received.AddDays(18)), (part.Kind, part.On));
        Assert.False(decided.Answer.NeedsNobody);
    }

    [Theory]
    [InlineData("2026-04-01", true)] // 30 days.
    [InlineData("2026-04-02", false)]
    [InlineData("2026-03-02", true)]
    [InlineData("2026-03-01", false)]
    public void A_promise_counts_from_the_day_it_came_to_the_end_of_the_envelope(string day, bool isNoted)
    {
        var decided = Decide(Promise(day));
        Assert.Equal(isNoted, decided.Effects.Count == 1);
        Assert.Equal(isNoted ? null : TaskKind.UnclearReply, decided.Question?.Kind);
    }

    [Fact]
    public void A_promise_without_a_day_or_of_a_part_is_for_a_person()
    {
        Assert.Equal(TaskKind.UnclearReply, Decide(Promise(null)).Question?.Kind);
        var part = Promise("2026-03-20") with { Promise = new(Received.AddDays(18), 150m, ["F-1", "F-2"]) };
        var decided = Decide(part);
        Assert.Empty(decided.Effects);
        // What was read is filled in.
        Assert.Equal((TaskKind.UnclearReply, Received.AddDays(18)), (decided.Question!.Kind, decided.Question.On));
        Assert.Equal([First.Id, Second.Id], decided.Question.Invoices);
        Assert.Single(Decide(part with { Promise = part.Promise! with { Amount = 200m } }).Effects);
    }

    [Fact]
    public void A_payment_that_is_said_to_be_made_rests_five_business_days_and_is_looked_for_and_is_no_payment()
    {
        var decided = Decide(Reading(ReplyIntent.PaymentClaimed) with { Payment = new(Received.AddDays(-2), null, "VIR 1", ["F-1"]) });
        var said = Assert.IsType<ReplyEffect.SaidPaid>(Assert.Single(decided.Effects));
        Assert.Equal(("2026-03-09", "VIR 1"), (said.RestUntil.ToString("O", CultureInfo.InvariantCulture), said.Reference));
        Assert.Equal([First.Id], said.Invoices);
        Assert.Equal((TaskKind.PaymentAnnounced, Received.AddDays(-2)), (decided.Question!.Kind, decided.Question.On));
        Assert.Equal(AnswerKind.PaymentNoted, Assert.Single(decided.Answer!.Parts).Kind);
    }

    [Fact]
    public void A_dispute_takes_the_invoices_it_names_out_of_the_messages_and_the_others_go_on()
    {
        var decided = Decide(Dispute);
        var contested = Assert.IsType<ReplyEffect.Contested>(Assert.Single(decided.Effects));
        Assert.Equal((DisputeReason.Quality, Second.Id), (contested.Reason, Assert.Single(contested.Invoices)));
        Assert.Equal(TaskKind.Dispute, decided.Question?.Kind);
        Assert.Equal(AnswerKind.DisputeNoted, Assert.Single(decided.Answer!.Parts).Kind);
    }

    [Fact]
    public void A_dispute_of_no_open_invoice_is_for_a_person_to_read() =>
        Assert.Equal(TaskKind.UnclearReply, Decide(Dispute with { Dispute = Dispute.Dispute! with { Invoices = ["F-9"] } }).Question?.Kind);

    [Fact]
    public void More_time_within_the_envelope_is_granted_for_what_is_due_until_then_else_a_person_decides()
    {
        var asks = Reading(ReplyIntent.ExtensionRequest) with { NeedsHuman = true, Extension = new(Received.AddDays(10)) };
        var refused = Decide(asks);
        Assert.Equal((TaskKind.ExtensionRequest, Received.AddDays(10)), (refused.Question!.Kind, refused.Question.On));
        Assert.Empty(refused.Effects);
        Assert.Equal(AnswerKind.HandedOver, Assert.Single(refused.Answer!.Parts).Kind);

        var later = Open("F-3") with { DueOn = Received.AddDays(20) };
        var granted = Decide(asks, Known with { Open = [First, later], Rules = ReplyRules.Standard with { MostExtensionDays = 10 } });
        var promised = Assert.IsType<ReplyEffect.Promised>(Assert.Single(granted.Effects));
        Assert.Equal((Received.AddDays(10), First.Id), (promised.On, Assert.Single(promised.Invoices)));
        Assert.Equal(AnswerKind.TimeGranted, Assert.Single(granted.Answer!.Parts).Kind);
        Assert.Null(granted.Question);
        Assert.NotNull(Decide(asks, Known with { Rules = ReplyRules.Standard with { MostExtensionDays = 9 } }).Question);
    }

    [Theory]
    [InlineData(2, 2, 20, "100+100")]
    [InlineData(2, null, 20, "80+80+40")] // 80 a month.
    [InlineData(1, 2, 20, "")] // More parts than may be agreed to.
    [InlineData(2, 2, 21, "")] // The first comes too late.
    [InlineData(2, 3, 20, "")] // The last comes too late.
    public void Payment_in_parts_within_the_envelope_is_agreed_to_for_all_that_is_overdue_else_a_person_decides(
        int most,
        int? parts,
        int firstDays,
        string told
    )
    {
        var asks = Reading(ReplyIntent.PaymentPlanRequest) with
        {
            NeedsHuman = true,
            Plan = new(parts, Received.AddDays(firstDays), parts is null ? 80m : null),
        };
        var rules = ReplyRules.Standard with
        {
            MostInstalments = parts is null ? 3 : most,
            FirstInstalmentDays = 20,
            LastInstalmentDays = parts is null ? 90 : 60,
        };
        var decided = Decide(asks, Known with { Open = [First, Second, Open("F-3") with { DueOn = Received }], Rules = rules });
        if (told.Length == 0)
        {
            Assert.Empty(decided.Effects);
            Assert.Equal((TaskKind.PaymentPlanRequest, asks.Plan!.FirstDate), (decided.Question!.Kind, decided.Question.On));
            return;
        }
        var agreed = Assert.IsType<ReplyEffect.PaidInParts>(Assert.Single(decided.Effects));
        Assert.Equal([First.Id, Second.Id], agreed.Invoices);
        Assert.Equal(told, string.Join('+', agreed.Parts.Select(p => p.Amount.Major.ToString("0", CultureInfo.InvariantCulture))));
        Assert.Null(decided.Question);
        var part = Assert.Single(decided.Answer!.Parts);
        Assert.Equal((AnswerKind.PlanAgreed, agreed.Parts), (part.Kind, part.Parts));
        Assert.False(decided.Answer.NeedsNobody);
    }

    [Fact]
    public void Payment_in_parts_beside_a_dispute_or_of_two_currencies_is_for_a_person()
    {
        var asks = Reading(ReplyIntent.PaymentPlanRequest) with { NeedsHuman = true, Plan = new(2, Received.AddDays(5), null) };
        var known = Known with { Rules = ReplyRules.Standard with { MostInstalments = 6 } };
        Assert.Null(Decide(asks, known).Question);
        var dollars = Second with { Outstanding = new(100_00, "USD") };
        Assert.NotNull(Decide(asks, known with { Open = [First, dollars] }).Question);
        Assert.NotNull(Decide(asks with { Intents = [.. asks.Intents, new(ReplyIntent.Dispute, 1, [])] }, known).Question);
        Assert.NotNull(Decide(asks, known with { WasAnsweredToday = true }).Question);
    }

    [Fact]
    public void A_payment_plan_is_decided_by_a_person()
    {
        var decided = Decide(Reading(ReplyIntent.PaymentPlanRequest) with { NeedsHuman = true });
        Assert.Equal(TaskKind.PaymentPlanRequest, decided.Question?.Kind);
        Assert.Empty(decided.Effects);
        Assert.Equal(AnswerKind.HandedOver, Assert.Single(decided.Answer!.Parts).Kind);
    }

    [Fact]
    public void Copies_and_statements_are_sent_when_they_are_there_and_a_person_is_asked_when_one_is_missing()
    {
        var copy = Reading(ReplyIntent.DocumentRequest) with { Document = RequestedDocument.InvoiceCopy };
        var all = Known with
        {
            WithDocument = new HashSet<InvoiceId> { First.Id, Second.Id },
        };
        var sent = Decide(copy, all);
        Assert.Null(sent.Question);
        Assert.Equal([First.Id, Second.Id], Assert.Single(sent.Answer!.Parts).Invoices);
        Assert.Equal(TaskKind.MissingDocument, Decide(copy).Question?.Kind);
        Assert.Null(Decide(copy).Answer);
        Assert.Equal(AnswerKind.Statement, Assert.Single(Decide(copy with { Document = RequestedDocument.Statement }).Answer!.Parts).Kind);
    }

    [Fact]
    public void Who_names_an_invoice_gets_a_copy_of_that_one_and_of_one_that_is_paid_a_person_decides()
    {
        var copy = Reading(ReplyIntent.DocumentRequest) with { Document = RequestedDocument.InvoiceCopy };
        var second = Known with
        {
            WithDocument = new HashSet<InvoiceId> { Second.Id },
            Named = new HashSet<InvoiceId> { Second.Id },
        };
        Assert.Equal([Second.Id], Assert.Single(Decide(copy, second).Answer!.Parts).Invoices);
        var paid = second with { Named = new HashSet<InvoiceId> { new(Guid.NewGuid()) } };
        Assert.Equal(TaskKind.MissingDocument, Decide(copy, paid).Question?.Kind);
        Assert.Null(Decide(copy, paid).Answer);
    }

    [Theory]
    [InlineData(RequestedDocument.BankDetails)]
    [InlineData(RequestedDocument.ProofOfDelivery)]
    [InlineData(RequestedDocument.Contract)]
    public void Any_other_paper_is_for_a_person(RequestedDocument document)
    {
        var decided = Decide(Reading(ReplyIntent.DocumentRequest) with { Document = document });
        Assert.Equal((TaskKind.MissingDocument, document), (decided.Question!.Kind, decided.Question.Document!.Value));
        Assert.Equal(AnswerKind.HandedOver, Assert.Single(decided.Answer!.Parts).Kind);
    }

    [Fact]
    public void A_promise_with_a_wish_for_a_copy_is_noted_and_the_copy_goes_with_the_answer()
    {
        var both = Promise("2026-03-20") with
        {
            Intents = Found(ReplyIntent.PromiseToPay, ReplyIntent.DocumentRequest),
            Document = RequestedDocument.InvoiceCopy,
        };
        var all = Known with
        {
            WithDocument = new HashSet<InvoiceId> { First.Id, Second.Id },
        };
        Assert.Equal([AnswerKind.PromiseNoted, AnswerKind.Copies], Decide(both, all).Answer!.Parts.Select(p => p.Kind));
        // Without the copy the answer would pass over what was asked.
        Assert.Empty(Decide(both).Effects);
        Assert.NotNull(Decide(both).Question);
    }

    [Theory]
    [InlineData(ReplyIntent.BankDetailsChange, TaskKind.SuspectedFraud)]
    [InlineData(ReplyIntent.Insolvency, TaskKind.Insolvency)]
    [InlineData(ReplyIntent.LegalThreat, TaskKind.HumanRequested)]
    [InlineData(ReplyIntent.StopRequest, TaskKind.HumanRequested)]
    public void What_does_the_most_harm_is_asked_first_wherever_it_stands_and_nothing_is_answered(ReplyIntent harm, TaskKind asked)
    {
        var decided = Decide(Promise("2026-03-20") with { Intents = Found(ReplyIntent.PromiseToPay, harm) });
        Assert.Equal((asked, null), (decided.Question!.Kind, decided.Answer));
        Assert.Empty(decided.Effects);
    }

    [Fact]
    public void Who_wants_a_person_gets_one_and_is_told_so()
    {
        var decided = Decide(Reading(ReplyIntent.HumanRequested) with { NeedsHuman = true });
        Assert.Equal(TaskKind.HumanRequested, decided.Question?.Kind);
        Assert.Equal(AnswerKind.HandedOver, Assert.Single(decided.Answer!.Parts).Kind);
    }

    [Fact]
    public void Somebody_else_to_write_to_needs_an_address()
    {
        var other = Reading(ReplyIntent.WrongContact) with { NewContact = new("Ina Sommer", "i.sommer@haus.example", null) };
        Assert.Equal((TaskKind.WrongContact, other.NewContact), (Decide(other).Question!.Kind, Decide(other).Question!.Contact));
        var unnamed = Decide(other with { NewContact = new("Ina Sommer", null, null) });
        Assert.Equal(TaskKind.UnclearReply, unnamed.Question?.Kind);
    }

    [Fact]
    public void Who_is_away_is_waited_for_and_a_machine_is_never_answered()
    {
        var away = Reading(ReplyIntent.AutoReply) with { Absence = new(Received.AddDays(12), new(null, "b@haus.example", null)) };
        foreach (var situation in new[] { Known, Known with { IsAutomatic = true } })
        {
            var decided = Decide(away, situation);
            Assert.Equal([new ReplyEffect.Away(Received.AddDays(12), "b@haus.example")], decided.Effects);
            Assert.Equal((null, null), (decided.Question, decided.Answer));
        }
        // Nobody is away for half a year: somebody looks, unless a machine says so.
        var gone = away with
        {
            Absence = new(Received.AddDays(180), null),
        };
        Assert.Equal(TaskKind.UnclearReply, Decide(gone).Question?.Kind);
        Assert.Equal(new(), Decide(gone, Known with { IsAutomatic = true }) with { Effects = new ReplyDecision().Effects });
    }

    [Fact]
    public void A_machine_that_names_another_address_proposes_it_and_whatever_else_it_says_does_nothing()
    {
        var left = Reading(ReplyIntent.AutoReply, ReplyIntent.WrongContact) with { NewContact = new(null, "new@haus.example", null) };
        var machine = Known with { IsAutomatic = true };
        Assert.Equal(TaskKind.WrongContact, Decide(left, machine).Question?.Kind);
        var decided = Decide(Promise("2026-03-20"), machine);
        Assert.Equal((0, null, null), (decided.Effects.Count, decided.Question, decided.Answer));
    }

    [Fact]
    public void Thanks_and_noted_ask_for_nothing()
    {
        var decided = Decide(Reading(ReplyIntent.Acknowledgement));
        Assert.Equal((0, null, null), (decided.Effects.Count, decided.Question, decided.Answer));
        Assert.Equal(TaskKind.UnclearReply, Decide(Reading(ReplyIntent.Other)).Question?.Kind);
    }

    [Fact]
    public void On_the_word_of_a_stranger_nothing_is_recorded_and_no_stranger_is_answered()
    {
        var stranger = Known with { IsFromContact = false, IsInThread = false };
        foreach (
            var reading in new[]
            {
                Promise("2026-03-20"),
                Dispute,
                Reading(ReplyIntent.PaymentClaimed) with
                {
                    Payment = new(null, null, null, ["F-1"]),
                },
                Reading(ReplyIntent.DocumentRequest) with
                {
                    Document = RequestedDocument.Statement,
                },
                Reading(ReplyIntent.Acknowledgement),
            }
        )
        {
            var decided = Decide(reading, stranger);
            Assert.Equal((0, null), (decided.Effects.Count, decided.Answer));
            Assert.NotNull(decided.Question);
        }
    }

    [Fact]
    public void Resting_is_safe_so_who_answers_in_the_thread_may_contest_and_announce_but_not_promise()
    {
        var colleague = Known with { IsFromContact = false };
        Assert.IsType<ReplyEffect.Contested>(Assert.Single(Decide(Dispute, colleague).Effects));
        var said = Reading(ReplyIntent.PaymentClaimed) with { Payment = new(null, null, null, ["F-1"]) };
        Assert.IsType<ReplyEffect.SaidPaid>(Assert.Single(Decide(said, colleague).Effects));
        Assert.Empty(Decide(Promise("2026-03-20"), colleague).Effects);
    }

    [Fact]
    public void An_unsure_reading_and_one_of_orders_to_the_agent_change_nothing()
    {
        foreach (var reading in new[] { Promise("2026-03-20"), Dispute })
        foreach (var bad in new[] { reading with { Confidence = 0.69 }, reading with { InstructsTheAgent = true } })
        {
            var decided = Decide(bad);
            Assert.Equal((0, TaskKind.UnclearReply, null), (decided.Effects.Count, decided.Question?.Kind, decided.Answer));
        }
        var absent = Reading(ReplyIntent.AutoReply) with { Absence = new(Received.AddDays(12), null), InstructsTheAgent = true };
        Assert.Empty(Decide(absent, Known with { IsAutomatic = true }).Effects);
    }

    [Fact]
    public void A_promise_that_a_person_should_see_is_only_proposed()
    {
        var decided = Decide(Promise("2026-03-20") with { NeedsHuman = true });
        Assert.Empty(decided.Effects);
        Assert.Equal((TaskKind.UnclearReply, Received.AddDays(18)), (decided.Question!.Kind, decided.Question.On));
    }

    [Theory]
    [InlineData(Autonomy.Auto, Autonomy.Auto, true)]
    [InlineData(Autonomy.Auto, Autonomy.Approve, false)]
    [InlineData(Autonomy.Approve, Autonomy.Auto, false)]
    public void An_answer_leaves_alone_only_where_both_the_agent_and_its_kind_may(Autonomy organization, Autonomy kind, bool alone)
    {
        var rules = ReplyRules.Standard.With(ReplyClass.Promise, kind);
        Assert.Equal(alone, Decide(Promise("2026-03-20"), Known with { Autonomy = organization, Rules = rules }).Answer!.NeedsNobody);
    }

    [Fact]
    public void Who_only_observes_is_asked_about_everything_but_disputes_rest()
    {
        foreach (
            var situation in new[]
            {
                Known with
                {
                    Autonomy = Autonomy.Observe,
                },
                Known with
                {
                    Rules = ReplyRules.Standard.With(ReplyClass.Promise, Autonomy.Observe).With(ReplyClass.Dispute, Autonomy.Observe),
                },
            }
        )
        {
            var promise = Decide(Promise("2026-03-20"), situation);
            Assert.Equal((0, TaskKind.UnclearReply, null), (promise.Effects.Count, promise.Question?.Kind, promise.Answer));
            var dispute = Decide(Dispute, situation);
            Assert.Equal((1, TaskKind.Dispute, null), (dispute.Effects.Count, dispute.Question?.Kind, dispute.Answer));
        }
    }

    [Fact]
    public void A_conversation_is_answered_once_a_day()
    {
        var again = Known with { WasAnsweredToday = true };
        var promise = Decide(Promise("2026-03-20"), again);
        Assert.Equal((1, null, null), (promise.Effects.Count, promise.Question, promise.Answer));
        // What can only be done by answering is for a person.
        var statement = Reading(ReplyIntent.DocumentRequest) with
        {
            Document = RequestedDocument.Statement,
        };
        Assert.Equal(TaskKind.MissingDocument, Decide(statement, again).Question?.Kind);
    }

    private static ReplyDecision Decide(ReplyReading reading, ReplySituation? situation = null) =>
        ReplyPolicy.Decide(reading, situation ?? Known);

    private static ReplyReading Dispute =>
        Reading(ReplyIntent.Dispute) with
        {
            NeedsHuman = true,
            Dispute = new(DisputeReason.Quality, ["F-2"], null),
        };

    private static ReplyReading Promise(string? day, params string[] numbers) =>
        Reading(ReplyIntent.PromiseToPay) with
        {
            Promise = new(
                day is null ? null : DateOnly.Parse(day, CultureInfo.InvariantCulture),
                null,
                numbers.Length > 0 ? numbers : ["F-1", "F-2"]
            ),
        };

    private static ReplyReading Reading(params ReplyIntent[] intents) =>
        new()
        {
            Intents = Found(intents),
            Confidence = 0.95,
            NeedsHuman = false,
        };

    private static List<FoundIntent> Found(params ReplyIntent[] intents) => [.. intents.Select(i => new FoundIntent(i, 0.95, []))];

    private static OpenInvoice Open(string number) =>
        new()
        {
            Id = new(Guid.NewGuid()),
            Number = number,
            DueOn = Received.AddDays(-20),
            Outstanding = new(100_00, "EUR"),
        };
}
