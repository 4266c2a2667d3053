using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Amiable.Tests.SignIn;

/// <summary>
/// An OpenID Connect provider on this machine. It checks what a provider must: who the client is, where it goes back to, and that whoever brings the code is whoever
/// asked for it (RFC 6749 section 4.1.3, RFC 7636 section 4.6). What it says of a person is the test's.
/// </summary>
internal sealed class ProviderStub : IAsyncDisposable
{
    public const string Client = "amiable";
    public static readonly string Secret = SuiteLog.Remember("stub & secret: ü");

    private readonly Dictionary<string, IDictionary<string, string?>> _codes = [];
    private WebApplication? _app;
    private RsaSecurityKey _key = NewKey();
    private List<RsaSecurityKey> _published = [];

    public string Address { get; private set; } = "";

    /// <summary>What it says of whoever signs in.</summary>
    public Dictionary<string, object> Claims { get; private set; } = Paul();

    /// <summary>How it lies.</summary>
    public Action<SecurityTokenDescriptor> Twist { get; set; } = _ => { };

    /// <summary>What it answers in place of a token.</summary>
    public Func<string, string>? Answer { get; set; }

    public int RefusedExchanges { get; private set; }

    public static async Task<ProviderStub> Start()
    {
        var stub = new ProviderStub();
        stub._published.Add(stub._key);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/.well-known/openid-configuration", stub.Metadata);
        app.MapGet("/keys", () => Results.Json(new { keys = stub._published.Select(Public) }));
        app.MapPost("/token", stub.Token);
        await app.StartAsync();
        (stub._app, stub.Address) = (app, app.Urls.Single());
        return stub;
    }

    public async Task<TestServer> Server(params (string Name, string Value)[] more)
    {
        var server = new TestServer
        {
            Settings =
            {
                ["Oidc:Name"] = "Contoso",
                ["Oidc:Authority"] = Address,
                ["Oidc:ClientId"] = Client,
                ["Oidc:ClientSecret"] = Secret,
            },
        };
        foreach (var (name, value) in more)
            server.Settings[name] = value;
        await server.FoundOurs();
        return server;
    }

    /// <summary>The visitor presses the button, signs in here, and is sent back.</summary>
    /// <param name="visitor">Who.</param>
    /// <param name="next">Where to, after.</param>
    /// <param name="change">What of the way back is changed.</param>
    public async Task<HttpResponseMessage> Through(Visitor visitor, string next = "", Action<Dictionary<string, string?>>? change = null)
    {
        var departure = await visitor.Get($"/sign-in/provider?next={Uri.EscapeDataString(next)}");
        if (departure.Headers.Location is not { IsAbsoluteUri: true } there)
            return departure;
        Assert.StartsWith(Address + "/authorize?", there.ToString(), StringComparison.Ordinal);
        var asked = QueryHelpers.ParseQuery(there.Query).ToDictionary(q => q.Key, q => q.Value.ToString());
        Assert.Equal((Client, "code", "S256"), (asked["client_id"], asked["response_type"], asked["code_challenge_method"]));
        Assert.Contains("openid", asked["scope"].Split(' '));
        var code = SuiteLog.Remember(Guid.NewGuid().ToString("N"));
        _codes[code] = asked!;
        var back = new Dictionary<string, string?> { ["code"] = code, ["state"] = asked["state"] };
        change?.Invoke(back);
        return await visitor.Get(QueryHelpers.AddQueryString(new Uri(asked["redirect_uri"]).AbsolutePath, back));
    }

    /// <summary>As at first, with new keys.</summary>
    public void Forget()
    {
        (Claims, Twist, Answer, RefusedExchanges) = (Paul(), _ => { }, null, 0);
        if (!_published.Contains(_key))
            ChangeKey(isPublished: true);
    }

    private static Dictionary<string, object> Paul() =>
        new()
        {
            ["sub"] = "subject-1",
            ["email"] = "paul@duvernay.example",
            ["email_verified"] = true,
            ["given_name"] = "Paul",
            ["family_name"] = "Durand",
        };

    /// <summary>Signs with another key from now on.</summary>
    /// <param name="isPublished">Whether it tells.</param>
    public void ChangeKey(bool isPublished)
    {
        _key = NewKey();
        if (isPublished)
            _published = [_key];
    }

    private IResult Metadata() =>
        Results.Json(
            new
            {
                issuer = Address,
                authorization_endpoint = Address + "/authorize",
                token_endpoint = Address + "/token",
                jwks_uri = Address + "/keys",
            }
        );

    private async Task<IResult> Token(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var basic = $"{Uri.EscapeDataString(Client)}:{Uri.EscapeDataString(Secret)}";
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (
            request.Headers.Authorization != "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(basic))
            || form["grant_type"] != "authorization_code"
            || !_codes.Remove(form["code"].ToString(), out var asked)
            || asked["redirect_uri"] != form["redirect_uri"]
            || asked["code_challenge"] != challenge
        )
        {
            RefusedExchanges++;
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        }
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Address,
            Audience = Client,
            Expires = DateTime.UtcNow.AddMinutes(5),
            Claims = new Dictionary<string, object>(Claims) { ["nonce"] = asked["nonce"]! },
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.RsaSha256),
        };
        Twist(descriptor);
        var token = SuiteLog.Remember(new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor));
        return Results.Content(
            Answer?.Invoke(token) ?? $$"""{"access_token":"x","token_type":"Bearer","id_token":"{{token}}"}""",
            "application/json"
        );
    }

    private static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };

    private static object Public(RsaSecurityKey key)
    {
        var parameters = key.Rsa.ExportParameters(false);
        return new
        {
            kty = "RSA",
            use = "sig",
            alg = "RS256",
            kid = key.KeyId,
            n = Base64Url.EncodeToString(parameters.Modulus),
            e = Base64Url.EncodeToString(parameters.Exponent),
        };
    }

    public async ValueTask DisposeAsync() => await _app!.DisposeAsync();
}
