using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Amiable.Platform.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tests.SignIn;

/// <summary>The second step: codes of an authenticator app, and recovery codes.</summary>
public sealed partial class CodesTests
{
    private const string Paul = "paul@duvernay.example";

    // RFC 6238, appendix B, the last six digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_of_the_RFC(long time, string code)
    {
        Assert.Equal(code, AuthenticatorCodes.Code("12345678901234567890"u8.ToArray(), time / 30));
        Assert.Equal(code, Code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", time));
        Assert.Equal("12345678901234567890"u8.ToArray(), AuthenticatorCodes.FromBase32("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
    }

    [Fact]
    public async Task It_is_turned_on_only_with_a_right_code_and_then_asked_for_at_every_sign_in()
    {
        var (server, person) = await People.WithPerson(Paul);
        var visitor = await server.Signed(Paul);
        var key = Key(await visitor.Read("/you/codes"));

        var wrong = await visitor.Post("/you/codes", "/you/codes", ("code", Wrong(server, key)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("does not work", await Visitor.Said(wrong), StringComparison.Ordinal);
        Assert.Equal(key, Key(await wrong.Content.ReadAsStringAsync()));
        Assert.False((await server.Look(db => db.Persons.SingleAsync(p => p.Id == person.Id))).AsksForCode);

        var on = await visitor.Post("/you/codes", "/you/codes", ("code", Now(server, key)));
        Assert.Equal(HttpStatusCode.OK, on.StatusCode);

        var other = new Visitor(server);
        Assert.Equal("/sign-in/code", Visitor.To(await other.SignIn(Paul, next: "/accounts")));
        Assert.False(await other.IsIn());
        var refused = await other.Post("/sign-in/code", "/sign-in/code", ("code", Wrong(server, key)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        server.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(
            "/accounts",
            Visitor.To(
                await other.Post("/sign-in/code", "/sign-in/code", ("code", " " + Now(server, key)[..3] + " " + Now(server, key)[3..]))
            )
        );
        Assert.True(await other.IsIn());
    }

    [Fact]
    public async Task A_code_works_once_and_for_the_half_minutes_beside_its_own()
    {
        var on = await On();

        Assert.Equal("/", await on.SignInWith(Now(on.Server, on.Key)));
        Assert.Null(await on.SignInWith(Now(on.Server, on.Key)));

        on.Server.Clock.Advance(TimeSpan.FromMinutes(5));
        var code = Now(on.Server, on.Key);
        on.Server.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Null(await on.SignInWith(code));
        code = Now(on.Server, on.Key);
        on.Server.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("/", await on.SignInWith(code));
    }

    [Fact]
    public async Task A_recovery_code_works_once()
    {
        var on = await On();
        Assert.Equal(10, on.Recovery.Distinct().Count());

        Assert.Equal("/", await on.SignInWith(on.Recovery[0]));
        Assert.Null(await on.SignInWith(on.Recovery[0]));
        Assert.Equal("/", await on.SignInWith(on.Recovery[1].ToLowerInvariant()));

        Assert.Contains("8 recovery codes left", await on.Visitor.Read("/you"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_codes_count_towards_the_lock()
    {
        var on = await On();
        var visitor = new Visitor(on.Server);
        await visitor.SignIn(Paul);
        for (var i = 0; i < 10; i++)
            await visitor.Post("/sign-in/code", "/sign-in/code", ("code", Wrong(on.Server, on.Key)));

        Assert.Null(Visitor.To(await visitor.Post("/sign-in/code", "/sign-in/code", ("code", Now(on.Server, on.Key)))));
        Assert.Null(Visitor.To(await new Visitor(on.Server).SignIn(Paul)));
    }

    [Fact]
    public async Task The_page_for_the_code_opens_only_after_the_password()
    {
        var on = await On();

        Assert.Equal("/sign-in", Visitor.To(await new Visitor(on.Server).Get("/sign-in/code")));
        Assert.Equal(
            "/sign-in",
            Visitor.To(await new Visitor(on.Server).Post("/sign-in", "/sign-in/code", ("code", Now(on.Server, on.Key))))
        );
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    public async Task The_code_leads_to_no_other_site_either(string next)
    {
        var on = await On();
        var visitor = new Visitor(on.Server);
        await visitor.SignIn(Paul, next: next);

        Assert.Equal("/", Visitor.To(await visitor.Post("/sign-in/code", "/sign-in/code", ("code", Now(on.Server, on.Key)))));
    }

    [Fact]
    public async Task Turning_it_off_needs_the_password()
    {
        var on = await On();

        var refused = await on.Visitor.Post("/you", "/you/codes/off", ("proof", "not the right one"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("not your present password", await Visitor.Said(refused), StringComparison.Ordinal);
        Assert.Equal("/you", Visitor.To(await on.Visitor.Post("/you", "/you/codes/off", ("proof", Visitor.Password))));

        Assert.Equal("/", Visitor.To(await new Visitor(on.Server).SignIn(Paul)));
        // Another time there is another secret.
        Assert.NotEqual(on.Key, Key(await on.Visitor.Read("/you/codes")));
    }

    [Fact]
    public async Task While_it_is_on_its_secret_is_not_shown_again()
    {
        var on = await On();

        Assert.Equal("/you", Visitor.To(await on.Visitor.Get("/you/codes")));
        Assert.DoesNotContain(on.Key, (await on.Visitor.Read("/you")).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copied_database_shows_neither_the_secret_nor_the_recovery_codes_nor_a_password()
    {
        var on = await On();

        var copy = await on.Server.DatabaseText();

        Assert.Contains(Paul, copy, StringComparison.Ordinal);
        Assert.DoesNotContain(on.Key, copy, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Visitor.Password, copy, StringComparison.Ordinal);
        foreach (var recovery in on.Recovery)
        {
            Assert.DoesNotContain(recovery, copy, StringComparison.OrdinalIgnoreCase);
            Assert.Contains(
                Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(recovery))),
                copy,
                StringComparison.Ordinal
            );
        }
    }

    private static async Task<TurnedOn> On()
    {
        var (server, _) = await People.WithPerson(Paul);
        var visitor = await server.Signed(Paul);
        var key = SuiteLog.Remember(Key(await visitor.Read("/you/codes")));
        var page = await (await visitor.Post("/you/codes", "/you/codes", ("code", Now(server, key)))).Content.ReadAsStringAsync();
        var recovery = Recovery().Matches(page).Select(m => SuiteLog.Remember(m.Groups[1].Value)).ToList();
        server.Clock.Advance(TimeSpan.FromSeconds(60));
        return new(server, visitor, key, recovery);
    }

    private sealed record TurnedOn(TestServer Server, Visitor Visitor, string Key, List<string> Recovery)
    {
        public async Task<string?> SignInWith(string code)
        {
            var visitor = new Visitor(Server);
            await visitor.SignIn(Paul);
            return Visitor.To(await visitor.Post("/sign-in/code", "/sign-in/code", ("code", code)));
        }
    }

    private static string Key(string page) => KeyOnPage().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);

    private static string Now(TestServer server, string key) => Code(key, server.Clock.GetUtcNow().ToUnixTimeSeconds());

    // Of another day: no neighbour of the right one.
    private static string Wrong(TestServer server, string key) => Code(key, server.Clock.GetUtcNow().ToUnixTimeSeconds() - 86400);

    /// <summary>RFC 6238 once more, written the other way: a mistake in ours must not be ours here too.</summary>
    private static string Code(string base32, long time)
    {
        var bits = string.Concat(base32.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c), 2).PadLeft(5, '0')));
        var key = bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2)).ToArray();
        var step = BitConverter.GetBytes(time / 30).Reverse().ToArray();
#pragma warning disable CA5350 // What RFC 6238 and every app use.
        var hash = HMACSHA1.HashData(key, step);
#pragma warning restore CA5350
        var at = hash[^1] % 16;
        var number = ((hash[at] & 127) << 24) + (hash[at + 1] << 16) + (hash[at + 2] << 8) + hash[at + 3];
        return (number % 1000000).ToString("000000", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("<code class=\"key\">([A-Z2-7 ]+)</code>")]
    private static partial Regex KeyOnPage();

    [GeneratedRegex("<li><code>([^<]+)</code>")]
    private static partial Regex Recovery();
}
