using Amiable.Organizations;

namespace Amiable.Tests;

/// <summary>One server for all tests of a class: each works with accounts of its own.</summary>
public sealed class OneServer : IAsyncLifetime
{
    public TestServer Server { get; private set; } = null!;

    /// <summary>Signed in as our member.</summary>
    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await TestServer.Start(Autonomy.Approve);
        Client = await Server.SignedIn(Server.Us);
        Client.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
