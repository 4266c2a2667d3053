using System.Text;
using Amiable.Mail.Connections;
using Amiable.Mail.Smtp;
using Amiable.Mail.Tests.Peers;

namespace Amiable.Mail.Tests.Smtp;

/// <summary>A well-behaved SMTP server, but for the replies a test changes.</summary>
internal sealed class FakeSmtp : IAsyncDisposable
{
    /// <summary>Instead of a reply: hang up.</summary>
    public const string HangUp = "hang up";

    /// <summary>Instead of a reply: say nothing, for ever.</summary>
    public const string Silence = "silence";

    private readonly ScriptedServer _server;

    public FakeSmtp() => _server = new(TalkAsync);

    public string Offer { get; init; } = "PIPELINING\n8BITMIME\nSMTPUTF8\nENHANCEDSTATUSCODES\nSIZE 1000000\nDSN\nAUTH PLAIN LOGIN XOAUTH2";

    public bool Tls { get; init; }

    /// <summary>The reply to a command, or to "." and "greeting"; the usual one when <see langword="null"/>. The number is that of the connection.</summary>
    public Func<string, int, string?> Reply { get; init; } = (_, _) => null;

    /// <summary>Hangs up within the content after so many lines.</summary>
    public int? HangUpInContentAfter { get; init; }

    public List<string> Commands { get; } = [];

    /// <summary>The contents as they came over the line, without the final dot.</summary>
    public List<string> Contents { get; } = [];

    public int Connections => _server.Connections;

    public MailHost Host =>
        new("localhost", _server.Port, Tls ? Encryption.StartTls : Encryption.None)
        {
            OwnRoots = TestAuthority.Roots,
            AllowPlainSignInOnLoopback = true,
            ConnectTimeout = TimeSpan.FromSeconds(5),
        };

    public SmtpServer Server => new(Host) { Timeouts = Waiting(Patience), ClientName = "client.test" };

    /// <summary>How long the client waits: long where the server answers, short where a test has it keep silent.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    public static SmtpTimeouts Waiting(TimeSpan time) =>
        new()
        {
            Greeting = time,
            Command = time,
            DataStart = time,
            DataBlock = time,
            DataEnd = time,
            DataEndWhenCancelled = TimeSpan.FromMilliseconds(100),
        };

    private async Task TalkAsync(Visitor visitor, int number)
    {
        if (!await AnswerAsync(visitor, "greeting", number, "220 fake.test ESMTP"))
            return;
        while (await visitor.HearAsync() is { } line)
        {
            lock (Commands)
                Commands.Add(line);
            var verb = line.Split(' ')[0].ToUpperInvariant();
            var usual = verb switch
            {
                "EHLO" => EhloReply(),
                "STARTTLS" => "220 2.0.0 Go ahead",
                "AUTH" => "235 2.7.0 Welcome",
                "MAIL" => "250 2.1.0 Ok",
                "RCPT" => "250 2.1.5 Ok",
                "DATA" => "354 Go on",
                "QUIT" => "221 2.0.0 Bye",
                _ => "250 2.0.0 Ok",
            };
            if (!await AnswerAsync(visitor, line, number, usual) || verb == "QUIT")
                return;
            if (verb == "STARTTLS")
                await visitor.EncryptAsync(TestAuthority.Localhost);
            if (verb == "DATA" && Reply(line, number) is null && !await TakeContentAsync(visitor, number))
                return;
        }
    }

    private string EhloReply()
    {
        string[] lines = ["fake.test", .. Offer.Split('\n', StringSplitOptions.RemoveEmptyEntries), .. Tls ? (string[])["STARTTLS"] : []];
        return string.Join("\r\n", lines.Select((text, i) => (i == lines.Length - 1 ? "250 " : "250-") + text));
    }

    private async Task<bool> TakeContentAsync(Visitor visitor, int number)
    {
        var content = new StringBuilder();
        for (var count = 0; await visitor.HearAsync() is { } line; count++)
        {
            if (count == HangUpInContentAfter)
                return false;
            if (line == ".")
            {
                lock (Contents)
                    Contents.Add(content.ToString());
                return await AnswerAsync(visitor, ".", number, "250 2.0.0 Queued as 4711");
            }
            content.Append(line).Append("\r\n");
        }
        return false;
    }

    private async Task<bool> AnswerAsync(Visitor visitor, string to, int number, string usual)
    {
        var reply = Reply(to, number) ?? usual;
        if (reply == HangUp)
            return false;
        if (reply == Silence)
            await visitor.SilenceAsync();
        await visitor.SayAsync(reply);
        return !reply.StartsWith("421", StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
