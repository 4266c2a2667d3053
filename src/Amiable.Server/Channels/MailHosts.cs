using System.Net;
using System.Security.Cryptography;
using Amiable.Mail.Connections;
using Amiable.Platform.Secrets;

namespace Amiable.Channels;

/// <summary>From what is stored to what the mail library connects to.</summary>
internal static class MailHosts
{
    public const string Purpose = "mail-server";

    /// <param name="settings">As stored.</param>
    /// <param name="secrets">Reads the password.</param>
    /// <param name="network">Which machines may be connected to.</param>
    /// <exception cref="CryptographicException">The password cannot be read any more: it has to be entered again.</exception>
    public static MailHost Open(this MailServerSettings settings, SecretBox secrets, MailNetwork network) =>
        new(settings.Host, settings.Port, settings.Encryption)
        {
            Credentials = settings is { User: { Length: > 0 } user, Secret: { } secret }
                ? new PasswordCredentials(user, secrets.Reveal(Purpose, secret))
                : null,
            PinnedCertificate = settings.PinnedCertificate,
            AllowPlainSignInOnLoopback = true,
            MayReach = network.MayReach(settings.Port),
        };

    /// <summary>A channel with a new key for the addresses of answers.</summary>
    public static MailChannel New(MailChannelId id, SecretBox secrets) => new(id, ReplyKeys.New(secrets));
}

/// <summary>
/// Which machines a member may have this one connect to. On a machine of one's own all of them; where strangers may sign up only public ones, and only at
/// the ports of mail, or the settings page would be a way to look around inside of the operator's network. The setting Channels:PrivateHosts decides otherwise.
/// </summary>
public sealed class MailNetwork(IConfiguration configuration)
{
    private static readonly int[] MailPorts = [25, 143, 465, 587, 993, 2525];

    // What belongs to no public machine (RFC 6890 and its registries).
    private static readonly IPNetwork[] Inside =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
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
            "::/96",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    private bool ReachesInside => configuration.GetValue("Channels:PrivateHosts", !Platform.SignIn.SignUp.IsOpen(configuration));

    /// <summary>Which addresses may be connected to at that port; null for all.</summary>
    public Func<IPAddress, bool>? MayReach(int port) =>
        ReachesInside ? null
        : MailPorts.Contains(port) ? IsPublic
        : _ => false;

    /// <summary>Why that server may not be entered; null when it may. A name that is not known, or not now, is left to be tried.</summary>
    public async Task<Problem?> Check(string host, int port, CancellationToken ct)
    {
        if (ReachesInside)
            return null;
        if (!MailPorts.Contains(port))
            return new Invalid("port", "channels.port-inside", $"Here only the ports of mail can be used: {string.Join(", ", MailPorts)}.")
            {
                Values = [string.Join(", ", MailPorts)],
            };
        try
        {
            return (await Dns.GetHostAddressesAsync(host, ct).WaitAsync(TimeSpan.FromSeconds(5), ct)).All(IsPublic) ? null : Private();
        }
        catch (Exception unknown) when (unknown is System.Net.Sockets.SocketException or TimeoutException or ArgumentException)
        {
            return null;
        }

        static Invalid Private() =>
            new("host", "channels.host-inside", "This server is inside of a private network, which cannot be reached from here.");
    }

    internal static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Inside.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }
}
