using Amiable.Integrations.Models;
using Amiable.Reading.Replies;
using Amiable.Replies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Models;

/// <summary>Answers read by the built-in reader and a language model beside it, against a server on loopback.</summary>
public sealed class ReadReplyTests(ModelOffice office) : IClassFixture<ModelOffice>
{
    private static readonly ReplyToRead Promises = ModelOffice.Reply(
        "Hello,\n\nWe will pay invoice F-2026-0288 on Friday, 6 March 2026.\n\nAnne Roux"
    );

    private static readonly ReplyReading BuiltIn = BuiltInReader.Read(Promises);

    [Fact]
    public async Task Both_readers_who_agree_are_surer_than_either_and_the_call_is_noted_with_what_it_cost()
    {
        await using var stub = await ModelStub.Start(ModelStub.Chat(ModelOffice.Promise()));
        var us = await office.Organization(stub);

        var reading = await office.Read(us, Promises);

        Assert.Equal(ReplyIntent.PromiseToPay, reading.Primary);
        Assert.Equal(new DateOnly(2026, 3, 6), reading.Promise?.Date);
        Assert.True(reading.Confidence > Math.Max(BuiltIn.Confidence, 0.9), $"{reading.Confidence}, alone {BuiltIn.Confidence}");
        var call = Assert.Single(await office.Calls(us));
        Assert.Equal(
            (ModelPurpose.ReadAnswer, ModelOutcome.Answered, "read-reply.v1", "test-model"),
            (call.Purpose, call.Outcome, call.Prompt, call.Model)
        );
        // 1200 tokens at 2 euros and 300 at 8 a million.
        Assert.Equal((1200, 300, 4800L, "EUR"), (call.InputTokens, call.OutputTokens, call.Cost, call.Currency));
    }

    [Fact]
    public async Task The_model_is_offered_no_tools_and_what_the_customer_wrote_is_fenced_as_data()
    {
        await using var stub = await ModelStub.Start(ModelStub.Chat(ModelOffice.Promise()), ModelStub.Chat(ModelOffice.Promise()));
        var us = await office.Organization(stub);

        await office.Read(us, Promises);
        await office.Read(us, Promises);

        var (first, second) = (stub.Requests.First(), stub.Requests.Last());
        Assert.Equal("/v1/chat/completions", first.Path);
        Assert.Equal($"Bearer {ModelOffice.Key}", first.Headers["Authorization"]);
        Assert.DoesNotContain(first.Json.EnumerateObject().Select(p => p.Name), name => name.StartsWith("tool", StringComparison.Ordinal));
        Assert.Equal("json_schema", first.Json.GetProperty("response_format").GetProperty("type").GetString());
        var (asked, askedAgain) = (first.Messages[1], second.Messages[1]);
        var fence = System.Text.RegularExpressions.Regex.Match(asked, "<data-[0-9a-f]{24}>").Value;
        Assert.Contains($"New text:\n{fence}\nHello,\n\nWe will pay invoice F-2026-0288", asked, StringComparison.Ordinal);
        Assert.DoesNotContain(fence, askedAgain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anthropic_is_asked_in_its_own_form()
    {
        await using var stub = await ModelStub.Start(ModelStub.Anthropic(ModelOffice.Promise()));
        var us = await office.Organization(stub, s => s with { Kind = ModelKind.Anthropic, Address = stub.Address });

        var reading = await office.Read(us, Promises);

        Assert.True(reading.Confidence > BuiltIn.Confidence);
        var asked = Assert.Single(stub.Requests);
        Assert.Equal(
            ("/v1/messages", ModelOffice.Key, "2023-06-01"),
            (asked.Path, asked.Headers["x-api-key"], asked.Headers["anthropic-version"])
        );
        Assert.Contains(
            "You read what a business customer answered",
            asked.Json.GetProperty("system").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(1200, Assert.Single(await office.Calls(us)).InputTokens);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_used_is_asked_for_once_more_with_what_is_wrong()
    {
        await using var stub = await ModelStub.Start(
            ModelStub.Chat("It is a promise for Friday."),
            ModelStub.Chat($"```json\n{ModelOffice.Promise()}\n```")
        );
        var us = await office.Organization(stub);

        var reading = await office.Read(us, Promises);

        Assert.True(reading.Confidence > BuiltIn.Confidence);
        Assert.Contains("This cannot be used. This is not JSON of the schema", stub.Requests.Last().Messages[^1], StringComparison.Ordinal);
        Assert.Equal([ModelOutcome.Answered, ModelOutcome.Malformed], (await office.Calls(us)).Select(c => c.Outcome));
    }

    public static TheoryData<string, ModelOutcome[]> Useless =>
        new()
        {
            { "malformed", [ModelOutcome.Malformed, ModelOutcome.Malformed] },
            { "another account's invoice", [ModelOutcome.Malformed, ModelOutcome.Malformed] },
            { "refusal", [ModelOutcome.Declined] },
            { "filtered", [ModelOutcome.Declined] },
            { "tool", [ModelOutcome.WantedTool] },
            { "cut", [ModelOutcome.CutShort] },
            { "key", [ModelOutcome.KeyRefused] },
            { "down", [ModelOutcome.ServerFailed] },
            { "web page", [ModelOutcome.NotUnderstood] },
            { "moved", [ModelOutcome.PointsElsewhere] },
        };

    [Theory]
    [MemberData(nameof(Useless))]
    public async Task Without_an_answer_that_can_be_used_the_built_in_reading_stands(string what, ModelOutcome[] outcomes)
    {
        await using var elsewhere = await ModelStub.Start(ModelStub.Chat(ModelOffice.Promise()));
        var reply = what switch
        {
            "malformed" => ModelStub.Chat("{\"intents\":[\"PayLater\"]}"),
            "another account's invoice" => ModelStub.Chat(ModelOffice.Promise(invoice: "F-2026-9999")),
            "refusal" => ModelStub.Chat(
                new
                {
                    role = "assistant",
                    content = (string?)null,
                    refusal = "I'm sorry, I cannot help with that.",
                },
                "stop"
            ),
            "filtered" => ModelStub.Chat(new { role = "assistant", content = "" }, "content_filter"),
            "tool" => ModelStub.ChatCallsTool(),
            "cut" => ModelStub.Chat(new { role = "assistant", content = "{\"intents\":[\"Promi" }, "length"),
            "key" => ModelStub.Error(401, "Incorrect API key provided"),
            "down" => ModelStub.Error(503, "overloaded"),
            "web page" => new(200, "<html>"),
            _ => new(302, "", ("Location", elsewhere.Address + "/v1/chat/completions")),
        };
        await using var stub = await ModelStub.Start(reply, reply);
        var us = await office.Organization(stub);

        var reading = await office.Read(us, Promises);

        Assert.Equal((BuiltIn.Primary, BuiltIn.Confidence, BuiltIn.NeedsHuman), (reading.Primary, reading.Confidence, reading.NeedsHuman));
        Assert.Equal(outcomes, (await office.Calls(us)).Select(c => c.Outcome));
        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData("refusal", ModelOutcome.Declined)]
    [InlineData("tool_use", ModelOutcome.WantedTool)]
    [InlineData("max_tokens", ModelOutcome.CutShort)]
    public async Task Anthropic_may_decline_too(string stop, ModelOutcome outcome)
    {
        await using var stub = await ModelStub.Start(stop == "tool_use" ? ModelStub.AnthropicCallsTool() : ModelStub.Anthropic("{", stop));
        var us = await office.Organization(stub, s => s with { Kind = ModelKind.Anthropic, Address = stub.Address + "/v1" });

        Assert.Equal(BuiltIn.Confidence, (await office.Read(us, Promises)).Confidence);
        Assert.Equal(outcome, Assert.Single(await office.Calls(us)).Outcome);
    }

    [Fact]
    public async Task Who_is_too_slow_is_not_waited_for()
    {
        await using var stub = await ModelStub.Start(ModelStub.Chat(ModelOffice.Promise()) with { After = TimeSpan.FromSeconds(30) });
        var us = await office.Organization(stub);
        var question = Amiable.Reading.ReadingQuestion.About(Promises) with { Timeout = TimeSpan.FromMilliseconds(150) };

        var answer = await office.Server.As(us, s => s.GetRequiredService<AskModel>().Run(question, default));

        Assert.Null(answer!.Value);
        Assert.Equal(ModelOutcome.TimedOut, Assert.Single(await office.Calls(us)).Outcome);
    }

    [Fact]
    public async Task A_server_that_asks_for_a_pause_is_left_alone_for_as_long()
    {
        await using var stub = await ModelStub.Start(
            ModelStub.Error(429, "Rate limit reached", ("Retry-After", "600")),
            ModelStub.Chat(ModelOffice.Promise())
        );
        var us = await office.Organization(stub);

        await office.Read(us, Promises);
        Assert.Equal(BuiltIn.Confidence, (await office.Read(us, Promises)).Confidence);
        Assert.Single(stub.Requests);
        office.Server.Clock.Advance(TimeSpan.FromSeconds(601));

        Assert.True((await office.Read(us, Promises)).Confidence > BuiltIn.Confidence);
        Assert.Equal([ModelOutcome.Answered, ModelOutcome.TooMany], (await office.Calls(us)).Select(c => c.Outcome));
    }

    [Fact]
    public async Task A_server_that_keeps_failing_is_left_alone_for_some_minutes()
    {
        await using var stub = await ModelStub.Start();
        var us = await office.Organization(stub);

        for (var i = 0; i < 5; i++)
            await office.Read(us, Promises);
        Assert.Equal(3, stub.Requests.Count);
        office.Server.Clock.Advance(TimeSpan.FromMinutes(6));
        await office.Read(us, Promises);

        Assert.Equal(4, stub.Requests.Count);
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(500, "0.0048")]
    public async Task A_budget_that_is_spent_ends_the_asking_until_the_next_day_and_is_noted_once(int calls, string? cost)
    {
        await using var stub = await ModelStub.Start(Enumerable.Repeat(ModelStub.Chat(ModelOffice.Promise()), 3));
        var most = cost is null ? (decimal?)null : decimal.Parse(cost, System.Globalization.CultureInfo.InvariantCulture);
        var us = await office.Organization(stub, s => s with { MostCallsPerDay = calls, MostCostPerDay = most });

        for (var i = 0; i < 3; i++)
            await office.Read(us, Promises);
        Assert.Single(stub.Requests);
        Assert.Equal([ModelOutcome.Answered, ModelOutcome.BudgetSpent], (await office.Calls(us)).Select(c => c.Outcome));
        office.Server.Clock.Advance(TimeSpan.FromDays(1));
        await office.Read(us, Promises);

        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_does_not_know_a_field_is_asked_again_without_it_and_not_sent_it_any_more()
    {
        await using var stub = await ModelStub.Start(
            ModelStub.Error(
                400,
                "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
            ),
            ModelStub.Error(400, "'response_format' of type 'json_schema' is not supported"),
            ModelStub.Chat(ModelOffice.Promise()),
            ModelStub.Chat(ModelOffice.Promise())
        );
        var us = await office.Organization(stub);

        await office.Read(us, Promises);
        await office.Read(us, Promises);

        Assert.Equal(4, stub.Requests.Count);
        var last = stub.Requests.Last().Json;
        Assert.False(last.TryGetProperty("response_format", out _) || last.TryGetProperty("max_tokens", out _));
        Assert.True(last.TryGetProperty("max_completion_tokens", out _));
    }

    [Fact]
    public async Task Nobody_is_asked_within_a_transaction_nor_without_having_been_switched_on()
    {
        await using var stub = await ModelStub.Start();
        var us = await office.Organization(stub, s => s with { Reads = false });
        Assert.Equal(BuiltIn.Confidence, (await office.Read(us, Promises)).Confidence);

        var wrong = await office.Server.As(
            us,
            async s =>
            {
                await using var transaction = await s.GetRequiredService<AppDb>().Database.BeginTransactionAsync();
                return await Record.ExceptionAsync(() => s.GetRequiredService<Amiable.Reading.ReadReply>().Run(Promises, default));
            }
        );

        Assert.IsType<InvalidOperationException>(wrong);
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task What_is_noted_of_calls_is_gone_after_90_days()
    {
        await using var stub = await ModelStub.Start(ModelStub.Chat(ModelOffice.Promise()));
        var us = await office.Organization(stub);
        await office.Read(us, Promises);
        office.Server.Clock.Advance(TimeSpan.FromDays(91));

        await office.Server.As(
            us,
            async s =>
            {
                await s.GetRequiredService<ForgetModelCalls>().Run(default);
                return 0;
            }
        );

        Assert.Empty(await office.Calls(us));
    }
}
