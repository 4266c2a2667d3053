using System.Text;
using Amiable.Mail.Connections;

namespace Amiable.Mail.Smtp;

/// <summary>AUTH (RFC 4954): PLAIN (RFC 4616), LOGIN (never a standard, still the only one of some servers) and XOAUTH2.</summary>
internal static class SmtpSignIn
{
    private const string Hidden = "•••";

    public static async Task RunAsync(SmtpSession session, MailHost host, Credentials credentials, CancellationToken cancellation)
    {
        if (!session.Connection.IsEncrypted && !(host.AllowPlainSignInOnLoopback && session.Connection.IsLoopback))
            throw new MailServerFailed(
                MailFailure.NoEncryption,
                $"Signing in at {host} would send the password in clear; it was not sent."
            );
        var ways = session.Offer.SignInWays;
        var reply = credentials switch
        {
            TokenCredentials token when ways.Contains("XOAUTH2") => await OneStepAsync(session, "XOAUTH2", token.XOAuth2, cancellation)
                .ConfigureAwait(false),
            PasswordCredentials password when ways.Contains("PLAIN") => await OneStepAsync(session, "PLAIN", password.Plain, cancellation)
                .ConfigureAwait(false),
            PasswordCredentials password when ways.Contains("LOGIN") => await LoginAsync(session, password, cancellation)
                .ConfigureAwait(false),
            _ => throw new MailServerFailed(
                MailFailure.SignInUnavailable,
                $"{host} offers no way to sign in that we know; it offers {(ways.Count == 0 ? "none" : string.Join(", ", ways))}."
            ),
        };
        if (reply.Code != 235)
            throw new MailServerFailed(
                MailFailure.SignInRefused,
                $"{host} does not accept the user {session.Connection.Clean(credentials.User)}: {reply}"
            )
            {
                IsPassing = reply.IsPassing,
            };
    }

    /// <summary>The secret goes with the command. A 334 to it is an error to be acknowledged (XOAUTH2), or a server that did not look (PLAIN).</summary>
    private static async Task<SmtpReply> OneStepAsync(SmtpSession session, string way, string secret, CancellationToken cancellation)
    {
        var reply = await session.AskAsync($"AUTH {way} {secret}", cancellation, $"AUTH {way} {Hidden}").ConfigureAwait(false);
        if (reply.Code != 334)
            return reply;
        var challenge = reply.Text.Length == 0 ? "" : Decoded(session, reply.Text);
        var answer = way == "PLAIN" && challenge.Length == 0 ? secret : "";
        reply = await session.AskAsync(answer, cancellation, answer.Length == 0 ? "" : Hidden).ConfigureAwait(false);
        return challenge.Length == 0 ? reply : reply with { Text = $"{reply.Text} {challenge}" };
    }

    private static async Task<SmtpReply> LoginAsync(SmtpSession session, PasswordCredentials password, CancellationToken cancellation)
    {
        var reply = await session.AskAsync("AUTH LOGIN", cancellation).ConfigureAwait(false);
        if (reply.Code == 334)
            reply = await session.AskAsync(password.UserInBase64, cancellation).ConfigureAwait(false);
        return reply.Code == 334 ? await session.AskAsync(password.PasswordInBase64, cancellation, Hidden).ConfigureAwait(false) : reply;
    }

    /// <summary>What the server says in base64, in which Google and Microsoft put the reason.</summary>
    private static string Decoded(SmtpSession session, string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count)
            ? Printable.Line(session.Connection.Clean(Encoding.UTF8.GetString(bytes, 0, count)), 300)
            : text;
    }
}
