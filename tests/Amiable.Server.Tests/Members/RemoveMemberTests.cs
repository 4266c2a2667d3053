using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Members;

/// <summary>Who is removed is out at once, in this organization and no other.</summary>
public sealed class RemoveMemberTests
{
    private const string Paul = "paul@duvernay.example";
    private const string Nora = "nora@duvernay.example";

    [Fact]
    public async Task The_removed_browser_is_signed_out_with_its_next_request_and_the_login_is_gone()
    {
        var (server, _) = await People.WithPerson(Paul);
        var person = await server.Person(Nora, server.Us);
        var (paul, nora) = (await server.Signed(Paul), await server.Signed(Nora));
        Assert.True(await nora.IsIn());

        Assert.Equal("/settings/members", Visitor.To(await Remove(server, paul, Nora)));

        Assert.Equal("/sign-in?next=%2Faccounts", Visitor.To(await nora.Get("/accounts")));
        var answer = await new Visitor(server).SignIn(Nora);
        Assert.Contains("do not belong together", await Visitor.Said(answer), StringComparison.Ordinal);
        Assert.False(await server.Look(db => db.Persons.AnyAsync(p => p.Id == person.Id)));
        // Nor does a new password help.
        var mails = await server.MailsWritten();
        await new Visitor(server).Post("/sign-in/forgotten", "/sign-in/forgotten", ("email", Nora));
        Assert.Equal(mails, await server.MailsWritten());
    }

    [Fact]
    public async Task Who_is_a_member_elsewhere_too_goes_on_there()
    {
        var (server, _) = await People.WithPerson(Paul);
        await server.Person(Nora, server.Us, server.SomebodyElse);
        await server.Account("Only Theirs", of: server.SomebodyElse);
        var (paul, here, there) = (await server.Signed(Paul), await server.Signed(Nora), await server.Signed(Nora));
        await there.Post("/", $"/organizations/{server.SomebodyElse.Value}/look");

        await Remove(server, paul, Nora);

        Assert.False(await here.IsIn());
        Assert.Contains("Only Theirs", await there.Read("/accounts"), StringComparison.Ordinal);
        Assert.Contains("Only Theirs", await (await server.Signed(Nora)).Read("/accounts"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await there.Post("/", $"/organizations/{server.Us.Value}/look")).StatusCode);
    }

    [Fact]
    public async Task The_last_member_cannot_be_removed()
    {
        var server = await People.Empty();
        var visitor = new Visitor(server);
        await visitor.Found("Duvernay Conseil", "claire@duvernay.example");
        var organization = (await ((AllOrganizations)server.Services.GetService(typeof(AllOrganizations))!).List(default))[0].Id;
        Assert.DoesNotContain("/remove", await visitor.Read("/settings/members"), StringComparison.Ordinal);
        var id = await server.As(organization, s => s.GetRequiredService<AppDb>().Members.Select(m => m.Id).SingleAsync());

        var answer = await visitor.Post("/settings/members", $"/settings/members/{id.Value}/remove");

        Assert.Equal("/settings/members", Visitor.To(answer));
        Assert.Contains("The last member cannot be removed", await visitor.Read("/settings/members"), StringComparison.Ordinal);
        Assert.True(await visitor.IsIn());
    }

    [Fact]
    public async Task One_can_remove_oneself()
    {
        var (server, _) = await People.WithPerson(Paul);
        var paul = await server.Signed(Paul);

        await Remove(server, paul, Paul);

        Assert.StartsWith("/sign-in", Visitor.To(await paul.Get("/accounts")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_who_was_removed_can_set_up_another_organization_and_nothing_else()
    {
        var (server, person) = await People.WithPerson(Paul);
        await server.Look(db =>
            db.Persons.Where(p => p.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.IsOperator, true))
        );
        await Remove(server, await server.Signed(Paul), Paul);

        var paul = await server.Signed(Paul);

        Assert.Equal("/organizations/new", Visitor.To(await paul.Get("/accounts")));
        Assert.True(await paul.IsIn());
        var founded = await paul.Post(
            "/organizations/new",
            "/organizations/new",
            ("name", "Once more"),
            ("country", "BE"),
            ("firstName", "Paul"),
            ("lastName", "Durand")
        );
        Assert.Equal("/", Visitor.To(founded));
        Assert.Contains("Once more", await paul.Read("/settings/members"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_runs_no_installation_can_found_nothing()
    {
        var (server, _) = await People.WithPerson(Paul);
        var paul = await server.Signed(Paul);

        Assert.Equal(HttpStatusCode.NotFound, (await paul.Get("/organizations/new")).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await paul.Post("/you", "/organizations/new", ("name", "Mine"), ("country", "FR"))).StatusCode
        );
    }

    [Fact]
    public async Task Another_organizations_member_is_not_found()
    {
        var (server, _) = await People.WithPerson(Paul);
        var paul = await server.Signed(Paul);
        var theirs = await server.As(server.SomebodyElse, s => s.GetRequiredService<AppDb>().Members.Select(m => m.Id).SingleAsync());

        Assert.Equal(
            HttpStatusCode.NotFound,
            (await paul.Post("/settings/members", $"/settings/members/{theirs.Value}/remove")).StatusCode
        );

        Assert.Equal(1, await server.As(server.SomebodyElse, s => s.GetRequiredService<AppDb>().Members.CountAsync()));
    }

    private static async Task<HttpResponseMessage> Remove(TestServer server, Visitor by, string email)
    {
        var id = await server.As(
            server.Us,
            s => s.GetRequiredService<AppDb>().Members.Where(m => m.Email == email).Select(m => m.Id).SingleAsync()
        );
        return await by.Post("/settings/members", $"/settings/members/{id.Value}/remove");
    }
}
