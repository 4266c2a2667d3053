using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Amiable.Platform.OAuth;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Amiable.Tests.OAuth.OAuthServer;

namespace Amiable.Tests.OAuth;

/// <summary>A program introduces itself (RFC 7591).</summary>
[Collection(OAuthCollection.Name)]
public sealed class RegistrationTests(OAuthServer oauth)
{
    [Fact]
    public async Task A_program_is_told_everything_that_was_noted_of_it()
    {
        var (http, said) = await oauth.Register(
            ("scope", "mcp:read nonsense"),
            ("client_uri", "https://assistant.example"),
            ("client_name#fr", "Assistant·e")
        );

        Assert.Equal(HttpStatusCode.Created, http.StatusCode);
        Assert.Equal("no-store", http.Headers.CacheControl!.ToString());
        Assert.Equal("application/json", http.Content.Headers.ContentType!.MediaType);
        Assert.Equal("*", Assert.Single(http.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal(
            """{"client_name":"Assistant","grant_types":["authorization_code","refresh_token"],"redirect_uris":["https://assistant.example/back?from=amiable"],"response_types":["code"],"scope":"mcp:read","token_endpoint_auth_method":"none"}""",
            JsonSerializer.Serialize(
                said.EnumerateObject()
                    .Where(p => !p.Name.StartsWith("client_id", StringComparison.Ordinal))
                    .OrderBy(p => p.Name, StringComparer.Ordinal)
                    .ToDictionary(p => p.Name, p => p.Value)
            )
        );
        Assert.Equal(oauth.Server.Clock.GetUtcNow().ToUnixTimeSeconds(), said.GetProperty("client_id_issued_at").GetInt64());
    }

    [Fact]
    public async Task What_it_does_not_say_is_as_the_standard_has_it()
    {
        var (_, said) = await oauth.Register(("client_name", null), ("token_endpoint_auth_method", null), ("grant_types", null));

        Assert.Equal("client_secret_basic", said.GetProperty("token_endpoint_auth_method").GetString());
        Assert.Equal(["authorization_code"], said.GetProperty("grant_types").EnumerateArray().Select(g => g.GetString()));
        Assert.Equal("assistant.example", said.GetProperty("client_name").GetString());
        Assert.Equal(0, said.GetProperty("client_secret_expires_at").GetInt32());
    }

    [Fact]
    public async Task A_secret_is_told_once_and_stored_nowhere()
    {
        var (_, said) = await oauth.Register(("token_endpoint_auth_method", "client_secret_post"));
        var secret = SuiteLog.Remember(said.GetProperty("client_secret").GetString()!);

        Assert.True(secret.Length >= 43);
        Assert.Contains(said.GetProperty("client_id").GetString()!, await oauth.Server.DatabaseText(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(secret, await oauth.Server.DatabaseText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://assistant.example/back")]
    [InlineData("https://assistant.example/back#part")]
    [InlineData("https://user@assistant.example/back")]
    [InlineData("/back")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("ms-msdt:/id")]
    [InlineData("https://assistant.example/ back")]
    [InlineData("https://assistant.example/\r\nSet-Cookie: a=b")]
    [InlineData("http://localhost.evil.example/back")]
    [InlineData("http://localhost:80@evil.example/")]
    [InlineData("")]
    public async Task An_address_that_could_lead_anywhere_else_is_refused(string redirect) =>
        Refused(await oauth.Register(("redirect_uris", new[] { Redirect, redirect })), "invalid_redirect_uri");

    [Theory]
    [InlineData("redirect_uris", "[]", "invalid_redirect_uri")]
    [InlineData("redirect_uris", "\"https://assistant.example\"", "invalid_redirect_uri")]
    [InlineData("redirect_uris", "[1]", "invalid_redirect_uri")]
    [InlineData("token_endpoint_auth_method", "\"private_key_jwt\"", "invalid_client_metadata")]
    [InlineData("token_endpoint_auth_method", "1", "invalid_client_metadata")]
    [InlineData("grant_types", "[\"implicit\"]", "invalid_client_metadata")]
    [InlineData("grant_types", "[\"authorization_code\", \"password\"]", "invalid_client_metadata")]
    [InlineData("grant_types", "[\"refresh_token\"]", "invalid_client_metadata")]
    [InlineData("response_types", "[\"token\"]", "invalid_client_metadata")]
    [InlineData("client_name", "{}", "invalid_client_metadata")]
    public async Task What_we_do_not_do_is_refused_with_the_code_for_it(string name, string value, string error) =>
        Refused(await oauth.Register((name, JsonSerializer.Deserialize<JsonElement>(value))), error);

    [Theory]
    [InlineData("{", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("client_name=x", "application/x-www-form-urlencoded")]
    public async Task Something_that_is_no_metadata_is_refused(string body, string type)
    {
        var answer = await oauth.Program().PostAsync("/api/oauth/register", new StringContent(body, Encoding.UTF8, type));

        Refused((answer, await Json(answer)), "invalid_client_metadata");
    }

    [Fact]
    public async Task A_name_can_neither_hide_nor_turn_the_line_around()
    {
        var (_, said) = await oauth.Register(("client_name", "\u202EelbaimA\u200B\r\n by Amiable " + new string('x', 200)));

        var name = said.GetProperty("client_name").GetString()!;
        Assert.StartsWith("elbaimA by Amiable", name, StringComparison.Ordinal);
        Assert.Equal(100, name.Length);
    }

    [Fact]
    public async Task One_place_introduces_no_more_than_an_office_would()
    {
        var place = oauth.Program();
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 31; i++)
            statuses.Add((await place.PostAsJsonAsync("/api/oauth/register", new { redirect_uris = Array.Empty<string>() })).StatusCode);

        Assert.All(statuses[..30], s => Assert.Equal(HttpStatusCode.BadRequest, s));
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[30]);
        var last = await place.PostAsJsonAsync("/api/oauth/register", new { });
        Assert.Equal("60", Assert.Single(last.Headers.GetValues("Retry-After")));
        Assert.Equal("temporarily_unavailable", (await Json(last)).GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_program_that_nobody_let_in_is_forgotten_after_a_month()
    {
        await using var server = await TestServer.Start();
        async Task Register(string name) =>
            await server
                .CreateClient()
                .PostAsJsonAsync("/api/oauth/register", new { client_name = name, redirect_uris = new[] { Redirect } });
        await Register("old");
        server.Clock.Advance(ForgetClients.Unused - TimeSpan.FromMinutes(1));
        await Register("new");
        var forgotten = 0;
        foreach (var minutes in new[] { 0, 2 })
        {
            server.Clock.Advance(TimeSpan.FromMinutes(minutes));
            await using var scope = server.Services.CreateAsyncScope();
            forgotten += await scope.ServiceProvider.GetRequiredService<ForgetClients>().Run(default);
            Assert.Equal(minutes == 0 ? 0 : 1, forgotten);
        }

        Assert.Equal("new", await server.Look(db => db.OAuthClients.Select(c => c.Name).SingleAsync()));
    }

    [Theory]
    [InlineData("http://127.0.0.1/back", "http://127.0.0.1:51234/back", true)]
    [InlineData("http://127.0.0.1:8080/back", "http://127.0.0.1:51234/back", true)]
    [InlineData("http://[::1]/back?a=b", "http://[::1]:51234/back?a=b", true)]
    [InlineData("http://localhost:1/back", "http://localhost:2/back", true)]
    [InlineData("http://127.0.0.1/back", "http://127.0.0.1:51234/other", false)]
    [InlineData("http://127.0.0.1/back", "http://localhost/back", false)]
    [InlineData("http://127.0.0.1/back", "https://127.0.0.1/back", false)]
    [InlineData("http://127.0.0.1/back", "http://127.0.0.1:99999/back", false)]
    [InlineData("http://127.0.0.1/back", "http://127.0.0.1:80@evil.example/back", false)]
    [InlineData("http://127.0.0.1/back", "http://127.0.0.1.evil.example/back", false)]
    [InlineData("https://a.example:443/back", "https://a.example/back", false)]
    [InlineData("https://a.example/back", "https://a.example/back/", false)]
    [InlineData("https://a.example/back", "https://a.example/BACK", false)]
    [InlineData("https://a.example/back", "https://a.example/x/../back", false)]
    [InlineData("https://a.example/back", "https://a.example/back?more=1", false)]
    [InlineData("com.example.app:/back", "com.example.app:/back", true)]
    public void Only_the_port_of_a_program_on_this_computer_may_be_another(string registered, string asked, bool fits) =>
        Assert.Equal(fits, RedirectAddress.Fits(registered, asked));

    [Theory]
    [InlineData("http://127.0.0.1:7777")]
    [InlineData("http://localhost/")]
    [InlineData("http://[::1]:80/back")]
    [InlineData("com.example.app:/back")]
    [InlineData("cursor://anysphere.example/back")]
    [InlineData("https://assistant.example/back?a=b")]
    public void Programs_on_the_web_on_this_computer_and_on_a_phone_can_be_led_back_to(string redirect) =>
        Assert.True(RedirectAddress.IsAcceptable(redirect));
}
