using System.Net;
using System.Text.RegularExpressions;
using Amiable.Platform.SignIn;
using Amiable.Tests.Stories;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Amiable.Tests.SignIn;

/// <summary>A forgotten password is replaced by whoever reads the mailbox, and by nobody else.</summary>
public sealed class NewPasswordTests
{
    private const string Paul = "paul@duvernay.example";
    private static readonly string Chosen = SuiteLog.Remember("tulip ladder marble otter");

    [Fact]
    public async Task The_link_sets_a_new_password_signs_every_browser_out_and_tells_the_owner()
    {
        var (server, _) = await People.WithPerson(Paul);
        var elsewhere = await server.Signed(Paul);
        var visitor = new Visitor(server);
        var link = await Ask(server, visitor);

        Assert.Equal("/sign-in", Visitor.To(await Choose(visitor, link)));

        Assert.False(await elsewhere.IsIn());
        Assert.Contains("was changed", (await server.MailTo(Paul, 2)).Header("Subject"), StringComparison.Ordinal);
        Assert.Null(Visitor.To(await new Visitor(server).SignIn(Paul)));
        Assert.Equal("/", Visitor.To(await new Visitor(server).SignIn(Paul, Chosen)));
    }

    [Fact]
    public async Task The_link_works_once()
    {
        var (server, _) = await People.WithPerson(Paul);
        var visitor = new Visitor(server);
        var link = await Ask(server, visitor);
        await Choose(visitor, link);

        var again = await Choose(visitor, link, SuiteLog.Remember("another four words here"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Contains("does not work any more", await Visitor.Said(again), StringComparison.Ordinal);
        Assert.Equal("/", Visitor.To(await new Visitor(server).SignIn(Paul, Chosen)));
    }

    [Fact]
    public async Task A_password_that_will_not_do_leaves_the_link_good()
    {
        var (server, _) = await People.WithPerson(Paul);
        var visitor = new Visitor(server);
        var link = await Ask(server, visitor);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Choose(visitor, link, "short")).StatusCode);
        Assert.Equal("/sign-in", Visitor.To(await Choose(visitor, link)));
    }

    [Fact]
    public async Task The_link_is_for_one_person_only()
    {
        var (server, _) = await People.WithPerson(Paul);
        var other = await server.Person("other@duvernay.example", server.Us);
        var visitor = new Visitor(server);
        var link = await Ask(server, visitor);

        var tried = await Choose(visitor, Regex.Replace(link, "person=[^&]+", $"person={other.Id.Value:N}"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, tried.StatusCode);
        Assert.Equal("/", Visitor.To(await new Visitor(server).SignIn("other@duvernay.example")));
    }

    [Fact]
    public async Task The_link_works_for_an_hour()
    {
        // Identity reads the machine's clock: what can be shown is that its hour is ours, and that it counts.
        await using var server = await TestServer.Start();
        var person = await server.Person(Paul, server.Us);
        Assert.Equal(
            TimeSpan.FromHours(1),
            server.Services.GetRequiredService<IOptions<DataProtectionTokenProviderOptions>>().Value.TokenLifespan
        );
        var visitor = new Visitor(server);
        var link = await Ask(server, visitor);

        server.Services.GetRequiredService<IOptions<DataProtectionTokenProviderOptions>>().Value.TokenLifespan = TimeSpan.FromMilliseconds(
            1
        );
        var late = await Choose(visitor, link);

        Assert.Contains("does not work any more", await Visitor.Said(late), StringComparison.Ordinal);
        Assert.Equal(person.PasswordHash, (await server.Look(db => db.Persons.SingleAsync(p => p.Id == person.Id))).PasswordHash);
    }

    [Fact]
    public async Task A_new_password_lifts_a_lock()
    {
        var (server, _) = await People.WithPerson(Paul);
        for (var i = 0; i < 10; i++)
            await new Visitor(server).SignIn(Paul, "wrong wrong wrong");
        var visitor = new Visitor(server);

        await Choose(visitor, await Ask(server, visitor));

        Assert.Equal("/", Visitor.To(await new Visitor(server).SignIn(Paul, Chosen)));
    }

    [Fact]
    public async Task For_an_unknown_address_nothing_is_sent_and_the_answer_is_the_same()
    {
        var (server, _) = await People.WithPerson(Paul);
        var visitor = new Visitor(server);

        var known = await visitor.Post("/sign-in/forgotten", "/sign-in/forgotten", ("email", Paul));
        var unknown = await visitor.Post("/sign-in/forgotten", "/sign-in/forgotten", ("email", "nobody@duvernay.example"));

        Assert.Equal((known.StatusCode, Visitor.To(known)), (unknown.StatusCode, Visitor.To(unknown)));
        Assert.Equal(1, await server.MailsWritten());
    }

    [Fact]
    public async Task An_address_is_written_to_five_times_an_hour_and_still_told_that_its_password_was_changed()
    {
        var (server, _) = await People.WithPerson(Paul);
        var visitor = new Visitor(server);
        for (var i = 0; i < 8; i++)
            await visitor.Post("/sign-in/forgotten", "/sign-in/forgotten", ("email", Paul));
        Assert.Equal(5, await server.MailsWritten());

        await Choose(visitor, People.LinkIn(await server.MailTo(Paul, 5)));
        Assert.Contains("was changed", (await server.MailTo(Paul, 6)).Header("Subject"), StringComparison.Ordinal);

        server.Clock.Advance(TimeSpan.FromMinutes(61));
        await visitor.Post("/sign-in/forgotten", "/sign-in/forgotten", ("email", Paul));
        Assert.Equal(7, await server.MailsWritten());
    }

    [Theory]
    [InlineData("evil.example", "http://localhost:5080/")]
    [InlineData("localhost.evil.example", "http://localhost:5080/")]
    [InlineData("localhost:5080", "http://localhost:5080/")]
    public async Task The_link_never_follows_a_forged_host(string host, string expected)
    {
        var (server, _) = await People.WithPerson(Paul);
        var visitor = new Visitor(server);
        await visitor.Read("/sign-in/forgotten");
        visitor.Client.DefaultRequestHeaders.Host = host;

        await visitor.Post("/sign-in/forgotten", "/sign-in/forgotten", ("email", Paul));

        Assert.StartsWith(expected, People.FullLinkIn(await server.MailTo(Paul)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_leads_to_the_address_that_the_operator_set()
    {
        await using var server = new TestServer { Settings = { ["PublicUrl"] = "https://amiable.duvernay.example" } };
        await server.FoundOurs();
        await server.Person(Paul, server.Us);

        await new Visitor(server).Post("/sign-in/forgotten", "/sign-in/forgotten", ("email", Paul));

        Assert.StartsWith(
            "https://amiable.duvernay.example/sign-in/new-password?",
            People.FullLinkIn(await server.MailTo(Paul)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Changing_it_while_signed_in_needs_the_old_one_and_signs_the_others_out()
    {
        var (server, _) = await People.WithPerson(Paul);
        var (here, there) = (await server.Signed(Paul), await server.Signed(Paul));

        var wrong = await here.Post("/you", "/you/password", ("old", "not the right one"), ("password", Chosen));
        Assert.Contains("not your present password", await Visitor.Said(wrong), StringComparison.Ordinal);
        Assert.True(await there.IsIn());
        Assert.Equal("/you", Visitor.To(await here.Post("/you", "/you/password", ("old", Visitor.Password), ("password", Chosen))));

        Assert.True(await here.IsIn());
        Assert.False(await there.IsIn());
        Assert.Contains("was changed", (await server.MailTo(Paul)).Header("Subject"), StringComparison.Ordinal);
    }

    private static async Task<string> Ask(TestServer server, Visitor visitor)
    {
        await visitor.Post("/sign-in/forgotten", "/sign-in/forgotten", ("email", Paul));
        return People.LinkIn(await server.MailTo(Paul));
    }

    private static Task<HttpResponseMessage> Choose(Visitor visitor, string link, string? password = null)
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(link[link.IndexOf('?')..]);
        return visitor.Post(
            link,
            "/sign-in/new-password",
            ("person", query["person"].ToString()),
            ("token", query["token"].ToString()),
            ("password", password ?? Chosen)
        );
    }
}
