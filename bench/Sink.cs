using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Amiable.Bench;

/// <summary>A mail server on loopback that takes everything at once and keeps nothing but the count.</summary>
internal sealed class Sink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _taken;

    /// <param name="certificate">For TLS from the first byte; null for none.</param>
    public Sink(X509Certificate2? certificate = null)
    {
        _listener.Start();
        _accepting = Accept(certificate);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many messages came.</summary>
    public int Taken => Volatile.Read(ref _taken);

    private async Task Accept(X509Certificate2? certificate)
    {
        try
        {
            while (true)
                _ = Take(await _listener.AcceptTcpClientAsync(_stop.Token), certificate);
        }
        catch (OperationCanceledException) { }
    }

    private async Task Take(TcpClient client, X509Certificate2? certificate)
    {
        using var owned = client;
        client.NoDelay = true;
        Stream stream = client.GetStream();
        if (certificate is not null)
        {
            var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate });
            stream = tls;
        }
        await using var output = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n" };
        using var input = new StreamReader(stream, Encoding.Latin1, false, 32 * 1024);
        await output.WriteLineAsync("220 sink");
        await output.FlushAsync();
        var inContent = false;
        while (await input.ReadLineAsync() is { } line)
        {
            if (inContent && line != ".")
                continue;
            if (line == ".")
                Interlocked.Increment(ref _taken);
            await output.WriteLineAsync(Answer(line));
            inContent = line == "DATA";
            // What is pipelined is answered together, with the answer to DATA.
            if (!line.StartsWith("MAIL", StringComparison.Ordinal) && !line.StartsWith("RCPT", StringComparison.Ordinal))
                await output.FlushAsync();
        }
    }

    private static string Answer(string line) =>
        line switch
        {
            "DATA" => "354 Go on",
            "." => "250 2.0.0 Gone",
            "QUIT" => "221 2.0.0 Bye",
            _ when line.StartsWith("EHLO", StringComparison.Ordinal) =>
                "250-sink\r\n250-PIPELINING\r\n250-SIZE\r\n250-SMTPUTF8\r\n250 8BITMIME",
            _ => "250 2.1.0 Ok",
        };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }
}
