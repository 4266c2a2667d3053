using System.Text;
using Amiable.Mail.Connections;
using Amiable.Mail.Smtp;
using Amiable.Mail.Tests.Peers;

namespace Amiable.Mail.Tests.Smtp;

public sealed class HostileServerTests
{
    [Fact]
    public async Task Lines_and_replies_without_end_are_given_up()
    {
        foreach (var endless in (string[])[new string('2', 100_000), string.Concat(Enumerable.Repeat("220-more\r\n", 10_000))])
        {
            await using var server = new ScriptedServer((visitor, _) => visitor.SendAsync(Encoding.ASCII.GetBytes(endless)));
            await using var client = new SmtpClient(
                new(new("127.0.0.1", server.Port, Encryption.None)) { Timeouts = FakeSmtp.Waiting(TimeSpan.FromSeconds(20)) }
            );
            Assert.Equal(MailFailure.TooLong, (await Assert.ThrowsAsync<MailServerFailed>(() => client.ConnectAsync())).Kind);
        }
    }

    [Fact]
    public async Task A_server_that_says_a_letter_now_and_then_is_given_up_too()
    {
        await using var server = new ScriptedServer(
            async (visitor, _) =>
            {
                while (true)
                {
                    await visitor.SendAsync("2"u8.ToArray());
                    await Task.Delay(50);
                }
            }
        );
        await using var client = new SmtpClient(
            new(new("127.0.0.1", server.Port, Encryption.None)) { Timeouts = FakeSmtp.Waiting(TimeSpan.FromSeconds(0.5)) }
        );
        Assert.Equal(MailFailure.TimedOut, (await Assert.ThrowsAsync<MailServerFailed>(() => client.ConnectAsync())).Kind);
    }

    [Fact]
    public async Task Nobody_listening_is_unreachable()
    {
        int port;
        await using (var server = new ScriptedServer((_, _) => Task.CompletedTask))
            port = server.Port;
        await using var client = new SmtpClient(new(new("127.0.0.1", port, Encryption.None)));
        var failed = await Assert.ThrowsAsync<MailServerFailed>(() => client.ConnectAsync());
        Assert.Equal((MailFailure.Unreachable, true), (failed.Kind, failed.IsPassing));
    }
}
