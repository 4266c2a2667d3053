using Amiable.Mail.Connections;
using Amiable.Platform.Secrets;

namespace Amiable.Channels;

/// <summary>A mail server as it is typed.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Port">Its port, in digits.</param>
/// <param name="Encryption">How the connection is protected.</param>
/// <param name="User">Who signs in; empty for nobody.</param>
/// <param name="Password">Empty to keep the one that is stored.</param>
public sealed record ServerEntry(string Host, string Port, Encryption Encryption, string User, string Password)
{
    private const int LongestHost = 253;
    private const int LongestSecret = 1000;

    internal async Task<Result<MailServerSettings>> Read(
        MailServerSettings? former,
        SecretBox secrets,
        MailNetwork network,
        CancellationToken ct
    )
    {
        var (host, user) = (Host.Trim().TrimEnd('.').ToLowerInvariant(), User.Trim());
        if (host.Length is 0 or > LongestHost || Uri.CheckHostName(host) == UriHostNameType.Unknown)
            return new Invalid("host", "channels.host", "Write the name of the server, such as smtp.example.com.");
        if (!int.TryParse(Port.Trim(), System.Globalization.NumberStyles.None, null, out var port) || port is < 1 or > 65535)
            return new Invalid("port", "channels.port", "A port is a number from 1 to 65535, for mail mostly 465, 587 or 993.");
        if (user.Length > LongestSecret || user.Any(char.IsControl))
            return new Invalid("user", "channels.user", "Write the user name on one line.");
        if (Password.Length > LongestSecret || Password.Any(char.IsControl))
            return new Invalid("password", "channels.password", "A password is one line of at most 1,000 characters.");
        if (await network.Check(host, port, ct) is { } inside)
            return inside;
        var typed = new MailServerSettings
        {
            Host = host,
            Port = port,
            Encryption = Encryption,
            User = user.Length > 0 ? user : null,
            Secret = user.Length > 0 && Password.Length > 0 ? secrets.Hide(MailHosts.Purpose, Password) : null,
        };
        var settings = typed.After(former);
        if (settings is not { User: not null, Secret: null })
            return settings;
        return former?.Secret is null
            ? new Invalid("password", "channels.no-password", "Type the password of this user.")
            : new Invalid(
                "password",
                "channels.password-again",
                "Type the password again: the stored one belongs to another server or user."
            );
    }
}
