using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Amiable.Tests.Models;

/// <summary>A server of a language model on loopback, that answers what a test says, in the shapes recorded of real ones.</summary>
internal sealed class ModelStub : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Reply> replies = new();

    public sealed record Reply(int Status, string Body, params (string Name, string Value)[] Headers)
    {
        public TimeSpan After { get; init; }
    }

    public sealed record Request(string Path, string Body, IReadOnlyDictionary<string, string> Headers)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;
        public IReadOnlyList<string> Messages =>
            [.. Json.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("content").GetString()!)];
    }

    public ConcurrentQueue<Request> Requests { get; } = new();

    public string Address => app.Urls.Single();

    private ModelStub(WebApplication app) => this.app = app;

    public static async Task<ModelStub> Start(params IEnumerable<Reply> replies)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add($"http://{IPAddress.Loopback}:0");
        var stub = new ModelStub(app);
        app.Run(stub.Answer);
        await app.StartAsync();
        stub.Then([.. replies]);
        return stub;
    }

    public void Then(params IEnumerable<Reply> more)
    {
        foreach (var reply in more)
            replies.Enqueue(reply);
    }

    private async Task Answer(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var headers = http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Requests.Enqueue(new(http.Request.Path, await reader.ReadToEndAsync(), headers));
        var reply = replies.TryDequeue(out var next) ? next : new(500, "{}");
        await Task.Delay(reply.After, http.RequestAborted);
        http.Response.StatusCode = reply.Status;
        http.Response.ContentType = "application/json";
        foreach (var (name, value) in reply.Headers)
            http.Response.Headers[name] = value;
        await http.Response.WriteAsync(reply.Body);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>Of chat completions: an answer.</summary>
    public static Reply Chat(string content) =>
        Chat(
            new
            {
                role = "assistant",
                content,
                refusal = (string?)null,
            },
            "stop"
        );

    public static Reply Chat(object message, string finish) =>
        new(
            200,
            JsonSerializer.Serialize(
                new
                {
                    id = "chatcmpl-B9MHDbslfkBeAs8l4bebGdFOJ6PeG",
                    @object = "chat.completion",
                    created = 1741570283,
                    model = "gpt-4o-2024-08-06",
                    choices = new[]
                    {
                        new
                        {
                            index = 0,
                            message,
                            logprobs = (object?)null,
                            finish_reason = finish,
                        },
                    },
                    usage = new
                    {
                        prompt_tokens = 1200,
                        completion_tokens = 300,
                        total_tokens = 1500,
                    },
                    system_fingerprint = "fp_fc9f1d7035",
                }
            )
        );

    /// <summary>Somebody put it into its head to do something.</summary>
    public static Reply ChatCallsTool() =>
        Chat(
            new
            {
                role = "assistant",
                content = (string?)null,
                tool_calls = new[]
                {
                    new
                    {
                        id = "call_12xyz",
                        type = "function",
                        function = new { name = "mark_as_paid", arguments = "{\"invoice\":\"F-1\"}" },
                    },
                },
            },
            "tool_calls"
        );

    /// <summary>Of the Messages API: an answer.</summary>
    public static Reply Anthropic(string text, string stop = "end_turn") => Anthropic(new { type = "text", text }, stop);

    public static Reply Anthropic(object block, string stop) =>
        new(
            200,
            JsonSerializer.Serialize(
                new
                {
                    id = "msg_013Zva2CMHLNnXjNJJKqJ2EF",
                    type = "message",
                    role = "assistant",
                    model = "claude-sonnet-4-5",
                    content = new[] { block },
                    stop_reason = stop,
                    stop_sequence = (string?)null,
                    usage = new
                    {
                        input_tokens = 900,
                        cache_creation_input_tokens = 100,
                        cache_read_input_tokens = 200,
                        output_tokens = 300,
                    },
                }
            )
        );

    public static Reply AnthropicCallsTool() =>
        Anthropic(
            new
            {
                type = "tool_use",
                id = "toolu_01D7FLrfh4GYq7yT1ULFeyMV",
                name = "mark_as_paid",
                input = new { invoice = "F-1" },
            },
            "tool_use"
        );

    public static Reply Error(int status, string message, params (string, string)[] headers) =>
        new(
            status,
            JsonSerializer.Serialize(
                new
                {
                    error = new
                    {
                        message,
                        type = "error",
                        param = (string?)null,
                        code = (string?)null,
                    },
                }
            ),
            headers
        );
}
