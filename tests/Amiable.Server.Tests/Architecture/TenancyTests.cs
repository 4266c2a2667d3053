using Amiable.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Architecture;

/// <summary>One organization never sees or touches what belongs to another, whatever a use case forgets.</summary>
public sealed class TenancyTests
{
    [Fact]
    public async Task Another_organizations_rows_do_not_exist()
    {
        await using var server = await TestServer.Start();
        var ours = await server.Account();
        await server.Invoice(ours, "F-1", dueOn: "2026-03-13");

        var (accounts, invoices, organizations) = await server.As(
            server.SomebodyElse,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                return (await db.Accounts.CountAsync(), await db.Invoices.CountAsync(), await db.Organizations.SingleAsync());
            }
        );

        Assert.Equal((0, 0, server.SomebodyElse), (accounts, invoices, organizations.Id));
    }

    [Fact]
    public async Task Writing_another_organizations_row_throws_even_when_it_was_loaded()
    {
        await using var server = await TestServer.Start();
        var ours = await server.Account();

        await Assert.ThrowsAsync<CrossTenantWrite>(() =>
            AsSomebodyElse(db =>
            {
                db.Attach(ours);
                ours.FormalNoticeWasPosted(new(2026, 3, 2));
            })
        );
        await Assert.ThrowsAsync<CrossTenantWrite>(() => AsSomebodyElse(db => db.Remove(ours)));

        Task<int> AsSomebodyElse(Action<AppDb> change) =>
            server.As(
                server.SomebodyElse,
                s =>
                {
                    var db = s.GetRequiredService<AppDb>();
                    change(db);
                    return db.SaveChangesAsync();
                }
            );
    }

    [Fact]
    public async Task A_bulk_update_or_delete_cannot_reach_another_organizations_rows()
    {
        await using var server = await TestServer.Start();
        await server.Account();

        var touched = await server.As(
            server.SomebodyElse,
            async s =>
            {
                var accounts = s.GetRequiredService<AppDb>().Accounts;
                return await accounts.ExecuteUpdateAsync(set => set.SetProperty(a => a.MatchKey, "stolen"))
                    + await accounts.ExecuteDeleteAsync();
            }
        );

        Assert.Equal(0, touched);
    }

    [Fact]
    public async Task What_is_saved_belongs_to_whoever_saves_it_whatever_it_says()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account(of: server.SomebodyElse);

        Assert.Equal(server.SomebodyElse, account.OrganizationId);
    }

    [Fact]
    public async Task Without_an_organization_nothing_can_be_read_or_written()
    {
        await using var server = await TestServer.Start();
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.Accounts.ToListAsync());
        db.Add(new Account(TestServer.New<AccountId>(), new() { Name = "Nobody's" }, server.Clock.GetUtcNow()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task An_organization_once_chosen_stays()
    {
        await using var server = await TestServer.Start();
        await using var scope = server.Services.CreateAsyncScope();
        var current = scope.ServiceProvider.GetRequiredService<CurrentOrganization>();
        current.Choose(server.Us);

        Assert.Throws<InvalidOperationException>(() => current.Choose(server.SomebodyElse));
    }

    [Fact]
    public async Task A_lost_race_is_told_and_overwrites_nothing()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();

        var result = await server.As(
            server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                var mine = await db.Accounts.SingleAsync(a => a.Id == account.Id);
                await server.As(
                    server.Us,
                    async other =>
                    {
                        var db2 = other.GetRequiredService<AppDb>();
                        (await db2.Accounts.SingleAsync()).FormalNoticeWasPosted(new(2026, 3, 1));
                        return await db2.SaveChangesAsync();
                    }
                );
                mine.FormalNoticeWasPosted(new(2026, 2, 1));
                return await db.Save(default);
            }
        );

        Assert.IsType<ChangedMeanwhile>(result.Problem);
        Assert.Equal(
            new(2026, 3, 1),
            await server.As(server.Us, s => s.GetRequiredService<AppDb>().Accounts.Select(a => a.FormalNoticeOn).SingleAsync())
        );
    }
}
