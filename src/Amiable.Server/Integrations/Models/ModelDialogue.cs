using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace Amiable.Integrations.Models;

/// <summary>Puts a question to a language model: no tools, an answer of a form, and one more try when what it answered cannot be used.</summary>
internal static class ModelDialogue
{
    private const int Tries = 2;

    /// <param name="client">Whom.</param>
    /// <param name="question">What.</param>
    /// <param name="told">Hears of each call.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<ModelAnswer<T>> Ask<T>(
        IChatClient client,
        ModelQuestion<T> question,
        Func<AskedOnce, Task> told,
        CancellationToken ct
    )
        where T : class
    {
        // The schema stands in the text as well: not every endpoint keeps to the one it is given.
        List<ChatMessage> messages =
        [
            new(
                ChatRole.System,
                $"{question.Prompt.Text}\n\nAnswer with one JSON object of this schema and nothing else:\n{question.Schema.Json}"
            ),
            new(ChatRole.User, question.Material),
        ];
        for (var @try = 1; ; @try++)
        {
            var (answer, asked) = await Once(client, question, messages, ct);
            var (value, fault) = answer is null ? (null, null) : question.Read(answer);
            if (fault is not null)
                asked = asked with { Outcome = fault.Outcome };
            await told(asked);
            if (fault is null || @try == Tries)
                return new(value, asked);
            messages.Add(new(ChatRole.Assistant, answer));
            messages.Add(
                new(ChatRole.User, $"This cannot be used. {fault.Said}\nAnswer again with the whole JSON object and nothing else.")
            );
        }
    }

    private static async Task<(string? Answer, AskedOnce Asked)> Once<T>(
        IChatClient client,
        ModelQuestion<T> question,
        List<ChatMessage> messages,
        CancellationToken ct
    )
        where T : class
    {
        var started = Stopwatch.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(question.Timeout);
        AskedOnce Ended(ModelOutcome outcome) => new(question.Prompt.Name, outcome) { Took = Stopwatch.GetElapsedTime(started) };
        try
        {
            var response = await client.GetResponseAsync(messages, Options(question), limit.Token);
            var text = Plain(response.Text);
            var outcome = OutcomeOf(response);
            var asked = Ended(outcome) with
            {
                InputTokens = Tokens(response.Usage?.InputTokenCount, messages.Sum(m => m.Text.Length)),
                OutputTokens = Tokens(response.Usage?.OutputTokenCount, text.Length),
            };
            return (outcome == ModelOutcome.Answered ? text : null, asked);
        }
        catch (ModelFailed failed)
        {
            return (null, Ended(failed.Outcome) with { RestFor = failed.RestFor, Said = failed.Said });
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, Ended(ModelOutcome.TimedOut));
        }
    }

    private static ChatOptions Options<T>(ModelQuestion<T> question)
        where T : class =>
        new()
        {
            Temperature = 0,
            MaxOutputTokens = question.Longest,
            ResponseFormat = ChatResponseFormat.ForJsonSchema(question.Schema.Element, question.Schema.Name),
            ToolMode = ChatToolMode.None,
        };

    private static ModelOutcome OutcomeOf(ChatResponse response) =>
        response.Messages.SelectMany(m => m.Contents).Any(c => c is FunctionCallContent) ? ModelOutcome.WantedTool
        : response.FinishReason == ChatFinishReason.ContentFilter ? ModelOutcome.Declined
        : response.FinishReason == ChatFinishReason.Length ? ModelOutcome.CutShort
        : ModelOutcome.Answered;

    // Who counts no tokens is counted for: four characters are about one.
    private static int Tokens(long? counted, int characters) =>
        counted is > 0 ? (int)Math.Min(counted.Value, int.MaxValue) : (characters + 3) / 4;

    /// <summary>Without the thinking aloud of some local models, and without the fence of a code block.</summary>
    private static string Plain(string answer)
    {
        const string thought = "</think>";
        var end = answer.LastIndexOf(thought, StringComparison.Ordinal);
        var text = (end < 0 ? answer : answer[(end + thought.Length)..]).Trim();
        if (text.StartsWith("```", StringComparison.Ordinal) && text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var line)
            text = text[(line + 1)..].TrimEnd('`', '\n', ' ');
        return text;
    }
}
