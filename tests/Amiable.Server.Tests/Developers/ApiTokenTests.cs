using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Amiable.Developers;
using Amiable.Members;
using Amiable.Organizations;
using Amiable.Platform.Api;
using Amiable.Platform.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Developers;

/// <summary>A program works for a member, as far as its token goes, and no longer than the member is one.</summary>
public sealed partial class ApiTokenTests
{
    [Fact]
    public async Task A_token_is_shown_once_and_opens_the_organization_it_was_made_in()
    {
        await using var server = await TestServer.Start();
        var browser = await server.SignedIn(server.Us);

        var made = await TestServer.Post(
            browser,
            "/settings/developers",
            "/settings/developers/tokens",
            ("name", "Our ERP"),
            ("scopes", Scopes.OrganizationsRead)
        );
        var token = Token().Match(await made.Content.ReadAsStringAsync()).Value;

        Assert.DoesNotContain(token, await browser.GetStringAsync("/settings/developers"));
        var organizations = await Program(server, token).GetFromJsonAsync<JsonElement>("/api/public/v1/organizations");
        Assert.Equal("Duvernay Conseil", organizations.GetProperty("nodes")[0].GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Null, organizations.GetProperty("pageInfo").GetProperty("endCursor").ValueKind);
        Assert.Equal(server.Us.Value, organizations.GetProperty("nodes")[0].GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task A_token_needs_a_name_and_something_it_may_do()
    {
        await using var server = await TestServer.Start();
        var browser = await server.SignedIn(server.Us);

        var nameless = await TestServer.Post(
            browser,
            "/settings/developers",
            "/settings/developers/tokens",
            ("name", " "),
            ("scopes", Scopes.OrganizationsRead)
        );
        var idle = await TestServer.Post(
            browser,
            "/settings/developers",
            "/settings/developers/tokens",
            ("name", "ERP"),
            ("scopes", "everything")
        );
        Assert.Contains("Choose what the program may do.", await idle.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (nameless.StatusCode, idle.StatusCode));
        Assert.Contains("Give the token a name", await nameless.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_is_no_token_opens_nothing_and_says_so_in_the_form_programs_read()
    {
        await using var server = await TestServer.Start();
        var token = await Make(server);
        string[] wrong = [token[..^1] + (token[^1] == 'A' ? 'B' : 'A'), token.ToUpperInvariant(), "amiable_x", "x", ""];

        foreach (var text in wrong)
        {
            var answer = await Program(server, text).GetAsync("/api/public/v1/organizations");
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.StartsWith("Bearer", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal("unauthorized", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        }
    }

    [Fact]
    public async Task A_revoked_token_is_refused_at_once()
    {
        await using var server = await TestServer.Start();
        var token = await Make(server);
        var id = await server.As(server.Us, s => s.GetRequiredService<AppDb>().ApiTokens.Select(t => t.Id).SingleAsync());

        await TestServer.Post(await server.SignedIn(server.Us), "/settings/developers", $"/settings/developers/tokens/{id.Value}/revoke");

        Assert.Equal(HttpStatusCode.Unauthorized, (await Program(server, token).GetAsync("/api/public/v1/organizations")).StatusCode);
    }

    [Fact]
    public async Task The_tokens_of_a_removed_member_stop()
    {
        await using var server = await TestServer.Start();
        var token = await Make(server);
        var colleague = new Person { Id = TestServer.New<PersonId>(), Email = "nora@duvernay.example" };
        await server.Save(server.Us, colleague, new Member(TestServer.New<MemberId>(), colleague.Id, "Nora", "Petit", colleague.Email));
        var claire = await server.As(server.Us, s => s.GetRequiredService<AppDb>().Members.SingleAsync(m => m.FirstName == "Claire"));

        await server.Do<RemoveMember, Done>(remove => remove.Run(claire.Id, default));

        Assert.Equal(HttpStatusCode.Unauthorized, (await Program(server, token).GetAsync("/api/public/v1/organizations")).StatusCode);
    }

    [Fact]
    public async Task A_token_without_the_scope_is_told_so()
    {
        await using var server = await TestServer.Start();
        var token = await Make(server);
        await using (var connection = await TestDatabase.Open(server.Data))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE api_tokens SET \"Scopes\" = '[\"tasks:read\"]'";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        var answer = await Program(server, token).GetAsync("/api/public/v1/organizations");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("missing-scope", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Pages_take_no_token_and_the_API_takes_no_cookie()
    {
        await using var server = await TestServer.Start();
        var token = await Make(server);

        var page = await Program(server, token).GetAsync("/accounts");
        var api = await (await server.SignedIn(server.Us)).GetAsync("/api/public/v1/organizations");

        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
    }

    [Fact]
    public async Task What_a_token_is_made_of_is_stored_nowhere()
    {
        await using var server = await TestServer.Start();
        var token = await Make(server);
        await Program(server, token).GetAsync("/api/public/v1/organizations");

        Assert.DoesNotContain(token[^40..], await server.DatabaseText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accounts:read", true)]
    [InlineData("accounts:all", true)]
    [InlineData("accounts:write", false)]
    [InlineData("invoices:all", false)]
    public void All_of_something_includes_reading_it(string held, bool included) =>
        Assert.Equal(included, Scopes.Include([held], "accounts:read"));

    private static async Task<string> Make(TestServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentOrganization>().Choose(server.Us);
        var member = await scope.ServiceProvider.GetRequiredService<AppDb>().Members.SingleAsync();
        scope.ServiceProvider.GetRequiredService<CurrentMember>().Is(member.Id, member.FullName);
        return (await scope.ServiceProvider.GetRequiredService<MakeApiToken>().Run("Our ERP", Scopes.All, default)).Value!;
    }

    private static HttpClient Program(TestServer server, string token)
    {
        var client = server.CreateClient(new() { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    [GeneratedRegex("amiable_[A-Za-z0-9_-]{80,}")]
    private static partial Regex Token();
}
