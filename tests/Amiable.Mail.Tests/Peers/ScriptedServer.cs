using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Amiable.Mail.Tests.Peers;

/// <summary>A server on loopback that does exactly what a test tells it to, once per connection.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public ScriptedServer(Func<Visitor, int, Task> script)
    {
        _listener.Start();
        _serving = Task.Run(async () =>
        {
            for (var number = 1; !_stop.IsCancellationRequested; number++)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Connections = number;
                client.NoDelay = true;
                using var visitor = new Visitor(client.GetStream(), _stop.Token);
                try
                {
                    await script(visitor, number);
                }
                catch (IOException) { } // the client went away: the test says whether it should have
            }
        });
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        try
        {
            await _serving;
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException) { }
        _stop.Dispose();
    }
}

/// <summary>The client, seen from the server.</summary>
internal sealed class Visitor(Stream stream, CancellationToken stop) : IDisposable
{
    private Stream _stream = stream;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    public Task SayAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text + "\r\n"));

    public async Task SendAsync(byte[] bytes) => await _stream.WriteAsync(bytes, stop);

    /// <returns>The next line without its end, one character a byte; <see langword="null"/> at the end.</returns>
    public async Task<string?> HearAsync()
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await _stream.ReadAsync(_buffer, stop));
                if (_end == 0)
                    return null;
            }
            var c = (char)_buffer[_start++];
            if (c == '\n')
                return line.Length > 0 && line[^1] == '\r' ? line.ToString(0, line.Length - 1) : line.ToString() + "(bare LF)";
            line.Append(c);
        }
    }

    public async Task EncryptAsync(X509Certificate2 certificate)
    {
        var tls = new SslStream(_stream);
        try
        {
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stop);
        }
        catch (System.Security.Authentication.AuthenticationException e)
        {
            throw new IOException("The client refused", e);
        }
        _stream = tls;
    }

    /// <summary>Stays on the line and says nothing.</summary>
    public Task SilenceAsync() => Task.Delay(Timeout.Infinite, stop);

    public void Dispose() => _stream.Dispose();
}
