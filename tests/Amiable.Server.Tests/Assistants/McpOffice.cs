using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Amiable.Organizations;
using Amiable.Platform.Api;
using Amiable.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Assistants;

/// <summary>One server for all tests of the assistants' door. It really listens: clients of others reach it, too.</summary>
public sealed class McpOffice : IAsyncLifetime
{
    public TestServer Server { get; private set; } = null!;

    /// <summary>The same as a program, to compare with.</summary>
    public ApiClient Api { get; private set; } = null!;

    /// <summary>May read and write.</summary>
    public Assistant Assistant { get; private set; } = null!;

    /// <summary>The same, in another organization.</summary>
    public Assistant Elsewhere { get; private set; } = null!;

    public string Token { get; private set; } = null!;

    public Uri Address => new(Server.ClientOptions.BaseAddress, "/mcp");

    public async ValueTask InitializeAsync()
    {
        Server = new TestServer();
        Server.UseKestrel(0);
        Server.StartServer();
        await Server.FoundOurs(Autonomy.Approve);
        Token = await TokenOf(Server.Us, Scopes.McpRead, Scopes.McpWrite);
        Api = new(Server.CreateClient(), await TokenOf(Server.Us, [.. Scopes.All]), null);
        Assistant = new(Server.CreateClient(), Token);
        Elsewhere = new(Server.CreateClient(), await TokenOf(Server.SomebodyElse, Scopes.McpRead, Scopes.McpWrite));
    }

    public Task<string> TokenOf(OrganizationId organization, params string[] scopes) => ApiServer.Token(Server, organization, scopes);

    /// <summary>An account that owes 100 EUR since February, with a contact, and a message that waits.</summary>
    public async Task<(Guid Account, Guid Contact)> Owing(string name)
    {
        var account = await Api.Account(name);
        var contact = (
            await Api.Post(
                $"/accounts/{account}/contacts",
                new
                {
                    fullName = "Anne",
                    email = $"anne@{account:N}.example",
                    isPrimary = true,
                }
            )
        ).Is(HttpStatusCode.Created).Id;
        await Api.Invoice(account, "F-" + account.ToString()[^6..]);
        return (account, contact);
    }

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class McpTests : ICollectionFixture<McpOffice>
{
    public const string Name = "mcp";
}

/// <summary>A model's client, as far as these tests need one.</summary>
public sealed class Assistant(HttpClient http, string? token)
{
    private int _id;

    public async Task<HttpResponseMessage> Post(string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>What was answered: a message with a result or an error.</summary>
    public async Task<JsonNode> Ask(string method, object? values = null)
    {
        var asked = new
        {
            jsonrpc = "2.0",
            id = ++_id,
            method,
            @params = values ?? new { },
        };
        using var answer = await Post(JsonSerializer.Serialize(asked));
        return await Message(answer);
    }

    public static async Task<JsonNode> Message(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var data = text.Split('\n').FirstOrDefault(l => l.StartsWith("data:", StringComparison.Ordinal));
        return JsonNode.Parse(data is null ? text : data[5..])!;
    }

    /// <summary>Calls a tool that does what is asked.</summary>
    public async Task<ToolAnswer> Call(string tool, object? values = null)
    {
        var answer = await Try(tool, values);
        Assert.False(answer.IsError, answer.Said);
        return answer;
    }

    /// <summary>Calls a tool that does not.</summary>
    public async Task<string> Refused(string tool, object? values = null)
    {
        var answer = await Try(tool, values);
        Assert.True(answer.IsError, answer.Said);
        return answer.Said;
    }

    private async Task<ToolAnswer> Try(string tool, object? values)
    {
        var message = await Ask("tools/call", new { name = tool, arguments = values ?? new { } });
        Assert.True(message["result"] is not null, message.ToJsonString());
        return new(message["result"]!);
    }
}

/// <summary>What a tool returned.</summary>
public sealed partial record ToolAnswer(JsonNode Result)
{
    public bool IsError => Result["isError"]?.GetValue<bool>() == true;

    public string Said => Result["content"]![0]!["text"]!.GetValue<string>();

    public JsonObject Content => Result["structuredContent"]!.AsObject();

    public JsonArray Nodes => Content["nodes"]!.AsArray();

    public Guid Id => Content["id"]!.GetValue<Guid>();

    /// <summary>Is what the API answers, to the letter.</summary>
    public ToolAnswer IsAs(Answer answer)
    {
        answer.Is(HttpStatusCode.OK);
        Assert.Equal(Without(JsonNode.Parse(answer.Bytes)!), Without(Content.DeepClone()));
        // Clients that know nothing of structured content read the same.
        Assert.Equal(Content.ToJsonString(), JsonNode.Parse(Result["content"]![1]!["text"]!.GetValue<string>())!.ToJsonString());
        return this;
    }

    // A cursor is encrypted anew each time, and what customers wrote is fenced.
    private static string Without(JsonNode node)
    {
        if (node["pageInfo"] is JsonObject info)
            info["endCursor"] = info["endCursor"] is null ? null : "…";
        return Fenced().Replace(node.ToJsonString(Plain), "$2");
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [GeneratedRegex(@"\w+:\\n<data-([0-9a-f]{24})>\\n(.*?)\\n</data-\1>\\n")]
    private static partial Regex Fenced();
}
