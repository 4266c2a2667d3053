using System.Net;
using System.Text.RegularExpressions;
using Amiable.Platform.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tests.SignIn;

/// <summary>Signing in with a password: what it opens, and what it tells to those who guess.</summary>
public sealed partial class PasswordTests
{
    private const string Paul = "paul@duvernay.example";

    [Fact]
    public async Task The_right_password_opens_the_page_that_was_asked_for()
    {
        var (server, _) = await People.WithPerson(Paul);
        var visitor = new Visitor(server);

        var asked = await visitor.Get("/accounts?q=roux");
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.Contains("/sign-in?next=%2Faccounts%3Fq%3Droux", Visitor.To(asked), StringComparison.Ordinal);

        // However the address is spelt.
        Assert.Equal("/accounts?q=roux", Visitor.To(await visitor.SignIn(" PAUL@Duvernay.example", next: "/accounts?q=roux")));
        Assert.True(await visitor.IsIn());
    }

    [Fact]
    public async Task Wrong_password_unknown_address_and_locked_address_are_answered_with_the_same_bytes()
    {
        var (server, _) = await People.WithPerson(Paul);
        await Lock(server, "locked@duvernay.example");

        var wrong = await Answer(Paul, "not the right one");
        var unknown = await Answer("nobody@duvernay.example", "not the right one");
        var locked = await Answer("locked@duvernay.example", Visitor.Password);

        Assert.Contains("do not belong together", wrong.Page, StringComparison.Ordinal);
        Assert.Equal(wrong, unknown);
        Assert.Equal(wrong, locked);

        async Task<(HttpStatusCode, string Page)> Answer(string email, string password)
        {
            var answer = await new Visitor(server).SignIn(email, password);
            var page = Token().Replace(await answer.Content.ReadAsStringAsync(), "").Replace(email, "…", StringComparison.Ordinal);
            return (answer.StatusCode, page + string.Join(',', answer.Headers.Select(h => h.Key)));
        }
    }

    [Fact]
    public async Task A_refusal_is_said_in_the_readers_language()
    {
        var (server, _) = await People.WithPerson(Paul);

        var answer = await new Visitor(server, "fr").SignIn(Paul, "pas le bon");

        Assert.Contains("ne correspondent pas", await Visitor.Said(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_ten_wrong_tries_the_right_password_is_refused_for_a_quarter_of_an_hour()
    {
        var (server, person) = await People.WithPerson(Paul);
        for (var i = 0; i < 9; i++)
            await new Visitor(server).SignIn(Paul, "wrong wrong wrong");
        Assert.Null((await server.Look(db => db.Persons.SingleAsync(p => p.Id == person.Id))).LockedUntil);

        await new Visitor(server).SignIn(Paul, "wrong wrong wrong");

        Assert.Null(Visitor.To(await new Visitor(server).SignIn(Paul)));
        var until = (await server.Look(db => db.Persons.SingleAsync(p => p.Id == person.Id))).LockedUntil!.Value;
        // Identity reads the machine's clock.
        Assert.InRange(until - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));

        var over = TimeProvider.System.GetUtcNow().AddSeconds(-1);
        await server.Look(db => db.Persons.ExecuteUpdateAsync(set => set.SetProperty(p => p.LockedUntil, over)));
        Assert.Equal("/", Visitor.To(await new Visitor(server).SignIn(Paul)));
    }

    [Fact]
    public async Task Signing_in_forgets_the_wrong_tries_before_it()
    {
        var (server, person) = await People.WithPerson(Paul);
        await new Visitor(server).SignIn(Paul, "wrong wrong wrong");

        await new Visitor(server).SignIn(Paul);

        Assert.Equal(0, (await server.Look(db => db.Persons.SingleAsync(p => p.Id == person.Id))).FailedTries);
    }

    [Fact]
    public async Task Of_ten_wrong_tries_at_once_none_goes_uncounted()
    {
        var (server, person) = await People.WithPerson(Paul);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => new Visitor(server).SignIn(Paul, "wrong wrong wrong")));

        Assert.NotNull((await server.Look(db => db.Persons.SingleAsync(p => p.Id == person.Id))).LockedUntil);
    }

    [Fact]
    public async Task The_thirty_first_try_of_a_minute_from_one_place_has_to_wait()
    {
        var (server, _) = await People.WithPerson(Paul);
        var visitor = new Visitor(server, "fr");
        var page = await visitor.Read("/sign-in/forgotten");
        for (var i = 0; i < 30; i++)
            Assert.Equal(HttpStatusCode.Redirect, (await Try()).StatusCode);

        var refused = await Try();

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("60", refused.Headers.GetValues("Retry-After").Single());
        Assert.Contains("Trop d’essais", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        // Reading is not trying, and another place is another place.
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/sign-in")).StatusCode);
        Assert.Equal("/", Visitor.To(await new Visitor(server).SignIn(Paul)));

        Task<HttpResponseMessage> Try() =>
            visitor.Client.PostAsync(
                "/sign-in/forgotten",
                new FormUrlEncodedContent(
                    new Dictionary<string, string>
                    {
                        ["email"] = "nobody@duvernay.example",
                        ["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value,
                    }
                )
            );
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010DB800010002")]
    [InlineData("2001:db8:1:2:ffff::1", "20010DB800010002")]
    public void A_place_is_an_address_or_a_subscribers_part_of_IPv6(string address, string place) =>
        Assert.Equal(place, SignInLimits.Place(IPAddress.Parse(address)));

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    [InlineData("evil.example")]
    public async Task Signing_in_leads_to_no_other_site(string next)
    {
        var (server, _) = await People.WithPerson(Paul);
        var visitor = new Visitor(server);

        Assert.Equal("/", Visitor.To(await visitor.SignIn(Paul, next: next)));

        // Nor does the page, for somebody who is signed in already; nor signing out.
        Assert.Equal("/", Visitor.To(await visitor.Get($"/sign-in?next={Uri.EscapeDataString(next)}")));
        Assert.Equal("/sign-in", Visitor.To(await visitor.Post("/you", "/sign-out", ("next", next))));
    }

    private static async Task Lock(TestServer server, string email)
    {
        await server.Person(email, server.Us);
        for (var i = 0; i < 10; i++)
            await new Visitor(server).SignIn(email, "wrong wrong wrong");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
