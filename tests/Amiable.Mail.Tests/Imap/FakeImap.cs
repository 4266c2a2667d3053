using System.Text;
using Amiable.Mail.Connections;
using Amiable.Mail.Imap;
using Amiable.Mail.Tests.Peers;

namespace Amiable.Mail.Tests.Imap;

/// <summary>An IMAP server that says what a test has it say.</summary>
internal sealed class FakeImap : IAsyncDisposable
{
    private readonly ScriptedServer _server;

    public FakeImap() => _server = new(TalkAsync);

    public string Greeting { get; init; } = "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR UIDPLUS MOVE IDLE] Hello";

    /// <summary>What follows a command, CRLF between lines, † for the tag; the usual when <see langword="null"/>. The number is that of the connection.</summary>
    public Func<string, int, string?> Answer { get; init; } = (_, _) => null;

    public bool Tls { get; init; }

    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    public List<string> Commands { get; } = [];

    public int Connections => _server.Connections;

    public ImapServer Server =>
        new(
            new("localhost", _server.Port, Tls ? Encryption.StartTls : Encryption.None)
            {
                OwnRoots = TestAuthority.Roots,
                AllowPlainSignInOnLoopback = true,
                Credentials = new PasswordCredentials("ann", "s3cret"),
            }
        )
        {
            Timeout = Patience,
            PollEvery = TimeSpan.FromMilliseconds(30),
        };

    public async Task<ImapClient> OpenAsync(Transcript? transcript = null, Credentials? credentials = null)
    {
        var server = credentials is null ? Server : Server with { Host = Server.Host with { Credentials = credentials } };
        var client = new ImapClient(server, transcript);
        await client.ConnectAsync();
        await client.OpenAsync("INBOX");
        return client;
    }

    private async Task TalkAsync(Visitor visitor, int number)
    {
        await visitor.SayAsync(Greeting);
        while (await visitor.HearAsync() is { } line)
        {
            var tag = line.Split(' ')[0];
            var command = line.StartsWith('A') && line.Length > tag.Length ? line[(tag.Length + 1)..] : line;
            lock (Commands)
                Commands.Add(command);
            var answer = Answer(command, number) ?? Usual(command);
            if (answer == "hang up")
                return;
            if (answer.Length > 0)
                await visitor.SendAsync(Encoding.Latin1.GetBytes(answer.Replace("†", tag, StringComparison.Ordinal) + "\r\n"));
            if (command == "STARTTLS")
                await visitor.EncryptAsync(TestAuthority.Localhost);
        }
    }

    private static string Usual(string command) =>
        command.Split(' ')[0] switch
        {
            "SELECT" or "EXAMINE" => "* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 2] x\r\n† OK [READ-WRITE] Done",
            "AUTHENTICATE" or "LOGIN" => "† OK [CAPABILITY IMAP4rev1 UIDPLUS MOVE IDLE] Welcome",
            "CAPABILITY" => "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n† OK Done",
            "LOGOUT" => "* BYE Bye\r\n† OK Done",
            _ => "† OK Done",
        };

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
