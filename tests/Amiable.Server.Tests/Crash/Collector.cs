using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Amiable.Tests.Crash;

/// <summary>Takes traces and measurements on this machine, as a collector of OTLP over HTTP would, and keeps what it was told.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly StringBuilder _received = new();
    private readonly Task _work;

    public Collector()
    {
        Address = $"http://127.0.0.1:{FreePort()}";
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _work = Task.Run(Take);
    }

    public string Address { get; }

    /// <summary>Every byte, so that names in it can be looked for.</summary>
    public string Received
    {
        get
        {
            lock (_received)
                return _received.ToString();
        }
    }

    private async Task Take()
    {
        try
        {
            while (true)
            {
                var call = await _listener.GetContextAsync();
                using var reader = new StreamReader(call.Request.InputStream, Encoding.Latin1);
                var body = await reader.ReadToEndAsync();
                lock (_received)
                    _received.Append(call.Request.RawUrl).Append('\n').Append(body);
                call.Response.ContentType = "application/x-protobuf";
                call.Response.Close();
            }
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _work;
    }
}
