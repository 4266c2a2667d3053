using Amiable.Communications;
using Amiable.Errands;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Errands;

/// <summary>What was asked for long ago does not lie about for ever.</summary>
public sealed class ForgottenErrandsTests(OneServer one) : IClassFixture<OneServer>
{
    private TestServer Server => one.Server;

    [Fact]
    public async Task Long_work_is_forgotten_a_month_after_it_ended_seen_or_not_and_never_while_it_goes_on()
    {
        var now = Server.Clock.GetUtcNow();
        var longAgo = now - ForgetErrands.Kept - TimeSpan.FromHours(1);
        var (old, recent, waiting, running) = (Asked(longAgo), Asked(longAgo), Asked(longAgo), Asked(longAgo));
        old.End(longAgo);
        recent.End(longAgo + TimeSpan.FromHours(2));
        running.Take(longAgo);
        // The same of somebody else: each organization is tidied up for itself.
        var elsewhere = Asked(longAgo);
        elsewhere.End(longAgo);
        await Server.Save(Server.Us, old, recent, waiting, running);
        await Server.Save(Server.SomebodyElse, elsewhere);

        Assert.Equal(1, await Server.As(Server.Us, s => s.GetRequiredService<ForgetErrands>().Run(default)));

        Assert.Equal(
            new[] { recent.Id, waiting.Id, running.Id }.OrderBy(id => id.Value),
            await Server.Read(db => db.Errands.OrderBy(e => e.Id).Select(e => e.Id).ToListAsync())
        );
        Assert.Equal(1, await Server.As(Server.SomebodyElse, s => s.GetRequiredService<AppDb>().Errands.CountAsync()));
    }

    private static Errand Asked(DateTimeOffset at) =>
        new(TestServer.New<ErrandId>(), ErrandKind.PauseAccounts, TestServer.New<MemberId>(), "Claire Martin", new() { Matching = "" }, at);
}
