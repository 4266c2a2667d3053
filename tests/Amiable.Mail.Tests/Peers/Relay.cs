using System.Net;
using System.Net.Sockets;

namespace Amiable.Mail.Tests.Peers;

/// <summary>A line to a server that can be cut.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _open = [];

    public Relay(int port)
    {
        _listener.Start();
        _ = Task.Run(async () =>
        {
            try
            {
                while (true)
                {
                    var (here, there) = (await _listener.AcceptTcpClientAsync(), new TcpClient());
                    await there.ConnectAsync(IPAddress.Loopback, port);
                    lock (_open)
                        _open.AddRange([here, there]);
                    _ = PassOnAsync(here, there);
                    _ = PassOnAsync(there, here);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException) { }
        });
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    private static async Task PassOnAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException) { }
        to.Close();
    }

    public void Cut()
    {
        lock (_open)
        {
            foreach (var client in _open)
                client.Close();
            _open.Clear();
        }
    }

    public ValueTask DisposeAsync()
    {
        _listener.Stop();
        Cut();
        return default;
    }
}
