using Amiable.Mail.Connections;
using Amiable.Platform.Secrets;

namespace Amiable.Channels;

/// <summary>From what is stored to what the mail library connects to.</summary>
internal static class MailHosts
{
    public const string Purpose = "mail-server";

    private const string ReplyPurpose = "reply-key";

    /// <summary>A new key, encrypted as it is stored.</summary>
    public static string NewReplyKey(SecretBox secrets) => secrets.Hide(ReplyPurpose, LinkSecret.New());

    public static byte[] ReplyKeyBytes(this MailChannel channel, SecretBox secrets) =>
        System.Text.Encoding.UTF8.GetBytes(secrets.Reveal(ReplyPurpose, channel.ReplyKey));

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
