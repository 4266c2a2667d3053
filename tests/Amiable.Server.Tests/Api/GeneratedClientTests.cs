using System.Text.Json.Nodes;
using Amiable.Organizations;
using Amiable.Platform.Api;
using Amiable.Tests.Clients;
using Amiable.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Api;

/// <summary>A client that a generator made of the description of the API keeps 200 customers and 2,000 invoices in step.</summary>
public sealed class GeneratedClientTests
{
    [Fact]
    public async Task A_client_made_of_the_description_syncs_and_doing_it_again_changes_nothing()
    {
        await using var server = new TestServer();
        server.UseKestrel(0);
        server.StartServer();
        await server.FoundOurs(Autonomy.Approve);
        var token = await ApiServer.Token(server, server.Us, [Scopes.AccountsAll, Scopes.InvoicesAll, Scopes.OrganizationsRead]);
        var address = server.ClientOptions.BaseAddress.ToString().TrimEnd('/');
        var description = Path.GetTempFileName() + ".json";
        await File.WriteAllTextAsync(description, await server.CreateClient().GetStringAsync("/openapi.json"));
        Assert.EndsWith("\n0 faults\n", await Node.Run("api", "generate.mjs", description), StringComparison.Ordinal);
        File.Delete(description);

        var first = JsonNode.Parse(await Node.Run("api", "built/sync.js", address, token))!;
        var before = await Everything(server);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var again = JsonNode.Parse(await Node.Run("api", "built/sync.js", address, token))!;

        Assert.Equal("[200,1000,1000]", first["created"]!.ToJsonString());
        Assert.Equal("[200,1000,1000]", again["unchanged"]!.ToJsonString());
        foreach (var answer in new[] { first, again })
            Assert.Equal(
                ("[]", "[]", "200", "2000"),
                (
                    answer["failed"]!.ToJsonString(),
                    answer["wrong"]!.ToJsonString(),
                    answer["accounts"]!.ToJsonString(),
                    answer["invoices"]!.ToJsonString()
                )
            );
        Assert.Equal(first["owed"]!.ToJsonString(), again["owed"]!.ToJsonString());
        Assert.Equal(before, await Everything(server));
    }

    /// <summary>Each row with its version, and all that is written beside a change: entries of the audit log, events, plans.</summary>
    private static Task<string> Everything(TestServer server) =>
        server.As(
            server.Us,
            async services =>
            {
                var db = services.GetRequiredService<AppDb>();
                var rows = new
                {
                    Accounts = await db
                        .Accounts.AsNoTracking()
                        .OrderBy(a => a.Id)
                        .Select(a => $"{a.Id} {a.Version} {a.UpdatedAt}")
                        .ToListAsync(),
                    Invoices = await db
                        .Invoices.AsNoTracking()
                        .IgnoreAutoIncludes()
                        .OrderBy(i => i.Id)
                        .Select(i => $"{i.Id} {i.Version} {i.UpdatedAt}")
                        .ToListAsync(),
                    Messages = await db.Communications.AsNoTracking().OrderBy(c => c.Id).Select(c => $"{c.Id} {c.Version}").ToListAsync(),
                    Credits = await db.Credits.CountAsync(),
                    Entries = await db.AuditEntries.CountAsync(),
                    Events = await db.Set<Occurrence>().CountAsync(),
                };
                Assert.Equal((200, 2000), (rows.Accounts.Count, rows.Invoices.Count));
                Assert.True(rows.Events > 2200);
                return System.Text.Json.JsonSerializer.Serialize(rows);
            }
        );
}
