using System.Net;

namespace Amiable.Platform.Http;

/// <summary>
/// The address under which others reach this installation, for links in mails: the setting PublicUrl. Without it the address in the request is believed only where
/// nobody else can have written it: whoever asks for somebody's new password could otherwise have the link lead to himself.
/// </summary>
public sealed class PublicAddress(IConfiguration configuration)
{
    // "Every address of this machine" is none that leads anywhere.
    private static readonly string[] Everywhere = ["*", "+", "0.0.0.0", "[::]"];

    /// <summary>Where no request says it: only what the operator set.</summary>
    public Uri? Known => configuration["PublicUrl"] is { Length: > 0 } set ? new(set) : null;

    /// <summary>Where no request says it: what the operator set, else where this program listens.</summary>
    public Uri Outside => Known ?? Listening;

    public Uri Link(HttpContext http, string path) => new(Root(http), path);

    public Uri Root(HttpContext http)
    {
        if (configuration["PublicUrl"] is { Length: > 0 } set)
            return new(set);
        if (IsOurs(http))
            return new($"{http.Request.Scheme}://{http.Request.Host}");
        return Listening;
    }

    /// <summary>Whether the request asks for us by a name we have: by another one, somebody has turned a name of his own to this machine.</summary>
    public bool IsMeant(HttpContext http) =>
        IsOurs(http) || string.Equals(Known?.Authority, http.Request.Host.Value, StringComparison.OrdinalIgnoreCase);

    private Uri Listening
    {
        get
        {
            var listens = (configuration["urls"] ?? "http://localhost:5080").Split(';')[0];
            return new(Everywhere.Aggregate(listens, (url, any) => url.Replace($"//{any}", "//localhost", StringComparison.Ordinal)));
        }
    }

    private static bool IsOurs(HttpContext http) =>
        http.Request.Host.Host == "localhost"
        || (
            IPAddress.TryParse(http.Request.Host.Host.Trim('[', ']'), out var named)
            && (IPAddress.IsLoopback(named) || named.Equals(http.Connection.LocalIpAddress))
        );
}
