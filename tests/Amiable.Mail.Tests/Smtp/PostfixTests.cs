using System.Text;
using Amiable.Mail.Connections;
using Amiable.Mail.Smtp;
using Amiable.Mail.Tests.Peers;

namespace Amiable.Mail.Tests.Smtp;

public sealed class PostfixTests(RealPeers peers)
{
    private static SmtpMessage Text(string text) => SmtpMessage.Of(Encoding.UTF8.GetBytes(text));

    private static SmtpEnvelope To(params string[] recipients) => new("bob@example.test", recipients);

    [Theory]
    [InlineData(Encryption.StartTls)]
    [InlineData(Encryption.Implicit)]
    public async Task A_message_is_delivered_byte_by_byte_over_TLS_after_signing_in(Encryption encryption)
    {
        var postfix = await peers.PostfixAsync();
        var transcript = new Transcript();
        await using var client = new SmtpClient(new(postfix.Host(encryption)), transcript);
        var mark = $"mark-{encryption}";
        const string body = "\n.leading dot\n..two\n.\nünïcode — naïve\nlast line\n";
        var result = await client.SendAsync(
            To("ann@example.test"),
            Text($"Subject: {mark}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n{body}")
        );
        Assert.Equal(SmtpOutcome.Accepted, result.Outcome);
        Assert.EndsWith(body, await postfix.DeliveredAsync("ann", mark), StringComparison.Ordinal);
        await client.QuitAsync();
        Assert.Contains("Encrypted with Tls13; certificate of CN=localhost", transcript.ToString(), StringComparison.Ordinal);
        Assert.Contains("C: AUTH PLAIN •••", transcript.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Dovecot.Password, transcript.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_recipient_is_told_apart()
    {
        var postfix = await peers.PostfixAsync();
        await using var client = new SmtpClient(new(postfix.Host(Encryption.StartTls)));
        var result = await client.SendAsync(To("nobody@example.test", "ann@example.test"), Text("Subject: one of two\n\nHello\n"));
        Assert.Equal(SmtpOutcome.PartlyAccepted, result.Outcome);
        Assert.Equal((SmtpOutcome.RefusedForGood, "5.1.1"), (result.Recipients[0].Outcome, result.Recipients[0].Reply!.Enhanced));
        await postfix.DeliveredAsync("ann", "one of two");
        Assert.Equal(SmtpOutcome.RefusedForGood, (await client.SendAsync(To("nobody@example.test"), Text("A: b\n\n"))).Outcome);
        Assert.Equal(SmtpOutcome.Accepted, (await client.SendAsync(To("ann@example.test"), Text("A: b\n\n"))).Outcome);
    }

    [Fact]
    public async Task What_cannot_be_delivered_comes_back_with_the_envelope_id()
    {
        var postfix = await peers.PostfixAsync();
        await using var client = new SmtpClient(new(postfix.Host(Encryption.StartTls)));
        var envelope = To("ann@gone.test") with { Reports = new(ReportOn.Failure, EnvelopeId: "invoice+2026=7") };
        var result = await client.SendAsync(envelope, Text("Subject: to nobody\n\nHello\n"));
        Assert.True(result is { Outcome: SmtpOutcome.Accepted, ReportsRequested: true });
        var bounce = await postfix.DeliveredAsync("bob", "Original-Envelope-Id: invoice+2026=7");
        Assert.Contains("Status: 5.1.1", bounce, StringComparison.Ordinal);
        Assert.Contains("Original-Recipient: rfc822;ann@gone.test", bounce, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_large_a_message_is_not_sent()
    {
        var postfix = await peers.PostfixAsync();
        await using var client = new SmtpClient(new(postfix.Host(Encryption.Implicit)));
        var result = await client.SendAsync(To("ann@example.test"), Text("A: b\n\n" + new string('x', Postfix.LargestMessage)));
        Assert.Equal((SmtpOutcome.RefusedForGood, "5.3.4"), (result.Outcome, result.Recipients[0].Reply!.Enhanced));
    }

    [Fact]
    public async Task A_wrong_password_is_told_as_such()
    {
        var postfix = await peers.PostfixAsync();
        var host = postfix.Host(Encryption.StartTls) with { Credentials = new PasswordCredentials("ann", "wrong-password") };
        await using var client = new SmtpClient(new(host));
        var failed = await Assert.ThrowsAsync<MailServerFailed>(() => client.ConnectAsync());
        Assert.Equal(MailFailure.SignInRefused, failed.Kind);
        Assert.DoesNotContain("wrong-password", failed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_an_authority_nobody_named_is_refused()
    {
        var postfix = await peers.PostfixAsync();
        await using var client = new SmtpClient(new(postfix.Host(Encryption.StartTls) with { OwnRoots = null }));
        Assert.Equal(MailFailure.Certificate, (await Assert.ThrowsAsync<MailServerFailed>(() => client.ConnectAsync())).Kind);
    }

    [Fact]
    public async Task A_hundred_messages_go_over_one_connection()
    {
        var postfix = await peers.PostfixAsync();
        var transcript = new Transcript();
        await using var client = new SmtpClient(new(postfix.Host(Encryption.StartTls)), transcript);
        for (var i = 0; i < 100; i++)
            Assert.Equal(
                SmtpOutcome.Accepted,
                (await client.SendAsync(To("ann@example.test"), Text($"Subject: many {i}.\n\nHello\n"))).Outcome
            );
        await postfix.DeliveredAsync("ann", "many 99.");
        Assert.Single(transcript.Lines, line => line.Text.StartsWith("Connecting", StringComparison.Ordinal));
    }
}
