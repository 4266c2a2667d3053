using System.Net;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tests.SignIn;

/// <summary>Strangers found an organization only where the operator lets them in, and only with an address that is theirs.</summary>
public sealed class SignUpTests
{
    private const string Stranger = "nora@stranger.example";

    [Fact]
    public async Task Closed_unless_the_operator_opens_it()
    {
        await using var server = await TestServer.Start();
        var visitor = new Visitor(server);

        Assert.Equal("/sign-in", Visitor.To(await visitor.Get("/sign-up")));
        Assert.Equal("/sign-in", Visitor.To(await visitor.Post("/sign-in", "/sign-up", ("email", Stranger))));
        Assert.DoesNotContain("/sign-up", await visitor.Read("/sign-in"), StringComparison.Ordinal);
        Assert.Equal(0, await server.MailsWritten());
    }

    [Fact]
    public async Task Where_it_is_open_the_mailed_link_leads_to_an_organization_of_ones_own()
    {
        await using var server = await Open();
        var visitor = new Visitor(server);
        Assert.Contains("/sign-up", await visitor.Read("/sign-in"), StringComparison.Ordinal);

        await visitor.Post("/sign-up", "/sign-up", ("email", Stranger));
        var link = People.LinkIn(await server.MailTo(Stranger));
        Assert.Contains(Stranger, await visitor.Read(link), StringComparison.Ordinal);
        var founded = await Found(visitor, link);

        Assert.Equal("/", Visitor.To(founded));
        Assert.Contains("Nora et fils", await visitor.Read("/settings/members"), StringComparison.Ordinal);
        Assert.False((await server.Look(db => db.Persons.SingleAsync(p => p.Email == Stranger))).IsOperator);

        // The link is good for one login: there is one now.
        var again = await Found(new Visitor(server, "fr"), link);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Contains("a déjà un accès ici", await Visitor.Said(again), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_with_a_login_gets_another_mail_and_the_page_says_the_same()
    {
        await using var server = await Open();
        await server.Person("paul@duvernay.example", server.Us);
        var visitor = new Visitor(server);

        var known = await visitor.Post("/sign-up", "/sign-up", ("email", "paul@duvernay.example"));
        var unknown = await visitor.Post("/sign-up", "/sign-up", ("email", Stranger));

        Assert.Equal((known.StatusCode, Visitor.To(known)), (unknown.StatusCode, Visitor.To(unknown)));
        Assert.EndsWith("/sign-in", People.FullLinkIn(await server.MailTo("paul@duvernay.example")), StringComparison.Ordinal);
        Assert.Contains("already has a login", (await server.MailTo("paul@duvernay.example")).Text(), StringComparison.Ordinal);
        Assert.Contains("/sign-up?token=", People.FullLinkIn(await server.MailTo(Stranger)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_link_opens_nothing()
    {
        await using var server = await Open();
        var visitor = new Visitor(server);
        await visitor.Post("/sign-up", "/sign-up", ("email", Stranger));
        var link = People.LinkIn(await server.MailTo(Stranger));

        var page = await visitor.Read(link[..^3] + "AAA");

        Assert.DoesNotContain(Stranger, page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"password\"", page, StringComparison.Ordinal);
    }

    private static async Task<TestServer> Open()
    {
        var server = new TestServer { Settings = { ["SignUp"] = "open" } };
        await server.FoundOurs();
        return server;
    }

    private static Task<HttpResponseMessage> Found(Visitor visitor, string link) =>
        visitor.Post(
            link,
            "/sign-up/found",
            ("name", "Nora et fils"),
            ("country", "BE"),
            ("firstName", "Nora"),
            ("lastName", "Peeters"),
            ("password", Visitor.Password),
            ("token", Uri.UnescapeDataString(link[(link.IndexOf('=') + 1)..]))
        );
}
