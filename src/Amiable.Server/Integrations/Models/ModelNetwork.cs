using System.Net;
using System.Net.Sockets;
using Amiable.Channels;
using Amiable.Platform.SignIn;

namespace Amiable.Integrations.Models;

/// <summary>
/// Which machines may be asked. In clear only those of one's own network: the key and what customers wrote must not cross the internet unprotected. Where strangers may
/// sign up only public ones, and only by https at its usual port; the setting Models:PrivateHosts decides otherwise.
/// </summary>
public sealed class ModelNetwork(IConfiguration configuration)
{
    private bool ReachesInside => configuration.GetValue("Models:PrivateHosts", !SignUp.IsOpen(configuration));

    /// <summary>Why that address may not be entered; null when it may. A name that is not known, or not now, is left to be tried.</summary>
    public async Task<Problem?> Check(Uri address, CancellationToken ct)
    {
        if (!ReachesInside && (address.Scheme != Uri.UriSchemeHttps || !address.IsDefaultPort))
            return new Invalid("address", "model.only-https", "Here only addresses that begin with https:// can be used.");
        try
        {
            var found = await Dns.GetHostAddressesAsync(address.IdnHost, ct).WaitAsync(TimeSpan.FromSeconds(5), ct);
            return Fault(address, found);
        }
        catch (Exception unknown) when (unknown is SocketException or TimeoutException or ArgumentException)
        {
            return address.Scheme == Uri.UriSchemeHttps ? null : Clear();
        }
    }

    /// <summary>Connects, and looks at that moment where the name leads: what was checked when it was entered may have changed since.</summary>
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var to = context.InitialRequestMessage.RequestUri!;
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        // The operator's own proxy is no model.
        if (string.Equals(context.DnsEndPoint.Host, to.IdnHost, StringComparison.OrdinalIgnoreCase) && Fault(to, found) is { } fault)
            throw new HttpRequestException(fault.Message);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private Invalid? Fault(Uri address, IPAddress[] found) =>
        !ReachesInside && found.Any(a => !MailNetwork.IsPublic(a))
            ? new("address", "model.inside", "This server is inside of a private network, which cannot be reached from here.")
        : address.Scheme == Uri.UriSchemeHttp && found.Any(MailNetwork.IsPublic) ? Clear()
        : null;

    private static Invalid Clear() =>
        new("address", "model.in-clear", "Use https://: without it only a server in your own network may be asked.");
}
