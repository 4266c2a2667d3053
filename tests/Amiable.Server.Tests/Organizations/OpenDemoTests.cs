using Amiable.Communications;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Organizations;

public sealed class OpenDemoTests
{
    [Fact]
    public async Task The_first_visitor_of_an_empty_installation_finds_a_demo_with_history_and_plans()
    {
        await using var server = new TestServer();
        var openDemo = server.Services.CreateScope().ServiceProvider.GetRequiredService<OpenDemo>();

        var member = await openDemo.Run(alsoBesideOthers: false, default);

        Assert.Null(member.Problem);
        var (accounts, sent, waiting) = await server.As(
            member.Value!.OrganizationId,
            async services =>
            {
                var db = services.GetRequiredService<AppDb>();
                return (
                    await db.Accounts.CountAsync(),
                    await db.Communications.CountAsync(c => c.Status == CommunicationStatus.Sent),
                    await db.Communications.CountAsync(c => c.Status == CommunicationStatus.AwaitingApproval)
                );
            }
        );
        Assert.Equal(60, accounts);
        Assert.InRange(sent, 20, 400);
        Assert.InRange(waiting, 20, 58);
    }
}
