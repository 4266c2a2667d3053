using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Amiable.Tests.Crash;

/// <summary>A mail server that takes everything from everybody at once, takes its time for it, and knows by the ENVID of each message which it was.</summary>
internal sealed class Sink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeSpan _takes;
    private readonly Task _serving;
    private long _order;

    public Sink(TimeSpan takes)
    {
        _takes = takes;
        _listener.Start(512);
        _serving = Task.Run(Serve);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What came, in its order.</summary>
    public ConcurrentQueue<(long Order, Guid Message)> Taken { get; } = [];

    private async Task Serve()
    {
        while (!_stop.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = Task.Run(async () =>
            {
                using (client)
                    try
                    {
                        client.NoDelay = true;
                        await Talk(client.GetStream());
                    }
                    catch (Exception gone) when (gone is IOException or OperationCanceledException)
                    {
                        // Killed in the middle of it.
                    }
            });
        }
    }

    private async Task Talk(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await Say(stream, "220 sink ESMTP");
        Guid message = default;
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            if (line.StartsWith("EHLO", StringComparison.Ordinal))
                await Say(stream, "250-sink\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-SIZE 10000000\r\n250 DSN");
            else if (line.StartsWith("MAIL", StringComparison.Ordinal))
            {
                message = Guid.ParseExact(line[(line.IndexOf("ENVID=", StringComparison.Ordinal) + 6)..][..32], "N");
                await Say(stream, "250 Ok");
            }
            else if (line == "DATA")
            {
                await Say(stream, "354 Go on");
                while (await reader.ReadLineAsync(_stop.Token) is { } content && content != ".") { }
                // From here on it is ours: whoever is killed while we take our time does not know it.
                Taken.Enqueue((Interlocked.Increment(ref _order), message));
                await Task.Delay(_takes, _stop.Token);
                await Say(stream, "250 Taken");
            }
            else
                await Say(stream, line == "QUIT" ? "221 Bye" : "250 Ok");
        }
    }

    private async Task Say(NetworkStream stream, string line) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), _stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        try
        {
            await _serving;
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException) { }
        _stop.Dispose();
    }
}
