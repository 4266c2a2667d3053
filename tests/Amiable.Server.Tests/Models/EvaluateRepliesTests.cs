using Amiable.Integrations.Models;
using Amiable.Reading;
using Microsoft.Extensions.Configuration;

namespace Amiable.Tests.Models;

/// <summary>./run eval replies with a language model.</summary>
public sealed class EvaluateRepliesTests
{
    private const string Line = """
        {"id":"a","lang":"en","from":"Anne <anne@roux.example>","subject":"Re: F-2026-0288","received":"2026-03-02T10:00:00+01:00","body":"We will pay invoice F-2026-0288 on Friday.",
        "context":{"account":"Roux","currency":"EUR","invoices":[{"number":"F-2026-0288","amount":1540,"dueDate":"2026-02-10"}]},
        "expect":{"intents":["PromiseToPay"],"promise":{"date":"2026-03-06","amount":null,"invoices":["F-2026-0288"]},"needsHuman":false}}
        """;

    [Theory]
    [InlineData(EvaluatedReader.Model)]
    [InlineData(EvaluatedReader.Both)]
    public async Task A_model_is_scored_like_the_built_in_reader_which_reads_where_it_gives_no_answer(EvaluatedReader reader)
    {
        await using var stub = await ModelStub.Start(ModelStub.Chat(ModelOffice.Promise()), ModelStub.Error(401, "no"));
        using var clients = new ModelClients(new ModelNetwork(new ConfigurationBuilder().Build()));
        var settings = new ModelSettings
        {
            Kind = ModelKind.OpenAiCompatible,
            Address = stub.Address,
            Model = "m",
        };
        string[] lines = [Line.ReplaceLineEndings(""), Line.ReplaceLineEndings("")];

        var evaluated = await new EvaluateReplies().Run(lines, reader, clients.Open(settings, null), default);

        Assert.Equal((2, 1, 2), (evaluated.Scores.Replies.Count, evaluated.Unanswered, evaluated.Calls.Count));
        Assert.All(evaluated.Scores.Replies, r => Assert.True(r.IsAllRight));
        Assert.Equal(2, evaluated.Scores.Replies.Select(r => r.Reading.Confidence).Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1, "--reader", "both")]
    [InlineData(1, "--reader", "model", "--model-url", "ftp://models.example", "--model", "m")]
    public async Task Which_model_must_be_said_unless_none_is_wanted(int exit, params string[] choice)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Line.ReplaceLineEndings(""));

        Assert.Equal(exit, await Amiable.Cli.Verbs.Run(["eval", "replies", file, .. choice], _ => Task.FromResult(2)));
        File.Delete(file);
    }

    [Fact]
    public async Task The_built_in_reader_asks_nobody()
    {
        var evaluated = await new EvaluateReplies().Run([Line.ReplaceLineEndings("")], EvaluatedReader.Builtin, null, default);

        Assert.Empty(evaluated.Calls);
        Assert.True(Assert.Single(evaluated.Scores.Replies).IsAllRight);
    }
}
