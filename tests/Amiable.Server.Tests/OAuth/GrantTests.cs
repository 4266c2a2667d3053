using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Amiable.Members;
using Amiable.Platform.OAuth;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Amiable.Tests.OAuth.OAuthServer;

namespace Amiable.Tests.OAuth;

/// <summary>What a member allowed: where it is seen, how it ends, and that its tokens work as a member's own do.</summary>
[Collection(OAuthCollection.Name)]
public sealed class GrantTests(OAuthServer oauth)
{
    private const string Settings = "/settings/developers";

    [Fact]
    public async Task A_member_sees_the_programs_and_shuts_one_out_at_once()
    {
        var client = await oauth.Client(("client_name", "Zephyr"));
        var (_, said) = await oauth.Exchange(client, await oauth.Code(client));
        var access = said.GetProperty("access_token").GetString()!;
        var browser = await oauth.Browser();
        Assert.Contains("never used", await browser.Read(Settings), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await oauth.Call(access));

        var page = await browser.Read(Settings);
        foreach (var shown in new[] { "Zephyr", "Paul Durand", "organizations:read, accounts:all", "last used" })
            Assert.Contains(shown, page, StringComparison.Ordinal);
        var id = await Id("Zephyr");
        Assert.Equal(Settings, Visitor.To(await browser.Post(Settings, $"{Settings}/programs/{id.Value}/revoke")));

        Assert.Equal(HttpStatusCode.Unauthorized, await oauth.Call(access));
        Refused(await oauth.Refresh(client, said.GetProperty("refresh_token").GetString()!), "invalid_grant");
        Assert.DoesNotContain("Zephyr", await browser.Read(Settings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_was_let_in_twice_is_one_line_and_is_shut_out_as_one()
    {
        var client = await oauth.Client(("client_name", "Tramontane"));
        List<string> tokens = [];
        foreach (var scope in new[] { "organizations:read", "organizations:read accounts:read" })
        {
            var (_, said) = await oauth.Exchange(client, await oauth.Code(client, ("scope", scope)));
            tokens.Add(said.GetProperty("access_token").GetString()!);
            Assert.Equal(HttpStatusCode.OK, await oauth.Call(tokens[^1]));
        }
        var browser = await oauth.Browser();

        var page = await browser.Read(Settings);

        Assert.Equal(2, page.Split(">Tramontane<").Length);
        Assert.Contains("organizations:read, accounts:read", page, StringComparison.Ordinal);
        var newest = await oauth.Server.As(
            oauth.Server.Us,
            s => s.GetRequiredService<AppDb>().Grants.Where(g => g.Name == "Tramontane").OrderByDescending(g => g.Id).FirstAsync()
        );
        await browser.Post(Settings, $"{Settings}/programs/{newest.Id.Value}/revoke");
        foreach (var token in tokens)
            Assert.Equal(HttpStatusCode.Unauthorized, await oauth.Call(token));
        Assert.DoesNotContain("Tramontane", await browser.Read(Settings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_nobody_came_with_is_no_program_and_is_forgotten()
    {
        var client = await oauth.Client(("client_name", "Mistral"));
        await oauth.Code(client);

        Assert.DoesNotContain("Mistral", await (await oauth.Browser()).Read(Settings), StringComparison.Ordinal);
        oauth.Server.Clock.Advance(Grant.CodeLasts);
        await oauth.Server.Do<ForgetGrants, Done>(forget => forget.Run(default));

        Assert.Equal(
            0,
            await oauth.Server.As(oauth.Server.Us, s => s.GetRequiredService<AppDb>().Grants.CountAsync(g => g.Name == "Mistral"))
        );
    }

    [Fact]
    public async Task The_programs_of_a_removed_member_stop()
    {
        const string iris = "iris@duvernay.example";
        await oauth.Server.Person(iris, oauth.Server.Us);
        oauth.Server.Clock.Advance(TimeSpan.FromMilliseconds(5));
        var client = await oauth.Client();
        var back = Back(await oauth.Decide(await oauth.Server.Signed(iris), Ask(client)));
        var (_, said) = await oauth.Exchange(client, back["code"]);
        Assert.Equal(HttpStatusCode.OK, await oauth.Call(said.GetProperty("access_token").GetString()!));

        var member = await oauth.Server.As(oauth.Server.Us, s => s.GetRequiredService<AppDb>().Members.SingleAsync(m => m.Email == iris));
        await oauth.Server.Do<RemoveMember, Done>(remove => remove.Run(member.Id, default));

        Assert.Equal(HttpStatusCode.Unauthorized, await oauth.Call(said.GetProperty("access_token").GetString()!));
        Refused(await oauth.Refresh(client, said.GetProperty("refresh_token").GetString()!), "invalid_grant");
    }

    [Fact]
    public async Task The_audit_log_tells_who_let_a_program_in_what_it_did_and_that_it_was_shut_out()
    {
        var client = await oauth.Client(("client_name", "Sirocco"));
        var (_, said) = await oauth.Exchange(client, await oauth.Code(client));
        var made = await oauth
            .Program(said.GetProperty("access_token").GetString())
            .PostAsJsonAsync("/api/public/v1/accounts", new { fullName = "Made by Sirocco", currency = new { code = "EUR" } });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var browser = await oauth.Browser();
        await browser.Post(Settings, $"{Settings}/programs/{(await Id("Sirocco")).Value}/revoke");

        var page = WebUtility.HtmlDecode(await browser.Read("/settings/audit"));
        var log = System.Text.RegularExpressions.Regex.Replace(page, "<[^>]+>", "");
        Assert.Contains("Paul Durand added the access of the program Sirocco", log, StringComparison.Ordinal);
        Assert.Contains("Sirocco added the account Made by Sirocco", log, StringComparison.Ordinal);
        Assert.Contains("Paul Durand deleted the access of the program Sirocco", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_gives_back_what_it_no_longer_needs()
    {
        var (client, access, refresh) = await oauth.Tokens();
        var second = (await oauth.Refresh(client, refresh)).Said;
        var newer = second.GetProperty("access_token").GetString()!;
        Assert.Equal(HttpStatusCode.OK, await oauth.Call(access));

        // An access token goes alone; with the refresh token goes everything.
        Assert.Equal(HttpStatusCode.OK, (await Revoke(client, access)).Http.StatusCode);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await oauth.Call(access), await oauth.Call(newer)));
        Assert.Equal(
            HttpStatusCode.OK,
            (await Revoke(client, second.GetProperty("refresh_token").GetString()!, ("token_type_hint", "nonsense"))).Http.StatusCode
        );
        Assert.Equal(HttpStatusCode.Unauthorized, await oauth.Call(newer));
        // What is gone already, or never was, is not there: as was wanted.
        Assert.Equal(HttpStatusCode.OK, (await Revoke(client, access)).Http.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Revoke(client, "nonsense")).Http.StatusCode);
    }

    [Fact]
    public async Task Nobody_gives_back_what_is_anothers()
    {
        var (client, access, refresh) = await oauth.Tokens();

        Refused(await Revoke(await oauth.Client(), refresh), "unauthorized_client");
        Refused(await oauth.Post("/api/oauth/revoke", null, ("token", refresh)), "invalid_client", HttpStatusCode.Unauthorized);
        Refused(await Revoke(client, ""), "invalid_request");

        Assert.Equal(HttpStatusCode.OK, await oauth.Call(access));
    }

    [Fact]
    public async Task What_a_program_may_ask_in_a_minute_does_not_begin_anew_with_a_new_token()
    {
        await using var server = new TestServer { Settings = { ["ApiCallsPerMinute"] = "3" } };
        await server.FoundOurs();
        await server.Person(Paul, server.Us);
        var other = OAuthServer.On(server);
        var (client, access, refresh) = await other.Tokens();
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, await other.Call(access));

        var next = (await other.Refresh(client, refresh)).Said.GetProperty("access_token").GetString()!;

        Assert.Equal(HttpStatusCode.TooManyRequests, await other.Call(next));
        var assistant = await other
            .Program(next)
            .PostAsJsonAsync(
                "/mcp",
                new
                {
                    jsonrpc = "2.0",
                    id = 1,
                    method = "ping",
                }
            );
        Assert.Equal(HttpStatusCode.TooManyRequests, assistant.StatusCode);
        Assert.InRange(assistant.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        Assert.Equal("0", assistant.Headers.GetValues("X-RateLimit-Remaining").Single());
    }

    [Theory]
    [InlineData("openid", "sub")]
    [InlineData("openid profile", "family_name given_name name sub")]
    [InlineData("openid email", "email sub")]
    public async Task A_program_is_told_who_the_member_is_as_far_as_it_was_allowed_to_know(string scope, string told)
    {
        var (_, access, _) = await oauth.Tokens(("scope", scope));

        var said = await oauth.Program(access).GetFromJsonAsync<JsonElement>("/api/oauth/userinfo");

        Assert.Equal(told, string.Join(' ', said.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_program_that_may_not_know_is_told_which_scope_it_lacks()
    {
        var (_, access, _) = await oauth.Tokens();

        var answer = await oauth.Program(access).GetAsync("/api/oauth/userinfo");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains(
            "error=\"insufficient_scope\", scope=\"openid\"",
            answer.Headers.WwwAuthenticate.ToString(),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.Unauthorized, (await oauth.Program().GetAsync("/api/oauth/userinfo")).StatusCode);
    }

    private Task<(HttpResponseMessage Http, JsonElement Said)> Revoke(string client, string token, params (string, string?)[] more) =>
        oauth.Post("/api/oauth/revoke", null, [("client_id", client), ("token", token), .. more]);

    private Task<GrantId> Id(string name) =>
        oauth.Server.As(
            oauth.Server.Us,
            s => s.GetRequiredService<AppDb>().Grants.Where(g => g.Name == name).Select(g => g.Id).SingleAsync()
        );
}
