using Amiable.Mail.Connections;
using Amiable.Platform.Secrets;

namespace Amiable.Channels;

/// <summary>From what is stored to what the mail library connects to.</summary>
internal static class MailHosts
{
    public const string Purpose = "mail-server";

    /// <exception cref="System.Security.Cryptography.CryptographicException">The password cannot be read any more: it has to be entered again.</exception>
    public static MailHost Open(this MailServerSettings settings, SecretBox secrets) =>
        new(settings.Host, settings.Port, settings.Encryption)
        {
            Credentials = settings is { User: { Length: > 0 } user, Secret: { } secret }
                ? new PasswordCredentials(user, secrets.Reveal(Purpose, secret))
                : null,
            PinnedCertificate = settings.PinnedCertificate,
            AllowPlainSignInOnLoopback = true,
        };
}
