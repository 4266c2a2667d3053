using System.Net;
using Amiable.Platform.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tests.SignIn;

/// <summary>Whoever comes first to an empty installation founds its organization, and runs it. Nobody after.</summary>
public sealed class FirstRunTests
{
    private const string Email = "claire@duvernay.example";

    [Fact]
    public async Task An_empty_installation_leads_everybody_to_the_founding_page()
    {
        var server = await People.Empty();
        var visitor = new Visitor(server);

        Assert.Contains("/sign-in?next=", Visitor.To(await visitor.Get("/")), StringComparison.Ordinal);
        Assert.Equal("/welcome", Visitor.To(await visitor.Get("/sign-in")));
        Assert.Contains("Set up your company", await visitor.Read("/welcome"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_visitor_becomes_member_and_operator_and_is_signed_in()
    {
        var server = await People.Empty();
        var visitor = new Visitor(server);

        Assert.Equal("/", Visitor.To(await visitor.Found("Duvernay Conseil", " Claire@Duvernay.example ")));

        Assert.True(await visitor.IsIn());
        var person = await server.Look(db => db.Persons.SingleAsync());
        Assert.Equal((Email, true), (person.Email, person.IsOperator));
        Assert.Contains("Duvernay Conseil", await visitor.Read("/"), StringComparison.Ordinal);
        Assert.Contains("Claire Martin", await visitor.Read("/settings/members"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/organizations/new")).StatusCode);
    }

    [Theory]
    [InlineData("FR", "EUR", "Europe/Paris")]
    [InlineData("CH", "CHF", "Europe/Zurich")]
    [InlineData("PL", "PLN", "Europe/Warsaw")]
    [InlineData("GB", "GBP", "Europe/London")]
    public async Task Currency_and_time_zone_follow_from_the_country(string country, string currency, string zone)
    {
        var server = await People.Empty();

        await new Visitor(server).Found("Duvernay", Email, country);

        var organization = Assert.Single(await Organizations(server));
        Assert.Equal((country, currency, zone), (organization.Country, organization.Currency, organization.TimeZone));
    }

    [Fact]
    public async Task A_second_visitor_can_neither_see_the_founding_page_nor_post_it()
    {
        var server = await People.Empty();
        var (first, second) = (new Visitor(server), new Visitor(server));
        await second.Read("/welcome");
        var page = await second.Client.GetAsync("/welcome");
        await first.Found("Duvernay Conseil", Email);

        Assert.Equal("/sign-in", Visitor.To(await second.Get("/welcome")));
        // With the form that was open before.
        var posted = await PostWith(second, await page.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, posted.StatusCode);
        Assert.Contains("has its organization already", await Visitor.Said(posted), StringComparison.Ordinal);

        Assert.Single(await Organizations(server));
        Assert.Single(await server.Look(db => db.Persons.ToListAsync()));
        Assert.False(await second.IsIn());
    }

    [Fact]
    public async Task Of_two_who_come_at_once_exactly_one_founds()
    {
        var server = await People.Empty();
        var visitors = Enumerable.Range(0, 4).Select(_ => new Visitor(server)).ToList();
        var pages = await Task.WhenAll(visitors.Select(v => v.Read("/welcome")));

        var answers = await Task.WhenAll(visitors.Zip(pages, (v, page) => PostWith(v, page, $"v{visitors.IndexOf(v)}@duvernay.example")));

        Assert.Single(answers, a => Visitor.To(a) == "/");
        Assert.Single(await Organizations(server));
        Assert.Single(await server.Look(db => db.Persons.ToListAsync()));
    }

    [Theory]
    [InlineData("password1234")]
    [InlineData("azertyuiop12")]
    [InlineData("claire@duvernay.example")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("123456789012")]
    [InlineData("amiable2026!")]
    [InlineData("elevenchars")]
    public async Task A_password_that_is_tried_first_or_short_is_refused_at_its_field(string password)
    {
        var server = await People.Empty();
        var visitor = new Visitor(server, "fr");

        var answer = await visitor.Found("Duvernay Conseil", Email, password: password);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("mot de passe", await Visitor.Said(answer), StringComparison.Ordinal);
        Assert.DoesNotContain(
            $"value=\"{password}\" type=\"password\"",
            await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.Empty(await Organizations(server));
        Assert.Empty(await server.Look(db => db.Persons.ToListAsync()));
    }

    [Theory]
    [InlineData("tulip ladder marble otter")]
    [InlineData("quatre mots bien français")]
    [InlineData("xK9#mQ2$vL7&")]
    public void A_few_words_or_a_random_one_will_do(string password) => Assert.Null(PasswordRules.Fault(password, Email));

    [Theory]
    [InlineData("name", "")]
    [InlineData("country", "XX")]
    [InlineData("email", "not an address")]
    [InlineData("firstName", " ")]
    public async Task What_is_missing_is_told_at_its_field_and_what_was_typed_stays(string field, string value)
    {
        var server = await People.Empty();
        var typed = new Dictionary<string, string>
        {
            ["name"] = "Duvernay Conseil",
            ["country"] = "FR",
            ["firstName"] = "Claire",
            ["lastName"] = "Martin",
            ["email"] = Email,
            ["password"] = SuiteLog.Remember(Visitor.Password),
            [field] = value,
        };

        var answer = await new Visitor(server).Post("/welcome", "/welcome", [.. typed.Select(t => (t.Key, t.Value))]);

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Matches($"<(input|select)[^>]*name=\"{field}\"[^>]*aria-invalid", page);
        Assert.Contains("value=\"Martin\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Visitor.Password, page, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<Amiable.Organizations.Organization>> Organizations(TestServer server) =>
        ((AllOrganizations)server.Services.GetService(typeof(AllOrganizations))!).List(default);

    private static Task<HttpResponseMessage> PostWith(Visitor visitor, string page, string email = "second@duvernay.example") =>
        visitor.Client.PostAsync(
            "/welcome",
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["name"] = "Second",
                    ["country"] = "FR",
                    ["firstName"] = "A",
                    ["lastName"] = "B",
                    ["email"] = email,
                    ["password"] = Visitor.Password,
                    ["__RequestVerificationToken"] = System
                        .Text.RegularExpressions.Regex.Match(page, "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")
                        .Groups[1]
                        .Value,
                }
            )
        );
}
