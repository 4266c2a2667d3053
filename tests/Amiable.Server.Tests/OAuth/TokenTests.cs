using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Amiable.Platform.OAuth;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Amiable.Tests.OAuth.OAuthServer;

namespace Amiable.Tests.OAuth;

/// <summary>A program gets tokens for a code and for a refresh token (OAuth 2.1 sections 3.2, 4.1.3 and 4.3).</summary>
[Collection(OAuthCollection.Name)]
public sealed class TokenTests(OAuthServer oauth)
{
    [Fact]
    public async Task A_code_gives_opaque_tokens_for_an_hour_that_nobody_keeps()
    {
        var client = await oauth.Client();

        var (http, said) = await oauth.Exchange(client, await oauth.Code(client), ("redirect_uri", Redirect));

        Assert.Equal(
            (HttpStatusCode.OK, "no-store", "application/json"),
            (http.StatusCode, http.Headers.CacheControl!.ToString(), http.Content.Headers.ContentType!.MediaType)
        );
        Assert.Equal(
            ["access_token", "expires_in", "refresh_token", "scope", "token_type"],
            said.EnumerateObject().Select(p => p.Name).Order()
        );
        Assert.Equal(
            ("Bearer", 3600, "organizations:read accounts:all"),
            (said.GetProperty("token_type").GetString(), said.GetProperty("expires_in").GetInt32(), said.GetProperty("scope").GetString())
        );
        var access = said.GetProperty("access_token").GetString()!;
        Assert.Equal(HttpStatusCode.OK, await oauth.Call(access));
        foreach (var token in new[] { access, said.GetProperty("refresh_token").GetString()! })
            Assert.DoesNotContain(token[^40..], await oauth.Server.DatabaseText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_access_token_ends_with_its_hour_also_where_it_is_remembered()
    {
        var (_, access, _) = await oauth.Tokens();
        oauth.Server.Clock.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await oauth.Call(access));
        oauth.Server.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.Unauthorized, await oauth.Call(access));
    }

    [Fact]
    public async Task A_code_is_good_for_once_and_what_it_gave_ends_when_it_comes_again()
    {
        var client = await oauth.Client();
        var code = await oauth.Code(client);
        var (_, said) = await oauth.Exchange(client, code);
        var access = said.GetProperty("access_token").GetString()!;
        Assert.Equal(HttpStatusCode.OK, await oauth.Call(access));

        Refused(await oauth.Exchange(client, code), "invalid_grant");

        Assert.Equal(HttpStatusCode.Unauthorized, await oauth.Call(access));
        Refused(await oauth.Refresh(client, said.GetProperty("refresh_token").GetString()!), "invalid_grant");
        Refused(await oauth.Exchange(client, code), "invalid_grant");
    }

    [Fact]
    public async Task Two_who_bring_one_code_at_the_same_moment_do_not_both_go_on()
    {
        var client = await oauth.Client();
        var code = await oauth.Code(client);

        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => oauth.Exchange(client, code)));

        Assert.True(both.Count(b => b.Http.IsSuccessStatusCode) <= 1);
        foreach (var (http, said) in both.Where(b => b.Http.IsSuccessStatusCode))
            Assert.Equal(HttpStatusCode.Unauthorized, await oauth.Call(said.GetProperty("access_token").GetString()!));
    }

    [Fact]
    public async Task A_code_is_good_for_five_minutes()
    {
        var client = await oauth.Client();
        var code = await oauth.Code(client);
        oauth.Server.Clock.Advance(Grant.CodeLasts);

        Refused(await oauth.Exchange(client, code), "invalid_grant");
    }

    [Theory]
    [InlineData("code_verifier", "another-verifier.of_43~characters-or-more-01234", "invalid_grant")]
    [InlineData("code_verifier", "tooshort", "invalid_request")]
    [InlineData("code_verifier", null, "invalid_request")]
    [InlineData("redirect_uri", "https://assistant.example/other", "invalid_grant")]
    [InlineData("code", "nonsense", "invalid_grant")]
    [InlineData("code", null, "invalid_request")]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    [InlineData("grant_type", null, "invalid_request")]
    [InlineData("resource", "https://elsewhere.example", "invalid_target")]
    public async Task Who_cannot_show_what_belongs_to_the_code_gets_nothing_and_spoils_nothing(string name, string? value, string error)
    {
        var client = await oauth.Client();
        var code = await oauth.Code(client);

        Refused(await oauth.Exchange(client, code, (name, value)), error);

        Assert.Equal(HttpStatusCode.OK, (await oauth.Exchange(client, code)).Http.StatusCode);
    }

    [Fact]
    public async Task A_code_of_another_program_is_none()
    {
        var (client, other) = (await oauth.Client(), await oauth.Client());
        var code = await oauth.Code(client);

        Refused(await oauth.Exchange(other, code), "invalid_grant");
        Assert.Equal(HttpStatusCode.OK, (await oauth.Exchange(client, code)).Http.StatusCode);
    }

    [Theory]
    [InlineData("client_secret_basic", true)]
    [InlineData("client_secret_post", false)]
    public async Task A_program_with_a_secret_proves_who_it_is(string method, bool inHeader)
    {
        var (_, said) = await oauth.Register(("token_endpoint_auth_method", method));
        var (client, secret) = (
            said.GetProperty("client_id").GetString()!,
            SuiteLog.Remember(said.GetProperty("client_secret").GetString()!)
        );
        var code = await oauth.Code(client);
        Task<(HttpResponseMessage Http, System.Text.Json.JsonElement Said)> Give(string? given) =>
            oauth.Post(
                "/api/oauth/token",
                inHeader && given is not null ? Basic(client, given) : null,
                ("client_id", inHeader ? null : client),
                ("client_secret", inHeader ? null : given),
                ("grant_type", "authorization_code"),
                ("code", code),
                ("code_verifier", Verifier)
            );

        foreach (var wrong in new[] { null, "", "wrong", secret.ToLowerInvariant() })
        {
            var refused = await Give(wrong);
            Refused(refused, "invalid_client", HttpStatusCode.Unauthorized);
            Assert.Equal("Basic", refused.Http.Headers.WwwAuthenticate.Single().Scheme);
        }
        Assert.Equal(HttpStatusCode.OK, (await Give(secret)).Http.StatusCode);
    }

    [Fact]
    public async Task Who_one_is_is_said_in_one_way_only()
    {
        var (_, said) = await oauth.Register(("token_endpoint_auth_method", "client_secret_basic"));
        var (client, secret) = (
            said.GetProperty("client_id").GetString()!,
            SuiteLog.Remember(said.GetProperty("client_secret").GetString()!)
        );

        Refused(
            await oauth.Post("/api/oauth/token", Basic(client, secret), ("grant_type", "refresh_token"), ("client_secret", secret)),
            "invalid_request"
        );
        Refused(
            await oauth.Post(
                "/api/oauth/token",
                Basic(client, secret),
                ("grant_type", "refresh_token"),
                ("client_id", await oauth.Client())
            ),
            "invalid_request"
        );
        Refused(await oauth.Post("/api/oauth/token", null, ("grant_type", "refresh_token")), "invalid_client", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_program_without_a_secret_is_not_let_in_with_one()
    {
        var client = await oauth.Client();

        Refused(await oauth.Exchange(client, "x", ("client_secret", "anything")), "invalid_client", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_form_is_said_once_and_as_a_form()
    {
        var client = await oauth.Client();

        Refused(await oauth.Exchange(client, "x", ("code", "y"), ("code", "z")), "invalid_request");
        var json = await oauth.Program().PostAsJsonAsync("/api/oauth/token", new { grant_type = "refresh_token" });
        Refused((json, await Json(json)), "invalid_request");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await oauth.Program().GetAsync($"/api/oauth/token?client_id={client}")).StatusCode);
    }

    [Fact]
    public async Task A_refresh_token_is_good_for_once_and_gives_a_new_one()
    {
        var (client, access, refresh) = await oauth.Tokens();

        var (http, said) = await oauth.Refresh(client, refresh);

        Assert.Equal(HttpStatusCode.OK, http.StatusCode);
        Assert.NotEqual(refresh, said.GetProperty("refresh_token").GetString());
        Assert.Equal("organizations:read accounts:all", said.GetProperty("scope").GetString());
        Assert.Equal(HttpStatusCode.OK, await oauth.Call(said.GetProperty("access_token").GetString()!));
        // What was given before goes on to its hour: requests are under way with it.
        Assert.Equal(HttpStatusCode.OK, await oauth.Call(access));
    }

    [Fact]
    public async Task A_refresh_token_that_comes_again_ends_all_that_the_program_was_given()
    {
        var (client, access, refresh) = await oauth.Tokens();
        var first = (await oauth.Refresh(client, refresh)).Said;
        oauth.Server.Clock.Advance(RotateTokens.Grace + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await oauth.Call(access));

        Refused(await oauth.Refresh(client, refresh), "invalid_grant");

        Assert.Equal(HttpStatusCode.Unauthorized, await oauth.Call(access));
        Assert.Equal(HttpStatusCode.Unauthorized, await oauth.Call(first.GetProperty("access_token").GetString()!));
        Refused(await oauth.Refresh(client, first.GetProperty("refresh_token").GetString()!), "invalid_grant");
        var log = await oauth.Server.As(
            oauth.Server.Us,
            s => s.GetRequiredService<AppDb>().AuditEntries.OrderByDescending(e => e.Number).Take(2).ToListAsync()
        );
        Assert.Equal(["deleted", "replayed"], log.Select(e => e.Action).Order());
        Assert.All(log, e => Assert.Equal("Assistant", e.ActorName));
    }

    [Fact]
    public async Task An_answer_that_got_lost_is_given_again_within_half_a_minute_and_what_was_in_it_is_replaced()
    {
        var (client, _, refresh) = await oauth.Tokens();
        var lost = (await oauth.Refresh(client, refresh)).Said.GetProperty("refresh_token").GetString()!;

        var (http, said) = await oauth.Refresh(client, refresh);

        Assert.Equal(HttpStatusCode.OK, http.StatusCode);
        // Whoever has the one that got lost is not who asked again: nothing counts any more.
        Refused(await oauth.Refresh(client, lost), "invalid_grant");
        Refused(await oauth.Refresh(client, said.GetProperty("refresh_token").GetString()!), "invalid_grant");
    }

    [Fact]
    public async Task An_answer_that_was_used_did_not_get_lost()
    {
        var (client, access, refresh) = await oauth.Tokens();
        var next = (await oauth.Refresh(client, refresh)).Said.GetProperty("refresh_token").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await oauth.Refresh(client, next)).Http.StatusCode);

        Refused(await oauth.Refresh(client, refresh), "invalid_grant");

        Assert.Equal(HttpStatusCode.Unauthorized, await oauth.Call(access));
    }

    [Fact]
    public async Task A_refresh_token_is_good_only_for_whom_it_was_given_to_and_for_no_more()
    {
        var (client, access, refresh) = await oauth.Tokens();

        Refused(await oauth.Refresh(await oauth.Client(), refresh), "invalid_grant");
        Refused(await oauth.Refresh(client, refresh, ("scope", "organizations:read tasks:all")), "invalid_scope");
        Refused(await oauth.Refresh(client, access), "invalid_grant");
        Refused(await oauth.Refresh(client, refresh[..^1] + (refresh[^1] == 'A' ? 'B' : 'A')), "invalid_grant");
        var (http, said) = await oauth.Refresh(client, refresh, ("scope", "organizations:read"));

        Assert.Equal((HttpStatusCode.OK, "organizations:read"), (http.StatusCode, said.GetProperty("scope").GetString()));
        Assert.Equal(HttpStatusCode.Forbidden, await oauth.Call(said.GetProperty("access_token").GetString()!, "/api/public/v1/accounts"));
        var next = await oauth.Refresh(client, said.GetProperty("refresh_token").GetString()!);
        Assert.Equal("organizations:read accounts:all", next.Said.GetProperty("scope").GetString());
    }

    [Fact]
    public async Task A_refresh_token_that_was_not_used_for_sixty_days_is_over()
    {
        var (client, _, refresh) = await oauth.Tokens();
        oauth.Server.Clock.Advance(Grant.Idle);

        Refused(await oauth.Refresh(client, refresh), "invalid_grant");
    }

    [Fact]
    public async Task A_program_that_did_not_register_for_it_gets_no_refresh_token()
    {
        var client = await oauth.Client(("grant_types", new[] { "authorization_code" }));
        var (_, _, refresh) = await oauth.Tokens();

        var (_, said) = await oauth.Exchange(client, await oauth.Code(client));

        Assert.False(said.TryGetProperty("refresh_token", out _));
        Refused(await oauth.Refresh(client, refresh), "unauthorized_client");
    }

    [Theory]
    [InlineData("http://localhost/mcp", "http://localhost/mcp", HttpStatusCode.Unauthorized)]
    [InlineData("http://localhost/", "http://localhost", HttpStatusCode.OK)]
    [InlineData(null, "http://localhost/mcp", HttpStatusCode.Unauthorized)]
    [InlineData("http://localhost/mcp", null, HttpStatusCode.Unauthorized)]
    [InlineData(null, null, HttpStatusCode.OK)]
    public async Task A_token_works_only_where_it_was_asked_for(string? allowed, string? asked, HttpStatusCode atTheApi)
    {
        var client = await oauth.Client();

        var (_, said) = await oauth.Exchange(client, await oauth.Code(client, ("resource", allowed)), ("resource", asked));

        Assert.Equal(atTheApi, await oauth.Call(said.GetProperty("access_token").GetString()!));
    }

    [Fact]
    public async Task A_token_for_one_place_cannot_be_widened_to_another()
    {
        var client = await oauth.Client();
        var code = await oauth.Code(client, ("resource", "http://localhost/mcp"));

        Refused(await oauth.Exchange(client, code, ("resource", "http://localhost")), "invalid_target");
        var refresh = (await oauth.Exchange(client, code)).Said.GetProperty("refresh_token").GetString()!;
        Refused(await oauth.Refresh(client, refresh, ("resource", "http://localhost")), "invalid_target");
        Assert.Equal(HttpStatusCode.OK, (await oauth.Refresh(client, refresh, ("resource", "http://localhost/mcp"))).Http.StatusCode);
    }

    private static AuthenticationHeaderValue Basic(string client, string secret) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(client)}:{Uri.EscapeDataString(secret)}")));
}
