using System.Text.Json.Nodes;
using Amiable.Tests.Clients;

namespace Amiable.Tests.Assistants;

/// <summary>Clients of others: the SDK of the protocol, and its conformance scenarios.</summary>
[Collection(McpTests.Name)]
public sealed class RealClientsTests(McpOffice office)
{
    [Fact]
    public async Task The_SDK_of_the_protocol_works_with_every_reading_tool_and_finds_each_result_as_promised()
    {
        var seen = JsonNode.Parse(await Run("sdk.mjs"))!;

        Assert.Equal("Amiable", seen["server"]!["title"]!.ToString());
        Assert.Contains("How to work here", seen["instructions"]!.ToString());
        Assert.Equal(37, seen["tools"]!.AsArray().Count);
        Assert.Equal(["amiable://glossary"], seen["resources"]!.AsArray().Select(r => r!.ToString()));
        Assert.Equal(["amiable://accounts/{accountId}"], seen["templates"]!.AsArray().Select(r => r!.ToString()));
        Assert.Contains("| Account |", seen["glossary"]!.ToString());
        Assert.True(seen["calls"]!.AsObject().Count > 18, $"Only {seen["calls"]!.AsObject().Count} tools were called.");
        Assert.All(
            seen["calls"]!.AsObject(),
            c => Assert.True(c.Value!["isError"]?.GetValue<bool>() != true, $"{c.Key}: {c.Value!["content"]}")
        );
        Assert.True(seen["calls"]!["pause-account-dunning"]!["structuredContent"]!["dunning"]!["isPaused"]!.GetValue<bool>());
        Assert.Contains("not-found", seen["refused"]!["content"]![0]!["text"]!.ToString());
        Assert.Equal(-32602, seen["unknown"]!.GetValue<int>());
    }

    /// <summary>The other scenarios ask for tools, prompts and resources that only a server made for them has.</summary>
    [Fact]
    public async Task The_conformance_scenarios_that_concern_us_pass()
    {
        string[] scenarios = ["server-initialize", "ping", "tools-list", "resources-list", "dns-rebinding-protection", "logging-set-level"];

        var said = await Run("conformance.mjs", scenarios);

        Assert.All(scenarios, s => Assert.True(said.Contains($"passed {s}", StringComparison.Ordinal), said));
    }

    private Task<string> Run(string script, params string[] arguments) =>
        Node.Run("mcp", script, [$"{office.Address}", office.Token, .. arguments]);
}
