using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tests.SignIn;

/// <summary>A browser is signed in as long as its session's row is there: it can be seen, ended, and ends by itself.</summary>
public sealed class SessionsTests
{
    private const string Paul = "paul@duvernay.example";

    [Fact]
    public async Task Browsers_are_listed_and_ended_one_by_one_or_all_others_at_once()
    {
        var (server, _) = await People.WithPerson(Paul);
        var (here, second, third) = (await server.Signed(Paul), await server.Signed(Paul), await server.Signed(Paul));
        var page = await here.Read("/you");
        Assert.Equal(3, Regex.Count(page, "Firefox · Linux"));
        Assert.Equal(1, Regex.Count(page, "this browser"));

        var ids = Regex.Matches(page, "/you/sessions/([0-9a-f-]{36})/end").Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(2, ids.Count);
        Assert.Equal("/you", Visitor.To(await here.Post("/you", $"/you/sessions/{ids[0]}/end")));
        Assert.Equal(1, new[] { await second.IsIn(), await third.IsIn() }.Count(isIn => isIn));
        var fourth = await server.Signed(Paul);
        Assert.Equal("/you", Visitor.To(await here.Post("/you", "/you/sessions/end")));

        Assert.True(await here.IsIn());
        Assert.False(await second.IsIn() || await third.IsIn() || await fourth.IsIn());
    }

    [Fact]
    public async Task Somebody_elses_session_is_not_found()
    {
        var (server, _) = await People.WithPerson(Paul);
        var other = await server.Person("other@else.example", server.SomebodyElse);
        var (paul, browser) = (await server.Signed(Paul), await server.Signed(other.Email));
        var session = await server.Look(db => db.Sessions.SingleAsync(s => s.PersonId == other.Id));

        Assert.Equal(HttpStatusCode.NotFound, (await paul.Post("/you", $"/you/sessions/{session.Id}/end")).StatusCode);

        Assert.True(await browser.IsIn());
    }

    [Fact]
    public async Task The_cookie_of_an_ended_session_leads_to_sign_in_and_back_to_the_page()
    {
        var (server, _) = await People.WithPerson(Paul);
        var visitor = await server.Signed(Paul);
        var cookie = visitor.Cookies.Header;
        await visitor.Post("/you", "/sign-out");

        var thief = new Visitor(server);
        thief.Client.DefaultRequestHeaders.Add("Cookie", cookie);

        Assert.Equal("/sign-in?next=%2Faccounts", Visitor.To(await thief.Get("/accounts")));
        Assert.Equal(0, await server.Look(db => db.Sessions.CountAsync()));
    }

    [Fact]
    public async Task An_ended_session_does_not_stand_before_a_page_for_strangers()
    {
        var (server, _) = await People.WithPerson(Paul);
        var visitor = await server.Signed(Paul);
        await server.Look(db => db.Sessions.ExecuteDeleteAsync());

        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/sign-in/forgotten")).StatusCode);
        Assert.Equal("/", Visitor.To(await visitor.SignIn(Paul)));
    }

    [Fact]
    public async Task Unused_for_a_fortnight_a_session_ends_and_used_it_goes_on()
    {
        var (server, _) = await People.WithPerson(Paul);
        var (used, unused) = (await server.Signed(Paul), await server.Signed(Paul));

        server.Clock.Advance(TimeSpan.FromDays(8));
        Assert.True(await used.IsIn());
        server.Clock.Advance(TimeSpan.FromDays(6.5));

        Assert.True(await used.IsIn());
        Assert.False(await unused.IsIn());
        server.Clock.Advance(TimeSpan.FromDays(14.1));
        Assert.False(await used.IsIn());
        // What no browser asks for any more is tidied away by the next sign-in.
        await server.Signed(Paul);
        Assert.Equal(1, await server.Look(db => db.Sessions.CountAsync()));
    }

    [Fact]
    public async Task Signing_in_again_in_the_same_browser_leaves_one_session()
    {
        var (server, _) = await People.WithPerson(Paul);
        var visitor = new Visitor(server);
        var form = await visitor.Read("/sign-in");
        await visitor.SignIn(Paul);
        var first = await server.Look(db => db.Sessions.SingleAsync());

        // The first sign-in page is still open in another tab; its token is of a stranger, so the tab is loaded again.
        Assert.Equal("/", Visitor.To(await visitor.Get("/sign-in")));

        Assert.NotEqual("", form);
        Assert.Equal(first.Id, (await server.Look(db => db.Sessions.SingleAsync())).Id);
    }

    [Theory]
    [InlineData("http://localhost", false)]
    [InlineData("https://localhost", true)]
    public async Task The_cookie_is_kept_from_scripts_from_other_sites_and_from_plain_connections(string address, bool isSecure)
    {
        var (server, _) = await People.WithPerson(Paul);

        var answer = await new Visitor(server, address: address).SignIn(Paul);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(isSecure, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_server_started_on_the_same_database_accepts_the_cookie()
    {
        var (server, _) = await People.WithPerson(Paul);
        var before = await server.Signed(Paul);
        Assert.True(await server.Look(db => db.StoredKeys.AnyAsync()));

        await using var restarted = new TestServer { Settings = { ["Data"] = server.Data } };
        var after = new Visitor(restarted);
        after.Client.DefaultRequestHeaders.Add("Cookie", before.Cookies.Header);

        Assert.True(await after.IsIn());
    }

    [Fact]
    public async Task A_member_reads_in_the_language_once_chosen_on_every_browser()
    {
        var (server, _) = await People.WithPerson(Paul);
        await (await server.Signed(Paul)).Post("/you", "/preferences", ("language", "fr"), ("returnTo", "/you"));

        Assert.Contains("lang=\"fr\"", await (await server.Signed(Paul, "en")).Read("/you"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_is_called_is_changed_on_ones_page()
    {
        var (server, _) = await People.WithPerson(Paul);
        var visitor = await server.Signed(Paul);

        var empty = await visitor.Post("/you", "/you/name", ("firstName", ""), ("lastName", "Durand"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        await visitor.Post("/you", "/you/name", ("firstName", "Pauline"), ("lastName", "Durand"));

        Assert.Contains("Pauline Durand", await visitor.Read("/settings/members"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/accounts")]
    [InlineData("/settings/members")]
    [InlineData("/you")]
    [InlineData("/you/codes")]
    [InlineData("/organizations/new")]
    public async Task A_stranger_is_led_to_sign_in(string page)
    {
        var (server, _) = await People.WithPerson(Paul);

        var answer = await new Visitor(server).Get(page);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/sign-in?next=", Visitor.To(answer), StringComparison.Ordinal);
    }
}
