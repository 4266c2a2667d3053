using System.Security.Cryptography;
using Amiable.Mail.Connections;
using Amiable.Mail.Smtp;
using Amiable.Mail.Tests.Peers;

namespace Amiable.Mail.Tests.Smtp;

public sealed class EncryptionTests
{
    private static readonly PasswordCredentials Ann = new("ann", "s3cret-password");

    private static async Task<MailServerFailed> FailsAsync(MailHost host)
    {
        await using var client = new SmtpClient(
            new(host) { Timeouts = FakeSmtp.Waiting(TimeSpan.FromSeconds(20)), ClientName = "client.test" }
        );
        return await Assert.ThrowsAsync<MailServerFailed>(() => client.ConnectAsync());
    }

    [Fact]
    public async Task A_server_that_hides_STARTTLS_gets_neither_password_nor_message()
    {
        await using var fake = new FakeSmtp();
        var failed = await FailsAsync(fake.Host with { Encryption = Encryption.StartTls, Credentials = Ann });
        Assert.Equal((MailFailure.NoEncryption, false), (failed.Kind, failed.IsPassing));
        Assert.Equal(["EHLO client.test"], fake.Commands);
    }

    [Theory]
    [InlineData("454 4.7.0 Not now", MailFailure.NoEncryption)]
    [InlineData("502 5.5.1 Never", MailFailure.NoEncryption)]
    public async Task A_server_that_refuses_STARTTLS_gets_nothing_more(string reply, MailFailure kind)
    {
        await using var fake = new FakeSmtp { Tls = true, Reply = (said, _) => said == "STARTTLS" ? reply : null };
        Assert.Equal(kind, (await FailsAsync(fake.Host with { Credentials = Ann })).Kind);
        Assert.Equal(["EHLO client.test", "STARTTLS"], fake.Commands);
    }

    [Fact]
    public async Task What_was_slipped_in_behind_STARTTLS_is_not_taken_for_the_servers_word()
    {
        // The offer behind it names a way to sign in that the real server, inside TLS, does not have.
        await using var fake = new FakeSmtp
        {
            Tls = true,
            Offer = "PIPELINING",
            Reply = (said, _) => said == "STARTTLS" ? "220 Go ahead\r\n250-evil.test\r\n250 AUTH PLAIN" : null,
        };
        var transcript = new Transcript();
        await using var client = new SmtpClient(new(fake.Host) { Timeouts = FakeSmtp.Waiting(TimeSpan.FromSeconds(20)) }, transcript);
        await client.ConnectAsync();
        Assert.Empty(client.Offer.SignInWays);
        Assert.True(client.Offer.Pipelining);
        Assert.Contains("Thrown away", transcript.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_for_another_name_out_of_date_or_of_an_unknown_authority_is_refused_with_the_reason()
    {
        using var other = TestAuthority.Issue("other.test");
        using var expired = TestAuthority.Issue("localhost", expired: true);
        Assert.Contains("for other.test, not for localhost", await RefusedAsync(other, TestAuthority.Roots), StringComparison.Ordinal);
        Assert.Contains("not trusted", await RefusedAsync(expired, TestAuthority.Roots), StringComparison.Ordinal);
        Assert.Contains("not trusted", await RefusedAsync(TestAuthority.Localhost, null), StringComparison.Ordinal);

        static async Task<string> RefusedAsync(
            System.Security.Cryptography.X509Certificates.X509Certificate2 certificate,
            System.Security.Cryptography.X509Certificates.X509Certificate2Collection? roots
        )
        {
            await using var server = new ScriptedServer((visitor, _) => visitor.EncryptAsync(certificate));
            var failed = await FailsAsync(new("localhost", server.Port, Encryption.Implicit) { OwnRoots = roots });
            Assert.Equal((MailFailure.Certificate, false), (failed.Kind, failed.IsPassing));
            return failed.Message;
        }
    }

    [Fact]
    public async Task A_pinned_certificate_is_taken_whatever_its_name_and_any_other_is_not()
    {
        using var pinned = TestAuthority.Issue("whatever.test", expired: true);
        var print = pinned.GetCertHashString(HashAlgorithmName.SHA256);
        var shown = pinned;
        await using var server = new ScriptedServer(
            async (visitor, _) =>
            {
                await visitor.EncryptAsync(shown);
                await visitor.SayAsync("220 Hello");
                await visitor.HearAsync();
                await visitor.SayAsync("250 Hello");
                await visitor.HearAsync();
            }
        );
        var host = new MailHost("127.0.0.1", server.Port, Encryption.Implicit)
        {
            PinnedCertificate = string.Join(':', print.Chunk(2).Select(pair => new string(pair))).ToLowerInvariant(),
        };
        await using (var client = new SmtpClient(new(host) { Timeouts = FakeSmtp.Waiting(TimeSpan.FromSeconds(20)) }))
            await client.ConnectAsync();
        shown = TestAuthority.Localhost;
        Assert.Contains("another certificate than the pinned one", (await FailsAsync(host)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_breaks_off_the_handshake_or_never_ends_it_is_told_as_such()
    {
        await using var hangsUp = new ScriptedServer((_, _) => Task.CompletedTask);
        Assert.Equal(MailFailure.ConnectionLost, (await FailsAsync(new("localhost", hangsUp.Port, Encryption.Implicit))).Kind);
        await using var silent = new ScriptedServer((visitor, _) => visitor.SilenceAsync());
        var host = new MailHost("localhost", silent.Port, Encryption.Implicit) { ConnectTimeout = TimeSpan.FromMilliseconds(200) };
        Assert.Equal(MailFailure.TimedOut, (await FailsAsync(host)).Kind);
    }
}
