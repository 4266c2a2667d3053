using System.Text;
using Amiable.Mail.Connections;
using Amiable.Mail.Imap;

namespace Amiable.Mail.Tests.Imap;

public sealed class ImapSignInTests
{
    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static async Task<MailServerFailed> FailsAsync(FakeImap fake, Credentials? credentials = null) =>
        await Assert.ThrowsAsync<MailServerFailed>(() => fake.OpenAsync(null, credentials));

    [Theory]
    [InlineData("* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] Come in")]
    [InlineData("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] Hello")]
    public async Task A_server_that_hides_STARTTLS_gets_nothing(string greeting)
    {
        await using var fake = new FakeImap { Tls = true, Greeting = greeting };
        Assert.Equal(MailFailure.NoEncryption, (await FailsAsync(fake)).Kind);
        Assert.Empty(fake.Commands);
    }

    [Fact]
    public async Task What_was_slipped_in_behind_STARTTLS_is_not_taken_for_the_servers_word()
    {
        await using var fake = new FakeImap
        {
            Tls = true,
            Greeting = "* OK [CAPABILITY IMAP4rev1 STARTTLS] Hello",
            Answer = (said, _) => said == "STARTTLS" ? "† OK Go\r\n* CAPABILITY IMAP4rev1 EVIL\r\nA2 OK evil" : null,
        };
        await using var client = await fake.OpenAsync();
        Assert.DoesNotContain("EVIL", client.Capabilities);
        Assert.Equal("AUTHENTICATE PLAIN", fake.Commands[2]);
    }

    [Fact]
    public async Task A_password_never_goes_unencrypted_unless_allowed_on_this_machine()
    {
        await using var fake = new FakeImap();
        await using var client = new ImapClient(fake.Server with { Host = fake.Server.Host with { AllowPlainSignInOnLoopback = false } });
        Assert.Equal(MailFailure.NoEncryption, (await Assert.ThrowsAsync<MailServerFailed>(() => client.ConnectAsync())).Kind);
        Assert.Empty(fake.Commands);
    }

    [Fact]
    public async Task Without_SASL_IR_the_secret_follows_when_it_is_asked_for()
    {
        await using var fake = new FakeImap
        {
            Greeting = "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] Hello",
            Answer = (said, _) =>
                said == "AUTHENTICATE PLAIN" ? "+ "
                : said == Base64("\0ann\0s3cret") ? "A1 OK [CAPABILITY IMAP4rev1] Welcome"
                : null,
        };
        await using var client = await fake.OpenAsync();
        Assert.Equal(Base64("\0ann\0s3cret"), fake.Commands[1]);
    }

    [Fact]
    public async Task LOGIN_sends_what_cannot_be_quoted_as_literals()
    {
        await using var fake = new FakeImap
        {
            Greeting = "* OK [CAPABILITY IMAP4rev1] Hello",
            Answer = (said, _) =>
                said.EndsWith("{8}", StringComparison.Ordinal) ? "+ Go on"
                : said.Contains("ssw", StringComparison.Ordinal) ? "A1 OK [CAPABILITY IMAP4rev1] Welcome"
                : null,
        };
        var transcript = new Transcript();
        await using var client = await fake.OpenAsync(transcript, new PasswordCredentials("a\"nn", "pässwrd"));
        Assert.Equal("LOGIN \"a\\\"nn\" {8}", fake.Commands[0]);
        Assert.Equal(Encoding.Latin1.GetString("pässwrd"u8), fake.Commands[1]);
        Assert.Contains("LOGIN ••• •••", transcript.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("ssw", transcript.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_with_no_way_we_know_is_told_as_such()
    {
        await using var fake = new FakeImap { Greeting = "* OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=GSSAPI] Hello" };
        Assert.Equal(MailFailure.SignInUnavailable, (await FailsAsync(fake)).Kind);
        Assert.Equal(MailFailure.SignInUnavailable, (await FailsAsync(fake, new TokenCredentials("ann", "token-of-ann"))).Kind);
    }

    [Fact]
    public async Task The_reason_why_a_token_is_refused_is_told_and_the_token_is_not()
    {
        await using var fake = new FakeImap
        {
            Greeting = "* OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR] Hello",
            Answer = (said, _) =>
                said.StartsWith("AUTHENTICATE", StringComparison.Ordinal) ? "+ " + Base64("{\"status\":\"401\",\"got\":\"token-of-ann\"}")
                : said.Length == 0 ? "A1 NO [AUTHENTICATIONFAILED] token-of-ann expired"
                : null,
        };
        var failed = await FailsAsync(fake, new TokenCredentials("ann", "token-of-ann"));
        Assert.Equal((MailFailure.SignInRefused, false), (failed.Kind, failed.IsPassing));
        Assert.Contains("\"status\":\"401\"", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("token-of-ann", failed.ToString(), StringComparison.Ordinal);
        Assert.Equal("AUTHENTICATE XOAUTH2 " + Base64("user=ann\u0001auth=Bearer token-of-ann\u0001\u0001"), fake.Commands[0]);
    }

    [Theory]
    [InlineData("Entwürfe", "Entw&APw-rfe")]
    [InlineData("R&D", "R&-D")]
    [InlineData("日本語/x", "&ZeVnLIqe-/x")]
    [InlineData("&", "&-")]
    [InlineData("a\r\nb", "a&AA0ACg-b")]
    [InlineData("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-")]
    public void Mailbox_names_go_there_and_back(string name, string encoded)
    {
        Assert.Equal(encoded, ModifiedUtf7.Encode(name));
        Assert.Equal(name, ModifiedUtf7.Decode(encoded));
    }

    [Theory]
    [InlineData("&")]
    [InlineData("&abc")]
    [InlineData("&*-x")]
    [InlineData("&AA-")]
    public void A_name_that_is_not_well_formed_stays_as_it_is(string name) => Assert.Equal(name, ModifiedUtf7.Decode(name));
}
