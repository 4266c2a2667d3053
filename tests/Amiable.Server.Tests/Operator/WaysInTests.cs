using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tests.Operator;

/// <summary>What anybody may send to the program, and what it must not become.</summary>
public sealed class WaysInTests(OneServer one) : IClassFixture<OneServer>
{
    [Theory]
    [InlineData("/help/..%2f..%2fProgram.cs")]
    [InlineData("/help/%2e%2e/%2e%2e/amiable.db")]
    [InlineData("/assets/..%2f..%2famiable.db")]
    [InlineData("/outbox/..%2f..%2famiable.db")]
    [InlineData("/outbox/%2e%2e%2finstallation")]
    [InlineData("/..%2famiable.db")]
    [InlineData("/amiable.db")]
    [InlineData("/data/amiable.db")]
    [InlineData("/restored.json")]
    [InlineData("/.env")]
    public async Task A_path_that_leads_out_of_its_folder_finds_nothing(string path)
    {
        var answer = await one.Client.GetAsync(path);

        Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{(int)answer.StatusCode}");
        Assert.DoesNotContain("SQLite format", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fields_that_nobody_asked_for_change_nothing()
    {
        var server = one.Server;
        var before = await server.Look(db =>
            db.Persons.AsNoTracking().OrderBy(p => p.Id).Select(p => new { p.Email, p.IsOperator }).ToListAsync()
        );

        var answer = await TestServer.Post(
            one.Client,
            "/you",
            "/you/name",
            ("firstName", "Clara"),
            ("lastName", "Martin"),
            ("isOperator", "true"),
            ("person.isOperator", "true"),
            ("email", "thief@evil.example"),
            ("organizationId", server.SomebodyElse.Value.ToString()),
            ("id", Guid.Empty.ToString()),
            ("version", "999")
        );

        Assert.True((int)answer.StatusCode < 500, $"{(int)answer.StatusCode}");
        Assert.Equal(
            before,
            await server.Look(db => db.Persons.AsNoTracking().OrderBy(p => p.Id).Select(p => new { p.Email, p.IsOperator }).ToListAsync())
        );
        var theirs = await server.As(server.SomebodyElse, async s => await Members(s));
        Assert.Equal(["Claire Martin claire@somebody-else.example"], theirs);
        Assert.Equal(["Clara Martin claire@duvernay-conseil.example"], await server.As(server.Us, async s => await Members(s)));

        static Task<List<string>> Members(IServiceProvider services) =>
            ((AppDb)services.GetService(typeof(AppDb))!).Members.Select(m => m.FirstName + " " + m.LastName + " " + m.Email).ToListAsync();
    }
}
