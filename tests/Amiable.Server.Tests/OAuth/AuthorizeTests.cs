using System.Net;
using System.Text.RegularExpressions;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Amiable.Tests.OAuth.OAuthServer;

namespace Amiable.Tests.OAuth;

/// <summary>A program sends a member to us (OAuth 2.1 section 4.1): what the member sees, and what goes back.</summary>
[Collection(OAuthCollection.Name)]
public sealed class AuthorizeTests(OAuthServer oauth)
{
    [Fact]
    public async Task The_member_reads_who_wants_what_where_and_that_nobody_checked_it()
    {
        var client = await oauth.Client(("client_name", "<b>Assistant</b>"));

        var page = WebUtility.HtmlDecode(
            await (await oauth.Browser()).Read(Ask(client, ("scope", "accounts:all accounts:read invoices:read email")))
        );

        Assert.Contains("<b>Assistant</b> wants to work for you in Duvernay Conseil", page, StringComparison.Ordinal);
        Assert.Equal(
            ["It may read", "Your e-mail address", "Invoices and their documents", "It may read and change", "Accounts and contacts"],
            Regex.Matches(page, @"<(?:h2|li)>(?:<svg.*?</svg>)?(.*?)</").Select(m => m.Groups[1].Value)
        );
        Assert.Contains("Anybody can give a program this name", page, StringComparison.Ordinal);
        Assert.Contains("<b>assistant.example</b>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_program_calls_itself_is_no_markup_on_the_page()
    {
        var client = await oauth.Client(("client_name", "<script>alert(1)</script>**x**"));

        Assert.DoesNotContain("<script>alert", await (await oauth.Browser()).Read(Ask(client)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_speaks_French_to_who_reads_French()
    {
        var client = await oauth.Client();

        var page = WebUtility.HtmlDecode(await (await oauth.Browser("fr")).Read(Ask(client)));

        Assert.Contains("Assistant demande à travailler pour vous dans Duvernay Conseil", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_can_be_framed_by_nobody_and_its_answer_may_leave_only_by_the_way_it_has_to()
    {
        foreach (
            var (redirect, target) in new[]
            {
                (Redirect, "https:"),
                ("http://127.0.0.1:99/x", "http: https:"),
                ("com.example.app:/x", "com.example.app: https:"),
            }
        )
        {
            var client = await oauth.Client(("redirect_uris", new[] { redirect }));
            var answer = await (await oauth.Browser()).Get(Ask(client, ("redirect_uri", redirect)));

            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.EndsWith($"form-action 'self' {target}", policy, StringComparison.Ordinal);
            Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
            Assert.True(answer.Headers.CacheControl!.NoStore);
        }
    }

    [Fact]
    public async Task Who_allows_it_goes_back_with_a_code_the_state_as_it_was_and_who_answers()
    {
        var client = await oauth.Client();

        var answer = await oauth.Decide(await oauth.Browser(), Ask(client));

        Assert.StartsWith(Redirect + "&code=", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var back = Back(answer);
        Assert.Equal(("amiable", "st&te= 1", Issuer), (back["from"], back["state"], back["iss"]));
        Assert.True(back["code"].Length > 80);
        Assert.Equal(["code", "from", "iss", "state"], back.Keys.Order());
        Assert.DoesNotContain(SuiteLog.Remember(back["code"])[^40..], await oauth.Server.DatabaseText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_refuses_goes_back_with_that()
    {
        var client = await oauth.Client();

        var back = Back(await oauth.Decide(await oauth.Browser(), Ask(client), "refuse"));

        Assert.Equal(("access_denied", "st&te= 1", Issuer), (back["error"], back["state"], back["iss"]));
        Assert.DoesNotContain("code", back.Keys);
    }

    [Fact]
    public async Task A_state_that_was_not_sent_does_not_come_back()
    {
        var client = await oauth.Client();

        Assert.DoesNotContain("state", Back(await oauth.Decide(await oauth.Browser(), Ask(client, ("state", "")))).Keys);
    }

    [Theory]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge", "tooshort", "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("scope", "nonsense", "invalid_scope")]
    [InlineData("resource", "https://elsewhere.example/mcp", "invalid_target")]
    public async Task A_request_that_cannot_be_answered_goes_back_with_the_reason(string name, string? value, string error)
    {
        var client = await oauth.Client();

        // Also for a stranger: what is wrong needs no member to decide.
        var back = Back(await new Visitor(oauth.Server).Get(Ask(client, (name, value))));

        Assert.Equal((error, "st&te= 1", Issuer), (back["error"], back["state"], back["iss"]));
    }

    [Theory]
    [InlineData("scope")]
    [InlineData("state")]
    [InlineData("code_challenge")]
    public async Task What_is_said_twice_is_refused(string name)
    {
        var client = await oauth.Client();

        Assert.Equal("invalid_request", Back(await new Visitor(oauth.Server).Get(Ask(client) + $"&{name}=again"))["error"]);
    }

    [Theory]
    [InlineData("client_id", "01968f0e-7f5c-7c1e-8f6e-000000000000")]
    [InlineData("client_id", "x")]
    [InlineData("client_id", null)]
    [InlineData("redirect_uri", "https://evil.example/back")]
    [InlineData("redirect_uri", "https://assistant.example/back")]
    [InlineData("redirect_uri", "//evil.example")]
    public async Task Who_cannot_be_known_for_certain_is_told_nothing_and_the_member_is_sent_nowhere(string name, string? value)
    {
        var client = await oauth.Client();
        foreach (var browser in new[] { new Visitor(oauth.Server), await oauth.Browser() })
        {
            var answer = await browser.Get(Ask(client, (name, value)));

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Null(answer.Headers.Location);
            Assert.Contains("This program cannot be let in", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("client_id")]
    [InlineData("redirect_uri")]
    public async Task Two_of_what_says_who_asks_are_none(string name)
    {
        var client = await oauth.Client();

        Assert.Equal(HttpStatusCode.BadRequest, (await new Visitor(oauth.Server).Get(Ask(client) + $"&{name}=again")).StatusCode);
    }

    [Fact]
    public async Task Where_several_addresses_were_registered_it_must_say_which()
    {
        var (one, two) = (
            await oauth.Client(),
            await oauth.Client(("redirect_uris", new[] { Redirect, "https://assistant.example/other" }))
        );
        var browser = await oauth.Browser();

        Assert.Equal(HttpStatusCode.OK, (await browser.Get(Ask(one, ("redirect_uri", null)))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Get(Ask(two, ("redirect_uri", null)))).StatusCode);
    }

    [Fact]
    public async Task A_stranger_signs_in_first_and_comes_back_to_the_question()
    {
        var page = Ask(await oauth.Client());
        var visitor = new Visitor(oauth.Server);

        var signIn = Visitor.To(await visitor.Get(page))!;
        Assert.StartsWith("/sign-in?next=%2Fapi%2Foauth%2Fauthorize", signIn, StringComparison.Ordinal);
        oauth.Server.Clock.Advance(TimeSpan.FromMilliseconds(5));
        var answer = await visitor.SignIn(Paul, next: Uri.UnescapeDataString(signIn["/sign-in?next=".Length..]));

        Assert.Equal(page, Visitor.To(answer));
        Assert.Contains("wants to work for you", await visitor.Read(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_but_the_member_can_press_the_button()
    {
        var page = Ask(await oauth.Client());
        var browser = await oauth.Browser();
        var before = await Grants();

        var forged = await browser.Client.PostAsync(
            page,
            new FormUrlEncodedContent([new("decision", "allow"), new("organization", oauth.Server.Us.Value.ToString())])
        );
        var stranger = await new Visitor(oauth.Server).Post("/sign-in", page, ("decision", "allow"));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Redirect), (forged.StatusCode, stranger.StatusCode));
        Assert.Equal(before, await Grants());
    }

    [Fact]
    public async Task What_is_asked_is_looked_at_again_when_the_button_is_pressed()
    {
        var page = Ask(await oauth.Client());
        var browser = await oauth.Browser();

        var elsewhere = await browser.Post(
            page,
            page.Replace("assistant.example", "evil.example", StringComparison.Ordinal),
            ("decision", "allow")
        );

        Assert.Equal((HttpStatusCode.BadRequest, null), (elsewhere.StatusCode, elsewhere.Headers.Location));
    }

    [Fact]
    public async Task A_member_of_several_organizations_chooses_which_and_no_other_can_be_chosen()
    {
        var theirs = await oauth.Server.Found("Nordwind", Autonomy.Approve);
        const string nora = "nora@duvernay.example";
        await oauth.Server.Person(nora, oauth.Server.Us, theirs);
        var client = await oauth.Client();
        oauth.Server.Clock.Advance(TimeSpan.FromMilliseconds(5));
        var browser = await oauth.Server.Signed(nora);

        var page = await browser.Read(Ask(client));
        Assert.Contains("In which organization?", page, StringComparison.Ordinal);
        Assert.Contains("Nordwind", page, StringComparison.Ordinal);
        var foreign = await oauth.Decide(browser, Ask(client), organization: oauth.Server.SomebodyElse);
        var back = Back(await oauth.Decide(browser, Ask(client), organization: theirs));
        var (_, tokens) = await oauth.Exchange(client, back["code"]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, foreign.StatusCode);
        var seen = await oauth.Program(tokens.GetProperty("access_token").GetString()).GetStringAsync("/api/public/v1/organizations");
        Assert.Contains("Nordwind", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Duvernay", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_scopes_it_asks_for_what_it_registered_or_for_the_assistants()
    {
        var (own, none) = (await oauth.Client(("scope", "tasks:read")), await oauth.Client());
        async Task<string?> Scope(string client) =>
            (await oauth.Exchange(client, await oauth.Code(client, ("scope", null)))).Said.GetProperty("scope").GetString();

        Assert.Equal("tasks:read", await Scope(own));
        Assert.Equal("mcp:read mcp:write", await Scope(none));
    }

    [Fact]
    public async Task What_is_not_known_of_the_scopes_is_left_out_and_the_program_is_told()
    {
        var client = await oauth.Client();

        var (_, said) = await oauth.Exchange(client, await oauth.Code(client, ("scope", "tasks:read offline_access")));

        Assert.Equal("tasks:read", said.GetProperty("scope").GetString());
    }

    private Task<int> Grants() => oauth.Server.As(oauth.Server.Us, s => s.GetRequiredService<AppDb>().Grants.CountAsync());
}
