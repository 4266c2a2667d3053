using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amiable.Organizations;
using Microsoft.AspNetCore.WebUtilities;

namespace Amiable.Tests.OAuth;

/// <summary>One server for all tests of OAuth, with a member of ours who lets programs in.</summary>
public sealed class OAuthServer : IAsyncLifetime
{
    public const string Paul = "paul@duvernay.example";
    public const string Redirect = "https://assistant.example/back?from=amiable";
    public const string Issuer = "http://localhost";
    public const string Verifier = "a-verifier.of_43~characters-or-more-0123456789";

    private static int _places;

    public TestServer Server { get; private set; } = null!;

    public static string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public async ValueTask InitializeAsync()
    {
        Server = await TestServer.Start(Autonomy.Approve);
        await Server.Person(Paul, Server.Us);
    }

    /// <summary>The same for a server with settings of its own.</summary>
    public static OAuthServer On(TestServer server) => new() { Server = server };

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();

    /// <summary>Paul's browser. Later than before: two sessions that begin at one moment have one id.</summary>
    internal async Task<Visitor> Browser(string language = "en")
    {
        Server.Clock.Advance(TimeSpan.FromMilliseconds(5));
        return await Server.Signed(Paul, language);
    }

    /// <summary>A program, at a place of its own.</summary>
    public HttpClient Program(string? token = null)
    {
        var program = Server.CreateClient(new() { AllowAutoRedirect = false });
        var place = Interlocked.Increment(ref _places);
        program.DefaultRequestHeaders.Add(TestSignIn.Address, $"10.9.{place / 256}.{place % 256}");
        if (token is not null)
            program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return program;
    }

    /// <summary>Introduces a program, with these of its metadata in place of the usual; null leaves one out.</summary>
    public async Task<(HttpResponseMessage Http, JsonElement Said)> Register(params (string Name, object? Value)[] said)
    {
        Server.Clock.Advance(TimeSpan.FromMilliseconds(5));
        var metadata = new Dictionary<string, object?>
        {
            ["client_name"] = "Assistant",
            ["redirect_uris"] = new[] { Redirect },
            ["token_endpoint_auth_method"] = "none",
            ["grant_types"] = new[] { "authorization_code", "refresh_token" },
        };
        foreach (var (name, value) in said)
            metadata[name] = value;
        var answer = await Program()
            .PostAsJsonAsync("/api/oauth/register", metadata.Where(m => m.Value is not null).ToDictionary(m => m.Key, m => m.Value));
        return (answer, await Json(answer));
    }

    public async Task<string> Client(params (string Name, object? Value)[] said) =>
        (await Register(said)).Said.GetProperty("client_id").GetString()!;

    /// <summary>Where a program sends a member.</summary>
    public static string Ask(string client, params (string Name, string? Value)[] changed)
    {
        var asked = new Dictionary<string, string?>
        {
            ["client_id"] = client,
            ["redirect_uri"] = Redirect,
            ["response_type"] = "code",
            ["scope"] = "organizations:read accounts:all",
            ["state"] = "st&te= 1",
            ["code_challenge"] = Challenge,
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changed)
            asked[name] = value;
        return QueryHelpers.AddQueryString("/api/oauth/authorize", asked.Where(a => a.Value is not null));
    }

    /// <summary>The member presses a button of that page; the answer leads back.</summary>
    internal Task<HttpResponseMessage> Decide(
        Visitor browser,
        string page,
        string decision = "allow",
        OrganizationId? organization = null
    ) => browser.Post(page, page, ("decision", decision), ("organization", (organization ?? Server.Us).Value.ToString()));

    /// <summary>What goes back to the program.</summary>
    public static Dictionary<string, string> Back(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return QueryHelpers.ParseQuery(answer.Headers.Location!.Query).ToDictionary(q => q.Key, q => Assert.Single(q.Value)!);
    }

    /// <summary>All the way to a code.</summary>
    public async Task<string> Code(string client, params (string Name, string? Value)[] changed) =>
        SuiteLog.Remember(Back(await Decide(await Browser(), Ask(client, changed)))["code"]);

    public async Task<(HttpResponseMessage Http, JsonElement Said)> Post(
        string path,
        AuthenticationHeaderValue? proof,
        params (string Name, string? Value)[] form
    )
    {
        Server.Clock.Advance(TimeSpan.FromMilliseconds(5));
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(form.Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Name, f.Value!))),
        };
        request.Headers.Authorization = proof;
        var answer = await Program().SendAsync(request);
        var said = await Json(answer);
        foreach (var secret in new[] { "access_token", "refresh_token" })
            if (said.TryGetProperty(secret, out var text))
                SuiteLog.Remember(text.GetString()!);
        return (answer, said);
    }

    public Task<(HttpResponseMessage Http, JsonElement Said)> Exchange(
        string client,
        string code,
        params (string Name, string? Value)[] changed
    ) =>
        Post(
            "/api/oauth/token",
            null,
            Form([("grant_type", "authorization_code"), ("client_id", client), ("code", code), ("code_verifier", Verifier)], changed)
        );

    public Task<(HttpResponseMessage Http, JsonElement Said)> Refresh(
        string client,
        string token,
        params (string Name, string? Value)[] changed
    ) => Post("/api/oauth/token", null, Form([("grant_type", "refresh_token"), ("client_id", client), ("refresh_token", token)], changed));

    /// <summary>All the way to tokens.</summary>
    public async Task<(string Client, string Access, string Refresh)> Tokens(params (string Name, string? Value)[] changed)
    {
        var client = await Client();
        var (answer, said) = await Exchange(client, await Code(client, changed));
        Assert.True(answer.IsSuccessStatusCode, said.ToString());
        return (client, said.GetProperty("access_token").GetString()!, said.GetProperty("refresh_token").GetString()!);
    }

    /// <summary>What the API says to that token.</summary>
    public async Task<HttpStatusCode> Call(string token, string path = "/api/public/v1/organizations") =>
        (await Program(token).GetAsync(path)).StatusCode;

    public static void Refused(
        (HttpResponseMessage Http, JsonElement Said) answer,
        string error,
        HttpStatusCode status = HttpStatusCode.BadRequest
    )
    {
        Assert.Equal((status, error), (answer.Http.StatusCode, answer.Said.GetProperty("error").GetString()));
        Assert.Matches("^[ !#-\\[\\]-~]+$", answer.Said.GetProperty("error_description").GetString());
        Assert.Equal("no-store", answer.Http.Headers.CacheControl!.ToString());
    }

    public static async Task<JsonElement> Json(HttpResponseMessage answer) =>
        answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true
            ? await answer.Content.ReadFromJsonAsync<JsonElement>()
            : default;

    private static (string, string?)[] Form((string Name, string? Value)[] usual, (string Name, string? Value)[] changed) =>
        [.. usual.Where(u => changed.All(c => c.Name != u.Name)), .. changed];
}

[CollectionDefinition(Name)]
public sealed class OAuthCollection : ICollectionFixture<OAuthServer>
{
    public const string Name = "oauth";
}
