using System.Net;
using System.Net.Sockets;

namespace Amiable.Webhooks;

/// <summary>
/// Which machines are told. Whoever enters an address must not make this machine knock at doors that only it can reach: so nothing inside of a private network,
/// and only by https, unless the operator allows it (setting Webhooks:PrivateHosts). In clear only what is inside.
/// </summary>
public class HookNetwork(bool reachesInside)
{
    public HookNetwork(IConfiguration configuration)
        : this(configuration.GetValue("Webhooks:PrivateHosts", false)) { }

    // Of what belongs to everybody, these do not (RFC 6890 and its registries), and one cloud answers its machines at a public address.
    private static readonly IPNetwork[] Inside =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    // What has been given out of IPv6; everything else is inside of something, or nothing at all. NAT64 and IPv4 in disguise are not in it.
    private static readonly IPNetwork Outside6 = IPNetwork.Parse("2000::/3");

    /// <summary>Asks for the addresses of a name; a test answers in its own way.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Why that address may not be entered; null when it may. Where a name leads is looked at when it is told something.</summary>
    public Problem? Check(string? url)
    {
        if (string.IsNullOrWhiteSpace(url) || url.Length > Webhook.LongestUrl || !Uri.TryCreate(url, UriKind.Absolute, out var address))
            return new Invalid("url", "webhook.no-url", "Give the full address, such as https://erp.example.com/amiable.");
        if (address.UserInfo.Length > 0 || address.Fragment.Length > 0)
            return new Invalid("url", "webhook.url-parts", "Leave out user names, passwords and what follows a #.");
        if (address.Scheme != Uri.UriSchemeHttps && !(reachesInside && address.Scheme == Uri.UriSchemeHttp))
            return new Invalid("url", "webhook.only-https", "Only addresses that begin with https:// can be told.");
        if (IPAddress.TryParse(address.IdnHost, out var named) && !MayReach(address, named))
            return new Invalid("url", "webhook.inside", "This address is inside of a private network, which is not told from here.");
        return null;
    }

    /// <summary>Connects to an address that was looked at, and to no other: what a name leads to may change between two questions.</summary>
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var to = context.InitialRequestMessage.RequestUri!;
        IPAddress[] found = IPAddress.TryParse(context.DnsEndPoint.Host.Trim('[', ']'), out var named)
            ? [named]
            : await Resolve(context.DnsEndPoint.Host, ct);
        IPAddress[] open = [.. found.Where(address => MayReach(to, address))];
        if (open.Length == 0)
            throw new AddressRefused();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool MayReach(Uri to, IPAddress address) =>
        IsOutside(address) ? to.Scheme == Uri.UriSchemeHttps : reachesInside && !address.Equals(IPAddress.Any);

    /// <summary>Whether anybody on the internet could reach it as well.</summary>
    public static bool IsOutside(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily == AddressFamily.InterNetworkV6 && !Outside6.Contains(plain))
            return false;
        return plain.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6
            && !Inside.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }
}

/// <summary>A name leads to no address that may be reached.</summary>
public sealed class AddressRefused() : IOException("This address may not be reached.");
