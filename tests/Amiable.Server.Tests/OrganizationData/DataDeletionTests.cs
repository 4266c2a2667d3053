using System.Net;
using Amiable.Communications;
using Amiable.OrganizationData;
using Amiable.Organizations;
using Amiable.Platform.SignIn;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.OrganizationData;

public sealed class DataDeletionTests
{
    [Fact]
    public async Task Nothing_leaves_from_the_moment_deletion_is_asked_for_and_goes_on_when_it_is_kept()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Plan();
        var waiting = await walk.Waiting(roux);
        await walk.Server.Do<AskForDeletion, Done>(u => u.Run("Duvernay Conseil", default));
        var other = await walk.Server.Account("Berg", email: "pay@berg.example");
        await walk.Server.Invoice(other, "F-2", dueOn: "2026-03-13");

        await walk.Through("2026-04-13");
        var now = await walk.Server.As(
            walk.Server.Us,
            s => s.GetRequiredService<SendCommunicationNow>().Run(waiting.Id, waiting.Version, default)
        );

        Assert.Empty(walk.Server.Mailbox.Sent);
        Assert.False(await walk.IsAnythingWaiting(other));
        Assert.Equal("send.leaving", now.Problem!.Code);
        Assert.False(await Delete(walk.Server, walk.Server.Us)); // 28 days have passed

        await walk.Server.Do<KeepOrganization, Done>(u => u.Run(default));
        await walk.Through("2026-04-15");

        Assert.Equal(2, walk.Server.Mailbox.Sent.Count);
        Assert.Contains("F-1", walk.Server.Mailbox.Sent.Single(m => m.To.Contains("anne@roux.example")).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_thirty_days_no_row_of_it_is_left_in_any_table_and_the_others_have_theirs()
    {
        await using var walk = await Walk.From("2026-03-16");
        var server = walk.Server;
        await Fill(walk);
        var theirs = await RawRows.Of(server, server.SomebodyElse);
        Assert.True((await RawRows.Of(server, server.Us))["archived_mimes"] > 0);
        await server.Do<AskForDeletion, Done>(u => u.Run(" Duvernay Conseil ", default));

        server.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.False(await Delete(server, server.Us));
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await Delete(server, server.Us));

        Assert.All(await RawRows.Of(server, server.Us), table => Assert.Equal(0, table.Value));
        Assert.Equal(theirs, await RawRows.Of(server, server.SomebodyElse));
        Assert.False(Directory.Exists(Path.Combine(server.Data, "uploads", server.Us.Value.ToString("N"))));
        Assert.Empty(await RawRows.Holding(server, "claire@duvernay-conseil"));
        Assert.Empty(await RawRows.Holding(server, "anne@ours.example"));
        Assert.False(await Delete(server, server.Us)); // again
    }

    [Fact]
    public async Task Whoever_is_a_member_elsewhere_or_runs_the_installation_keeps_the_login()
    {
        await using var server = await TestServer.Start();
        var both = new Person { Id = TestServer.New<PersonId>(), Email = "both@example.com" };
        var runs = new Person
        {
            Id = TestServer.New<PersonId>(),
            Email = "runs@example.com",
            IsOperator = true,
        };
        await server.Save(
            server.Us,
            both,
            runs,
            new Member(TestServer.New<MemberId>(), both.Id, "Bea", "Both", both.Email),
            new Member(TestServer.New<MemberId>(), runs.Id, "Rudi", "Runs", runs.Email)
        );
        await server.Save(server.SomebodyElse, new Member(TestServer.New<MemberId>(), both.Id, "Bea", "Both", both.Email));
        await server.Do<AskForDeletion, Done>(u => u.Run("Duvernay Conseil", default));
        server.Clock.Advance(TimeSpan.FromDays(31));

        Assert.True(await Delete(server, server.Us));

        var left = await server.As(server.SomebodyElse, s => s.GetRequiredService<AppDb>().Persons.Select(p => p.Email).ToListAsync());
        Assert.Equal(["both@example.com", "claire@somebody-else.example", "runs@example.com"], left.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_demo_goes_at_once_and_leaves_nothing()
    {
        await using var server = await TestServer.Start();
        var demo = (await server.As(server.Us, s => s.GetRequiredService<OpenDemo>().Run(alsoBesideOthers: true, default))).Value!;
        var asked = await server.As(demo.OrganizationId, s => s.GetRequiredService<AskForDeletion>().Run("Duvernay Conseil", default));
        var ours = await RawRows.Of(server, server.Us);

        Assert.True(await server.As(server.Us, s => s.GetRequiredService<RemoveDemo>().Run(default)));

        Assert.Equal("deletion.demo", asked.Problem!.Code);
        Assert.All(await RawRows.Of(server, demo.OrganizationId), table => Assert.Equal(0, table.Value));
        Assert.Equal(ours, await RawRows.Of(server, server.Us));
        Assert.Empty(await RawRows.Holding(server, "claire.martin@"));
    }

    [Fact]
    public async Task A_member_asks_for_it_with_the_name_and_every_page_says_so_until_it_is_kept()
    {
        await using var server = await TestServer.Start();
        var client = await server.SignedIn(server.Us);
        const string page = "/settings/data";

        var wrong = await TestServer.Post(client, page + "?ask=delete", page + "/delete", ("confirm", "Duvernay"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.DoesNotContain("will be deleted on", await client.GetStringAsync("/accounts", default), StringComparison.Ordinal);

        var asked = await TestServer.Post(client, page + "?ask=delete", page + "/delete", ("confirm", "Duvernay Conseil"));
        Assert.Equal(page, asked.Headers.Location!.OriginalString);
        foreach (var path in new[] { "/", "/accounts", "/tasks", page, "/settings/members" })
            Assert.Contains(
                "<b>Duvernay Conseil will be deleted on Wednesday 1 April 2026</b>",
                await client.GetStringAsync(path, default),
                StringComparison.Ordinal
            );
        var theirs = await server.SignedIn(server.SomebodyElse);
        Assert.DoesNotContain("will be deleted on", await theirs.GetStringAsync("/accounts", default), StringComparison.Ordinal);

        await TestServer.Post(client, "/accounts", page + "/keep");
        Assert.DoesNotContain("will be deleted on", await client.GetStringAsync("/accounts", default), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asked_twice_the_first_day_stands()
    {
        await using var server = await TestServer.Start();
        await server.Do<AskForDeletion, Done>(u => u.Run("Duvernay Conseil", default));
        server.Clock.Advance(TimeSpan.FromDays(10));
        await server.Do<AskForDeletion, Done>(u => u.Run("Duvernay Conseil", default));
        server.Clock.Advance(TimeSpan.FromDays(20));

        Assert.True(await Delete(server, server.Us));
    }

    private static Task<bool> Delete(TestServer server, OrganizationId organization) =>
        server.As(organization, s => s.GetRequiredService<DeleteOrganization>().Run(default));

    /// <summary>Something in as many tables as a story reaches, for us and for somebody else.</summary>
    private static async Task Fill(Walk walk)
    {
        var server = walk.Server;
        foreach (var of in new[] { server.Us, server.SomebodyElse })
        {
            var account = await server.Account(of: of, email: of == server.Us ? "anne@ours.example" : "anne@theirs.example");
            await server.Invoice(account, "F-1", dueOn: "2026-03-13", of: of);
            await server.SignedIn(of);
            var folder = Directory.CreateDirectory(Path.Combine(server.Data, "uploads", of.Value.ToString("N")));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "one.csv"), "a;b");
        }
        await server.Save(server.Us, new Invitation(TestServer.New<InvitationId>(), "new@example.com", "Claire Martin"));
        await walk.Through("2026-03-16");
    }
}
