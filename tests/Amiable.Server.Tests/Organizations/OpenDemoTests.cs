using System.Diagnostics;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Organizations;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Organizations;

public sealed class OpenDemoTests(OpenDemoTests.MadeDemo made) : IClassFixture<OpenDemoTests.MadeDemo>
{
    public sealed class MadeDemo : IAsyncLifetime
    {
        public TestServer Server { get; } = new();

        public OrganizationId Id { get; private set; }

        public async ValueTask InitializeAsync()
        {
            using var scope = Server.Services.CreateScope();
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var member = await scope.ServiceProvider.GetRequiredService<OpenDemo>().Run(alsoBesideOthers: false, default);
            Console.WriteLine($"CPU {Process.GetCurrentProcess().TotalProcessorTime - before}");
            Assert.Null(member.Problem);
            Assert.Equal("Claire", member.Value!.FirstName);
            Id = member.Value.OrganizationId;
        }

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }

    private Task<T> In<T>(Func<AppDb, Task<T>> read) => made.Server.As(made.Id, s => read(s.GetRequiredService<AppDb>()));

    [Fact]
    public async Task The_first_visitor_of_an_empty_installation_finds_a_demo_with_history_and_plans()
    {
        Assert.Equal(60, await In(db => db.Accounts.CountAsync()));
        Assert.InRange(await In(db => db.Communications.CountAsync(c => c.Status == CommunicationStatus.Sent)), 20, 400);
        Assert.InRange(await In(db => db.Communications.CountAsync(c => c.Status == CommunicationStatus.AwaitingApproval)), 20, 58);
    }

    [Fact]
    public async Task Dump()
    {
        foreach (var t in await In(db => db.Tasks.OrderBy(t => t.CreatedAt).ToListAsync()))
        {
            var c = await In(db => db.Communications.Where(c => c.Id == t.CommunicationId).FirstOrDefaultAsync());
            var a = await In(db => db.Accounts.Where(c => c.Id == t.AccountId).FirstOrDefaultAsync());
            Console.WriteLine($"{t.CreatedAt:MM-dd HH:mm} {t.Status} {t.Kind} {a?.Details.Name} {string.Join(';', t.Facts.Where(f => f.Key != "invoice-ids"))} | {c?.Text.ReplaceLineEndings(" ")} | {t.Remarks.LastOrDefault()?.Text}");
        }
    }
}
