using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amiable.Organizations;
using Amiable.Platform.Api;
using Amiable.Tests.Api;
using Amiable.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Amiable.Tests.Webhooks;

/// <summary>One server, whose operator allows what is on this machine, and somebody who listens.</summary>
public sealed class HooksServer : IAsyncLifetime
{
    public TestServer Server { get; } = new() { Settings = { ["Webhooks:PrivateHosts"] = "true" } };

    public ApiClient Api { get; private set; } = null!;

    public ApiClient Elsewhere { get; private set; } = null!;

    public Receiver Receiver { get; } = new();

    public ApiDescription Description { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Server.FoundOurs(Autonomy.Approve);
        await Receiver.Start();
        Description = new(JsonNode.Parse(await Server.CreateClient().GetStringAsync("/openapi.json"))!);
        Api = await Client(Server.Us, Scopes.All);
        Elsewhere = await Client(Server.SomebodyElse, Scopes.All);
    }

    public async Task<ApiClient> Client(OrganizationId organization, params IReadOnlyList<string> scopes) =>
        new(Server.CreateClient(new() { AllowAutoRedirect = false }), await ApiServer.Token(Server, organization, scopes), Description);

    /// <summary>A webhook to an address of its own.</summary>
    public async Task<Hook> Hook(params string[] events)
    {
        var url = $"{Receiver.Address}/{Guid.CreateVersion7():N}";
        var made = (await Api.Post("/webhooks", new { url, events })).Is(HttpStatusCode.Created);
        return new(this, made.Id, new Uri(url).AbsolutePath, made.Body.GetProperty("secret").GetString()!);
    }

    /// <summary>As the program does all the time.</summary>
    public Task<int> Tell(OrganizationId? organization = null) =>
        Server.As(organization ?? Server.Us, s => s.GetRequiredService<TellWebhooks>().Run(default));

    public async ValueTask DisposeAsync()
    {
        await Receiver.DisposeAsync();
        await TellEverything();
        await Server.DisposeAsync();
        await Description.Prove();
    }

    /// <summary>Whatever happened in all these tests, as somebody would be told of it now.</summary>
    private async Task TellEverything()
    {
        foreach (var heard in Receiver.Heard)
            Description.Told(heard.Type, heard.Body);
        await Server.As(
            Server.Us,
            async s =>
            {
                var write = s.GetRequiredService<WriteEvent>();
                foreach (var o in await s.GetRequiredService<AppDb>().Set<Occurrence>().AsNoTracking().ToListAsync())
                    if (EventType.Of(o.Type) is not null)
                        Description.Told(
                            o.Type,
                            Encoding.UTF8.GetString(await write.Run(o.Type, o.SubjectId, o.AccountId, o.At, CancellationToken.None))
                        );
                return 0;
            }
        );
    }
}

/// <summary>A webhook of a test; removed at its end, so that it is told nothing of the next.</summary>
public sealed record Hook(HooksServer Hooks, Guid Id, string Path, string Secret) : IAsyncDisposable
{
    public IReadOnlyList<Heard> Heard => [.. Hooks.Receiver.Heard.Where(h => h.Path == Path)];

    public Task<JsonElement> Now => Read();

    public async Task<JsonElement[]> Deliveries(string query = "") => (await Hooks.Api.Get($"/webhooks/{Id}/deliveries{query}")).Nodes;

    public void Answers(Func<int> status) => Hooks.Receiver.Answers[Path] = status;

    private async Task<JsonElement> Read() => (await Hooks.Api.Get($"/webhooks/{Id}")).Is(HttpStatusCode.OK).Body;

    public async ValueTask DisposeAsync() => await Hooks.Api.Delete($"/webhooks/{Id}");
}

/// <summary>What a receiver heard.</summary>
public sealed record Heard(string Path, string Id, string Timestamp, string Signature, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Type => Json.GetProperty("type").GetString()!;

    public Guid Subject => Json.GetProperty("data").GetProperty("id").GetGuid();
}

/// <summary>Listens on this machine.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private WebApplication? _app;

    public ConcurrentQueue<Heard> Heard { get; } = [];

    public ConcurrentDictionary<string, Func<int>> Answers { get; } = [];

    public string Address { get; private set; } = "";

    public async Task Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(Hear);
        await _app.StartAsync();
        Address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    private async Task Hear(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        string Header(string name) => http.Request.Headers[name].ToString();
        Heard.Enqueue(new(http.Request.Path, Header("webhook-id"), Header("webhook-timestamp"), Header("webhook-signature"), body));
        http.Response.StatusCode = Answers.TryGetValue(http.Request.Path, out var status) ? status() : 204;
        if (http.Response.StatusCode is >= 300 and < 400)
            http.Response.Headers.Location = "http://127.0.0.1:1/elsewhere";
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class WebhookTests : ICollectionFixture<HooksServer>
{
    public const string Name = "webhooks";
}
