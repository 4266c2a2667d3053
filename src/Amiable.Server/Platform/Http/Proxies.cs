using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Amiable.Platform.Http;

/// <summary>
/// A proxy in front of the program says who really asked, and whether over https. It is believed only from the addresses in the setting TrustedProxies ("10.0.0.5" or "10.0.0.0/8",
/// with commas between): anybody could write such a header.
/// </summary>
public static class Proxies
{
    public static void UseTrustedProxies(this WebApplication app)
    {
        if (app.Configuration["TrustedProxies"] is not { Length: > 0 } trusted)
            return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var entry in trusted.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (entry.Contains('/', StringComparison.Ordinal))
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(entry));
            else
                options.KnownProxies.Add(IPAddress.Parse(entry));
        app.UseForwardedHeaders(options);
    }
}
