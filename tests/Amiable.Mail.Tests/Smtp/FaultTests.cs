using System.Text;
using Amiable.Mail.Connections;
using Amiable.Mail.Smtp;
using Amiable.Mail.Tests.Peers;

namespace Amiable.Mail.Tests.Smtp;

public sealed class FaultTests
{
    private static readonly SmtpEnvelope Envelope = new("bills@example.org", ["ann@example.com", "bob@example.com"]);
    private static readonly SmtpMessage Message = SmtpMessage.Of("Subject: Invoice\r\n\r\nHello\r\n"u8.ToArray());

    private static Func<string, int, string?> On(string command, string reply) =>
        (said, _) => said.StartsWith(command, StringComparison.Ordinal) ? reply : null;

    private static TimeSpan PatienceWith(string reply) => TimeSpan.FromSeconds(reply is FakeSmtp.Silence or "299-" ? 0.7 : 20);

    private static async Task<SmtpResult> SendAsync(FakeSmtp fake)
    {
        await using var client = new SmtpClient(fake.Server);
        return await client.SendAsync(Envelope, Message);
    }

    [Theory]
    [InlineData("MAIL", "451 4.3.0 Try later", SmtpOutcome.RefusedForNow)]
    [InlineData("MAIL", "550 5.7.1 Not you", SmtpOutcome.RefusedForGood)]
    [InlineData("RCPT", "450 4.2.0 Greylisted", SmtpOutcome.RefusedForNow)]
    [InlineData("RCPT", "550 5.1.1 Nobody", SmtpOutcome.RefusedForGood)]
    [InlineData("DATA", "451 4.3.0 Full", SmtpOutcome.RefusedForNow)]
    [InlineData("DATA", "554 5.5.1 No", SmtpOutcome.RefusedForGood)]
    [InlineData(".", "452 4.3.1 Disk full", SmtpOutcome.RefusedForNow)]
    [InlineData(".", "554 5.7.1 Spam", SmtpOutcome.RefusedForGood)]
    [InlineData("MAIL", "421 4.3.2 Closing", SmtpOutcome.RefusedForNow)]
    [InlineData("RCPT", "421 4.3.2 Closing", SmtpOutcome.RefusedForNow)]
    [InlineData("DATA", "421 4.3.2 Closing", SmtpOutcome.RefusedForNow)]
    [InlineData(".", "421 4.3.2 Closing", SmtpOutcome.RefusedForNow)]
    public async Task A_refusal_at_any_step_is_told_with_its_codes(string step, string reply, SmtpOutcome outcome)
    {
        foreach (var offer in (string[])["PIPELINING", ""])
        {
            await using var fake = new FakeSmtp { Reply = On(step, reply), Offer = offer };
            var result = await SendAsync(fake);
            Assert.Equal(outcome, result.Outcome);
            Assert.All(result.Recipients, r => Assert.Equal(outcome, r.Outcome));
            Assert.Equal(reply, result.Recipients[0].Reply!.ToString());
        }
    }

    [Theory]
    [InlineData("MAIL", SmtpOutcome.RefusedForNow)]
    [InlineData("RCPT", SmtpOutcome.RefusedForNow)]
    [InlineData("DATA", SmtpOutcome.RefusedForNow)]
    [InlineData(".", SmtpOutcome.Unknown)]
    public async Task A_connection_lost_before_the_final_dot_is_certain_and_after_it_is_not(string step, SmtpOutcome outcome)
    {
        foreach (var reply in (string[])[FakeSmtp.HangUp, FakeSmtp.Silence, "garbage", "299-", "999 x"])
        {
            await using var fake = new FakeSmtp
            {
                Reply = On(step, reply),
                Offer = "",
                Patience = PatienceWith(reply),
            };
            var result = await SendAsync(fake);
            Assert.Equal(outcome, result.Outcome);
            Assert.All(result.Recipients, r => Assert.Equal(outcome, r.Outcome));
            Assert.NotNull(result.Failure);
            Assert.Equal(1, fake.Connections);
        }
    }

    [Fact]
    public async Task A_connection_lost_within_the_content_means_certainly_not_accepted()
    {
        await using var fake = new FakeSmtp { HangUpInContentAfter = 100, Offer = "" };
        await using var client = new SmtpClient(fake.Server);
        // More than the buffers of both ends hold, so that the end cannot have left before the server hangs up.
        var huge = SmtpMessage.Of(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(new string('x', 998) + "\r\n", 32_000))));
        var result = await client.SendAsync(Envelope, huge);
        Assert.Equal(SmtpOutcome.RefusedForNow, result.Outcome);
        Assert.Equal(MailFailure.ConnectionLost, result.Failure!.Kind);
    }

    [Fact]
    public async Task A_recipient_refused_before_stays_refused_when_the_rest_becomes_unknown()
    {
        await using var fake = new FakeSmtp
        {
            Reply = (said, _) =>
                said.Contains("bob", StringComparison.Ordinal) ? "550 5.1.1 Nobody"
                : said == "." ? FakeSmtp.HangUp
                : null,
        };
        var result = await SendAsync(fake);
        Assert.Equal(SmtpOutcome.Unknown, result.Outcome);
        Assert.Equal([SmtpOutcome.Unknown, SmtpOutcome.RefusedForGood], result.Recipients.Select(r => r.Outcome));
    }

    [Fact]
    public async Task After_a_refusal_the_next_message_goes_over_the_same_connection_after_RSET()
    {
        await using var fake = new FakeSmtp
        {
            Reply = (said, _) => said.Contains("<no@", StringComparison.Ordinal) ? "550 5.1.1 Nobody" : null,
            Offer = "",
        };
        await using var client = new SmtpClient(fake.Server);
        Assert.Equal(SmtpOutcome.RefusedForGood, (await client.SendAsync(new("a@example.org", ["no@example.com"]), Message)).Outcome);
        Assert.Equal(SmtpOutcome.Accepted, (await client.SendAsync(Envelope, Message)).Outcome);
        Assert.Equal(1, fake.Connections);
        Assert.Contains("RSET", fake.Commands);
    }

    [Fact]
    public async Task A_pipelined_DATA_that_finds_nobody_left_is_ended_with_an_empty_message()
    {
        await using var fake = new FakeSmtp { Reply = On("RCPT", "550 5.1.1 Nobody") };
        var result = await SendAsync(fake);
        Assert.Equal(SmtpOutcome.RefusedForGood, result.Outcome);
        Assert.Equal([""], fake.Contents);
    }

    [Theory]
    [InlineData(FakeSmtp.HangUp)]
    [InlineData("421 4.4.2 Idle too long")]
    public async Task A_server_that_closed_in_between_is_connected_to_again(string reply)
    {
        var messages = 0;
        await using var fake = new FakeSmtp
        {
            Reply = (said, connection) =>
                connection == 1 && said.StartsWith("MAIL", StringComparison.Ordinal) && Interlocked.Increment(ref messages) > 1
                    ? reply
                    : null,
        };
        await using var client = new SmtpClient(fake.Server);
        Assert.Equal(SmtpOutcome.Accepted, (await client.SendAsync(Envelope, Message)).Outcome);
        Assert.Equal(SmtpOutcome.Accepted, (await client.SendAsync(Envelope, Message)).Outcome);
        Assert.Equal((2, 2), (fake.Connections, fake.Contents.Count));
    }

    [Fact]
    public async Task A_server_that_closed_after_each_message_takes_the_next_ones_on_new_connections()
    {
        await using var fake = new FakeSmtp { Reply = (said, _) => said == "." ? "250 2.0.0 Ok\r\n421 4.4.2 One is enough" : null };
        await using var client = new SmtpClient(fake.Server);
        for (var i = 0; i < 5; i++)
            Assert.Equal(SmtpOutcome.Accepted, (await client.SendAsync(Envelope, Message)).Outcome);
        Assert.Equal(5, fake.Contents.Count);
    }

    [Fact]
    public async Task More_replies_than_commands_before_the_content_keep_the_message_back()
    {
        await using var fake = new FakeSmtp { Reply = On("RCPT TO:<bob", "250 2.1.5 Ok\r\n250 2.1.5 Ok") };
        var result = await SendAsync(fake);
        Assert.Equal(SmtpOutcome.RefusedForNow, result.Outcome);
        Assert.Equal(MailFailure.Garbled, result.Failure!.Kind);
    }

    [Fact]
    public async Task More_replies_than_commands_after_the_content_leave_its_fate_unknown()
    {
        await using var fake = new FakeSmtp { Reply = On(".", "250 2.0.0 Ok\r\n554 5.7.1 No") };
        Assert.Equal(SmtpOutcome.Unknown, (await SendAsync(fake)).Outcome);
    }

    [Theory]
    [InlineData("554 5.7.1 Go away", MailFailure.Refused, false)]
    [InlineData("421 4.3.2 Busy", MailFailure.Refused, true)]
    [InlineData("SSH-2.0-OpenSSH_9.2", MailFailure.Garbled, false)]
    [InlineData("220 hello\r\n250 and hello again", MailFailure.Garbled, false)]
    [InlineData(FakeSmtp.HangUp, MailFailure.ConnectionLost, true)]
    [InlineData(FakeSmtp.Silence, MailFailure.TimedOut, true)]
    public async Task A_greeting_that_is_none_ends_in_the_documented_exception(string greeting, MailFailure kind, bool passing)
    {
        await using var fake = new FakeSmtp { Reply = On("greeting", greeting), Patience = PatienceWith(greeting) };
        var failed = await Assert.ThrowsAsync<MailServerFailed>(() => SendAsync(fake));
        Assert.Equal((kind, passing), (failed.Kind, failed.IsPassing));
        Assert.Empty(fake.Contents);
    }

    [Fact]
    public async Task Cancelled_before_the_dot_it_throws_and_cancelled_after_it_says_unknown()
    {
        foreach (var step in (string[])["RCPT", "."])
        {
            using var cancel = new CancellationTokenSource();
            await using var fake = new FakeSmtp
            {
                Reply = (said, _) =>
                {
                    if (!said.StartsWith(step, StringComparison.Ordinal))
                        return null;
                    cancel.Cancel();
                    return FakeSmtp.Silence;
                },
            };
            await using var client = new SmtpClient(fake.Server);
            var sending = client.SendAsync(Envelope, Message, cancel.Token);
            if (step == "RCPT")
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
            else
                Assert.Equal(SmtpOutcome.Unknown, (await sending).Outcome);
        }
    }

    [Fact]
    public async Task A_source_that_fails_in_the_middle_sends_no_half_message()
    {
        await using var fake = new FakeSmtp();
        await using var client = new SmtpClient(fake.Server);
        var opened = 0;
        var broken = SmtpMessage.From(_ =>
            opened++ == 0 ? ValueTask.FromResult<Stream>(new MemoryStream("A: b\r\n\r\nx"u8.ToArray())) : throw new IOException("Disk")
        );
        await Assert.ThrowsAsync<IOException>(() => client.SendAsync(Envelope, broken));
        Assert.Equal(SmtpOutcome.Accepted, (await client.SendAsync(Envelope, Message)).Outcome);
        Assert.Equal((2, 1), (fake.Connections, fake.Contents.Count));
    }
}
