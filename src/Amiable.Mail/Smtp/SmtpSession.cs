using System.Net;
using System.Net.Sockets;
using System.Text;
using Amiable.Mail.Connections;

namespace Amiable.Mail.Smtp;

/// <summary>One connection from the greeting to the end: greeted, encrypted as asked, signed in.</summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private readonly SmtpServer _server;

    private SmtpSession(SmtpServer server, MailConnection connection) => (_server, Connection) = (server, connection);

    public MailConnection Connection { get; }

    public SmtpOffer Offer { get; private set; } = SmtpOffer.Nothing;

    public SmtpTimeouts Timeouts => _server.Timeouts;

    public bool Pipelines => _server.Pipelining && Offer.Pipelining;

    /// <summary>Nothing sensible can be said on it any more.</summary>
    public bool IsBroken { get; set; }

    /// <summary>A transaction was begun and not ended: RSET before the next one (RFC 5321 section 4.1.1.5).</summary>
    public bool NeedsReset { get; set; }

    public static async Task<SmtpSession> OpenAsync(SmtpServer server, Transcript? transcript, CancellationToken cancellation)
    {
        var connection = await MailConnection.OpenAsync(server.Host, transcript, cancellation).ConfigureAwait(false);
        return await OpenAsync(server, connection, cancellation).ConfigureAwait(false);
    }

    internal static async Task<SmtpSession> OpenAsync(SmtpServer server, MailConnection connection, CancellationToken cancellation)
    {
        var session = new SmtpSession(server, connection);
        try
        {
            await session.BeginAsync(cancellation).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task BeginAsync(CancellationToken cancellation)
    {
        var (greeting, _) = await SmtpReplyReader.ReadAsync(Connection, Timeouts.Greeting, cancellation).ConfigureAwait(false);
        if (greeting.Code != 220)
            throw Refused("does not take mail now", greeting);
        if (Connection.HasUnread)
            throw new MailServerFailed(MailFailure.Garbled, $"{_server.Host} speaks before it is asked.");
        await HelloAsync(cancellation).ConfigureAwait(false);
        if (_server.Host.Encryption == Encryption.StartTls)
            await StartTlsAsync(cancellation).ConfigureAwait(false);
        if (_server.Host.Credentials is { } credentials)
            await SmtpSignIn.RunAsync(this, _server.Host, credentials, cancellation).ConfigureAwait(false);
    }

    private async Task HelloAsync(CancellationToken cancellation)
    {
        var name = _server.ClientName ?? AddressLiteral(Connection.LocalAddress);
        if (name.Length == 0 || name.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            throw new ArgumentException($"{Printable.Line(name, 100)} is no name for EHLO.");
        await WriteAsync("EHLO " + name, cancellation).ConfigureAwait(false);
        await Connection.FlushAsync(Timeouts.Command, cancellation).ConfigureAwait(false);
        var (reply, lines) = await SmtpReplyReader.ReadAsync(Connection, Timeouts.Command, cancellation).ConfigureAwait(false);
        if (reply.IsDone)
        {
            Offer = new(lines.Skip(1));
            return;
        }
        // RFC 5321 section 3.2: a server that does not know EHLO is greeted with HELO, and offers nothing.
        Offer = SmtpOffer.Nothing;
        if (!reply.IsFinal || !(reply = await AskAsync("HELO " + name, cancellation).ConfigureAwait(false)).IsDone)
            throw Refused("does not want to talk to us", reply);
    }

    /// <summary>RFC 3207 section 4: what was offered before counts for nothing afterwards (4.2).</summary>
    private async Task StartTlsAsync(CancellationToken cancellation)
    {
        if (!Offer.StartTls)
            throw new MailServerFailed(
                MailFailure.NoEncryption,
                $"{_server.Host} does not offer STARTTLS. Either it is the wrong port, or somebody on the way hides the offer; nothing was sent."
            );
        var reply = await AskAsync("STARTTLS", cancellation).ConfigureAwait(false);
        if (reply.Code != 220)
            throw new MailServerFailed(MailFailure.NoEncryption, $"{_server.Host} offers STARTTLS and then refuses it: {reply}")
            {
                IsPassing = reply.IsPassing,
            };
        await Connection.EncryptAsync(cancellation).ConfigureAwait(false);
        await HelloAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>One command and its reply.</summary>
    /// <param name="command">Without line end; checked again here that it holds none.</param>
    /// <param name="cancellation">Ends the waiting, and with it the use of the session.</param>
    /// <param name="shown">What the transcript shows instead.</param>
    public async Task<SmtpReply> AskAsync(string command, CancellationToken cancellation, string? shown = null)
    {
        await WriteAsync(command, cancellation, shown).ConfigureAwait(false);
        return await ReadAsync(Timeouts.Command, cancellation).ConfigureAwait(false);
    }

    /// <summary>Puts a command in line; it leaves with the next read.</summary>
    public ValueTask WriteAsync(string command, CancellationToken cancellation, string? shown = null)
    {
        if (command.AsSpan().ContainsAny('\r', '\n', '\0'))
            throw new InvalidOperationException("A command is one line.");
        if (Connection.IsWrittenDown)
            Connection.Said(shown ?? command);
        return Connection.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), Timeouts.Command, cancellation);
    }

    public async ValueTask<SmtpReply> ReadAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        await Connection.FlushAsync(Timeouts.Command, cancellation).ConfigureAwait(false);
        var (reply, _) = await SmtpReplyReader.ReadAsync(Connection, timeout, cancellation).ConfigureAwait(false);
        // RFC 5321 section 3.8: after 421 the server closes.
        IsBroken |= reply.Code == 421;
        return reply;
    }

    private MailServerFailed Refused(string what, SmtpReply reply) =>
        new(MailFailure.Refused, $"{_server.Host} {what}: {reply}") { IsPassing = reply.IsPassing };

    /// <summary>RFC 5321 section 4.1.3.</summary>
    private static string AddressLiteral(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? $"[IPv6:{new IPAddress(address.GetAddressBytes())}]"
            : $"[{address}]";
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
