using System.Net;
using System.Text.Json.Nodes;
using Amiable.Platform.Api;

namespace Amiable.Tests.Assistants;

/// <summary>What stands around the tools: who may come in, from where, in which version; and what the protocol says to faults.</summary>
[Collection(McpTests.Name)]
public sealed class ProtocolTests(McpOffice office)
{
    private const string Ping = """{"jsonrpc": "2.0", "id": 1, "method": "ping"}""";
    private const string Metadata = "/.well-known/oauth-protected-resource/mcp";

    private static string CallOf(string tool) =>
        """{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "TOOL", "arguments": {}}}""".Replace("TOOL", tool);

    [Fact]
    public async Task Whoever_has_no_token_is_told_where_to_get_one()
    {
        var http = office.Server.CreateClient();

        using var none = await new Assistant(http, null).Post(Ping);
        using var wrong = await new Assistant(http, "amiable_no").Post(Ping);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (none.StatusCode, wrong.StatusCode));
        Assert.Matches(
            $"^Bearer scope=\"mcp:read mcp:write\", resource_metadata=\"http://(localhost|127.0.0.1):[0-9]+{Metadata}\"$",
            none.Headers.WwwAuthenticate.ToString()
        );
        Assert.StartsWith(
            "Bearer error=\"invalid_token\", scope=\"mcp:read mcp:write\", resource_metadata=",
            wrong.Headers.WwwAuthenticate.ToString()
        );
    }

    [Fact]
    public async Task A_token_does_what_its_scopes_allow()
    {
        var http = office.Server.CreateClient();
        var reader = new Assistant(http, await office.TokenOf(office.Server.Us, Scopes.McpRead));
        var writer = new Assistant(http, await office.TokenOf(office.Server.Us, Scopes.McpWrite));
        var program = new Assistant(http, await office.TokenOf(office.Server.Us, Scopes.AccountsAll, Scopes.OrganizationsRead));

        await reader.Call("list-organizations");
        using var writes = await reader.Post(CallOf("create-account"));
        using var reads = await writer.Post(CallOf("list-accounts"));
        using var neither = await program.Post(Ping);
        using var unrelated = await new ApiHttp(office).Get(await office.TokenOf(office.Server.Us, Scopes.McpRead));

        Assert.All([writes, reads, neither, unrelated], a => Assert.Equal(HttpStatusCode.Forbidden, a.StatusCode));
        Assert.Contains("insufficient_scope", writes.Headers.WwwAuthenticate.ToString());
        Assert.Contains("mcp:write", (await Assistant.Message(writes))["error"]!["message"]!.ToString());
        Assert.Contains("scope=\"mcp:read mcp:write\"", writes.Headers.WwwAuthenticate.ToString());
        Assert.Contains("mcp:read", (await Assistant.Message(reads))["error"]!["message"]!.ToString());
    }

    [Fact]
    public async Task Calls_are_counted_as_those_of_the_API()
    {
        using var answer = await office.Assistant.Post(Ping);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(int.Parse(answer.Headers.GetValues("X-RateLimit-Remaining").Single()) >= 0);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Host", "evil.example")]
    public async Task A_page_from_elsewhere_is_not_answered(string header, string value)
    {
        using var answer = await office.Assistant.Post(Ping, (header, value));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Our_own_origin_is_answered()
    {
        using var answer = await office.Assistant.Post(Ping, ("Origin", office.Address.GetLeftPart(UriPartial.Authority)));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task There_is_no_session_to_listen_to_or_to_end(string method)
    {
        using var request = new HttpRequestMessage(new(method), "/mcp");
        request.Headers.Authorization = new("Bearer", office.Token);
        using var answer = await office.Server.CreateClient().SendAsync(request);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "POST"), (answer.StatusCode, answer.Content.Headers.Allow.Single()));
    }

    [Theory]
    [InlineData("MCP-Protocol-Version", "1999-01-01", 400, -32022)]
    [InlineData("Accept", "application/json", 406, -32600)]
    [InlineData("Accept", "text/html", 406, -32600)]
    public async Task A_header_that_cannot_be_served_is_refused(string header, string value, int status, int code)
    {
        using var answer = await office.Assistant.Post(Ping, (header, value));
        Assert.Equal((status, code), ((int)answer.StatusCode, (await Assistant.Message(answer))["error"]!["code"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("[]", 400)]
    [InlineData("""[{"jsonrpc": "2.0", "id": 1, "method": "ping"}]""", 400)]
    [InlineData("null", 400)]
    [InlineData("""{"hello": 1}""", 400)]
    public async Task What_is_no_message_is_refused(string body, int status)
    {
        using var answer = await office.Assistant.Post(body);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.True((await Assistant.Message(answer))["error"]!["code"]!.GetValue<int>() is -32700 or -32600);
    }

    [Fact]
    public async Task A_notification_is_taken_and_not_answered()
    {
        using var answer = await office.Assistant.Post("""{"jsonrpc": "2.0", "method": "notifications/initialized"}""");
        Assert.Equal((HttpStatusCode.Accepted, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task An_unknown_tool_method_or_resource_is_an_error_of_the_protocol()
    {
        var tool = await office.Assistant.Ask("tools/call", new { name = "pay-everything", arguments = new { } });
        var method = await office.Assistant.Ask("tools/invent");
        var resource = await office.Assistant.Ask("resources/read", new { uri = "amiable://nothing" });

        Assert.Equal(-32602, tool["error"]!["code"]!.GetValue<int>());
        Assert.Contains("pay-everything", tool["error"]!["message"]!.ToString());
        Assert.Equal(-32601, method["error"]!["code"]!.GetValue<int>());
        Assert.True(resource["error"]!["code"]!.GetValue<int>() is -32002 or -32602);
    }

    [Fact]
    public async Task A_connection_begins_with_how_to_work_here()
    {
        var begun = (
            await office.Assistant.Ask(
                "initialize",
                new
                {
                    protocolVersion = "2025-11-25",
                    capabilities = new { },
                    clientInfo = new { name = "test", version = "1" },
                }
            )
        )["result"]!;

        Assert.Equal(("2025-11-25", "Amiable"), (begun["protocolVersion"]!.ToString(), begun["serverInfo"]!["title"]!.ToString()));
        Assert.Contains("Never add two currencies", begun["instructions"]!.ToString());
        Assert.Null(begun["capabilities"]!["prompts"]);
    }

    [Fact]
    public async Task The_version_without_a_handshake_is_spoken_too_and_its_headers_must_agree()
    {
        const string Body = """
            {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "list-organizations", "arguments": {}, "_meta": {
              "io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientInfo": {"name": "test", "version": "1"},
              "io.modelcontextprotocol/clientCapabilities": {}}}}
            """;
        (string, string)[] headers = [("MCP-Protocol-Version", "2026-07-28"), ("Mcp-Method", "tools/call")];

        using var agrees = await office.Assistant.Post(Body, [.. headers, ("Mcp-Name", "list-organizations")]);
        using var lies = await office.Assistant.Post(Body, [.. headers, ("Mcp-Name", "list-accounts")]);

        Assert.Equal(HttpStatusCode.OK, agrees.StatusCode);
        Assert.NotNull((await Assistant.Message(agrees))["result"]!["structuredContent"]);
        Assert.Equal((400, -32020), ((int)lies.StatusCode, (await Assistant.Message(lies))["error"]!["code"]!.GetValue<int>()));
    }

    [Fact]
    public async Task The_words_and_an_account_at_a_glance_can_be_read()
    {
        var (account, _) = await office.Owing("At a glance");
        var uris = (await office.Assistant.Ask("resources/list"))["result"]!["resources"]!.AsArray().Select(r => r!["uri"]!.ToString());

        var glossary = await Read("amiable://glossary");
        var glance = JsonNode.Parse(await Read($"amiable://accounts/{account}"))!;

        Assert.Equal(["amiable://glossary"], uris);
        Assert.Contains("| Follow-up |", glossary);
        Assert.Equal("At a glance", glance["account"]!["fullName"]!.ToString());
        Assert.Single(glance["contacts"]!.AsArray());
        Assert.Equal(100, glance["balance"]!["balances"]![0]!["outstanding"]?.GetValue<decimal>() ?? 100);
        Assert.Single(glance["overdueInvoices"]!["nodes"]!.AsArray());

        async Task<string> Read(string uri) =>
            (await office.Assistant.Ask("resources/read", new { uri }))["result"]!["contents"]![0]!["text"]!.ToString();
    }

    private sealed class ApiHttp(McpOffice office)
    {
        public async Task<HttpResponseMessage> Get(string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, ApiRoutes.Root + "/accounts");
            request.Headers.Authorization = new("Bearer", token);
            return await office.Server.CreateClient().SendAsync(request);
        }
    }
}
