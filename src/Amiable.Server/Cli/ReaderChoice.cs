using System.CommandLine;
using System.Globalization;
using Amiable.Integrations.Models;
using Amiable.Reading;
using Microsoft.Extensions.AI;

namespace Amiable.Cli;

/// <summary>Who reads in an evaluation, as it is asked for on the command line.</summary>
internal sealed class ReaderChoice
{
    public const string KeyVariable = "AMIABLE_MODEL_KEY";

    private readonly Option<string> reader = new("--reader")
    {
        Description = "Who reads: builtin, without a language model; model; or both, compared as in operation.",
        DefaultValueFactory = _ => "builtin",
    };

    private readonly Option<string?> address = new("--model-url")
    {
        Description =
            $"Where the model is: http://localhost:11434/v1, https://api.mistral.ai/v1… Its key stands in the environment variable {KeyVariable}.",
    };

    private readonly Option<string?> name = new("--model") { Description = "Its name there." };

    private readonly Option<string> kind = new("--model-kind")
    {
        Description = "How it is asked: openai (chat completions; most of them) or anthropic.",
        DefaultValueFactory = _ => "openai",
    };

    public void AddTo(Command command)
    {
        reader.AcceptOnlyFromAmong("builtin", "model", "both");
        kind.AcceptOnlyFromAmong("openai", "anthropic");
        command.Add(reader);
        command.Add(address);
        command.Add(name);
        command.Add(kind);
        command.Validators.Add(parsed =>
        {
            if (
                parsed.GetValue(reader) is "model" or "both"
                && (Address(parsed.GetValue(address)) is null || string.IsNullOrWhiteSpace(parsed.GetValue(name)))
            )
                parsed.AddError("Say which model is to read: --model-url ADDRESS --model NAME.");
        });
    }

    public EvaluatedReader Reader(ParseResult parsed) => Enum.Parse<EvaluatedReader>(parsed.GetRequiredValue(reader), ignoreCase: true);

    /// <summary>Null when the built-in reader reads alone.</summary>
    public IChatClient? Client(ParseResult parsed, IConfiguration configuration) =>
        Reader(parsed) == EvaluatedReader.Builtin
            ? null
            : new ModelClients(new ModelNetwork(configuration)).Open(
                new()
                {
                    Kind = parsed.GetValue(kind) == "anthropic" ? ModelKind.Anthropic : ModelKind.OpenAiCompatible,
                    Address = Address(parsed.GetValue(address))!.ToString(),
                    Model = parsed.GetRequiredValue(name)!,
                },
                configuration[KeyVariable] is { Length: > 0 } key ? key : null
            );

    /// <summary>What the model had to do, in a few lines.</summary>
    public static string Told(EvaluatedReplies evaluated)
    {
        var calls = evaluated.Calls;
        if (calls.Count == 0)
            return "";
        var outcomes = calls.GroupBy(c => c.Outcome).OrderByDescending(g => g.Count()).Select(g => $"{g.Key} {g.Count()}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            Model                 {calls.Count} calls ({string.Join(
                ", ",
                outcomes
            )}); {evaluated.Unanswered} replies without a usable answer
            Tokens                {calls.Sum(c => c.InputTokens)} read, {calls.Sum(c => c.OutputTokens)} written; {calls.Average(c =>
                c.Took.TotalSeconds
            ):F1} s a call
            {string.Join('\n', calls.Select(c => c.Said).OfType<string>().Distinct().Take(3).Select(s => $"The server said: {s}"))}

            """
        );
    }

    private static Uri? Address(string? typed) =>
        Uri.TryCreate(typed, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;
}
