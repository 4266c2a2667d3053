using System.Text;
using Amiable.Mail.Connections;
using Amiable.Mail.Smtp;

namespace Amiable.Mail.Tests.Smtp;

public sealed class SignInTests
{
    private const string Secret = "s3cret-pässword";
    private static readonly PasswordCredentials Ann = new("ann@example.org", Secret);
    private static readonly TokenCredentials Token = new("ann@example.org", "ya29.token-of-ann");

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static async Task<FakeSmtp> SignInAsync(FakeSmtp fake, Credentials credentials)
    {
        await using var client = new SmtpClient(fake.Server with { Host = fake.Host with { Credentials = credentials } });
        await client.ConnectAsync();
        return fake;
    }

    [Fact]
    public async Task PLAIN_is_taken_before_LOGIN()
    {
        await using var fake = await SignInAsync(new FakeSmtp { Tls = true, Offer = "AUTH LOGIN PLAIN" }, Ann);
        Assert.Equal("AUTH PLAIN " + Base64($"\0ann@example.org\0{Secret}"), fake.Commands[^1]);
    }

    [Fact]
    public async Task LOGIN_is_used_where_there_is_nothing_better()
    {
        await using var fake = new FakeSmtp
        {
            Offer = "AUTH=LOGIN",
            Reply = (said, _) =>
                said == "AUTH LOGIN" ? "334 VXNlcm5hbWU6"
                : said == Base64("ann@example.org") ? "334 UGFzc3dvcmQ6"
                : said == Base64(Secret) ? "235 2.7.0 Ok"
                : null,
        };
        await SignInAsync(fake, Ann);
        Assert.Equal(Base64(Secret), fake.Commands[^1]);
    }

    [Fact]
    public async Task A_token_signs_in_with_XOAUTH2_and_the_reason_of_a_refusal_is_told()
    {
        await using var fake = await SignInAsync(new FakeSmtp(), Token);
        Assert.Equal("AUTH XOAUTH2 " + Base64("user=ann@example.org\u0001auth=Bearer ya29.token-of-ann\u0001\u0001"), fake.Commands[^1]);

        await using var refusing = new FakeSmtp
        {
            Reply = (said, _) =>
                said.StartsWith("AUTH", StringComparison.Ordinal) ? "334 " + Base64("{\"status\":\"401\",\"got\":\"ya29.token-of-ann\"}")
                : said.Length == 0 ? "535 5.7.8 No"
                : null,
        };
        var failed = await Assert.ThrowsAsync<MailServerFailed>(() => SignInAsync(refusing, Token));
        Assert.Equal(MailFailure.SignInRefused, failed.Kind);
        Assert.Contains("\"status\":\"401\"", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("token-of-ann", failed.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AUTH CRAM-MD5")]
    [InlineData("PIPELINING")]
    public async Task A_server_with_no_way_we_know_is_told_as_such(string offer)
    {
        await using var fake = new FakeSmtp { Offer = offer };
        Assert.Equal(MailFailure.SignInUnavailable, (await Assert.ThrowsAsync<MailServerFailed>(() => SignInAsync(fake, Ann))).Kind);
    }

    [Fact]
    public async Task A_password_never_goes_unencrypted_unless_allowed_on_this_machine()
    {
        await using var fake = new FakeSmtp();
        var host = fake.Host with { Credentials = Ann, AllowPlainSignInOnLoopback = false };
        await using var client = new SmtpClient(fake.Server with { Host = host });
        Assert.Equal(MailFailure.NoEncryption, (await Assert.ThrowsAsync<MailServerFailed>(() => client.ConnectAsync())).Kind);
        Assert.DoesNotContain(fake.Commands, c => c.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Neither_transcript_nor_results_nor_exceptions_hold_the_secret_even_when_the_server_repeats_it()
    {
        string[] forms = [Secret, Base64(Secret), Ann.Plain];
        foreach (var way in (string[])["PLAIN", "LOGIN"])
        foreach (var refuses in (bool[])[true, false])
        {
            var echo = $"{Secret} {Base64(Secret)} {Ann.Plain}";
            await using var fake = new FakeSmtp
            {
                Offer = "AUTH " + way,
                Reply = (said, _) =>
                    said == "AUTH LOGIN" || said == Base64("ann@example.org") ? "334 " + echo
                    : said.StartsWith("AUTH", StringComparison.Ordinal) || said == Base64(Secret)
                        ? (refuses ? "535 5.7.8 " : "235 2.7.0 ") + echo
                    : said.StartsWith("RCPT", StringComparison.Ordinal) ? "550 5.1.1 " + echo
                    : said.StartsWith("NOOP", StringComparison.Ordinal) ? "garbage " + echo
                    : null,
            };
            var transcript = new Transcript();
            await using var client = new SmtpClient(fake.Server with { Host = fake.Host with { Credentials = Ann } }, transcript);
            string told;
            try
            {
                var result = await client.SendAsync(new("a@example.org", ["b@example.com"]), SmtpMessage.Of("A: b\r\n\r\n"u8.ToArray()));
                await client.IsAliveAsync();
                told = result + string.Join(' ', result.Recipients) + result.Failure;
            }
            catch (MailServerFailed e)
            {
                told = e.ToString();
            }
            var all = told + transcript + Ann + fake.Host;
            Assert.All(forms, form => Assert.DoesNotContain(form, all, StringComparison.Ordinal));
            Assert.Contains("•••", transcript.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Separators_of_the_protocol_have_no_place_in_names_and_passwords()
    {
        Assert.Throws<ArgumentException>(() => new PasswordCredentials("ann\0", "x"));
        Assert.Throws<ArgumentException>(() => new PasswordCredentials("ann", "x\0y"));
        Assert.Throws<ArgumentException>(() => new TokenCredentials("ann\u0001auth=Bearer", "x"));
    }
}
