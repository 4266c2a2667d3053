using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Amiable.Platform.Api;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using static Amiable.Tests.OAuth.OAuthServer;

namespace Amiable.Tests.OAuth;

/// <summary>How a program that knows nothing but our address finds everything else (RFC 8414, RFC 9728, RFC 6750).</summary>
[Collection(OAuthCollection.Name)]
public sealed class MetadataTests(OAuthServer oauth)
{
    private const string Server = "/.well-known/oauth-authorization-server";
    private const string Resource = "/.well-known/oauth-protected-resource";

    [Fact]
    public async Task The_server_says_what_it_does_and_every_address_in_it_is_there()
    {
        var said = await Read(Server);

        Assert.Equal(Issuer, said.GetProperty("issuer").GetString());
        Assert.Equal(["code"], Texts(said, "response_types_supported"));
        Assert.Equal(["authorization_code", "refresh_token"], Texts(said, "grant_types_supported"));
        Assert.Equal(["S256"], Texts(said, "code_challenge_methods_supported"));
        Assert.Equal(["none", "client_secret_basic", "client_secret_post"], Texts(said, "token_endpoint_auth_methods_supported"));
        Assert.True(said.GetProperty("authorization_response_iss_parameter_supported").GetBoolean());
        Assert.Equal([Issuer, Issuer + "/mcp"], Texts(said, "protected_resources"));
        Assert.Equal(Scopes.Grantable, Texts(said, "scopes_supported"));
        var routes = oauth
            .Server.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Select(r => "/" + r.RoutePattern.RawText!.TrimStart('/'))
            .ToHashSet();
        var named = said.EnumerateObject()
            .Where(p => p.Name.EndsWith("_endpoint", StringComparison.Ordinal))
            .Select(p => new Uri(p.Value.GetString()!))
            .ToList();
        Assert.Equal(5, named.Count);
        Assert.All(named, address => Assert.Contains(address.AbsolutePath, routes));
    }

    [Theory]
    [InlineData("", "http://localhost", "organizations:read")]
    [InlineData("/mcp", "http://localhost/mcp", "mcp:read")]
    public async Task What_tokens_are_for_says_who_gives_them(string path, string resource, string scope)
    {
        var said = await Read(Resource + path);

        Assert.Equal(resource, said.GetProperty("resource").GetString());
        Assert.Equal([Issuer], Texts(said, "authorization_servers"));
        Assert.Equal(["header"], Texts(said, "bearer_methods_supported"));
        Assert.Contains(scope, Texts(said, "scopes_supported"));
    }

    [Theory]
    [InlineData(null, "Bearer resource_metadata=\"http://localhost/.well-known/oauth-protected-resource\"")]
    [InlineData("nonsense", "Bearer error=\"invalid_token\", resource_metadata=\"http://localhost/.well-known/oauth-protected-resource\"")]
    public async Task Who_comes_without_a_good_token_is_told_where_to_begin(string? token, string challenge)
    {
        var answer = await oauth.Program(token).GetAsync("/api/public/v1/organizations");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(challenge, answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public void Who_comes_to_the_assistants_door_is_told_their_scopes()
    {
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext { RequestServices = oauth.Server.Services };
        (http.Request.Scheme, http.Request.Host, http.Request.Path) = ("http", new("localhost"), "/mcp");

        Assert.Equal(
            "Bearer scope=\"mcp:read mcp:write\", resource_metadata=\"http://localhost/.well-known/oauth-protected-resource/mcp\"",
            Platform.OAuth.Challenge.Of(http, null)
        );
    }

    [Fact]
    public async Task A_program_in_a_web_page_may_ask_and_read_the_answers()
    {
        foreach (var path in new[] { Server, Resource, Resource + "/mcp", "/api/oauth/token", "/api/oauth/register", "/api/oauth/revoke" })
        {
            using var before = new HttpRequestMessage(HttpMethod.Options, path);
            before.Headers.Add("Origin", "https://assistant.example");
            before.Headers.Add("Access-Control-Request-Method", "POST");
            var may = await oauth.Program().SendAsync(before);

            Assert.Equal(HttpStatusCode.NoContent, may.StatusCode);
            Assert.Equal("*", Assert.Single(may.Headers.GetValues("Access-Control-Allow-Origin")));
            Assert.False(may.Headers.Contains("Access-Control-Allow-Credentials"));
        }
        // The question to the member is none that a page may read or answer.
        using var page = new HttpRequestMessage(HttpMethod.Options, "/api/oauth/authorize");
        Assert.False((await oauth.Program().SendAsync(page)).Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task The_addresses_are_those_under_which_the_operator_says_that_others_reach_it()
    {
        await using var server = new TestServer { Settings = { ["PublicUrl"] = "https://amiable.example.com/" } };
        using var request = new HttpRequestMessage(HttpMethod.Get, Server);
        request.Headers.Host = "evil.example";

        var said = await Json(await server.CreateClient().SendAsync(request));

        Assert.Equal("https://amiable.example.com", said.GetProperty("issuer").GetString());
        Assert.Equal("https://amiable.example.com/api/oauth/token", said.GetProperty("token_endpoint").GetString());
    }

    private async Task<JsonElement> Read(string path)
    {
        var answer = await oauth.Program().GetAsync(path);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        return await Json(answer);
    }

    private static IEnumerable<string> Texts(JsonElement said, string name) =>
        said.GetProperty(name).EnumerateArray().Select(v => v.GetString()!);
}
