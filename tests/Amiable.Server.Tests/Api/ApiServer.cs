using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amiable.Developers;
using Amiable.Organizations;
using Amiable.Platform.Api;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Api;

/// <summary>One server for all tests of the API. Each answer is compared with what the description of the API says of it.</summary>
public sealed class ApiServer : IAsyncLifetime
{
    public TestServer Server { get; private set; } = null!;

    /// <summary>May do everything.</summary>
    public ApiClient Api { get; private set; } = null!;

    /// <summary>The same, in another organization.</summary>
    public ApiClient Elsewhere { get; private set; } = null!;

    public ApiDescription Description { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await TestServer.Start(Autonomy.Approve);
        Description = new(JsonNode.Parse(await Server.CreateClient().GetStringAsync("/openapi.json"))!);
        Api = await Client(Server.Us, Scopes.All);
        Elsewhere = await Client(Server.SomebodyElse, Scopes.All);
    }

    public async Task<ApiClient> Client(OrganizationId organization, params IReadOnlyList<string> scopes) =>
        new(Server.CreateClient(new() { AllowAutoRedirect = false }), await Token(Server, organization, scopes), Description);

    public static async Task<string> Token(TestServer server, OrganizationId organization, IReadOnlyList<string> scopes)
    {
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentOrganization>().Choose(organization);
        var member = await scope.ServiceProvider.GetRequiredService<AppDb>().Members.FirstAsync();
        scope.ServiceProvider.GetRequiredService<CurrentMember>().Is(member.Id, member.FullName);
        return (await scope.ServiceProvider.GetRequiredService<MakeApiToken>().Run("Our ERP", scopes, default)).Value!;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Description.Prove();
    }
}

[CollectionDefinition(Name)]
public sealed class ApiTests : ICollectionFixture<ApiServer>
{
    public const string Name = "api";
}

/// <summary>A program with a token.</summary>
public sealed class ApiClient(HttpClient http, string token, ApiDescription? description)
{
    public string Token => token;

    public async Task<Answer> Send(HttpMethod method, string path, HttpContent? content = null, string? key = null, bool isDescribed = true)
    {
        using var request = new HttpRequestMessage(method, ApiRoutes.Root + path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var read = new Answer(answer, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        if (isDescribed && description is not null)
            description.Check(method, ApiRoutes.Root + path.Split('?')[0], read);
        return read;
    }

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path);

    public Task<Answer> Post(string path, object? body = null, string? key = null) =>
        Send(HttpMethod.Post, path, Json(body ?? new { }), key);

    public Task<Answer> Put(string path, object body, string? key = null) => Send(HttpMethod.Put, path, Json(body), key);

    public Task<Answer> Delete(string path) => Send(HttpMethod.Delete, path);

    /// <summary>A new account.</summary>
    public async Task<Guid> Account(string name) =>
        (await Post("/accounts", new { fullName = name, currency = new { code = "EUR" } })).Is(HttpStatusCode.Created).Id;

    /// <summary>A new invoice, issued on 1 February and due on 15 February 2026: it is the 2nd of March.</summary>
    public async Task<Guid> Invoice(
        Guid account,
        string number,
        decimal amount = 100,
        string due = "2026-02-15",
        string currency = "EUR"
    ) => (await Post("/invoices", InvoiceOf(account, number, amount, due, currency))).Is(HttpStatusCode.Created).Id;

    public static object InvoiceOf(Guid account, string number, decimal amount = 100, string due = "2026-02-15", string currency = "EUR") =>
        new
        {
            accountId = account,
            number,
            issuedDate = new
            {
                year = 2026,
                month = 2,
                day = 1,
            },
            dueDate = due,
            totalAmount = amount,
            currency = new { code = currency },
        };

    public static HttpContent Json(object body) =>
        new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
}

/// <summary>What was answered.</summary>
public sealed record Answer(HttpResponseMessage Http, byte[] Bytes)
{
    public HttpStatusCode Status => Http.StatusCode;

    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Body => JsonDocument.Parse(Bytes).RootElement;

    public Guid Id => Body.GetProperty("id").GetGuid();

    /// <summary>Of a problem.</summary>
    public string Code => Body.GetProperty("code").GetString()!;

    public string? Header(string name) => Http.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    /// <summary>The fields of which something is wrong.</summary>
    public string Fields => string.Join(", ", Body.GetProperty("errors").EnumerateObject().Select(e => e.Name));

    public JsonElement[] Nodes => [.. Body.GetProperty("nodes").EnumerateArray()];

    public Answer Is(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)Status} instead of {(int)status}: {Text}");
        return this;
    }

    public Answer IsProblem(HttpStatusCode status, string code)
    {
        Is(status);
        Assert.Equal("application/problem+json", Http.Content.Headers.ContentType!.MediaType);
        Assert.Equal((code, (int)status), (Code, Body.GetProperty("status").GetInt32()));
        return this;
    }
}
