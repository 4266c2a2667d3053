using Amiable.Tests.Clients;

namespace Amiable.Tests.OAuth;

/// <summary>A library that others wrote goes the whole way, against a server that listens.</summary>
public sealed class RealClientTests
{
    [Fact]
    public async Task A_program_of_others_finds_us_registers_is_let_in_works_renews_and_ends()
    {
        await using var server = new TestServer();
        server.UseKestrel(0);
        server.StartServer();
        await server.FoundOurs();
        await server.Person(OAuthServer.Paul, server.Us);
        var address = server.ClientOptions.BaseAddress.ToString().Replace("localhost", "127.0.0.1", StringComparison.Ordinal);

        var printed = await Node.Run("oauth", "oauth.mjs", address, OAuthServer.Paul, Visitor.Password);

        foreach (var method in new[] { "none", "client_secret_basic", "client_secret_post" })
            Assert.All(
                new[] { "registered", "allowed", "worked", "renewed", "ended" },
                step => Assert.Contains($"ok: {step} {method}", printed)
            );
        Assert.Contains("ok: discovered", printed);
    }
}
