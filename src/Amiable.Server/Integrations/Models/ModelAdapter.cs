using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Amiable.Integrations.Models;

/// <summary>What the two forms of asking have in common: no tools, whole answers, and a second try without the fields a server does not know.</summary>
internal abstract class ModelAdapter(ModelLine line, ModelDialect dialect) : IChatClient
{
    private const int MostLearned = 3;

    protected ModelLine Line => line;
    protected ModelDialect Dialect => dialect;

    protected abstract IReadOnlyList<string> Dispensable { get; }

    protected abstract JsonObject Body(IEnumerable<ChatMessage> messages, ChatOptions options);

    protected abstract Task<JsonElement> Send(JsonObject body, CancellationToken ct);

    protected abstract ChatResponse Read(JsonElement answer);

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        for (var learned = 0; ; learned++)
        {
            var body = Body(messages, options ?? new());
            try
            {
                return Read(await Send(body, cancellationToken));
            }
            catch (ModelFailed failed)
                when (failed.Outcome == ModelOutcome.NotUnderstood && learned < MostLearned && dialect.Learn(failed.Said, body, Dispensable)
                )
            {
                // Once more, without it.
            }
            catch (Exception odd)
                when (odd is KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
            {
                throw new ModelFailed(ModelOutcome.NotUnderstood, "The answer has not the form of this kind of endpoint.");
            }
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    // The connections belong to the installation.
    public void Dispose() { }

    protected static int Count(JsonElement answer, string name) =>
        answer.TryGetProperty("usage", out var usage)
        && usage.ValueKind == JsonValueKind.Object
        && usage.TryGetProperty(name, out var count)
        && count.TryGetInt32(out var tokens)
            ? Math.Max(0, tokens)
            : 0;

    protected static string? Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
