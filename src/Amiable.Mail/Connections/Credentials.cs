using System.Text;

namespace Amiable.Mail.Connections;

/// <summary>Who signs in at a mail server. Printing one shows the user, never the secret.</summary>
public abstract class Credentials
{
    private protected Credentials(string user, string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        ArgumentException.ThrowIfNullOrEmpty(secret);
        // RFC 4616 section 2 and Google's XOAUTH2 separate their fields by NUL and SOH.
        if (user.AsSpan().IndexOfAny('\0', '\u0001') >= 0 || secret.AsSpan().IndexOfAny('\0', '\u0001') >= 0)
            throw new ArgumentException("A user name, password or token cannot contain NUL or SOH.");
        (User, Secret) = (user, secret);
    }

    /// <summary>The name to sign in with, often the e-mail address.</summary>
    public string User { get; }

    internal string Secret { get; }

    /// <summary>Every form in which the secret travels, and must not be written down.</summary>
    internal abstract IEnumerable<string> Secrets { get; }

    /// <summary>The user only.</summary>
    public sealed override string ToString() => $"{User} (secret not shown)";

    private protected static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

/// <summary>A user name and a password: SASL PLAIN (RFC 4616), or the older LOGIN.</summary>
public sealed class PasswordCredentials(string user, string password) : Credentials(user, password)
{
    /// <summary>RFC 4616 section 2: no authorization identity, NUL, user, NUL, password; in base64.</summary>
    internal string Plain => Base64($"\0{User}\0{Secret}");

    internal string UserInBase64 => Base64(User);

    internal string PasswordInBase64 => Base64(Secret);

    /// <summary>As IMAP puts it between quotes (RFC 9051 section 4.3).</summary>
    private string Quoted => Secret.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    internal override IEnumerable<string> Secrets => [Plain, PasswordInBase64, Quoted, Secret];
}

/// <summary>A user name and an OAuth 2 access token: XOAUTH2, as Google and Microsoft define it. The token's life is the caller's business.</summary>
public sealed class TokenCredentials(string user, string accessToken) : Credentials(user, accessToken)
{
    /// <summary>user=…^Aauth=Bearer …^A^A, in base64.</summary>
    internal string XOAuth2 => Base64($"user={User}\u0001auth=Bearer {Secret}\u0001\u0001");

    internal override IEnumerable<string> Secrets => [XOAuth2, Base64(Secret), Secret];
}
