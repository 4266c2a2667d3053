using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Amiable.Platform.Api;
using Amiable.Tests.Clients;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Api;

/// <summary>The description of the API says everything the running program does.</summary>
[Collection(ApiTests.Name)]
public sealed partial class DescriptionTests(ApiServer server)
{
    [Fact]
    public void Every_route_is_described_with_its_answers_scope_and_words()
    {
        var routes = server
            .Server.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith(ApiRoutes.Root, StringComparison.Ordinal))
            .SelectMany(e =>
                e.Metadata.GetMetadata<HttpMethodMetadata>()!
                    .HttpMethods.Select(m => $"{m} {Constraint().Replace(e.RoutePattern.RawText!, "{$1}")}")
            )
            .Order()
            .ToList();
        var described = server.Description.Operations.Select(o => $"{o.Method} {o.Path}").Order().ToList();

        Assert.True(routes.Count > 55, $"Only {routes.Count} routes found.");
        Assert.Equal(routes, described);
        foreach (var (method, path, operation) in server.Description.Operations)
            Assert.Equal("", string.Join(", ", Missing(method, path, operation)));
    }

    [Fact]
    public void Every_reference_leads_somewhere_and_no_schema_is_empty()
    {
        var schemas = server.Description.Document["components"]!["schemas"]!.AsObject();
        var text = server.Description.Document.ToJsonString();

        var references = Reference().Matches(text).Select(m => (Kind: m.Groups[1].Value, Name: m.Groups[2].Value)).Distinct().ToList();

        Assert.Contains(references, r => r.Name == "Invoice");
        Assert.All(references, r => Assert.NotNull(server.Description.Document["components"]![r.Kind]?[r.Name]));
        Assert.Empty(
            schemas.Where(s => s.Value!.AsObject().Count == 0 || s.Value["type"] is null && s.Value["enum"] is null).Select(s => s.Key)
        );
    }

    [Fact]
    public async Task A_linter_of_others_finds_nothing_to_complain_of()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, server.Description.Document.ToJsonString());

        Assert.Equal("", await Node.Run("api", "lint.mjs", file));
        File.Delete(file);
    }

    [Fact]
    public void Every_scope_that_can_be_given_is_asked_for_by_an_operation()
    {
        var asked = server
            .Description.Operations.Select(o => o.Operation["security"]?[1]?["oauth2"]?[0]?.GetValue<string>())
            .OfType<string>()
            .Distinct();
        // The two of assistants are asked for by the tools.
        Assert.Equal(Scopes.All.Except([Scopes.McpRead, Scopes.McpWrite]).Order(), asked.Order());
    }

    [Fact]
    public async Task People_read_the_same_on_a_page()
    {
        var browser = await server.Server.SignedIn(server.Server.Us);

        var page = await browser.GetStringAsync("/developers/reference");
        var settings = await browser.GetStringAsync("/settings/developers");

        Assert.Contains("href=\"/developers/reference\"", settings);
        Assert.All(server.Description.Operations, o => Assert.Contains($"id=\"{o.Operation["operationId"]}\"", page));
        Assert.Contains("FA-90210", page);
        Assert.DoesNotContain("<script>", page);
    }

    private static IEnumerable<string> Missing(string method, string path, JsonNode operation)
    {
        var isPublic = path.EndsWith("/status", StringComparison.Ordinal);
        string[] wanted =
        [
            "operationId",
            "summary",
            "tags",
            "responses",
            .. isPublic ? Array.Empty<string>() : ["security", "description"],
        ];
        foreach (var name in wanted.Where(name => operation[name] is null))
            yield return $"{method} {path} says no {name}";
        var responses = operation["responses"]!.AsObject();
        if (!responses.Any(r => r.Key[0] == '2' && (r.Key == "204" || r.Value!["content"] is not null)))
            yield return $"{method} {path} says nothing of what it answers";
        if (!isPublic)
            foreach (var status in new[] { "401", "403", "404", "422", "429" }.Where(status => responses[status]?["content"] is null))
                yield return $"{method} {path} says nothing of {status}";
        foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
            if (parameter!["description"] is null || parameter["schema"] is null)
                yield return $"{method} {path} says nothing of {parameter["name"]}";
        if (operation["requestBody"]?["content"]?["application/json"] is { } body && body["example"] is null)
            yield return $"{method} {path} shows no example";
        if (method != "GET" && operation["parameters"]?.AsArray().Any(p => p!["name"]!.GetValue<string>() == "Idempotency-Key") != true)
            yield return $"{method} {path} takes no key";
    }

    [GeneratedRegex(@"\{(\w+):\w+\}")]
    private static partial Regex Constraint();

    [GeneratedRegex("\"#/components/(\\w+)/([^\"]+)\"")]
    private static partial Regex Reference();
}
