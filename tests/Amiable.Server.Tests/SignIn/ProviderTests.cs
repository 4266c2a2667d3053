using System.Buffers.Text;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Amiable.Tests.SignIn;

/// <summary>Signing in through the company's own provider (OpenID Connect): whom it vouches for is in, and whatever else comes back is refused with a sentence.</summary>
public sealed class ProviderTests(ProviderTests.Pair pair) : IClassFixture<ProviderTests.Pair>
{
    private const string Paul = "paul@duvernay.example";
    private const string Nora = "nora@duvernay.example";

    [Fact]
    public async Task The_owner_of_a_verified_address_is_in_and_known_by_subject_from_then_on()
    {
        var (stub, server) = await pair.AsNew();
        await server.Person(Paul, server.Us);
        Assert.Contains("Sign in with Contoso", await new Visitor(server).Read("/sign-in"), StringComparison.Ordinal);

        stub.Claims["email"] = "Paul@Duvernay.example";
        Assert.Equal("/accounts", Visitor.To(await stub.Through(new Visitor(server), "/accounts")));
        stub.Claims["email"] = "paul.durand@new.example";
        var visitor = new Visitor(server);
        Assert.Equal("/", Visitor.To(await stub.Through(visitor)));

        Assert.Contains(Paul, await visitor.Read("/you"), StringComparison.Ordinal);
        Assert.Equal(1, await server.Look(db => db.ProviderLogins.CountAsync()));
        Assert.Equal(0, stub.RefusedExchanges);
    }

    [Fact]
    public async Task Another_subject_with_an_unknown_address_is_a_stranger()
    {
        var (stub, server) = await pair.AsNew();
        await server.Person(Paul, server.Us);
        stub.Claims["email"] = "eve@duvernay.example";

        await IsRefused(stub, server, "no login here yet");
    }

    [Theory]
    [InlineData(false)]
    [InlineData("false")]
    [InlineData(null)]
    public async Task An_address_that_the_provider_has_not_verified_proves_nothing(object? verified)
    {
        var (stub, server) = await pair.AsNew();
        await server.Person(Paul, server.Us);
        stub.Claims.Remove("email_verified");
        if (verified is not null)
            stub.Claims["email_verified"] = verified;

        await IsRefused(stub, server, "no login here yet");
        Assert.Equal(0, await server.Look(db => db.ProviderLogins.CountAsync()));
    }

    [Fact]
    public async Task Unless_the_operator_says_that_its_addresses_are_to_be_trusted()
    {
        await using var stub = await ProviderStub.Start();
        await using var server = await stub.Server(("Oidc:TrustEmail", "true"));
        await server.Person(Paul, server.Us);
        stub.Claims.Remove("email_verified");

        Assert.Equal("/", Visitor.To(await stub.Through(new Visitor(server))));
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("no nonce")]
    [InlineData("issuer")]
    [InlineData("audience")]
    [InlineData("expired")]
    [InlineData("no expiry")]
    [InlineData("no subject")]
    [InlineData("unknown key")]
    [InlineData("symmetric key")]
    public async Task A_token_that_is_not_for_us_now_is_refused(string what)
    {
        var (stub, server) = await pair.AsNew();
        await server.Person(Paul, server.Us);
        stub.Twist = token =>
        {
            switch (what)
            {
                case "nonce":
                    token.Claims["nonce"] = "of another journey";
                    break;
                case "no nonce":
                    token.Claims.Remove("nonce");
                    break;
                case "issuer":
                    token.Issuer = "https://evil.example";
                    break;
                case "audience":
                    token.Audience = "another client";
                    break;
                case "expired":
                    token.Expires = DateTime.UtcNow.AddMinutes(-5);
                    break;
                case "no expiry":
                    token.Expires = null;
                    break;
                case "no subject":
                    token.Claims.Remove("sub");
                    break;
                case "symmetric key":
                    token.SigningCredentials = new(
                        new SymmetricSecurityKey(Encoding.UTF8.GetBytes(new string('k', 64)))
                        {
                            KeyId = token.SigningCredentials.Key.KeyId,
                        },
                        SecurityAlgorithms.HmacSha256
                    );
                    break;
            }
        };
        if (what == "unknown key")
            stub.ChangeKey(isPublished: false);

        await IsRefused(stub, server, "did not work");
    }

    [Fact]
    public async Task A_token_without_a_signature_is_refused()
    {
        var (stub, server) = await pair.AsNew();
        await server.Person(Paul, server.Us);
        var header = Base64Url.EncodeToString("""{"alg":"none","typ":"JWT"}"""u8);
        stub.Answer = token => $$"""{"id_token":"{{header}}.{{token.Split('.')[1]}}."}""";

        await IsRefused(stub, server, "did not work");
    }

    [Theory]
    [InlineData("""{"error":"server_error"}""")]
    [InlineData("""{"id_token":null}""")]
    [InlineData("""{"id_token":7}""")]
    [InlineData("""{"id_token":"abc"}""")]
    [InlineData("""[]""")]
    [InlineData("<html>maintenance</html>")]
    [InlineData("")]
    public async Task Nonsense_from_the_provider_is_refused_with_a_sentence(string nonsense)
    {
        var (stub, server) = await pair.AsNew();
        await server.Person(Paul, server.Us);
        stub.Answer = _ => nonsense;

        await IsRefused(stub, server, "did not work");
    }

    [Fact]
    public async Task New_keys_of_the_provider_are_fetched_when_they_are_needed()
    {
        var (stub, server) = await pair.AsNew();
        await server.Person(Paul, server.Us);
        Assert.Equal("/", Visitor.To(await stub.Through(new Visitor(server))));

        stub.ChangeKey(isPublished: true);
        Assert.Equal("/", Visitor.To(await stub.Through(new Visitor(server))));
        stub.ChangeKey(isPublished: true);
        Assert.Equal("/", Visitor.To(await stub.Through(new Visitor(server))));
    }

    [Theory]
    [InlineData("state", "another")]
    [InlineData("state", "")]
    [InlineData("code", "")]
    [InlineData("code", "another")]
    [InlineData("iss", "https://evil.example")]
    public async Task A_way_back_that_was_changed_is_refused(string field, string value)
    {
        var (stub, server) = await pair.AsNew();
        await server.Person(Paul, server.Us);

        await IsRefused(stub, server, "did not work", back => back[field] = value);
    }

    [Fact]
    public async Task Somebody_elses_way_back_is_refused()
    {
        var (stub, server) = await pair.AsNew();
        await server.Person(Paul, server.Us);
        var victim = new Visitor(server);

        // With no journey of one's own, and with another one.
        Assert.Equal("/sign-in", Visitor.To(await victim.Get("/sign-in/provider/back?code=a&state=b")));
        await victim.Get("/sign-in/provider");
        Assert.Equal("/sign-in", Visitor.To(await victim.Get("/sign-in/provider/back?code=a&state=b")));

        Assert.False(await victim.IsIn());
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task It_leads_to_no_other_site(string next)
    {
        var (stub, server) = await pair.AsNew();
        await server.Person(Paul, server.Us);

        Assert.Equal("/", Visitor.To(await stub.Through(new Visitor(server), next)));
    }

    [Fact]
    public async Task An_invited_stranger_joins_without_a_password()
    {
        var (stub, server) = await pair.AsNew();
        await server.Person(Paul, server.Us);
        var link = await Invited(server, Nora);
        var nora = new Visitor(server);
        Assert.Contains("Sign in with Contoso", await nora.Read(link), StringComparison.Ordinal);
        (stub.Claims["sub"], stub.Claims["email"], stub.Claims["given_name"]) = ("subject-2", Nora, "Nora");

        Assert.Equal(link, Visitor.To(await stub.Through(nora, link)));
        var page = await nora.Read(link);
        Assert.Contains("value=\"Nora\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("type=\"password\"", page, StringComparison.Ordinal);
        Assert.Equal("/", Visitor.To(await nora.Post(link, link, ("firstName", "Nora"), ("lastName", "Peeters"))));

        Assert.True(await nora.IsIn());
        Assert.Null((await server.Look(db => db.Persons.SingleAsync(p => p.Email == Nora))).PasswordHash);
        Assert.Equal("/", Visitor.To(await stub.Through(new Visitor(server))));
    }

    [Fact]
    public async Task An_invitation_for_another_address_is_not_opened_by_the_provider()
    {
        var (stub, server) = await pair.AsNew();
        await server.Person(Paul, server.Us);
        var link = await Invited(server, Nora);
        (stub.Claims["sub"], stub.Claims["email"]) = ("subject-3", "eve@else.example");
        var eve = new Visitor(server);
        await stub.Through(eve, link);

        var answer = await eve.Post(link, link, ("firstName", "Eve"), ("lastName", "E"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(1, await server.As(server.Us, s => s.GetRequiredService<AppDb>().Invitations.CountAsync()));
    }

    [Fact]
    public async Task A_provider_that_is_down_is_told_and_nothing_crashes()
    {
        var stub = await ProviderStub.Start();
        await using var server = await stub.Server();
        await server.Person(Paul, server.Us);
        // Down before the first visitor.
        await stub.DisposeAsync();
        var visitor = new Visitor(server, "fr");

        Assert.Equal("/sign-in", Visitor.To(await stub.Through(visitor)));
        Assert.Contains("a pas fonctionné", await visitor.Read("/sign-in"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_goes_down_while_the_visitor_is_there_is_told_too()
    {
        var stub = await ProviderStub.Start();
        await using var server = await stub.Server();
        await server.Person(Paul, server.Us);
        var visitor = new Visitor(server);
        var departure = await visitor.Get("/sign-in/provider");
        var state = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(departure.Headers.Location!.Query)["state"];
        await stub.DisposeAsync();

        Assert.Equal("/sign-in", Visitor.To(await visitor.Get($"/sign-in/provider/back?code=a&state={state}")));
    }

    [Fact]
    public async Task Without_a_provider_there_is_none()
    {
        await using var server = await TestServer.Start();

        Assert.Equal(HttpStatusCode.NotFound, (await new Visitor(server).Get("/sign-in/provider")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await new Visitor(server).Get("/sign-in/provider/back?code=a&state=b")).StatusCode);
    }

    /// <summary>A provider and a server that knows it, for all tests here.</summary>
    public sealed class Pair : IAsyncLifetime
    {
        private ProviderStub? _stub;
        private TestServer? _server;

        public async ValueTask InitializeAsync()
        {
            _stub = await ProviderStub.Start();
            _server = await _stub.Server();
        }

        internal async Task<(ProviderStub, TestServer)> AsNew()
        {
            if (_stub is null || _server is null)
                throw new InvalidOperationException("Not started.");
            _stub.Forget();
            await _server.Forget();
            await _server.FoundOurs();
            return (_stub, _server);
        }

        public async ValueTask DisposeAsync()
        {
            await _server!.DisposeAsync();
            await _stub!.DisposeAsync();
        }
    }

    private static async Task IsRefused(
        ProviderStub stub,
        TestServer server,
        string sentence,
        Action<Dictionary<string, string?>>? change = null
    )
    {
        var visitor = new Visitor(server);
        Assert.Equal("/sign-in", Visitor.To(await stub.Through(visitor, change: change)));
        Assert.Contains(sentence, await visitor.Read("/sign-in"), StringComparison.Ordinal);
        Assert.False(await visitor.IsIn());
    }

    private static async Task<string> Invited(TestServer server, string email)
    {
        await (await server.Signed(Paul)).Post("/settings/members", "/settings/members/invite", ("email", email));
        return People.LinkIn(await server.MailTo(email));
    }
}
