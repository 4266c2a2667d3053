using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Tests.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.FollowUp;

/// <summary>Many accounts are planned together, and none holds up another.</summary>
public sealed class PlanFollowUpsTests : IAsyncDisposable
{
    private readonly TestServer _server = TestServer.Start().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Who_is_overtaken_leaves_the_others_planned()
    {
        List<Amiable.Accounts.Account> accounts = [];
        foreach (var name in new[] { "Roux", "Petit", "Valois" })
        {
            var account = await _server.Account(name);
            await _server.Invoice(account, $"F-{name}", "2026-02-20");
            accounts.Add(account);
        }
        // Somebody has put something in the place of the step that comes next.
        var overtaken = accounts[1].Id;
        var other = new Communication(
            TestServer.New<CommunicationId>(),
            overtaken,
            Origin.Customer,
            "first",
            CommunicationStatus.Draft,
            _server.Clock.GetUtcNow()
        );
        await _server.Save(_server.Us, other);

        var counts = await _server.As(_server.Us, s => s.GetRequiredService<PlanFollowUps>().Run([.. accounts.Select(a => a.Id)], default));

        Assert.Equal(new PlanCounts { Scheduled = 2, Overtaken = 1 }, counts);
        var planned = await _server.Read(db => db.Communications.Where(c => c.Origin == Origin.Agent).ToListAsync());
        Assert.Equal([accounts[0].Id, accounts[2].Id], planned.Select(c => c.AccountId).OrderBy(a => a.Value));
        var told = (await _server.Entries()).Where(e => e.SubjectKind == "communication").Select(e => e.SubjectId).ToList();
        Assert.Equal(planned.Select(c => (Guid?)c.Id.Value).Append(other.Id.Value).Order(), told.Order());
    }
}
