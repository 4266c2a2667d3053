using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Amiable.Mail.Connections;

// How a connection begins, and how it becomes encrypted.
internal sealed partial class MailConnection
{
    /// <summary>Connects, and encrypts at once where that is asked for.</summary>
    public static async Task<MailConnection> OpenAsync(MailHost host, Transcript? transcript, CancellationToken cancellation)
    {
        transcript?.Add(Speaker.Note, $"Connecting to {host}");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(host.ConnectTimeout);
            await ConnectAsync(socket, host, limit.Token).ConfigureAwait(false);
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        }
        catch (Exception e)
        {
            socket.Dispose();
            cancellation.ThrowIfCancellationRequested();
            if (e is MailServerFailed)
                transcript?.Add(Speaker.Note, e.Message);
            if (e is not (SocketException or OperationCanceledException or ArgumentException))
                throw;
            var why = e is OperationCanceledException ? $"nobody answered within {host.ConnectTimeout.TotalSeconds:0} s" : e.Message;
            transcript?.Add(Speaker.Note, why);
            throw MailServerFailed.Passing(MailFailure.Unreachable, $"Cannot connect to {host}: {why}.", e);
        }
        var connection = new MailConnection(host, new NetworkStream(socket, ownsSocket: true), socket, transcript);
        if (host.Encryption == Encryption.Implicit)
            await connection.EncryptAsync(cancellation).ConfigureAwait(false);
        return connection;
    }

    private static async Task ConnectAsync(Socket socket, MailHost host, CancellationToken cancellation)
    {
        if (host.MayReach is not { } mayReach)
        {
            await socket.ConnectAsync(host.Name, host.Port, cancellation).ConfigureAwait(false);
            return;
        }
        // The addresses that are looked at are those that are connected to: asking for the name again could give others.
        var addresses = await Dns.GetHostAddressesAsync(host.Name, cancellation).ConfigureAwait(false);
        if (!addresses.All(mayReach))
            throw new MailServerFailed(MailFailure.Forbidden, $"{host.Name} is a machine that may not be reached from here.");
        await socket.ConnectAsync(addresses, host.Port, cancellation).ConfigureAwait(false);
    }

    /// <summary>Over a stream that is there already; for tests.</summary>
    public static MailConnection Over(Stream stream, MailHost host, Transcript? transcript = null) => new(host, stream, null, transcript);

    /// <summary>
    /// TLS from here on. What came before it and was not read is thrown away: it was not encrypted, so somebody on the way may have put it there to
    /// have it taken for the server's word (CVE-2021-38371, CVE-2011-0411).
    /// </summary>
    public async Task EncryptAsync(CancellationToken cancellation)
    {
        if (_end > _start)
            Note("Thrown away: what came unencrypted after STARTTLS");
        _start = _end = 0;
        var check = new CertificateCheck(_host);
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(_host.ConnectTimeout);
            await tls.AuthenticateAsClientAsync(check.Options(), limit.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            if (check.Complaint is { } complaint)
            {
                Note($"Certificate refused: {complaint}");
                throw new MailServerFailed(MailFailure.Certificate, $"{_host} cannot be trusted: {complaint}.", e)
                {
                    Fingerprint = check.Fingerprint,
                };
            }
            if (
                e
                is not (IOException or AuthenticationException or OperationCanceledException or ObjectDisposedException or SocketException)
            )
                throw;
            Note("The TLS handshake failed");
            var kind = e is OperationCanceledException ? MailFailure.TimedOut : MailFailure.ConnectionLost;
            throw MailServerFailed.Passing(kind, $"The TLS handshake with {_host} failed: {e.Message}", e);
        }
        (_stream, IsEncrypted) = (tls, true);
        Note($"Encrypted with {tls.SslProtocol}; certificate of {check.Shown}");
    }
}
