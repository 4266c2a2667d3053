using Amiable.Mail.Connections;
using Amiable.Mail.Smtp;
using Amiable.Platform.Jobs;

namespace Amiable.Integrations.Smtp;

/// <summary>How this installation speaks to SMTP servers: under which name, and with how much patience.</summary>
public sealed class SmtpLine(IConfiguration configuration, Pace pace)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Whoever sends for longer than a claim lasts is taken for dead, and what he sends for uncertain: a mail that takes longer than this is given up in time.
    /// </summary>
    public TimeSpan Longest { get; } = TimeSpan.FromTicks(Math.Min(pace.ClaimLasts.Ticks * 8 / 10, TimeSpan.FromMinutes(8).Ticks));

    public SmtpServer To(MailHost host) =>
        new(host) { ClientName = Name, Timeouts = Waiting(Minute) with { DataEnd = TimeSpan.FromMinutes(4) } };

    public static SmtpTimeouts Waiting(TimeSpan time) =>
        new()
        {
            Greeting = time,
            Command = time,
            DataStart = time,
            DataBlock = time,
            DataEnd = time,
        };

    // A full domain name where there is one (RFC 5321 section 4.1.4), else the client says its address.
    private string? Name =>
        Uri.TryCreate(configuration["PublicUrl"], UriKind.Absolute, out var url)
        && url.HostNameType == UriHostNameType.Dns
        && url.Host.Contains('.', StringComparison.Ordinal)
            ? url.IdnHost
            : null;

    /// <summary>The server by which the installation's own mails leave (Mail:Smtp:Host and its neighbours); null when the operator names none.</summary>
    public SmtpServer? OfInstallation()
    {
        var set = configuration.GetSection("Mail:Smtp");
        if (set["Host"] is not { Length: > 0 } host)
            return null;
        var encryption = set.GetValue("Encryption", Encryption.StartTls);
        var port = set.GetValue("Port", encryption == Encryption.Implicit ? 465 : 587);
        return To(
            new(host, port, encryption)
            {
                Credentials = set["User"] is { Length: > 0 } user ? new PasswordCredentials(user, set["Password"] ?? "") : null,
                AllowPlainSignInOnLoopback = true,
            }
        );
    }
}
