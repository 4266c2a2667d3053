using System.Text.Json;
using Amiable.Invoices;
using Amiable.Mail.Replies;
using Amiable.Reading.Proposals;
using Amiable.Reading.Replies;
using Amiable.Reading.Understanding.Invoices;
using Amiable.Replies;

namespace Amiable.Reading.Tests;

/// <summary>What a language model says it read: what of it is believed, and what comes of two readings.</summary>
public sealed class ProposalTests
{
    private static readonly DateOnly Friday = new(2026, 3, 6);

    private static ReplyToRead Reply(
        string text = "We will pay 1.540,00 € for F-1 on Friday. Write to Max Muster, max@muster.example, 040 123456."
    ) =>
        new(
            "Anne Roux",
            "anne@roux.example",
            "Re: F-1",
            ReplyTrimming.TrimText(text),
            new(2026, 3, 2, 10, 0, 0, TimeSpan.FromHours(1)),
            [new OpenInvoice("F-1", 2000m, new(2026, 2, 10)), new OpenInvoice("F-2", 250m, new(2026, 2, 20))]
        );

    private static readonly Dictionary<string, string> Good = new()
    {
        ["intents"] = """["PromiseToPay"]""",
        ["promise"] = """{"date":"2026-03-06","amount":1540.00,"invoices":["F-1"]}""",
        ["payment"] = "null",
        ["dispute"] = "null",
        ["plan"] = "null",
        ["extension"] = "null",
        ["document"] = "null",
        ["newContact"] = "null",
        ["absence"] = "null",
        ["needsHuman"] = "false",
        ["instructsTheAgent"] = "false",
        ["confidence"] = "0.97",
        ["evidence"] = """[{"intent":"PromiseToPay","quote":"We will pay"},{"intent":"PromiseToPay","quote":"nobody wrote this"}]""",
    };

    private static string With(params (string Name, string Value)[] changes)
    {
        var answer = new Dictionary<string, string>(Good);
        foreach (var (name, value) in changes)
            if (value.Length == 0)
                answer.Remove(name);
            else
                answer[name] = value;
        return "{" + string.Join(",", answer.Select(p => $"\"{p.Key}\":{p.Value}")) + "}";
    }

    [Fact]
    public void An_answer_of_the_form_is_a_reading_and_no_model_is_surer_than_0_9()
    {
        var (reading, fault) = ProposedReading.Read(With(), Reply());

        Assert.Null(fault);
        Assert.Equal((Friday, 1540.00m), (reading!.Promise!.Date, reading.Promise.Amount));
        Assert.Equal(0.9, reading.Confidence);
        Assert.Equal([new Span(0, 11)], reading.Intents[0].Evidence);
    }

    [Theory]
    [InlineData("intents", "[]", "one to 6 intents")]
    [InlineData("intents", """["PayLater"]""", "not JSON of the schema")]
    [InlineData("intents", "[0]", "not JSON of the schema")]
    [InlineData("intents", """["PromiseToPay","PromiseToPay"]""", "each once")]
    [InlineData("intents", """["Acknowledgement"]""", "\"promise\" is given exactly when")]
    [InlineData("promise", "null", "\"promise\" is given exactly when")]
    [InlineData("promise", """{"date":"2026-03-06","amount":null,"invoices":["F-9"]}""", "\"F-9\" is no invoice of this account")]
    [InlineData("promise", """{"date":"2026-03-01","amount":null,"invoices":["F-1"]}""", "cannot be meant")]
    [InlineData("promise", """{"date":"2029-03-06","amount":null,"invoices":["F-1"]}""", "cannot be meant")]
    [InlineData("promise", """{"date":"next Friday","amount":null,"invoices":["F-1"]}""", "not JSON of the schema")]
    [InlineData("promise", """{"date":"2026-03-06","amount":999.99,"invoices":["F-1"]}""", "is not written in the mail")]
    [InlineData("promise", """{"date":"2026-03-06","amount":"1540","invoices":["F-1"]}""", "not JSON of the schema")]
    [InlineData("promise", """{"date":"2026-03-06","amount":null,"invoices":null}""", "not JSON of the schema")]
    [InlineData("promise", """{"date":"2026-03-06","invoices":["F-1"]}""", "not JSON of the schema")]
    [InlineData("newContact", """{"name":"Max","email":"attacker@evil.example","phone":null}""", "\"email\" is not written")]
    [InlineData("newContact", """{"name":"Max","email":null,"phone":"0900 666"}""", "\"phone\" is not written")]
    [InlineData("confidence", "1.5", "from 0 to 1")]
    [InlineData("confidence", "", "not JSON of the schema")]
    [InlineData("action", "\"mark as paid\"", "not JSON of the schema")]
    [InlineData("instructsTheAgent", "true", "\"Other\" as its first intent")]
    public void What_has_another_form_or_names_what_is_not_there_is_not_believed(string name, string value, string fault)
    {
        var (reading, said) = ProposedReading.Read(With((name, value)), Reply());

        Assert.Null(reading);
        Assert.Contains(fault, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"date":"2026-03-06","amount":2000,"invoices":["F-1"]}""")]
    [InlineData("""{"date":"2026-03-06","amount":2250.00,"invoices":["F-1","F-2"]}""")]
    public void What_is_open_may_be_said_without_having_been_written(string promise) =>
        Assert.Null(ProposedReading.Read(With(("promise", promise)), Reply()).Fault);

    [Fact]
    public void The_schema_asks_for_exactly_what_is_read()
    {
        using var schema = JsonDocument.Parse(ReplySchema.Json);
        var properties = schema.RootElement.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order().ToList();

        Assert.Equal(Good.Keys.Order(), properties);
        Assert.Equal(properties, schema.RootElement.GetProperty("required").EnumerateArray().Select(p => p.GetString()).Order());
        Assert.Equal(Enum.GetNames<ReplyIntent>(), Names(schema.RootElement.GetProperty("$defs").GetProperty("intent")));
        static IEnumerable<string?> Names(JsonElement of) => of.GetProperty("enum").EnumerateArray().Select(p => p.GetString());
    }

    private static ReplyReading Read(
        ReplyIntent intent,
        double confidence = 0.85,
        DateOnly? date = null,
        decimal? amount = null,
        bool human = false,
        bool attack = false
    ) =>
        new()
        {
            Intents = [new(intent, confidence, [])],
            Promise = intent == ReplyIntent.PromiseToPay ? new(date, amount, ["F-1"]) : null,
            Dispute = intent == ReplyIntent.Dispute ? new(default, ["F-1"], null) : null,
            Confidence = confidence,
            NeedsHuman = human,
            InstructsTheAgent = attack,
        };

    [Fact]
    public void Readers_who_agree_are_surer_than_either()
    {
        var both = ComparedReadings.Of(
            Reply(),
            Read(ReplyIntent.PromiseToPay, 0.6, Friday, human: true),
            Read(ReplyIntent.PromiseToPay, 0.9, Friday)
        );

        Assert.Equal(0.96, both.Confidence);
        // The built-in reader called a person out of doubt only, and there is none left.
        Assert.False(both.NeedsHuman);
    }

    [Fact]
    public void A_sum_that_is_all_that_is_open_is_the_same_as_none() =>
        Assert.True(
            ComparedReadings
                .Of(Reply(), Read(ReplyIntent.PromiseToPay, date: Friday), Read(ReplyIntent.PromiseToPay, date: Friday, amount: 2000m))
                .Confidence > 0.95
        );

    public static TheoryData<ReplyReading, ReplyReading> Contradicting =>
        new()
        {
            { Read(ReplyIntent.PromiseToPay, 0.95, Friday), Read(ReplyIntent.PromiseToPay, 0.9, Friday.AddDays(7)) },
            { Read(ReplyIntent.PromiseToPay, 0.95, Friday), Read(ReplyIntent.PromiseToPay, 0.9) },
            { Read(ReplyIntent.PromiseToPay, 0.95, Friday, 500), Read(ReplyIntent.PromiseToPay, 0.9, Friday, 1540) },
            { Read(ReplyIntent.Acknowledgement, 0.95), Read(ReplyIntent.PromiseToPay, 0.9, Friday) },
        };

    [Theory]
    [MemberData(nameof(Contradicting))]
    public void Readers_who_contradict_each_other_are_too_unsure_for_anything_to_follow(ReplyReading builtIn, ReplyReading model)
    {
        var both = ComparedReadings.Of(Reply(), builtIn, model);

        Assert.True(both.Confidence < ReplyReading.SureEnough);
        Assert.True(both.NeedsHuman);
        Assert.Equal(builtIn.Primary, both.Primary);
    }

    [Theory]
    [InlineData(ReplyIntent.BankDetailsChange)]
    [InlineData(ReplyIntent.LegalThreat)]
    [InlineData(ReplyIntent.Insolvency)]
    [InlineData(ReplyIntent.StopRequest)]
    [InlineData(ReplyIntent.Dispute)]
    [InlineData(ReplyIntent.HumanRequested)]
    public void What_is_grave_stays_whoever_of_the_two_saw_it(ReplyIntent grave)
    {
        var (seen, unseen) = (Read(grave, 0.6, human: true), Read(ReplyIntent.Acknowledgement, 0.9));

        foreach (var both in new[] { ComparedReadings.Of(Reply(), seen, unseen), ComparedReadings.Of(Reply(), unseen, seen) })
        {
            Assert.Equal(grave, both.Primary);
            Assert.True(both.NeedsHuman);
            Assert.True(both.Confidence < ReplyReading.SureEnough);
        }
    }

    [Fact]
    public void A_model_never_talks_an_attack_away_nor_adds_a_promise_to_one()
    {
        var attack = Read(ReplyIntent.Other, 0.9, human: true, attack: true);

        var both = ComparedReadings.Of(Reply(), attack, Read(ReplyIntent.PromiseToPay, 0.9, Friday));

        Assert.Equal((true, true, null), (both.InstructsTheAgent, both.NeedsHuman, both.Promise));
        Assert.Equal([ReplyIntent.Other], both.Intents.Select(i => i.Intent));
        Assert.True(
            ComparedReadings.Of(Reply(), Read(ReplyIntent.PromiseToPay, 0.9, Friday), attack)
                is { InstructsTheAgent: true, NeedsHuman: true }
        );
    }

    [Fact]
    public void How_far_apart_instalments_are_stays_when_only_the_built_in_reader_says_so()
    {
        var weekly = Read(ReplyIntent.PaymentPlanRequest, 0.8) with { Plan = new(3, Friday, null, InstalmentRhythm.Weekly) };
        var unsaid = Read(ReplyIntent.PaymentPlanRequest, 0.9) with { Plan = new(3, Friday, null) };

        var both = ComparedReadings.Of(Reply(), weekly, unsaid);

        Assert.Equal(weekly.Plan, both.Plan);
        Assert.True(both.Confidence > 0.9);
        Assert.True(ComparedReadings.Of(Reply(), weekly, unsaid with { Plan = new(4, Friday, null) }).Confidence < ReplyReading.SureEnough);
    }

    [Fact]
    public void What_only_one_saw_beside_the_first_calls_a_person_and_nothing_acts_on_it()
    {
        var more = Read(ReplyIntent.Acknowledgement, 0.9) with
        {
            Intents = [new(ReplyIntent.PaymentClaimed, 0.9, []), new(ReplyIntent.PromiseToPay, 0.9, [])],
            Payment = new(null, null, null, ["F-2"]),
            Promise = new(Friday, null, ["F-1"]),
        };
        var less = more with { Intents = [new(ReplyIntent.PaymentClaimed, 0.9, [])], Promise = null };

        var both = ComparedReadings.Of(Reply(), less, more);

        Assert.Equal([ReplyIntent.PaymentClaimed, ReplyIntent.PromiseToPay], both.Intents.Select(i => i.Intent));
        Assert.True(both.NeedsHuman);
        Assert.True(both.Intents[1].Confidence < ReplyReading.SureEnough);
    }
}
